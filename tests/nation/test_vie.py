"""The living nation: what happens, how often, to whom, and that it tells one story whatever the horizon."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from inspect import isfunction

import pytest

from fixtures import identifiants
from fixtures.nation import Nation, nation
from fixtures.nation.vie import NationVivante, nation_au, nation_vivante
from fixtures.nation.vie.calendrier import Calendrier
from fixtures.nation.vie.controle import controler, fin_de_mois
from fixtures.nation.vie.fil import evenements_du_foyer
from fixtures.nation.vie.pistes import UN, Piste
from registry.erreurs import PersonneInconnue, SansDossier
from registry.evenements import NATURES_DE_LA_NATION as NATURES
from registry.evenements import Evenement, NatureEvenement
from registry.facts import Decision, Famille, Personne, Pivot
from registry.groupes import menage
from registry.invariants import cas_du_registre, violations
from registry.registre import Registre
from registry.vues import Mention

EPOQUE = 2026
MILLION = 1_000_000
DIX_BLOCS = 216_000
HABITANTS = 68_600_000
ANS = 10


def vivante(taille: int, horizon: int, graine: int = 42) -> NationVivante:
    return nation_vivante(graine, taille, EPOQUE, horizon)


@pytest.fixture(scope="module")
def pays() -> NationVivante:
    """A million citizens and ten years of their life."""
    return vivante(MILLION, ANS)


@pytest.fixture(scope="module")
def registre(pays: Nation) -> Registre:
    return Registre([pays])


def evenements(n: NationVivante, annees: int, *natures: NatureEvenement) -> Iterator[Evenement]:
    fin = date(EPOQUE + annees, 1, 1) - timedelta(1)
    return n.evenements(date(EPOQUE, 1, 1), fin, -1, natures or NATURES)


def premiers(
    n: NationVivante, combien: int, nature: NatureEvenement, depuis: date = date(EPOQUE, 5, 10)
) -> list[Evenement]:
    """The first events of a kind from a day on."""
    return list(itertools.islice(n.evenements(depuis, date(EPOQUE + ANS, 1, 1), -1, {nature}), combien))


def nouveau_nes(n: NationVivante, combien: int) -> list[Personne]:
    effectif = n.nouveaux_nes.effectif
    refs = [n.nouveaux_nes.ref(k) for k in range(0, effectif, effectif // combien)]
    return [n.famille(ref).personnes[ref] for ref in refs]


def test_without_horizon_nothing_changes() -> None:
    """The population keeps its id, and with no year of life it is the very nation of 1 January."""
    assert nation_au(42, MILLION, EPOQUE, 0) is nation(42, MILLION, EPOQUE)
    assert vivante(MILLION, ANS).identifiant == nation(42, MILLION, EPOQUE).identifiant


@pytest.mark.parametrize(
    ("nature", "par_an", "tolerance"),
    [
        ("naissance", 663_000, 0.005),
        ("deces", 646_000, 0.03),
        ("mariage", 247_000, 0.06),
        ("pacs", 197_000, 0.06),
        ("separation", 425_000, 0.06),
    ],
)
def test_the_first_year_has_the_public_numbers(nature: NatureEvenement, par_an: int, tolerance: float) -> None:
    """INSEE's births, deaths, marriages, PACS and separations, brought to two hundred thousand inhabitants."""
    n = vivante(DIX_BLOCS, 1)
    attendus = par_an * n.taille / HABITANTS
    assert abs(sum(1 for _ in evenements(n, 1, nature)) / attendus - 1) < tolerance


