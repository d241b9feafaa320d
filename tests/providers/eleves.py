"""A pupil of the hand-built family, by age: goes to school in Nantes, asks for a grant from collège on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from registry.facts import Activite, Famille, Residence
from registry.scolarite import VueScolarite, scolarite
from tests.providers import foyers

ANNEE = 2025
#: A ref whose draws give a grant asked for and half-board.
REF = "eleve-3"


def famille(age: int) -> Famille:
    """`age` is that of the civil year of the rentrée."""
    eleve = foyers.personne(REF, "M", "Nils", f"{ANNEE - age}-05-09", 6, parents=("marc", "lea"))
    activite = Activite(REF, "scolarite", date(ANNEE - age + 3, 9, 1))
    chez = Residence(REF, "lilas", foyers.CHEZ_EUX, eleve.naissance.reelle)
    return replace(foyers.MARTIN, personnes={REF: eleve}, activites=(activite,), residences=(chez,))


def vue(age: int = 13, jour: date = foyers.JOUR) -> VueScolarite:
    lue = famille(age)
    annee = scolarite(lue, REF, ANNEE)
    return VueScolarite(jour, lue.personnes[REF], annee, foyers.avis(annee=2024) if annee.bourse else None)
