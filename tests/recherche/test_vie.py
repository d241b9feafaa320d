"""The sieve of the nation that lives: those whose situation has changed since the epoch pass too, newborns included."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

import pytest

from fixtures.nation.vie.nation import NationVivante
from gateway.recherche.criteres import CRITERES
from gateway.recherche.demande import Demande, lire
from gateway.recherche.sujet import Sujet
from registry.evenements import NATURES
from registry.recents import NatureRecente, un_an_avant
from registry.registre import Registre
from tests.recherche.conftest import EPOQUE, Vu
from tests.recherche.test_tamis import CAS, passes

HORIZON = 3
JOURS = (date(EPOQUE, 11, 23), date(EPOQUE + 2, 9, 14))
#: One citizen in so many, then all those of the households that something has happened to.
PAS, TOUCHES = 211, 300


@dataclass(frozen=True, slots=True)
class Monde:
    pays: NationVivante
    jour: date
    annee: int
    vus: list[Vu]


@pytest.fixture(scope="module", params=JOURS, ids=str)
def monde(request: pytest.FixtureRequest) -> Monde:
    """The nation on a day, and some of its people: any, those of the feed of events, children of the decade."""
    pays, jour = NationVivante(42, 40_000, EPOQUE, HORIZON), request.param
    registre, annee = Registre([pays]), jour.year - 1
    refs = dict.fromkeys(f"n-{i}" for i in range(0, pays.taille, PAS))
    touches = [ref for e in pays.evenements(date(EPOQUE, 1, 1), jour, 0, NATURES) for ref in e.refs]
    refs |= dict.fromkeys(touches[:: max(1, len(touches) // TOUCHES)])
    for ref in list(refs)[-TOUCHES // 3 :]:
        refs |= dict.fromkeys(r for r in pays.famille(ref).personnes if pays.contient(r))
    sujets = [Sujet(registre, ref, jour, annee) for ref in refs]
    vus = [Vu(s.ref, {nom: c.lire(s) for nom, c in CRITERES.items()}) for s in sujets if s.present]
    return Monde(pays, jour, annee, vus)


def demander(monde: Monde, nom: str, texte: str) -> Demande:
    (porte,) = monde.vus[7].valeurs["nom"]
    (employeur,) = next(v.valeurs["employeur"] for v in monde.vus if v.valeurs["employeur"])
    return lire([(nom, texte.format(nom=porte, employeur=employeur)), ("annee", str(monde.annee))], monde.jour)


@pytest.mark.parametrize(("nom", "texte"), CAS)
def test_nobody_who_fits_today_is_discarded(monde: Monde, nom: str, texte: str) -> None:
    """Births, unions, separations, moves, jobs, retirements and deaths of the months before are known to the sieve."""
    demande = demander(monde, nom, texte)
    conviennent = {v.ref for v in monde.vus if v.convient(demande)}
    assert conviennent <= passes(monde.pays, demande)


def test_what_the_feed_tells_is_found(monde: Monde) -> None:
    """Whoever the feed names in the last twelve months has the event: parents of a child, who is left by a death."""
    valeurs = {v.ref: v.valeurs["evenement"] for v in monde.vus}
    depuis, verifies = un_an_avant(monde.jour) + timedelta(1), Counter[str]()
    for e in monde.pays.evenements(depuis, monde.jour, 0, NATURES):
        concernes = e.refs[1:] if e.nature in ("naissance", "deces") else e.refs
        nature = "veuvage" if e.nature == "deces" else e.nature
        for ref in valeurs.keys() & set(concernes):
            assert nature in valeurs[ref], (e, ref)
            verifies[nature] += 1
    assert set(verifies) == set(get_args(NatureRecente)) - {"vie_commune"}
