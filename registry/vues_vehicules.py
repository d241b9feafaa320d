"""A registration certificate on one civil day: the vehicle, its plate and the people it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.erreurs import SansDossier
from registry.facts import Adresse, Famille, Personne
from registry.groupes import residence
from registry.numeros import immatriculation
from registry.vehicules import Vehicule

Rattachement = Literal["titulaire", "cotitulaire", "locataire"]


@dataclass(frozen=True, slots=True)
class Inscrit:
    """Someone the certificate names."""

    personne: Personne
    adresse: Adresse
    rattachement: Rattachement


@dataclass(frozen=True, slots=True, eq=False)
class VueVehicule:
    jour: date
    immatriculation: str
    vehicule: Vehicule
    inscrits: tuple[Inscrit, ...]


def vue_vehicule(famille: Famille, ref: str, jour: date) -> VueVehicule:
    """The vehicle of which `ref` is the first holder; `SansDossier` when there is none yet."""
    vehicule = famille.vehicule(ref)
    if vehicule is None or vehicule.premiere_immatriculation > jour:
        raise SansDossier("aucun véhicule à ce nom")
    statut: Rattachement = "locataire" if vehicule.location else "titulaire"
    nommes: list[tuple[str, Rattachement]] = [(vehicule.titulaire, statut)]
    if vehicule.cotitulaire in famille.personnes and vehicule.cotitulaire is not None:
        nommes.append((vehicule.cotitulaire, "cotitulaire"))
    inscrits = []
    for qui, rattachement in nommes:
        chez = residence(famille, qui, jour)
        if chez is not None:
            inscrits.append(Inscrit(famille.personnes[qui], chez.adresse, rattachement))
    return VueVehicule(jour, immatriculation(famille.personnes[ref].spi), vehicule, tuple(inscrits))
