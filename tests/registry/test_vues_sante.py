"""The household of a complémentaire santé solidaire: couple and children under twenty-five who live with them."""

from __future__ import annotations

import pytest

from registry.erreurs import SansDossier
from registry.facts import Deces, Decision, Famille, GardeAlternee, Union
from registry.vues import vue_caf_de_l_enfant
from registry.vues_sante import VueComplementaire, vue_complementaire
from tests.registry.commun import NANTES, dossier, famille, habite, le, personne

ANNE = personne("anne", "1980-05-05")
BRUNO = personne("bruno", "1978-03-03", "M")
GRAND = personne("grand", "2001-06-01", "M", parents=("anne", "bruno"))
PETITE = personne("petite", "2015-06-01", parents=("anne", "bruno"))
MARIAGE = Union("mariage", ("anne", "bruno"), le("2000-07-01"), NANTES)
CHEZ_EUX = tuple(habite(r, "maison") for r in ("anne", "bruno", "grand", "petite"))
C2S = Decision("petite", "c2s", le("2026-01-01"))
JOUR = le("2026-05-31")


def maison(**champs: object) -> Famille:
    faits: dict[str, object] = {"unions": (MARIAGE,), "residences": CHEZ_EUX, "decisions": (C2S,)}
    return famille([ANNE, BRUNO, GRAND, PETITE], **(faits | champs))


def membres(vue: VueComplementaire) -> tuple[list[str], list[str]]:
    return [p.ref for p in vue.adultes], [p.ref for p in vue.enfants]


def test_le_foyer_est_le_meme_demande_par_chacun() -> None:
    """Asked of a parent or of a child who lives with them; the decision is each one's own."""
    vue = vue_complementaire(maison(), "petite", JOUR)
    assert membres(vue) == (["anne", "bruno"], ["grand", "petite"])
    assert membres(vue_complementaire(maison(), "anne", JOUR))[1] == ["grand", "petite"]
    assert vue.decision == C2S
    assert vue_complementaire(maison(), "anne", JOUR).decision is None


def test_a_vingt_cinq_ans_on_est_seul() -> None:
    """On his twenty-fifth birthday the son leaves his parents' household, under the same roof."""
    anniversaire = le("2026-06-01")
    assert membres(vue_complementaire(maison(), "grand", anniversaire)) == (["grand"], [])
    assert membres(vue_complementaire(maison(), "anne", anniversaire))[1] == ["petite"]


def test_la_garde_alternee_compte_chez_les_deux() -> None:
    """A child in shared custody is in both households, counted as such."""
    garde = GardeAlternee("petite", ("anne", "bruno"), le("2024-01-01"))
    residences = (habite("anne", "maison"), habite("bruno", "ailleurs"), habite("petite", "maison"))
    separes = famille([ANNE, BRUNO, PETITE], residences=residences, gardes=(garde,))
    for parent in ("anne", "bruno"):
        vue = vue_complementaire(separes, parent, JOUR)
        assert (membres(vue), vue.alternes) == (([parent], ["petite"]), 1)


def test_le_rsa_d_un_membre_est_celui_du_foyer() -> None:
    """The child of a parent on RSA has the C2S of a household on RSA."""
    rsa = Decision("anne", "rsa", le("2026-01-01"))
    assert vue_complementaire(maison(decisions=(C2S, rsa)), "petite", JOUR).beneficiaire_rsa
    assert not vue_complementaire(maison(), "petite", JOUR).beneficiaire_rsa


def test_le_rncps_ne_connait_ni_les_morts_ni_les_enfants_a_naitre() -> None:
    """Before birth and after death, nobody."""
    with pytest.raises(SansDossier):
        vue_complementaire(maison(), "petite", le("2015-05-31"))
    mort = personne("anne", "1980-05-05", deces=Deces(le("2026-01-02"), NANTES, 1))
    with pytest.raises(SansDossier):
        vue_complementaire(famille([mort], residences=(habite("anne", "maison"),)), "anne", JOUR)


def test_le_dossier_d_un_enfant_est_celui_de_ses_parents() -> None:
    """A child leads to the file that counts it; a grown-up child, or one without file, to none."""
    f = maison(dossiers=(dossier("anne"),))
    assert vue_caf_de_l_enfant(f, "petite", JOUR).allocataire.ref == "anne"
    for ref, maisonnee in (("grand", f), ("petite", maison())):
        with pytest.raises(SansDossier):
            vue_caf_de_l_enfant(maisonnee, ref, JOUR)
