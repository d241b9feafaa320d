"""Our proposal: the State's own interface of the SIV is SOAP, for its administrations, and is not published.

Members stand for headings of the certificate (arrêté du 9 février 2009, annexe III), whose letters are told below.
"""

from __future__ import annotations

from typing import TypedDict

from registry.vues_vehicules import Rattachement


class Titulaire(TypedDict):
    """C.1 (C.3 for a lessee): names and the lines of the address; C.4.1: how many people the certificate names."""

    nom: str
    nomUsage: str | None
    prenoms: list[str]
    rattachement: Rattachement
    nombreTitulaires: int
    adresse: list[str]


class Vehicule(TypedDict):
    """A, B, D.1, D.2, D.3, F.2 (kg), J, J.1, P.1 (cm³), P.3, V.7 (g/km); `location`: LLD, LCB or null."""

    immatriculation: str
    datePremiereImmatriculation: str
    marque: str
    typeVarianteVersion: str
    denominationCommerciale: str
    masseEnCharge: int
    categorie: str
    genre: str
    cylindree: int
    energie: str
    co2: int
    location: str | None


class CarteGrise(TypedDict):
    titulaire: Titulaire
    vehicule: Vehicule
