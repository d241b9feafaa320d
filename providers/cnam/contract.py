"""Bodies of API droits v1, from the official OpenAPI; a member without its scope, or without value, is absent."""

from __future__ import annotations

from typing import Literal, TypedDict


class Beneficiaire(TypedDict, total=False):
    """`nir` with its key (15 characters); an unknown day or month of `date_naissance` reads 01."""

    nir: str
    nom_famille: str
    nom_usage: str
    prenom: str
    date_naissance: str
    rang_naissance: int
    qualite: Literal["assure", "enfant"]
    medecin_traitant_choisi: bool
    presence_CMUC_ACS: bool


class Adresse(TypedDict, total=False):
    destinataire: str


class Caisse(TypedDict):
    """`id`: grand régime (2 characters) and fund (3)."""

    id: str
    grandRegime: str
    organisme: str
    codeCentre: str
    libelle: str
    adresse: Adresse


class Details(TypedDict):
    code_type_contrat: str
    libelle_type_contrat: str


class Periode(TypedDict):
    date_debut: str
    date_fin: str


class Contrat(TypedDict, total=False):
    """AMO: the basic cover; AMC: the complémentaire santé solidaire, whose start is not told."""

    date_debut: str
    date_fin: str
    nature_assurance: Literal["AMO", "AMC"]
    details: Details
    periodes_droits: list[Periode]
