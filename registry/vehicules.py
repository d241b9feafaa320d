"""A vehicle and those on its registration certificate: asked only by who needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: LLD: location longue durée; LCB: location avec crédit-bail.
Location = Literal["LLD", "LCB"]
#: Passengers, goods; petrol, diesel, electricity, petrol hybrid that is not plugged in.
Categorisation = Literal["M1", "N1"]
Genre = Literal["VP", "CTTE"]
Carburant = Literal["ES", "GO", "EL", "EH"]


@dataclass(frozen=True, slots=True)
class Modele:
    """What the certificate says of a type: codes of the SIV, cm³, kilograms and grams of CO2 per kilometre.

    `premiere` and `derniere` are the years it was sold new.
    """

    marque: str
    denomination: str
    type_variante_version: str
    categorie: Categorisation
    genre: Genre
    carburant: Carburant
    cylindree: int
    masse: int
    co2: int
    premiere: int
    derniere: int


@dataclass(frozen=True, slots=True)
class Vehicule:
    """`titulaire` is the first holder, whose number makes the plate: the lessee when the vehicle is leased."""

    modele: Modele
    premiere_immatriculation: date
    titulaire: str
    cotitulaire: str | None = None
    location: Location | None = None


def sans_vehicule(ref: str) -> Vehicule | None:
    """Nobody is the first holder of a vehicle."""
    return None
