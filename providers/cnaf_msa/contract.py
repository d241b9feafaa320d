"""The `data` of `/v3/dss/quotient_familial`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import Literal, TypedDict

from kernel.api_particulier.foyer import Adresse, Personne


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