@pytest.mark.parametrize("effectif", [1, 3, 40, 700])
def test_a_track_is_read_both_ways(effectif: int) -> None:
    """Whoever is struck on a day is among those of that day, and nobody else; the shares are kept."""
    calendrier, sujets = Calendrier(EPOQUE), tuple(range(5, 5 + effectif))
    piste = Piste(99, sujets, 3, calendrier, 2, (UN // 10, UN // 4, UN // 2))
    par_jour = {(piste.sujet(r), j) for j in range(calendrier.debuts[ANS]) for r in piste.rangs_du(j)}
    frappes = {
        ((bloc, sujet), coup.jour)
        for bloc in range(3)
        for position, sujet in enumerate(sujets)
        if (coup := piste.atteinte(bloc, position, ANS))
    }
    assert par_jour == frappes
    assert abs(len(frappes) - 1.5 * effectif) <= 1
    assert all(calendrier.debuts[2] <= jour < calendrier.debuts[5] for _, jour in frappes)


def test_a_longer_horizon_only_adds_what_comes_after() -> None:
    """Three years of life are the first three of ten: the same events, the same answers on the last evening."""
    court, long_ = vivante(MILLION, 3), vivante(MILLION, ANS)
    jour = date(EPOQUE + 3, 1, 1) - timedelta(1)
    semaine = (jour - timedelta(3), jour)
    assert list(court.evenements(*semaine)) == list(long_.evenements(*semaine))
    a, b = Registre([court]), Registre([long_])
    for ref in long_.echantillon(400, 5):
        assert menage(a.famille(ref), ref, jour) == menage(b.famille(ref), ref, jour)
        for vue in ("vue_caf", "vue_cnam", "vue_naissance"):
            assert _lue(a, vue, ref, jour) == _lue(b, vue, ref, jour)
        for annee in (EPOQUE, EPOQUE + 1, EPOQUE + 2):
            assert a.famille(ref).revenus(ref, annee) == b.famille(ref).revenus(ref, annee)


def _lue(registre: Registre, vue: str, ref: str, jour: date) -> list[str]:
    """A view as text, without what a longer life adds to the civil status of its people."""
    try:
        lue = getattr(registre, vue)(ref, jour)
    except SansDossier as sans:
        return [str(sans)]
    champs = [getattr(lue, c) for c in lue.__dataclass_fields__]
    plats = [e for c in champs for e in (c if isinstance(c, tuple) else (c,))]
    return [str(_sans_avenir(e, jour)) for e in plats]


def _sans_avenir(lu: object, jour: date) -> object:
    """A person by their ref, a mention by its kind and day, a decision as it stands; incomes are compared elsewhere."""
    if isinstance(lu, Mention):
        return lu.nature, lu.jour
    if isinstance(lu, Decision):
        return lu.beneficiaire, lu.nature, lu.debut, lu.categorie, lu.en_cours(jour)
    if isfunction(lu):
        return "revenus"
    return getattr(getattr(lu, "personne", lu), "ref", lu)


def test_no_invariant_breaks_as_the_months_go_by(registre: Registre, pays: NationVivante) -> None:
    """Citizens of 1 January and children of the decade, at month-ends spread over ten years."""
    refs = [*nation(42, MILLION, EPOQUE).echantillon(250, 3), *(p.ref for p in nouveau_nes(pays, 50))]
    for rang, ref in enumerate(refs):
        for mois in range(rang % 11, 12 * ANS, 11):
            assert [i.nom for i in violations(cas_du_registre(registre, ref, fin_de_mois(EPOQUE, mois)))] == [], (
                ref,
                mois,
            )


def test_everyone_an_event_touches_stays_coherent(registre: Registre, pays: NationVivante) -> None:
    """The people of events of each kind, the day before, that day, and when each administration has learnt of it."""
    for nature in NATURES:
        for e in premiers(pays, 12, nature, date(EPOQUE + 2, 10, 1)):
            for jour in (e.jour - timedelta(1), e.jour, *sorted(e.known_by.values()), date(EPOQUE + 9, 12, 31)):
                for ref in e.refs:
                    assert [i.nom for i in violations(cas_du_registre(registre, ref, jour))] == [], (e, ref, jour)


def test_the_dead_break_no_invariant_later(registre: Registre, pays: NationVivante) -> None:
    """Small children and others who die in the decade, years after."""
    g = pays.gabarit
    index = (bloc * g.personnes + slot for slot in range(0, g.personnes, 3) for bloc in range(pays.blocs))
    morts = [i for i in index if g.ages[i % g.personnes] < 7 and pays.jour_du_deces(i, ANS) is not None]
    for i in (*morts[:25], *(pays.index(e.refs[0]) for e in premiers(pays, 25, "deces"))):
        for jour in (date(EPOQUE + 6, 9, 30), date(EPOQUE + 9, 12, 31)):
            assert [r.nom for r in violations(cas_du_registre(registre, f"n-{i}", jour))] == [], (i, jour)


def test_every_child_of_the_decade_is_found(registre: Registre, pays: NationVivante) -> None:
    """By NIR, by tax number and by identity: to that child and to nobody else."""
    for p in nouveau_nes(pays, 400):
        n, lieu = p.naissance, p.lieu_naissance
        code = lieu.code if lieu.en_france else ""
        identite = Pivot(p.nom_naissance, p.prenoms, n.annee, n.mois, n.jour, p.sexe, code, lieu.code_pays)
        assert pays.par_nir(p.nir) == pays.par_spi(p.spi) == (p.ref,)
        assert [t.ref for t in registre.identifier(identite)] == [p.ref]
        assert identifiants.est_spi_synthetique(p.spi)


def test_people_of_ninety_keep_their_number() -> None:
    """A year in two digits is that of a birth and of someone of ninety-odd: each number still leads to one person."""
    n = vivante(67_000_000, ANS)
    vieux = [s for s, age in enumerate(n.gabarit.ages) if 90 <= age <= 99]
    for slot in vieux:
        p = n.personne_de(slot, (), None, "general")
        assert n.par_nir(p.nir) == (p.ref,)


def test_a_child_of_the_decade_has_a_family(registre: Registre, pays: NationVivante) -> None:
    """Parents of an age to be, who count the child among theirs; brothers and sisters agree."""
    for p in nouveau_nes(pays, 150):
        parents = registre.parents(p.ref)
        assert parents[0].sexe == "F"
        assert p.nom_naissance in [q.nom_naissance for q in parents]
        assert all(18 <= q.age(p.naissance.reelle) <= 66 for q in parents)
        assert all(p.ref in [e.ref for e in registre.enfants(q.ref)] for q in parents)
        for autre in registre.freres_et_soeurs(p.ref):
            assert p.ref in [s.ref for s in registre.freres_et_soeurs(autre.ref)]


def test_who_is_not_born_within_the_horizon_does_not_exist() -> None:
    """With one year of life, a child of the fifth year is nobody, by ref or by number."""
    plus_tard = next(p for p in nouveau_nes(vivante(MILLION, ANS), 200) if p.naissance.annee == EPOQUE + 5)
    n = vivante(MILLION, 1)
    assert n.par_nir(plus_tard.nir) == n.par_spi(plus_tard.spi) == ()
    with pytest.raises(PersonneInconnue):
        n.famille(plus_tard.ref)


def test_every_file_of_the_decade_is_found(pays: NationVivante) -> None:
    """Files opened by a birth, a separation or a death lead back to their allocataire by their number."""
    vus = 0
    natures: tuple[NatureEvenement, ...] = ("naissance", "separation", "deces")
    for nature in natures:
        for e in premiers(pays, 60, nature):
            for d in pays.famille(e.refs[0]).dossiers:
                assert pays.par_allocataire(d.code_organisme, d.numero) == (d.allocataire,)
                vus += d.ouvert_le >= date(EPOQUE, 1, 1)
    assert vus > 10


def test_the_caf_knows_a_birth_before_the_dgfip(pays: NationVivante, registre: Registre) -> None:
    """The CAF counts the child from the month after, the DGFiP from the spring's return."""
    e = next(e for e in premiers(pays, 40, "naissance") if len(e.refs) == 3 and pays.famille(e.refs[0]).dossiers)
    enfant, mere = e.refs[:2]
    assert e.jour < e.known_by["caf"] < e.known_by["dgfip"]

    def comptes(jour: date) -> list[str]:
        try:
            return [c.personne.ref for c in registre.vue_caf(mere, jour).enfants]
        except SansDossier:
            return []

    assert enfant not in comptes(e.known_by["caf"] - timedelta(1))
    assert enfant in comptes(e.known_by["caf"])
    assert enfant in registre.vue_livret(mere, e.jour).enfants[-1].titulaire.ref


def test_a_wedding_reaches_each_administration_in_its_time(pays: NationVivante, registre: Registre) -> None:
    """On the act the same day; one tax household only once the return of the next spring has said so."""
    e = premiers(pays, 1, "mariage")[0]
    mari = e.refs[0]
    assert registre.vue_naissance(mari, e.jour).mentions[-1].jour == e.jour
    famille = pays.famille(mari)
    union = next(u for u in famille.unions if u.nature == "mariage")
    assert not union.en_cours(e.known_by["caf"] - timedelta(1), "caf")
    assert union.en_cours(e.known_by["caf"], "caf")
    assert not union.en_cours(date(EPOQUE, 12, 31), "dgfip")
    assert len(registre.vue_dgfip(mari, EPOQUE, date(EPOQUE + 1, 9, 1)).declarants) == 2


def test_who_dies_on_new_year_s_day_is_in_no_tax_household_of_that_year(
    pays: NationVivante, registre: Registre
) -> None:
    """At every month-end of the year after, the rules on tax households hold for the family."""
    for annee in range(1, ANS - 1):
        jour = date(EPOQUE + annee, 1, 1)
        for e in itertools.islice(pays.evenements(jour, jour, -1, {"deces"}), 6):
            for mois in range(12 * annee, 12 * annee + 24, 2):
                for ref in e.refs:
                    cas = cas_du_registre(registre, ref, fin_de_mois(EPOQUE, mois))
                    assert [i.nom for i in violations(cas)] == [], (e, mois)


def test_the_feed_is_what_the_households_live() -> None:
    """Read by day, the feed of a small nation is what all its households live, each event once, in order."""
    n = vivante(10_000, 2)
    vecus = sorted(
        (e for foyer in range(n.nombre_foyers) for e in evenements_du_foyer(n, foyer, 2)), key=lambda e: e.sequence
    )
    du, au = date(EPOQUE + 1, 2, 25), date(EPOQUE + 1, 4, 2)
    lus = list(n.evenements(du, au))
    assert lus == [e for e in vecus if du <= e.jour <= au]
    assert {e.nature for e in lus} == set(NATURES)


def test_what_happens_is_frozen(pays: NationVivante) -> None:
    """The population id names these lives too: the events of one day, years ahead, never change without it."""
    jour = date(EPOQUE + 4, 9, 17)
    lus = [(e.sequence, e.nature, e.refs, e.precision) for e in pays.evenements(jour, jour)]
    assert (pays.identifiant, hashlib.sha256(repr(lus).encode()).hexdigest()[:16]) == FIGEE


# Frozen on release 0.1.0: not an expectation of what happens, only the promise that it does not change.
FIGEE = ("fr-3.4916f57ea16e/graine-42/1015200/2026", "ecf213d9495d01a7")


def test_the_feed_is_paged_by_its_numbers(pays: NationVivante) -> None:
    """Pages of seven, each asked after the last number of the one before, give the whole day in order."""
    jour = date(EPOQUE, 6, 3)
    tous = list(pays.evenements(jour, jour, -1, {"deces", "naissance"}))
    lus: list[Evenement] = []
    while page := list(
        itertools.islice(
            pays.evenements(date(EPOQUE, 1, 1), jour, max(_dernier(lus), tous[0].sequence - 1), {"deces", "naissance"}),
            7,
        )
    ):
        lus += page
    assert lus == tous
    assert [e.sequence for e in tous] == sorted({e.sequence for e in tous})


def _dernier(lus: list[Evenement]) -> int:
    return lus[-1].sequence if lus else -1


def test_a_sample_is_of_people_who_live_on(pays: NationVivante) -> None:
    """As many as asked, the same each time, nobody who dies within the horizon."""
    tires = pays.echantillon(500, 4)
    assert tires == pays.echantillon(500, 4)
    assert len(set(tires)) == 500
    assert all(pays.famille(ref).personnes[ref].deces is None for ref in tires)
    assert 15_000 < len(vivante(10_000, ANS).echantillon(10**6, 1)) < pays.gabarit.personnes


def test_two_homes_tell_the_same_deaths(pays: NationVivante) -> None:
    """A parent who lives alone and dies has died for the home of their children too."""
    g, morts = pays.gabarit, 0
    for rang, menage_ in enumerate(g.autres):
        bloc = rang % pays.blocs
        autre = pays.lignees.autre_parent(bloc, menage_)
        ici = pays.famille(f"n-{bloc * g.personnes + g.debuts[menage_]}")
        la = pays.famille(f"n-{autre}")
        for ref in set(ici.personnes) & set(la.personnes):
            assert ici.personnes[ref] == la.personnes[ref]
            morts += ici.personnes[ref].deces is not None
    assert morts > 3


def _apres(pays: NationVivante, nature: NatureEvenement, combien: int) -> Iterator[tuple[Evenement, Famille]]:
    for e in premiers(pays, combien, nature, date(EPOQUE, 4, 1)):
        yield e, pays.famille(e.refs[0])


def test_incomes_follow_the_occupation(pays: NationVivante) -> None:
    """The year after a lost job has an allowance and less wages; the year after retirement, a pension and no wages."""
    for e, famille in _apres(pays, "perte_emploi", 40):
        ref, annee = e.refs[0], e.jour.year
        assert famille.revenus(ref, annee).allocations_chomage > 0
        avant = pays_d_origine(ref).revenus(ref, annee).salaires
        assert not avant or famille.revenus(ref, annee).salaires < avant
    for e, famille in _apres(pays, "retraite", 40):
        ref = e.refs[0]
        apres = famille.revenus(ref, e.jour.year + 1)
        assert (apres.salaires, apres.allocations_chomage) == (0, 0)
        assert apres.pensions_retraite > 0 or famille.personnes[ref].deces is not None


def pays_d_origine(ref: str) -> Famille:
    return nation(42, MILLION, EPOQUE).famille(ref)


def test_alimony_of_the_newly_separated_is_paid_and_received(pays: NationVivante) -> None:
    """From the year after, what one declares the other does; never with children by turns."""
    versees = 0
    for e, famille in _apres(pays, "separation", 150):
        a, b = (famille.revenus(ref, e.jour.year + 1) for ref in e.refs)
        difference = {a.pensions_alimentaires_versees - b.pensions_alimentaires_recues,
                      b.pensions_alimentaires_versees - a.pensions_alimentaires_recues}  # fmt: skip
        assert 0 in difference
        versees += max(a.pensions_alimentaires_versees, b.pensions_alimentaires_versees) > 0
    assert versees > 20


def test_minors_keep_a_parent_and_a_home(pays: NationVivante) -> None:
    """After every separation with children, each minor lives with one of the parents that evening."""
    enfants = Counter[str]()
    for e, famille in _apres(pays, "separation", 150):
        for ref, p in famille.personnes.items():
            if set(p.parents) == set(e.refs) and p.ne_le(e.jour) and p.age(e.jour) < 18:
                avec = set(menage(famille, ref, e.jour)) & set(e.refs)
                enfants["avec un parent" if len(avec) == 1 else "autrement"] += 1
                enfants["par tour"] += any(g.enfant == ref for g in famille.gardes)
    assert enfants["autrement"] == 0
    assert 0.05 < enfants["par tour"] / enfants["avec un parent"] < 0.4


def test_the_check_counts_every_case() -> None:
    """The command's count: so many citizens, so many month-ends, no violation."""
    fait = controler(42, MILLION, EPOQUE, 14, 12, 1, lambda faits, total: None)
    assert (fait.cas, fait.violations.total()) == (14 * 12, 0)
