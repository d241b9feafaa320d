"""The `data` of `/v3/gip_mds/service_civique`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import TypedDict


class Organisme(TypedDict):
    """Both null without a contract."""

    siret: str | None
    raison_sociale: str | None


class Statut(TypedDict):
    """The days are null without a contract."""

    contrat_trouve: bool
    organisme_accueil: Organisme
    date_debut_contrat: str | None
    date_fin_contrat: str | None


class Donnees(TypedDict, total=False):
    statut_actuel: Statut
    statut_passe: Statut
