"""The computed nation: look-ups that always find, kinship that closes, numbers that belong to nobody."""

import itertools
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from stdnum.fr import nif, nir

from fixtures import identifiants
from fixtures.nation import Nation, nation
from fixtures.nation.gabarit import ENFANTS, REGISTRES
from fixtures.nation.tables import communes
from registry.erreurs import PersonneInconnue
from registry.facts import Famille, Personne, Pivot
from registry.groupes import foyer_fiscal
from registry.registre import Registre

MILLION = 1_000_000
FRANCE = 67_000_000
EPOQUE = 2026
TIRAGE = 2_000


@pytest.fixture(scope="module", params=[MILLION, FRANCE], ids=["1M", "67M"])
def pays(request: pytest.FixtureRequest) -> Nation:
    return nation(42, request.param, EPOQUE)


@pytest.fixture(scope="module")
def registre(pays: Nation) -> Registre:
    return Registre([pays])


@pytest.fixture(scope="module")
def tires(pays: Nation, registre: Registre) -> list[Personne]:
    return [registre.personne(ref) for ref in pays.echantillon(TIRAGE, 1)]


def pivot(personne: Personne) -> Pivot:
    """The identity FranceConnect gives to a data provider."""
    n, lieu = personne.naissance, personne.lieu_naissance
    code = lieu.code if lieu.en_france else ""
    return Pivot(personne.nom_naissance, personne.prenoms, n.annee, n.mois, n.jour, personne.sexe, code, lieu.code_pays)


def test_every_nir_finds_its_citizen(pays: Nation, tires: list[Personne]) -> None:
    """2,000 NIR out of 2,000 lead back to their citizen, and to nobody else."""
    assert [pays.par_nir(p.nir) for p in tires] == [(p.ref,) for p in tires]


def test_every_tax_number_finds_its_citizen(pays: Nation, tires: list[Personne]) -> None:
    """2,000 tax numbers out of 2,000 lead back to their citizen."""
    assert [pays.par_spi(p.spi) for p in tires] == [(p.ref,) for p in tires]


def test_every_identity_finds_its_citizen(registre: Registre, tires: list[Personne]) -> None:
    """2,000 pivot identities out of 2,000 lead to their citizen and to nobody else."""
    trouves = [registre.identifier(pivot(p)) for p in tires]
    assert [[t.ref for t in trouve] for trouve in trouves] == [[p.ref] for p in tires]


def test_every_allocataire_number_finds_its_file(pays: Nation) -> None:
    """2,000 files out of 2,000 are found again by fund and number, and name the allocataire."""
    vus = 0
    for ref in pays.echantillon(3 * TIRAGE, 2):
        for dossier in pays.famille(ref).dossiers:
            assert pays.par_allocataire(dossier.code_organisme, dossier.numero) == (dossier.allocataire,)
            vus += 1
        if vus >= TIRAGE:
            return
    pytest.fail(f"{vus} dossiers seulement")


def test_an_identity_without_place_is_found_too(registre: Registre, tires: list[Personne]) -> None:
    """Without a birth place, name, given names and birth date still find the citizen (perhaps with a namesake)."""
    for p in tires[:40]:
        n = p.naissance
        demande = Pivot(p.nom_naissance, p.prenoms, n.annee, n.mois, n.jour, p.sexe)
        assert p.ref in [t.ref for t in registre.identifier(demande)]


def test_unknown_numbers_find_nobody(pays: Nation) -> None:
    """Numbers outside our ranges, malformed ones and refs beyond the last citizen answer nobody."""
    assert pays.par_nir("255081416802538") == ()  # INSEE's example
    assert pays.par_nir("1") == ()
    assert pays.par_spi("1899582886173") == ()  # the DGFiP's documentation
    assert pays.par_allocataire("751", "1234567") == ()
    for ref in (f"n-{pays.taille}", "n--1", "n-01", "n-", "n-²", "test", "n-5~pere"):
        with pytest.raises(PersonneInconnue):
            pays.famille(ref)


