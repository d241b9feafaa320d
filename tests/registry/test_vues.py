"""A view is what one administration knows on one civil day: facts only, and a refusal when it has nothing to say."""

from __future__ import annotations

import pytest

from registry.erreurs import SansDossier
from registry.facts import Deces, Decision, Personne, Revenus, Union
from registry.vues import (
    derniere_annee_imposee,
    vue_caf,
    vue_cnam,
    vue_dgfip,
    vue_livret,
    vue_naissance,
)
from tests.registry.commun import ALGERIE, NANTES, dossier, famille, habite, le, personne, salaire

ANNE = personne("anne", "1990-05-05")
BRUNO = personne("bruno", "1988-03-03", "M")
LEO = personne("leo", "2020-06-15", "M", parents=("anne", "bruno"))
ZOE = personne("zoe", "2024-02-01", parents=("anne", "bruno"), rang_naissance=2)
YVES = personne("yves", "2024-02-01", "M", parents=("anne", "bruno"))
MARIAGE = Union("mariage", ("anne", "bruno"), le("2015-07-01"), NANTES)
JOUR = le("2026-06-01")


def sans_parents(ref: str) -> tuple[Personne, ...]:
    """Acts that name nobody."""
    return ()


def test_la_caf_lit_les_revenus_de_l_annee_n_moins_2() -> None:
    """The CAF's view holds the incomes of N-2 of the allocataire then of the spouse, whoever is asked."""
    f = famille([ANNE, BRUNO, LEO], unions=(MARIAGE,), dossiers=(dossier("bruno"),), revenus=salaire)
    for ref in ("anne", "bruno"):
        vue = vue_caf(f, ref, JOUR)
        assert (vue.allocataire, vue.conjoint) == (BRUNO, ANNE)
        assert (vue.annee_ressources, vue.revenus) == (2024, (Revenus(2024), Revenus(2024)))
        assert [(e.personne, e.alternee) for e in vue.enfants] == [(LEO, False)]


def test_la_caf_ecrit_a_l_adresse_qu_elle_connait() -> None:
    """A move unknown to the CAF does not change the address of the file, nor who is counted in it."""
    villa = habite("anne", "villa", "2026-03-01", {"caf": le("2026-04-01")})
    f = famille([ANNE], residences=(habite("anne", "maison"), villa), dossiers=(dossier("anne"),))
    assert vue_caf(f, "anne", le("2026-03-31")).adresse.nom_voie == "MAISON"
    assert vue_caf(f, "anne", le("2026-04-01")).adresse.nom_voie == "VILLA"


def test_la_caf_dit_quel_organisme_avait_un_dossier() -> None:
    """No file is a refusal; a closed one names its fund, and a child of the file is not asked."""
    f = famille([ANNE, LEO], dossiers=(dossier("anne", "2015-01-01", "2025-01-01"),))
    with pytest.raises(SansDossier) as clos:
        vue_caf(f, "anne", JOUR)
    with pytest.raises(SansDossier) as enfant:
        vue_caf(f, "leo", le("2024-01-01"))
    assert (clos.value.clos_organisme, enfant.value.clos_organisme) == ("CNAF", None)


def test_l_avis_sort_l_ete_qui_suit_les_revenus() -> None:
    """From August the last assessed year is the one before; until then it is two years back."""
    assert derniere_annee_imposee(le("2026-07-31")) == 2024
    assert derniere_annee_imposee(le("2026-08-01")) == 2025
    f = famille([ANNE], revenus=salaire)
    with pytest.raises(SansDossier, match="pas encore"):
        vue_dgfip(f, "anne", 2025, le("2026-07-31"))
    vue = vue_dgfip(f, "anne", 2025, le("2026-08-01"))
    assert (vue.annee, vue.etablie_le, vue.revenus) == (2025, le("2026-07-25"), {"anne": Revenus(2025)})


def test_l_avis_porte_les_revenus_de_chacun() -> None:
    """The notice gives the year's income of declarants and dependants, and who holds a disability card."""
    carte = Decision("leo", "invalidite", le("2023-01-01"))
    fin = Decision("anne", "invalidite", le("2020-01-01"), le("2024-12-31"))
    f = famille([ANNE, BRUNO, LEO], unions=(MARIAGE,), decisions=(carte, fin), revenus=salaire)
    vue = vue_dgfip(f, "bruno", 2024, JOUR)
    assert {p.ref for p in vue.declarants} == {"anne", "bruno"}
    assert set(vue.revenus) == {"anne", "bruno", "leo"}
    assert vue.invalides == {"leo"}


def test_un_enfant_n_a_pas_d_avis() -> None:
    """A dependant, or somebody not yet born in the income year, has no notice of their own."""
    f = famille([ANNE, LEO])
    for annee in (2024, 2019):
        with pytest.raises(SansDossier):
            vue_dgfip(f, "leo", annee, JOUR)


def test_l_avis_est_adresse_au_domicile_du_premier_janvier() -> None:
    """The address of the notice is that of 1 January after the income year; else the first one known."""
    f = famille([ANNE], residences=(habite("anne", "maison", "2010-01-01"), habite("anne", "villa", "2025-01-02")))
    assert vue_dgfip(f, "anne", 2024, JOUR).adresse.nom_voie == "MAISON"
    assert vue_dgfip(f, "anne", 2025, le("2026-08-01")).adresse.nom_voie == "VILLA"
    assert vue_dgfip(f, "anne", 2008, JOUR).adresse.nom_voie == "MAISON"


