"""What must hold for every household, whatever the amounts of the year."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from law.allocations_familiales import EnfantAF, allocations_familiales
from law.foyer import SituationFamille, SituationFiscale
from law.impot_revenu import impot_revenu
from law.quotient_familial import quotient_familial
from registry.facts import Revenus
from tests.law.commun import foyer, imposable

#: No verdict may depend on the speed of the machine.
sans_delai = settings(deadline=None)
montants = st.integers(0, 400_000)
annees = st.integers(2021, 2026)
revenus = st.builds(
    Revenus,
    salaires=montants,
    pensions_retraite=st.integers(0, 60_000),
    benefices_non_commerciaux=st.integers(0, 80_000),
    pensions_alimentaires_versees=st.integers(0, 5_000),
)
enfants_af = st.lists(st.builds(EnfantAF, age_mois=st.integers(0, 260), alternee=st.booleans()), max_size=7)
mois = st.dates(date(2023, 1, 1), date(2028, 12, 31))
departements = st.sampled_from(["44", "974", "976"])


@st.composite
def foyers(draw: st.DrawFn) -> SituationFiscale:
    situation: SituationFamille = draw(st.sampled_from(get_args(SituationFamille)))
    declarants = tuple(draw(revenus) for _ in range(2 if situation in "MO" else 1))
    mineurs = draw(st.integers(0, 5))
    return foyer(
        situation,
        *declarants,
        annee=draw(annees),
        mineurs=mineurs,
        mineurs_alternee=draw(st.integers(0, 3)),
        majeurs_rattaches=draw(st.integers(0, 2)),
        invalides_charge=draw(st.integers(0, min(mineurs, 1))),
        parent_isole=draw(st.booleans()),
        departement=draw(departements),
    )


def _avec(s: SituationFiscale, **champs: object) -> SituationFiscale:
    tout = {nom: getattr(s, nom) for nom in SituationFiscale.__slots__}
    return SituationFiscale(**{**tout, **champs})


@sans_delai
@given(foyers(), st.integers(1, 50_000))
def test_l_impot_croit_avec_le_revenu(s: SituationFiscale, supplement: int) -> None:
    """Below 65, more income never means less tax to the euro nor less after tax."""
    premier, *suite = s.revenus_declarants
    plus = Revenus(
        salaires=premier.salaires,
        pensions_retraite=premier.pensions_retraite,
        benefices_non_commerciaux=premier.benefices_non_commerciaux + supplement,
        pensions_alimentaires_versees=premier.pensions_alimentaires_versees,
    )
    avant, apres = impot_revenu(s), impot_revenu(_avec(s, revenus_declarants=(plus, *suite)))
    assert apres.montant_total >= avant.montant_total
    assert apres.rfr >= avant.rfr


@sans_delai
@given(foyers(), st.sampled_from(["mineurs", "mineurs_alternee", "majeurs_rattaches"]))
def test_un_enfant_de_plus_n_augmente_pas_l_impot(s: SituationFiscale, charge: str) -> None:
    """One more dependant without income gives more shares and never a higher tax."""
    plus = _avec(s, **{charge: getattr(s, charge) + 1})
    assert impot_revenu(plus).parts > impot_revenu(s).parts
    assert impot_revenu(plus).montant_total <= impot_revenu(s).montant_total


@sans_delai
@given(st.sampled_from(["C", "M"]), annees, st.integers(0, 60_000))
def test_la_decote_est_continue(situation: SituationFamille, annee: int, revenu: int) -> None:
    """One euro more of income costs two euros at most, but where the tax starts being collected."""
    reste = (Revenus(),) if situation == "M" else ()
    avant = impot_revenu(foyer(situation, imposable(revenu), *reste, annee=annee))
    apres = impot_revenu(foyer(situation, imposable(revenu + 1), *reste, annee=annee))
    assert apres.impot_net - avant.impot_net <= (63 if avant.impot_net == 0 else 2)


@sans_delai
@given(foyers())
def test_l_ordre_des_declarants_est_indifferent(s: SituationFiscale) -> None:
    """Swapping the declarants changes no line of the notice."""
    inverse = _avec(s, revenus_declarants=s.revenus_declarants[::-1], ages_declarants=s.ages_declarants[::-1])
    assert impot_revenu(inverse) == impot_revenu(s)


@sans_delai
@given(foyers())
def test_les_lignes_de_l_avis_se_tiennent(s: SituationFiscale) -> None:
    """Every line is non-negative and the notice adds up from top to bottom."""
    a = impot_revenu(s)
    assert min(a.revenu_net_global, a.revenu_net_imposable, a.impot_bareme, a.decote, a.impot_net, a.cehr) >= 0
    assert a.revenu_net_global == max(0, a.revenu_brut_global - a.charges_deductibles)
    assert a.revenu_net_imposable == a.revenu_net_global - a.abattement_special
    assert a.impot_net in (a.impot_bareme - a.decote, 0)
    assert a.montant_total == a.impot_net + a.cehr


@sans_delai
@given(mois, enfants_af, montants, departements)
def test_les_allocations_decroissent_avec_les_ressources(
    jour: date, enfants: list[EnfantAF], ressources: int, departement: str
) -> None:
    """Allowances are never negative, nor higher for richer families."""
    montant = allocations_familiales(jour, enfants, ressources, departement)
    assert 0 <= allocations_familiales(jour, enfants, ressources + 5_000, departement) <= montant + 0.05


@sans_delai
@given(mois, enfants_af, montants)
def test_le_complement_degressif_evite_le_couperet(jour: date, enfants: list[EnfantAF], ressources: int) -> None:
    """Twelve euros of yearly income cost one euro a month at most, two with the flat allowance (cents aside)."""
    avant = allocations_familiales(jour, enfants, ressources, "44")
    apres = allocations_familiales(jour, enfants, ressources + 12, "44")
    assert avant - apres <= 2.1


@sans_delai
@given(montants, st.floats(0, 3_000), st.integers(8, 30), st.integers(1, 8))
def test_le_quotient_decroit_avec_les_parts(ressources: int, prestations: float, quarts: int, plus: int) -> None:
    """The same means over more shares never give a higher quotient."""
    moins_de_parts = quotient_familial(ressources, prestations, quarts / 4)
    assert quotient_familial(ressources, prestations, (quarts + plus) / 4) <= moins_de_parts
