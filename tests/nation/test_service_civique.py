"""The volunteers of the nation: some eighty thousand a year, of the right age, free enough, with invented hosts."""

from __future__ import annotations

from datetime import date
from functools import cache

from stdnum import luhn

from fixtures import identifiants
from fixtures.nation import nation
from fixtures.nation.service_civique import organisme
from registry.groupes import occupation
from registry.registre import Registre
from registry.service_civique import COMPATIBLES, Contrat

EPOQUE = 2026
NATION = nation(1, 200_000, EPOQUE)
REGISTRE = Registre([NATION])
TIRAGE = 15_000
FRANCE = 68_000_000


@cache
def _contrats() -> dict[str, Contrat]:
    return {ref: c for ref in NATION.echantillon(TIRAGE, 4) for c in REGISTRE.services_civiques(ref)}


def test_quatre_vingt_mille_volontaires_par_an() -> None:
    """On average of the ten years before the epoch, brought to the population of France."""
    annees = [c for c in _contrats().values() if EPOQUE - 10 <= c.debut.year < EPOQUE]
    assert 60_000 <= len(annees) / 10 * FRANCE / TIRAGE <= 100_000


def test_l_age_la_duree_et_l_occupation() -> None:
    """Sixteen to twenty-five on the first day, six to twelve months, never someone with a job."""
    for ref, contrat in _contrats().items():
        famille = NATION.famille(ref)
        assert 16 <= famille.personnes[ref].age(contrat.debut) <= 25
        assert contrat.debut >= date(2010, 7, 1)
        assert 180 <= (contrat.fin - contrat.debut).days <= 366
        assert occupation(famille, ref, contrat.debut) in COMPATIBLES


def test_les_organismes_n_existent_pas() -> None:
    """Every SIRET is well formed, by an outside judge too, and starts with a zero."""
    numeros = {organisme(rang) for rang in range(120)}
    assert len({nom for nom, _ in numeros}) == len({siret for _, siret in numeros}) == 120
    for _, siret in numeros:
        assert identifiants.est_siret_synthetique(siret)
        assert luhn.is_valid(siret)
        assert luhn.is_valid(siret[:9])
    assert not identifiants.est_siret_synthetique("13002526500013")