def test_numbers_belong_to_nobody_and_pass_the_outside_validators(tires: list[Personne]) -> None:
    """Every number lies in its reserved range and satisfies python-stdnum."""
    c = communes()

    def petite(code: str) -> bool:
        rang = c.index_par_code.get(code)
        return rang is not None and c.populations[rang] < identifiants.POPULATION_PETITE_COMMUNE

    for p in tires:
        assert identifiants.est_nir_synthetique(p.nir, petite), p.nir
        assert identifiants.est_spi_synthetique(p.spi), p.spi
        assert nir.is_valid(p.nir), p.nir
        assert nif.is_valid(p.spi), p.spi
        assert identifiants.est_telephone_synthetique(p.telephone), p.telephone
        assert identifiants.est_email_synthetique(p.email), p.email


def test_a_nir_says_what_the_birth_act_says(tires: list[Personne]) -> None:
    """The sex, year, month and place read in a NIR are those of the civil status."""
    for p in tires:
        lu = identifiants.lire_nir(p.nir)
        assert lu is not None
        n = p.naissance
        assert (lu.sexe, lu.annee2, lu.mois) == (p.sexe, n.annee % 100, n.mois)
        assert lu.code_lieu == p.lieu_naissance.code


def test_kinship_closes(registre: Registre, pays: Nation, tires: list[Personne]) -> None:
    """Everyone has a mother and a father on the act, bears the name of one of them, and is among their children."""
    for p in tires[:500]:
        mere, pere = registre.parents(p.ref)
        assert (mere.sexe, pere.sexe) == ("F", "M")
        assert p.parents == (mere.ref, pere.ref)
        assert p.nom_naissance in (mere.nom_naissance, pere.nom_naissance)
        assert 16 <= p.naissance.annee - mere.naissance.annee <= 55
        for parent in (mere, pere):
            if pays.contient(parent.ref):
                assert p.ref in [e.ref for e in registre.enfants(parent.ref)]


def test_brothers_and_sisters_are_twins_or_born_nine_months_apart(pays: Nation, tires: list[Personne]) -> None:
    """Children of the same parents are twins or born nine months apart at least, and agree on who their parents are."""
    for p in tires[:500]:
        fratrie = [p, *pays.freres_et_soeurs(p.ref)]
        assert {f.parents for f in fratrie} == {p.parents}
        assert {f.nom_naissance for f in fratrie} == {p.nom_naissance}
        jours = sorted(f.naissance.reelle for f in fratrie)
        assert all(a == b or (b - a).days >= 270 for a, b in itertools.pairwise(jours))


