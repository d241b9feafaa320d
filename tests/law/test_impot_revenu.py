"""The income tax on cases computed by hand in the comments, with the scale voted for the incomes of 2025.

Tax of one share q: (q - 11 600) x 11 % up to 29 579, then 1 977.69 + (q - 29 579) x 30 % up to 84 577, then
18 477.09 + (q - 84 577) x 41 %.
"""

from __future__ import annotations

import pytest

from law.impot_revenu import impot_revenu
from law.parametres import ParametreAbsent
from registry.facts import Revenus
from tests.law.commun import foyer, imposable


def test_celibataire_a_30_000() -> None:
    """1 977.69 + 421 x 30 % = 2 103.99, and no décote: 45.25 % of it exceeds 897."""
    avis = impot_revenu(foyer("C", imposable(30_000)))
    assert (avis.impot_bareme, avis.decote, avis.montant_total) == (2_104, 0, 2_104)


def test_couple_deux_enfants_a_60_000() -> None:
    """3 x (20 000 - 11 600) x 11 % = 2 772; décote 1 483 - 1 254.33 = 228.67; 2 543 to pay."""
    avis = impot_revenu(foyer("M", imposable(60_000), Revenus(), mineurs=2))
    assert (avis.parts, avis.impot_bareme, avis.decote, avis.montant_total) == (3, 2_772, 229, 2_543)


def test_plafonnement_du_quotient_familial() -> None:
    """At 120 000 two children are worth 22 207.98 - 15 311.97, capped at 2 x 1 807: 18 593.98 remains."""
    avis = impot_revenu(foyer("M", imposable(120_000), Revenus(), mineurs=2))
    assert avis.impot_bareme == 18_594


def test_plafonnement_par_quart_de_part() -> None:
    """A child in shared custody is a quarter share: 22 207.98 less half of 1 807."""
    avis = impot_revenu(foyer("M", imposable(120_000), Revenus(), mineurs_alternee=1))
    assert avis.impot_bareme == 21_304


def test_plafonnement_du_parent_isole() -> None:
    """Lone parent at 60 000: 11 103.99 less 4 262 for the whole share of the first child."""
    avis = impot_revenu(foyer("D", imposable(60_000), mineurs=1, parent_isole=True))
    assert (avis.parts, avis.impot_bareme) == (2, 6_842)


def test_reduction_complementaire_du_veuf() -> None:
    """Widow, one child, 100 000: 24 800.52 less three half shares (5 421) less 2 011."""
    avis = impot_revenu(foyer("V", imposable(100_000), mineurs=1))
    assert avis.impot_bareme == 17_369


def test_reduction_complementaire_ne_depasse_pas_le_plafonnement() -> None:
    """Disabled, 60 000: 9 296.99 - 1 801 would be under 1.5 shares of 40 000 (7 655.99), which stays the floor."""
    avis = impot_revenu(foyer("C", imposable(60_000), invalides_declarants=1))
    assert avis.impot_bareme == 7_656


def test_refaction_outre_mer() -> None:
    """At La Réunion 2 103.99 loses 30 %; in Guyane 40 %: 1 472.79 and 1 262.39, before the décote."""
    assert impot_revenu(foyer("C", imposable(30_000), departement="974")).impot_bareme == 1_473
    assert impot_revenu(foyer("C", imposable(30_000), departement="973")).impot_bareme == 1_262


@pytest.mark.parametrize(("revenu", "bareme", "decote", "net"), [(17_591, 659, 599, 0), (17_600, 660, 598, 62)])
def test_seuil_de_mise_en_recouvrement(revenu: int, bareme: int, decote: int, net: int) -> None:
    """60 € are not collected, 62 € are: 897 - 45.25 % of 659 and of 660."""
    avis = impot_revenu(foyer("C", imposable(revenu)))
    assert (avis.impot_bareme, avis.decote, avis.impot_net) == (bareme, decote, net)


def test_abattement_special_par_declarant() -> None:
    """Two people of 70 with 8 100 net each in 2024 deduct 2 x 2 796: the law counts declarants, not households."""
    retraite = Revenus(pensions_retraite=9_000)
    avis = impot_revenu(foyer("M", retraite, retraite, annee=2024, ages=(70, 70)))
    assert (avis.revenu_net_global, avis.abattement_special, avis.rfr) == (16_200, 5_592, 10_608)


@pytest.mark.parametrize(("age", "invalides", "montant"), [(64, 0, 0), (65, 0, 1_398), (64, 1, 1_398), (70, 1, 1_398)])
def test_abattement_special_a_65_ans_ou_invalide(age: int, invalides: int, montant: int) -> None:
    """65 on 31 December is enough, so is the card, and one declarant never has two; 20 000 is in the second band."""
    avis = impot_revenu(foyer("C", imposable(20_000), annee=2024, ages=(age,), invalides_declarants=invalides))
    assert avis.abattement_special == montant


def test_pension_versee_reduit_le_revenu() -> None:
    """Alimony paid is deducted between gross and net total income."""
    avis = impot_revenu(foyer("D", Revenus(salaires=30_000, pensions_alimentaires_versees=3_600)))
    assert (avis.revenu_brut_global, avis.charges_deductibles, avis.rfr) == (27_000, 3_600, 23_400)


def test_revenus_d_un_majeur_rattache_comptent() -> None:
    """An attached student brings half a share and their own net wages: 27 000 + 9 000."""
    avis = impot_revenu(
        foyer("C", Revenus(salaires=30_000), majeurs_rattaches=1, revenus_charge=(Revenus(salaires=10_000),))
    )
    assert (avis.parts, avis.rfr) == (1.5, 36_000)


def test_contribution_hauts_revenus() -> None:
    """Single at 600 000: 250 000 x 3 % + 100 000 x 4 %; a couple: 100 000 x 3 %; added to the tax."""
    seul = impot_revenu(foyer("C", imposable(600_000)))
    assert (seul.cehr, seul.montant_total - seul.impot_net) == (11_500, 11_500)
    assert impot_revenu(foyer("M", imposable(600_000), Revenus())).cehr == 3_000


def test_annee_non_votee_et_annee_inconnue() -> None:
    """2026 keeps the scale of 2025 and says so; 2020 is refused."""
    attendu = impot_revenu(foyer("C", imposable(30_000)))
    reconduit = impot_revenu(foyer("C", imposable(30_000), annee=2026))
    assert (attendu.reconduit, reconduit.reconduit) == (False, True)
    assert reconduit.montant_total == attendu.montant_total
    with pytest.raises(ParametreAbsent, match="2020"):
        impot_revenu(foyer("C", imposable(30_000), annee=2020))
