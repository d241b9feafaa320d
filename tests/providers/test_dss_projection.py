"""Who receives what: statuses read in the decisions of the file, by hand, on the Martin family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from providers.dss import projection
from registry.facts import Decision, DossierAllocataire, Famille, Revenus
from registry.vues import vue_caf, vue_caf_de_l_enfant
from tests.providers import foyers


def avec(*decisions: Decision) -> Famille:
    return replace(foyers.MARTIN, decisions=decisions)


def test_l_aah_est_personnelle() -> None:
    """In a couple, the one who has the decision is the beneficiary, the other is not."""
    vue = foyers.caf(avec(Decision("marc", "aah", date(2025, 3, 1))))
    assert projection.adulte_handicape(vue, "marc") == {"est_beneficiaire": True, "date_debut_droit": "2025-03-01"}
    assert projection.adulte_handicape(vue, "lea") == {"est_beneficiaire": False, "date_debut_droit": None}


def test_un_droit_fini_n_est_plus_servi() -> None:
    """Neither what has ended nor what has not begun makes a beneficiary."""
    vue = foyers.caf(
        avec(Decision("lea", "rsa", date(2024, 1, 1), date(2025, 10, 1)), Decision("lea", "ppa", date(2025, 11, 1)))
    )
    neant = {"est_beneficiaire": False, "date_debut_droit": None, "avec_majoration": None}
    assert projection.solidarite_active(vue, "lea") == neant
    assert projection.prime_activite(vue, "lea") == neant


@pytest.mark.parametrize(("naissance", "majoree"), [("2022-11-02", True), ("2022-09-30", False)])
def test_la_majoration_du_parent_isole(naissance: str, majoree: bool) -> None:
    """A lone parent has the higher amount until the third birthday of the youngest child; Léa lives alone here."""
    petite = foyers.personne("zoe", "F", "Zoé", naissance, 4, parents=("marc", "lea"))
    seule = replace(
        foyers.MARTIN,
        personnes={p.ref: p for p in (foyers.LEA, petite)},
        unions=(),
        decisions=(Decision("lea", "rsa", date(2025, 1, 1)),),
    )
    assert projection.solidarite_active(vue_caf(seule, "lea", foyers.JOUR), "lea")["avec_majoration"] is majoree
    assert projection.solidarite_active(foyers.caf(avec(*seule.decisions)), "lea")["avec_majoration"] is False


def test_l_aeeh_vue_du_parent_et_de_l_enfant() -> None:
    """The parent is paid, the disabled child opens the right, the brother has nothing to do with it."""
    famille = avec(Decision("zoe", "aeeh", date(2024, 9, 1)))
    du_parent = projection.enfant_handicape(foyers.caf(famille), "marc")
    assert du_parent == {"status": "allocataire", "date_debut_droit": "2024-09-01"}
    de_zoe = projection.enfant_handicape(vue_caf_de_l_enfant(famille, "zoe", foyers.JOUR), "zoe")
    assert de_zoe == {"status": "ouvrant_droit", "date_debut_droit": "2024-09-01"}
    de_tom = projection.enfant_handicape(vue_caf_de_l_enfant(famille, "tom", foyers.JOUR), "tom")
    assert de_tom == {"status": "non_beneficiaire", "date_debut_droit": None}


@pytest.mark.parametrize(
    ("salaire", "participation"),
    [(12_000, False), (25_000, True), (60_000, True)],
    ids=["sous le plafond", "au-dessus", "enrichis depuis"],
)
def test_la_participation_a_la_c2s_vient_de_la_loi(salaire: int, participation: bool) -> None:
    """Four persons, claim of January 2025 on the wages of 2024: the ceiling of 21,348.60 € (10,166 × 2.1) decides, and
    the decision stands whatever the resources are now."""
    famille = foyers.avec_revenus(lambda ref, annee: Revenus(salaires=salaire if ref == "lea" else 0))
    statut = projection.complementaire(foyers.complementaire(famille), "lea")
    assert statut == {"est_beneficiaire": True, "avec_participation": participation, "date_debut_droit": "2025-01-01"}


def test_la_c2s_se_redemande_chaque_annee() -> None:
    """A right of March 2023 was last asked in March 2025: the wages of 2024 decide, not those of 2022."""
    famille = replace(
        foyers.avec_revenus(lambda ref, annee: Revenus(salaires=25_000 if annee == 2024 else 0)),
        decisions=(Decision("lea", "c2s", date(2023, 3, 15)),),
    )
    statut = projection.complementaire(foyers.complementaire(famille), "lea")
    assert (statut["avec_participation"], statut["date_debut_droit"]) == (True, "2023-03-15")


def test_sans_c2s() -> None:
    """Nobody's decision: not a beneficiary, and no participation, as the real code says."""
    statut = projection.complementaire(foyers.complementaire(avec()), "lea")
    assert statut == {"est_beneficiaire": False, "avec_participation": False, "date_debut_droit": None}


