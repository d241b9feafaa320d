"""The `data` of `/v3` to `/v5/men/scolarites`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import Literal, TypedDict


class Identite(TypedDict):
    nom: str
    prenom: str
    sexe: Literal["F", "M"]
    date_naissance: str


class Libelle(TypedDict):
    code: str
    libelle: str


class Module(TypedDict):
    """`code_mef_stat` is null: the nomenclature is not taken over."""

    code_mef_stat: str | None
    libelle: str | None


class Etablissement(TypedDict):
    code_uai: str
    code_ministere_tutelle: str | None


class Donnees(TypedDict, total=False):
    """`regime_pensionnat` in v5 only; `echelon_bourse` from 1 to 3 in collège, to 6 in lycée."""

    identite: Identite
    annee_scolaire: str
    est_scolarise: bool
    statut_eleve: Libelle
    etablissement: Etablissement
    module_elementaire_formation: Module
    est_boursier: bool
    echelon_bourse: int | None
    regime_pensionnat: Libelle | None
