"""The `data` of `/v3` and `/v4/cnous/etudiant_boursier`, from the official OpenAPI; without its scope, none."""

from __future__ import annotations

from typing import Literal, TypedDict


class Identite(TypedDict):
    """Never through FranceConnect, which has given it already."""

    nom: str
    prenoms: list[str]
    date_naissance: str
    nom_commune_naissance: str
    sexe: Literal["F", "M"]


class Statut(TypedDict):
    """A student struck off is not a scholar any more."""

    est_boursier: bool
    est_radie: bool
    date_radiation: str | None


class Echelon(TypedDict):
    """`echelon` from `0bis` to `7`; regional grants, the only ones to be provisional, are not simulated."""

    echelon: str
    echelon_bourse_regionale_provisoire: bool


class Periode(TypedDict):
    """`duree` in months."""

    date_rentree: str
    duree: int


class Etablissement(TypedDict):
    nom_commune: str
    nom_etablissement: str


class Donnees(TypedDict, total=False):
    """`est_boursier` in v3, `statut_boursier` in v4."""

    est_boursier: bool
    statut_boursier: Statut
    echelon_bourse: Echelon
    periode_versement_bourse: Periode
    etablissement_etudes: Etablissement
    email: str
    identite: Identite