@pytest.mark.parametrize(("organisme", "annee"), [("CNAF", 2023), ("MSA", 2025)])
def test_ce_que_demande_la_creche(organisme: str, annee: int) -> None:
    """Wages of N-2 (24,000 + 12,000), two children of whom one is disabled; the MSA dates its figures from now."""
    dossier = DossierAllocataire("lea", organisme, "900", "9000001", date(2017, 4, 1))  # type: ignore[arg-type]
    famille = replace(avec(Decision("zoe", "aeeh", date(2024, 9, 1))), dossiers=(dossier,))
    servie = projection.participation_familiale(foyers.caf(famille), "lea")
    assert servie is not None
    assert servie["parametres_calcul_participation_familiale"] == {
        "nombre_enfants_a_charge": 2,
        "nombre_enfants_beneficiaire_aeeh": 1,
        "base_ressources_annuelles": {"valeur": 36_000, "annee_calcul": annee},
    }
    communes = [a["code_cog_insee_commune_naissance"] for a in servie["allocataires"] + servie["enfants"]]
    assert communes == ["44109", None, None, None]


def test_pas_de_creche_sans_petit() -> None:
    """From the day the youngest is seven, nothing is served."""
    zoe_a_sept_ans = date(2027, 6, 2)
    assert projection.participation_familiale(vue_caf(foyers.MARTIN, "lea", zoe_a_sept_ans), "lea") is None
    assert projection.participation_familiale(vue_caf(foyers.MARTIN, "lea", date(2027, 6, 1)), "lea") is not None


def test_dans_un_couple_l_aah_nulle_ne_fait_pas_un_beneficiaire() -> None:
    """Both have the decision, but Léa earns 60,000 € a year: nothing is due to her, and Marc has his in full."""
    deux = (Decision("lea", "aah", date(2025, 1, 1)), Decision("marc", "aah", date(2025, 1, 1)))
    famille = replace(foyers.avec_revenus(lambda ref, annee: Revenus(60_000 * (ref == "lea"))), decisions=deux)
    vue = foyers.caf(famille)
    assert projection.adulte_handicape(vue, "lea")["est_beneficiaire"] is False
    assert projection.adulte_handicape(vue, "marc")["est_beneficiaire"] is True


def test_un_droit_sans_montant_ne_fait_pas_un_beneficiaire() -> None:
    """Granted the RSA, but earning 3,000 € a month: not a beneficiary this month, and no date."""
    famille = replace(
        foyers.avec_revenus(lambda ref, annee: Revenus(36_000 * (ref == "lea"))),
        decisions=(Decision("lea", "rsa", date(2025, 1, 1)),),
    )
    neant = {"est_beneficiaire": False, "date_debut_droit": None, "avec_majoration": None}
    assert projection.solidarite_active(foyers.caf(famille), "lea") == neant
