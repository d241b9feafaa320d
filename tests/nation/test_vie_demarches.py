"""What each administration asks of its own stays right for people who move, lose a job, part, are born and die."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

import pytest

from fixtures.nation import nation
from fixtures.nation.vie import NationVivante, nation_vivante
from registry.departements import REGIONS, departement
from registry.erreurs import SansDossier
from registry.evenements import Evenement, NatureEvenement
from registry.groupes import occupation, residence
from registry.registre import Registre
from registry.scolarite import scolarite
from registry.vues_emploi import paiements_de_l_annee, vue_emploi
from registry.vues_service_national import vue_service_national
from registry.vues_vehicules import vue_vehicule

EPOQUE, ANS, MILLION = 2026, 10, 1_000_000
FIN = date(EPOQUE + ANS - 1, 12, 31)


@pytest.fixture(scope="module")
def pays() -> NationVivante:
    return nation_vivante(42, MILLION, EPOQUE, ANS)


@pytest.fixture(scope="module")
def registre(pays: NationVivante) -> Registre:
    return Registre([pays])


def premiers(pays: NationVivante, nature: NatureEvenement, combien: int, annee: int = 1) -> list[Evenement]:
    """The first events of a kind from 10 May of a year of the epoch."""
    return list(islice(pays.evenements(date(EPOQUE + annee, 5, 10), FIN, -1, {nature}), combien))


def jeunes_morts(pays: NationVivante, du: int, au: int) -> Iterator[tuple[str, date]]:
    """Those between two ages on 1 January whom the decade takes, with their day."""
    g = pays.gabarit
    for slot in range(g.personnes):
        for bloc in range(pays.blocs):
            if du <= g.ages[slot] <= au and (jour := pays.jour_du_deces(bloc * g.personnes + slot, ANS)) is not None:
                yield f"n-{bloc * g.personnes + slot}", pays.calendrier.le(jour)


def lectures(registre: Registre, ref: str, jour: date) -> tuple[Callable[[], object], ...]:
    """What those administrations know of someone that no baby has."""
    famille = registre.famille(ref)
    return (
        lambda: scolarite(famille, ref, jour.year),
        lambda: vue_emploi(famille, ref, jour),
        lambda: vue_service_national(famille, ref, jour),
        lambda: registre.vue_service_civique(ref, jour),
        lambda: registre.vue_etudiant(ref, jour),
        lambda: vue_vehicule(famille, ref, jour),
    )


def test_a_longer_horizon_changes_nothing_of_what_is_asked(pays: NationVivante) -> None:
    """Home, studies, contracts, job search, national service and vehicle of the third year are those of ten years."""
    court = nation_vivante(42, MILLION, EPOQUE, 3)
    for ref in (*pays.echantillon(300, 5), *(r for e in premiers(pays, "demenagement", 60) for r in e.refs)):
        a, b = court.famille(ref), pays.famille(ref)
        for jour in (date(EPOQUE, 6, 1), date(EPOQUE + 2, 12, 31)):
            (chez, la) = (residence(f, ref, jour) for f in (a, b))
            assert chez == la
            if chez is None:
                continue  # not born yet
            assert a.logement(chez.logement) == b.logement(chez.logement)
            assert a.etudes(ref, jour.year) == b.etudes(ref, jour.year)
        assert a.services_civiques(ref) == b.services_civiques(ref)
        assert (a.emploi(ref), a.service_national(ref), a.vehicule(ref)) == (
            b.emploi(ref),
            b.service_national(ref),
            b.vehicule(ref),
        )


def test_without_a_move_nothing_of_the_home_changes(pays: NationVivante) -> None:
    """Who never moves keeps the dwelling of 1 January, its rent and the same schools."""
    restes, avant = 0, nation(42, MILLION, EPOQUE)
    for ref in pays.echantillon(200, 8):
        a, b = avant.famille(ref), pays.famille(ref)
        (depart,) = (r for r in a.residences if r.occupant == ref)
        if sum(r.occupant == ref for r in b.residences) == 1:
            restes += 1
            assert a.logement(depart.logement) == b.logement(depart.logement)
            assert [a.etudes(ref, EPOQUE + k) for k in range(3)] == [b.etudes(ref, EPOQUE + k) for k in range(3)]
    assert restes > 60


def test_who_moves_holds_the_next_home_as_the_last_one(pays: NationVivante) -> None:
    """The whole household, with a rent or an instalment when it had one; another home has another price."""
    prix = []
    for e in premiers(pays, "demenagement", 200):
        famille = pays.famille(e.refs[0])
        veille, jour = (residence(famille, e.refs[0], j) for j in (e.jour - timedelta(1), e.jour))
        assert veille is not None
        assert jour is not None
        quitte, tenu = famille.logement(veille.logement), famille.logement(jour.logement)
        assert quitte is not None
        assert tenu is not None
        assert (tenu.statut, tenu.montant > 0) == (quitte.statut, quitte.montant > 0)
        prix += [tenu.montant != quitte.montant] if tenu.montant else []
    assert sum(prix) > 0.9 * len(prix) > 50


def test_who_leaves_a_couple_rents_and_who_stays_keeps_the_home(pays: NationVivante) -> None:
    """One of the two has another home that evening, rented; the other one's does not change."""
    for e in premiers(pays, "separation", 60):
        famille = pays.famille(e.refs[0])
        chez = [(residence(famille, r, e.jour - timedelta(1)), residence(famille, r, e.jour)) for r in e.refs]
        partis = [la for avant, la in chez if avant != la and la is not None]
        assert len(partis) == 1
        tenu = famille.logement(partis[0].logement)
        assert tenu is not None
        assert tenu.statut == "locataire_prive"
        assert tenu.montant > 0