def test_la_cnam_couvre_les_enfants_mineurs_des_deux_parents() -> None:
    """Minor children are with each parent wherever they live; C2S is a decision in force; adults are not covered."""
    majeur = personne("max", "2008-06-01", "M", parents=("anne",))
    c2s = Decision("anne", "c2s", le("2025-01-01"), le("2026-06-01"))
    f = famille([ANNE, BRUNO, LEO, majeur], residences=(habite("bruno", "studio"),), decisions=(c2s,))
    assert [p.ref for p in vue_cnam(f, "bruno", JOUR).enfants] == ["leo"]
    assert [p.ref for p in vue_cnam(f, "anne", le("2026-05-31")).enfants] == ["max", "leo"]
    assert [p.ref for p in vue_cnam(f, "anne", JOUR).enfants] == ["leo"]
    assert (vue_cnam(f, "anne", le("2026-05-31")).c2s, vue_cnam(f, "anne", JOUR).c2s) == (True, False)


@pytest.mark.parametrize(
    "inconnu",
    [
        personne("x", "1990-01-01", regime_maladie="agricole"),
        personne("x", "2026-06-02"),
        personne("x", "1950-01-01", deces=Deces(le("2026-05-31"), NANTES, 3)),
    ],
)
def test_la_cnam_ne_connait_ni_la_msa_ni_les_absents(inconnu: Personne) -> None:
    """The farmers' scheme, the unborn and the dead are unknown to the general scheme."""
    with pytest.raises(SansDossier):
        vue_cnam(famille([inconnu]), "x", JOUR)


def test_les_mentions_suivent_la_vie() -> None:
    """The margin tells the marriage, then the divorce, then the death, each from its day; codes of the register."""
    deces = Deces(le("2025-02-02"), NANTES, 7, {"etat_civil": le("2025-02-05")})
    mort = personne("anne", "1990-05-05", deces=deces)
    divorce = Union("mariage", ("anne", "bruno"), le("2015-07-01"), NANTES, le("2020-01-10"), "divorce")
    f = famille([mort, BRUNO], unions=(divorce,))
    for jour, codes in (
        ("2015-06-30", []),
        ("2015-07-01", [27]),
        ("2020-01-10", [27, 5]),
        ("2025-02-04", [27, 5]),
        ("2025-02-05", [27, 5, 1]),
    ):
        assert [m.type_code for m in vue_naissance(f, "anne", (), le(jour)).mentions] == codes
    mariage = vue_naissance(f, "anne", (), JOUR).mentions[0]
    assert (mariage.lieu, mariage.conjoint) == (NANTES, BRUNO)


def test_le_concubinage_ne_se_mentionne_pas() -> None:
    """A PACS and its end are in the margin; living together is not."""
    pacs = Union("pacs", ("anne", "bruno"), le("2019-01-01"), NANTES, le("2021-01-01"), "dissolution")
    union_libre = Union("concubinage", ("anne", "bruno"), le("2017-01-01"))
    acte = vue_naissance(famille([ANNE, BRUNO], unions=(union_libre, pacs)), "bruno", (), JOUR)
    assert [(m.nature, m.type_code) for m in acte.mentions] == [("pacs", 2), ("fin_pacs", 28)]


def test_le_livret_range_les_enfants_par_naissance() -> None:
    """The livret has the two holders, the marriage and the children born so far, twins by rank."""
    f = famille([ANNE, BRUNO, LEO, YVES, ZOE], unions=(MARIAGE,))
    livret = vue_livret(f, "anne", sans_parents, (ZOE, YVES, LEO), JOUR)
    assert [v.titulaire.ref for v in livret.titulaires] == ["bruno", "anne"]
    assert livret.mariage == MARIAGE
    assert [v.titulaire.ref for v in livret.enfants] == ["leo", "yves", "zoe"]
    avant = vue_livret(f, "anne", sans_parents, (ZOE, YVES, LEO), le("2023-01-01"))
    assert [v.titulaire.ref for v in avant.enfants] == ["leo"]


def test_le_livret_d_un_parent_seul_n_a_qu_un_titulaire() -> None:
    """A lone parent has a livret without marriage; who has neither child nor marriage has none."""
    livret = vue_livret(famille([ANNE, LEO]), "anne", sans_parents, (LEO,), JOUR)
    assert (len(livret.titulaires), livret.mariage) == (1, None)
    with pytest.raises(SansDossier):
        vue_livret(famille([BRUNO]), "bruno", sans_parents, (), JOUR)


def test_deux_meres_sont_les_deux_titulaires() -> None:
    """A couple of women holds one livret; birth acts name the parents they are given."""
    carla = personne("carla", "1991-01-01", lieu_naissance=ALGERIE)
    enfant = personne("leo", "2020-06-15", "M", parents=("anne", "carla"))
    union = Union("mariage", ("carla", "anne"), le("2018-05-05"))
    f = famille([ANNE, carla, enfant], unions=(union,))
    livret = vue_livret(f, "carla", lambda ref: (ANNE, carla) if ref == "leo" else (), (enfant,), JOUR)
    assert {v.titulaire.ref for v in livret.titulaires} == {"anne", "carla"}
    assert livret.enfants[0].parents == (ANNE, carla)