def jumeaux(pays: Nation, nombre: int) -> list[int]:
    """Slots of the template born as the second of twins, in children's and in adults' households."""
    slots = [slot for slot, ne in enumerate(pays.gabarit.naissances) if ne.position]
    return slots[:: len(slots) // nombre]


def test_twins_are_born_together(pays: Nation) -> None:
    """The second of twins has one brother or sister born the same day at the same place, and their own numbers."""
    for slot in jumeaux(pays, 60):
        index = (pays.blocs // 2) * pays.gabarit.personnes + slot
        ref = f"n-{index}"
        moi = pays.famille(ref).personnes[ref]
        (autre,) = [p for p in pays.freres_et_soeurs(ref) if p.naissance == moi.naissance]
        assert (autre.lieu_naissance, autre.parents) == (moi.lieu_naissance, moi.parents)
        assert (autre.rang_naissance, moi.rang_naissance) == (1, 2)
        assert len({moi.nir, autre.nir}) == len({moi.numero_acte, autre.numero_acte}) == 2
        assert pays.par_nir(moi.nir) == (moi.ref,)
        assert pays.par_nir(autre.nir) == (autre.ref,)


def test_twins_are_found_by_identity(pays: Nation, registre: Registre) -> None:
    """The identity of a twin leads to that twin alone."""
    for slot in jumeaux(pays, 60):
        p = registre.personne(f"n-{slot}")
        assert [t.ref for t in registre.identifier(pivot(p))] == [p.ref]


def test_parents_out_of_the_nation_are_dead_or_born_abroad(registre: Registre, tires: list[Personne]) -> None:
    """A parent who is a name on the act died after the birth and before the epoch, at 104 at most, or lives abroad."""
    absents = [(p, parent) for p in tires[:500] for parent in registre.parents(p.ref) if parent.ref[0] == "a"]
    assert len(absents) > 200
    for p, parent in absents:
        if parent.deces is None:
            assert not parent.lieu_naissance.en_france
        else:
            assert p.naissance.reelle < parent.deces.jour < date(EPOQUE, 1, 1)
            assert parent.age(parent.deces.jour) <= 104


def test_couples_are_adults_and_live_together(registre: Registre, tires: list[Personne]) -> None:
    """Partners are at least seventeen when they move in together, and share a dwelling while the union lasts."""
    jour = date(EPOQUE, 11, 23)
    for p in tires[:500]:
        famille = registre.famille(p.ref)
        for union in famille.unions:
            assert all(famille.personnes[m].age(union.debut) >= 17 for m in union.membres)
            assert union.fin is None or union.debut <= union.fin
            if union.en_cours(jour):
                logements = {r.logement for r in famille.residences if r.occupant in union.membres}
                assert len(logements) == 1


def separes(pays: Nation, nombre: int) -> list[tuple[Famille, Famille, str, str]]:
    """Families of the two homes of separated parents, then who lives with the children and who lives alone."""
    g, bloc = pays.gabarit, pays.blocs - 1
    paires = []
    for menage in list(g.autres)[:: len(g.autres) // nombre]:
        autre = pays.lignees.autre_parent(bloc, menage)
        enfants = [s for s in range(g.debuts[menage], g.debuts[menage + 1]) if g.roles[s] in ENFANTS]
        ici = pays.famille(f"n-{bloc * g.personnes + enfants[0]}")
        enfant = ici.personnes[f"n-{bloc * g.personnes + enfants[0]}"]
        (gardien,) = (p for p in enfant.parents if p != f"n-{autre}")
        paires.append((ici, pays.famille(f"n-{autre}"), gardien, f"n-{autre}"))
    return paires


def test_separated_parents_tell_the_same_story(pays: Nation) -> None:
    """Two homes know the same people, the same former union, ended after the last child, and the same custody."""
    for ici, la, gardien, autre in separes(pays, 120):
        passee = [[u for u in f.unions if set(u.membres) == {gardien, autre}] for f in (ici, la)]
        assert passee[0] == passee[1]
        (union,) = passee[0]
        assert union.fin is not None
        assert union.debut < union.fin < date(EPOQUE, 1, 1)
        assert all(ici.personnes[r] == la.personnes[r] for r in set(ici.personnes) & set(la.personnes))
        communs = {p.ref for p in ici.personnes.values() if set(p.parents) == {gardien, autre}}
        assert communs
        assert communs <= set(la.personnes)
        assert ici.gardes == la.gardes
        assert {g.enfant for g in ici.gardes} <= communs


def test_alimony_paid_is_alimony_received(pays: Nation) -> None:
    """What one parent declares as paid the other declares as received; never with shared custody."""
    payees = []
    for ici, la, gardien, autre in separes(pays, 120):
        for annee in (EPOQUE - 2, EPOQUE - 1):
            versee = la.revenus(autre, annee).pensions_alimentaires_versees
            assert ici.revenus(gardien, annee).pensions_alimentaires_recues == versee
            assert not (versee and ici.gardes)
            payees.append(versee)
    assert len([p for p in payees if p]) > 40


def test_both_parents_have_the_child_in_two_homes(pays: Nation, registre: Registre) -> None:
    """A child in shared custody counts for half in both tax households, and is a child of both parents."""
    jour, vus = date(EPOQUE, 11, 23), 0
    for ici, la, gardien, autre in separes(pays, 400):
        for garde in ici.gardes:
            for famille, parent in ((ici, gardien), (la, autre)):
                foyer = foyer_fiscal(famille, parent, EPOQUE - 1, jour)
                assert foyer is not None
                assert garde.enfant in [e.ref for e in foyer.mineurs if e.alternee]
                assert garde.enfant in [e.ref for e in registre.enfants(parent)]
            vus += 1
    assert vus > 10


def test_nobody_has_a_child_with_a_brother_or_a_sister(pays: Nation) -> None:
    """In no household of the template do the other parent of the children and those who keep them share parents."""
    g = pays.gabarit
    for menage, autre in g.autres.items():
        adultes = [s for s in range(g.debuts[menage], g.debuts[menage + 1]) if g.roles[s] not in ENFANTS]
        assert g.parents[autre] not in {g.parents[s] for s in adultes}, menage


def test_half_brothers_have_one_parent_in_common(pays: Nation) -> None:
    """In a stepfamily the woman is everybody's mother, the man the father of the youngest, after a former union."""
    g, vus = pays.gabarit, 0
    for slot in [s for s, role in enumerate(g.roles) if role == "d"][::5]:
        famille = pays.famille(f"n-{slot}")
        mere, pere = famille.personnes[f"n-{slot}"].parents
        la = [famille.personnes[f"n-{s}"] for s in range(g.debuts[g.menages[slot]], g.debuts[g.menages[slot] + 1])]
        assert la[0].ref == mere
        assert pere not in [p.ref for p in la]
        cadets = [p for p in la if p.parents == (mere, la[1].ref)]
        assert all(p.parents in ((mere, pere), (mere, la[1].ref)) for p in la[2:])
        assert all(p.naissance.annee > famille.personnes[f"n-{slot}"].naissance.annee for p in cadets)
        vus += len(cadets)
    assert vus > 10


def test_decisions_are_granted_to_those_who_may_have_them(pays: Nation, tires: list[Personne]) -> None:
    """RSA never goes with AAH, a household at the RSA has the C2S and a file, and the AAH an adult under 62."""
    jour, vus = date(EPOQUE, 11, 23), Counter[str]()
    for p in tires:
        famille = pays.famille(p.ref)
        ici = {d.nature: {x.beneficiaire for x in famille.decisions if x.nature == d.nature} for d in famille.decisions}
        vus.update(list(ici))
        assert not ("rsa" in ici and "aah" in ici)
        if ici.keys() & {"rsa", "aah"}:
            assert famille.dossiers
        if "rsa" in ici:
            assert {r.occupant for r in famille.residences} <= ici["c2s"]
        assert all(20 <= famille.personnes[ref].age(jour) <= 63 for ref in ici.get("aah", ()))
    assert min(vus["rsa"], vus["aah"], vus["c2s"]) > 20


def test_addresses_are_real_communes_with_their_postal_code(tires: list[Personne], registre: Registre) -> None:
    """Every home is in a commune of the COG, with that commune's postal code."""
    c = communes()
    for p in tires[:500]:
        for residence in registre.famille(p.ref).residences:
            rang = c.index_par_code[residence.adresse.code_commune]
            assert residence.adresse.code_postal == c.codes_postaux[rang]


def test_margins_are_the_same_at_every_size() -> None:
    """A nation is whole blocks: the share of each sex and age, and of twins, does not depend on its size."""
    petite, grande = nation(42, 20_000, EPOQUE), nation(42, FRANCE, EPOQUE)
    assert petite.taille % petite.gabarit.personnes == grande.taille % grande.gabarit.personnes == 0
    compte = Counter(zip(petite.gabarit.sexes, petite.gabarit.ages, strict=True))
    for (sexe, age), n in compte.items():
        nes = [(grande.promotion(portee, age), len(positions)) for portee, positions in REGISTRES[sexe]]
        assert sum(promo.effectif * combien for promo, combien in nes if promo) == n * grande.blocs


def test_every_citizen_of_a_small_nation_is_distinct() -> None:
    """All the citizens of a nation of one block have their own NIR, tax number and login."""
    pays = nation(7, 10_000, EPOQUE)
    gens = [p for i in range(0, pays.taille) for p in [pays.personne_de(i, (), None, "general")]]
    assert len({p.nir for p in gens}) == len({p.spi for p in gens}) == len({p.login for p in gens}) == pays.taille


def test_the_same_seed_gives_the_same_nation_in_another_process(pays: Nation) -> None:
    """Another process, with another hash seed, computes the same fingerprint; another seed does not."""
    code = f"from fixtures.nation import nation; print(nation({pays.graine}, {pays.taille}, {EPOQUE}).empreinte(100))"
    autre = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert autre.stdout.strip() == pays.empreinte(100)
    assert nation(43, MILLION, EPOQUE).empreinte(100) != pays.empreinte(100)


def test_the_fingerprint_is_frozen() -> None:
    """The population id names these people for ever: a change of code that changes one of them must change the id."""
    pays = nation(42, MILLION, EPOQUE)
    assert (pays.identifiant, pays.empreinte()) == FIGEE


# Frozen on release 0.1.0: not an expectation of what people look like, only the promise that they do not change.
FIGEE = ("fr-3.4916f57ea16e/graine-42/1015200/2026", "5687c57b5a84ed83")