def test_a_pupil_who_moves_changes_school_and_a_student_finishes_the_cycle(
    pays: NationVivante, registre: Registre
) -> None:
    """School is that of the home of the rentrée; a student's, near the home of the first admission of the cycle."""
    eleves, fideles, pres = 0, 0, 0
    for e in premiers(pays, "demenagement", 1500):
        famille, annee = pays.famille(e.refs[0]), e.jour.year
        for ref in e.refs:
            veille = residence(famille, ref, e.jour - timedelta(1))
            assert veille is not None
            if occupation(famille, ref, date(annee, 10, 1)) == "scolarite" and famille.personnes[ref].deces is None:
                chez = residence(famille, ref, date(annee, 10, 1))
                assert chez is not None
                assert scolarite(famille, ref, annee).departement == departement(chez.adresse.code_commune)
                eleves += 1
            avant, apres = registre.etudes(ref, annee - 1), registre.etudes(ref, annee)
            if avant and apres and avant.choisie and apres.choisie and apres.niveau in ("L2", "L3", "M2"):
                assert apres.choisie.etablissement == avant.choisie.etablissement
                fideles += 1
            entree = registre.etudes(ref, annee + 1)
            if entree and entree.choisie and entree.niveau == "L1":
                chez = residence(famille, ref, date(annee + 1, 7, 1))
                assert chez is not None
                ici = REGIONS.get(departement(chez.adresse.code_commune))
                assert REGIONS[entree.choisie.etablissement.departement] == ici
                pres += 1
    assert (eleves > 200, fideles > 10, pres > 10) == (True, True, True)


def test_who_loses_a_job_is_registered_until_the_next_one(pays: NationVivante, registre: Registre) -> None:
    """Registered from that day, with payments that add up to the income declared; no more once back at work."""
    revenus = 0
    for e in premiers(pays, "perte_emploi", 60):
        ref, famille = e.refs[0], pays.famille(e.refs[0])
        assert vue_emploi(famille, ref, e.jour).debut == e.jour
        assert vue_emploi(famille, ref, e.jour).fin is None
        for annee in (e.jour.year, e.jour.year + 1):
            verses = sum(p.centimes for p in paiements_de_l_annee(famille, ref, annee))
            assert verses == 100 * famille.revenus(ref, annee).allocations_chomage
        revenus += famille.revenus(ref, e.jour.year + 1).allocations_chomage > 0
    assert revenus > 20
    for e in premiers(pays, "reprise_emploi", 60):
        assert vue_emploi(pays.famille(e.refs[0]), e.refs[0], e.jour).fin == e.jour


def test_the_dead_begin_nothing(pays: NationVivante, registre: Registre) -> None:
    """After a death: no registration, no national service, no contract, no school year, no admission."""
    morts = list(islice(jeunes_morts(pays, 3, 25), 60))
    assert len(morts) == 60
    for ref, jour in morts:
        famille = pays.famille(ref)
        assert all(not c.debut >= jour for c in registre.services_civiques(ref))
        for annee in range(jour.year, EPOQUE + ANS):
            etudes = registre.etudes(ref, annee)
            assert etudes is None or all(a.admis_le < jour for a in etudes.admissions)
            assert etudes is None or etudes.choisie is None or (etudes.choisie.inscrit_le or jour) < jour
        for plus_tard in (jour, FIN):
            for lire in (vue_emploi, vue_service_national):
                with pytest.raises(SansDossier):
                    lire(famille, ref, plus_tard)
            with pytest.raises(SansDossier):
                registre.vue_service_civique(ref, plus_tard)
        with pytest.raises(SansDossier):
            scolarite(famille, ref, EPOQUE + ANS - 1)


def test_a_child_to_be_born_is_known_to_nobody(pays: NationVivante, registre: Registre) -> None:
    """The day before their birth, and for years after: no school, job search, service, studies nor vehicle."""
    for e in premiers(pays, "naissance", 60):
        ref, famille = e.refs[0], pays.famille(e.refs[0])
        for jour in (e.jour - timedelta(1), e.jour, date(e.jour.year + 2, 12, 31)):
            for lire in lectures(registre, ref, jour):
                with pytest.raises(SansDossier):
                    lire()
        with pytest.raises(SansDossier):
            registre.vue_complementaire(ref, e.jour - timedelta(1))
        if occupation(famille, ref, date(e.jour.year + 3, 10, 1)) == "scolarite":
            assert scolarite(famille, ref, e.jour.year + 3).niveau == "PETITE SECTION"
