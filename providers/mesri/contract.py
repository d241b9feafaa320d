"""The `data` of `/v3/mesri/statut_etudiant`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import TypedDict

from registry.etudes import CodeRegime


class Identite(TypedDict):
    """Never through FranceConnect, which has given it already."""

    nom_naissance: str
    prenom: str
    date_naissance: str


class RegimeFormation(TypedDict):
    libelle: str
    code: CodeRegime


class Etablissement(TypedDict):
    """`uai`: seven digits and a letter."""

    uai: str
    nom: str


class Admission(TypedDict):
    """`est_inscrit` is false when the student was only admitted."""

    date_debut: str
    date_fin: str
    est_inscrit: bool
    regime_formation: RegimeFormation
    code_cog_insee_commune: str
    etablissement_etudes: Etablissement


class Donnees(TypedDict, total=False):
    identite: Identite
    admissions: list[Admission]
