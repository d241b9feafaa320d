"""The schools of the nation: every pupil has one near home, and brothers and sisters of one level share it."""

from __future__ import annotations

from datetime import date

from fixtures.nation import nation
from registry.departements import departement
from registry.registre import Registre
from registry.scolarite import AGE_DE_L_ECOLE, scolarite

EPOQUE = 2026
NATION = nation(1, 200_000, EPOQUE)
JOUR = date(EPOQUE, 3, 2)


def test_chaque_eleve_a_une_ecole() -> None:
    """Whoever has the occupation of a pupil is in a school of their department, whose number is no real one's."""
    eleves = 0
    for ref in NATION.echantillon(4_000, 6):
        famille = NATION.famille(ref)
        occupation = next(a.nature for a in famille.activites if a.occupant == ref)
        if occupation != "scolarite":
            continue
        eleves += 1
        annee = scolarite(famille, ref, EPOQUE - 1)
        chez = next(r for r in famille.residences if r.occupant == ref)
        assert annee.departement == departement(chez.adresse.code_commune)
        assert annee.uai[3] == "9"
        assert annee.age >= AGE_DE_L_ECOLE
    assert eleves > 400


def test_les_bourses_suivent_l_avis() -> None:
    """Who asks for a grant is in the second degree; the notice is one of their parents', of the year before."""
    registre = Registre([NATION])
    vues = [registre.vue_scolarite(ref, EPOQUE - 1, JOUR) for ref in _collegiens()]
    assert any(vue.avis for vue in vues)
    for vue in vues:
        assert vue.scolarite.degre == "2D"
        if vue.avis is not None:
            assert vue.avis.annee == EPOQUE - 2
            assert {p.ref for p in vue.avis.declarants} & set(vue.eleve.parents)


def _collegiens() -> list[str]:
    gens = ((ref, NATION.famille(ref)) for ref in NATION.echantillon(2_000, 6))
    return [ref for ref, f in gens if 11 <= EPOQUE - 1 - f.personnes[ref].naissance.annee <= 14]
