"""Net incomes by category, on amounts computed by hand."""

from __future__ import annotations

from law.parametres import parametres_impot
from law.revenus import ressources_prestations_familiales, revenu_brut_global, revenu_net
from registry.facts import Revenus


def test_salaires_deduits_de_dix_pour_cent() -> None:
    """Wages and unemployment form one base: 20 000 + 5 000 less 10 % leaves 22 500."""
    assert revenu_net(Revenus(salaires=20_000, allocations_chomage=5_000), 2024).salaires == 22_500


def test_deduction_minimale_et_maximale() -> None:
    """Incomes of 2024: 504 € at least within the wages declared, 14 426 € at most."""
    assert revenu_net(Revenus(salaires=300), 2024).salaires == 0
    assert revenu_net(Revenus(salaires=2_000), 2024).salaires == 2_000 - 504
    assert revenu_net(Revenus(salaires=200_000), 2024).salaires == 200_000 - 14_426


def test_pensions_alimentaires_recues_sont_des_pensions() -> None:
    """Alimony received joins retirement pensions: 10 000 + 2 000 less 10 % leaves 10 800."""
    assert revenu_net(Revenus(pensions_retraite=10_000, pensions_alimentaires_recues=2_000), 2024).pensions == 10_800


def test_abattement_pensions_plafonne_par_foyer() -> None:
    """Two pensions of 30 000 in 2024: 3 000 + 3 000 is capped at 4 399 for the foyer, 55 601 stays."""
    couple = (Revenus(pensions_retraite=30_000), Revenus(pensions_retraite=30_000))
    assert revenu_brut_global(couple, parametres_impot(2024)) == 55_601


def test_total_des_categories_egale_le_revenu_brut_global() -> None:
    """Below the foyer's ceiling, the detail of one person adds up to the gross total income."""
    r = Revenus(
        salaires=18_000,
        pensions_retraite=9_000,
        benefices_agricoles=4_000,
        benefices_non_commerciaux=3_000,
        revenus_fonciers=2_000,
    )
    assert revenu_net(r, 2024).total == revenu_brut_global((r,), parametres_impot(2024)) == 33_300


def test_ressources_prestations_deduisent_la_pension_versee() -> None:
    """Resources of the allowances are net of the 10 % and of alimony paid: 30 000 - 3 000 - 2 400."""
    r = Revenus(salaires=30_000, pensions_alimentaires_versees=2_400)
    assert ressources_prestations_familiales([r], 2023) == 24_600
