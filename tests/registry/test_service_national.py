"""The national service: what the law makes of a census and of a day of defence, day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from fixtures.nation import nation
from registry.erreurs import SansDossier
from registry.service_national import ServiceNational
from registry.vues_service_national import Situation, vue_service_national
from tests.providers.foyers import jeune

# Sixteen on 10 April 2024, registered on 20 April, at the day of defence on 1 August 2025, eighteen on 10 April 2026.
NE_LE, EN_REGLE = "2008-04-10", ServiceNational(recense=10, jdc=478)


@pytest.mark.parametrize(
    ("fait", "jour", "attendu"),
    [
        (EN_REGLE, "2024-04-10", "pas_en_regle"),
        # Registered, but town halls report every quarter.
        (EN_REGLE, "2024-06-30", "pas_en_regle"),
        (EN_REGLE, "2024-07-01", "en_regle"),
        (EN_REGLE, "2025-08-01", "en_regle"),
        (EN_REGLE, "2034-04-09", "en_regle"),
        (ServiceNational(recense=10, jdc=None), "2026-04-09", "en_regle"),
        (ServiceNational(recense=10, jdc=None), "2026-04-10", "pas_en_regle"),
        (ServiceNational(recense=None, jdc=None), "2026-04-09", "pas_en_regle"),
        (ServiceNational(recense=10, jdc=None, exempte=True), "2030-01-01", "en_regle"),
        (ServiceNational(recense=10, jdc=None, en_attente=True), "2030-01-01", "indetermine"),
        (ServiceNational(francais=False, recense=None, jdc=None), "2030-01-01", "non_concerne"),
    ],
)
def test_la_situation_d_un_jour(fait: ServiceNational, jour: str, attendu: Situation) -> None:
    """Registered until eighteen, then the day of defence; exempted is in order; foreigners are not concerned."""
    assert jeune(fait, NE_LE, date.fromisoformat(jour)).situation == attendu


@pytest.mark.parametrize("jour", ["2024-04-09", "2034-04-10"])
def test_hors_de_16_a_25_ans(jour: str) -> None:
    """Nothing is told before the sixteenth birthday, nor from the twenty-sixth."""
    with pytest.raises(SansDossier):
        jeune(EN_REGLE, NE_LE, date.fromisoformat(jour))


def test_ne_un_29_fevrier() -> None:
    """Who was born on a 29 February is sixteen on 1 March of a common year, and on the day itself of a leap one."""
    assert jeune(ServiceNational(recense=0), "2004-02-29", date(2020, 2, 29)).situation == "pas_en_regle"
    assert jeune(ServiceNational(recense=0), "2004-02-29", date(2020, 4, 1)).situation == "en_regle"


def test_la_nation_est_le_plus_souvent_en_regle() -> None:
    """Nine young people out of ten are in order or not concerned; each situation is met."""
    pays, jour = nation(42, 200_000, 2026), date(2026, 11, 23)
    vus: Counter[Situation] = Counter()
    for ref in pays.echantillon(12_000, 21):
        famille = pays.famille(ref)
        if 16 <= famille.personnes[ref].age(jour) <= 25:
            vus[vue_service_national(famille, ref, jour).situation] += 1
    assert set(vus) == {"en_regle", "pas_en_regle", "indetermine", "non_concerne"}
    assert 0.83 < (vus["en_regle"] + vus["non_concerne"]) / vus.total() < 0.95
