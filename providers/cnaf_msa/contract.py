"""The `data` of `/v3/dss/quotient_familial`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import Literal, TypedDict


class Personne(TypedDict):
    """`prenoms` is one string; the unknown parts of `date_naissance` are zeros (`1962-00-00`)."""

    nom_naissance: str
    nom_usage: str | None
    prenoms: str
    date_naissance: str
    sexe: Literal["F", "M"]


class Adresse(TypedDict):
    """La Poste's six lines; `code_postal_ville` holds both."""

    destinataire: str
    complement_information: str | None
    complement_information_geographique: str | None
    numero_libelle_voie: str | None
    lieu_dit: str | None
    code_postal_ville: str
    pays: str


class QuotientFamilial(TypedDict):
    """`valeur` in whole euros for the month (`annee`, `mois`), computed in (`annee_calcul`, `mois_calcul`)."""

    fournisseur: Literal["CNAF", "MSA"]
    valeur: int
    annee: int
    mois: int
    annee_calcul: int
    mois_calcul: int


class Donnees(TypedDict, total=False):
    """`allocataires`: the allocataire, then the spouse; `enfants` may be empty."""

    allocataires: list[Personne]
    enfants: list[Personne]
    adresse: Adresse
    quotient_familial: QuotientFamilial
