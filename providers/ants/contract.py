"""The `data` and the `meta` of `/v3/ants/extrait_immatriculation_vehicule`, from the official OpenAPI."""

from __future__ import annotations

from typing import Literal, TypedDict

from registry.vues_vehicules import Rattachement


class Identite(TypedDict):
    """Of the file, not of FranceConnect; an unknown month or day of birth is null."""

    nom: str
    prenom: str
    sexe_etat_civil: Literal["F", "M"]
    annee_date_naissance: int | None
    mois_date_naissance: int | None
    jour_date_naissance: int | None
    code_departement_naissance: str


class Adresse(TypedDict):
    """`code_postal_ville` is the postal code alone; `extension` is BIS, TER…"""

    complement_information: str | None
    num_voie: str | None
    type_voie: str | None
    libelle_voie: str | None
    code_postal_ville: str
    libelle_commune: str
    lieu_dit: str | None
    etage_escalier_appartement: str | None
    extension: str | None
    pays: str | None


class CodeLibelle(TypedDict):
    code: str
    label: str


class Location(TypedDict):
    """Both null when the vehicle is not leased."""

    code: str | None
    label: str | None


class Immatriculation(TypedDict):
    numero_immatriculation: str
    date_premiere_immatriculation: str
    statut_location: Location


class Caracteristiques(TypedDict):
    """`masse_charge_maximale` in kg, `cylindree` in cm³, `taux_co2` in g/km."""

    marque: str
    type_variante_version: str
    denomination_commerciale: str
    masse_charge_maximale: int
    categorie_vehicule: CodeLibelle
    genre_national: CodeLibelle
    cylindree: int
    type_carburant: CodeLibelle
    taux_co2: int
    classe_environnementale: CodeLibelle


class Donnees(TypedDict):
    identite_particulier: Identite
    adresse_particulier: Adresse
    statut_rattachement: Rattachement
    donnees_immatriculation_vehicule: Immatriculation
    caracteristiques_techniques_vehicule: Caracteristiques


class Concordance(TypedDict):
    """1.0 or 0.0; the birth date is told and does not count in `overall_match`."""

    family_name: float
    given_name: float
    birth_date: float
    overall_match: bool
