"""What the family files promise of each administration holds: written for a jurist, checked here by the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from fixtures.personas import Persona, personas
from law.bourses import bourse_college, bourse_lycee, bourse_superieur, points_de_charge
from law.dossier_allocataire import enfants_handicapes, foyer_prestations
from law.foyer import SituationFiscale
from law.impot_revenu import ResultatImpot, impot_revenu
from law.prestations import prestations_du_mois
from law.quotient_familial import parts_caf, quotient_familial, ressources_caf
from providers.dss.projection import complementaire
from registry.erreurs import SansDossier
from registry.etudes import annee_scolaire
from registry.groupes import menage
from registry.registre import Registre
from registry.vues import VueCaf, VueDgfip

EPOQUE = 2026
MONDE = personas(EPOQUE)
REGISTRE = Registre([MONDE])
JOURS = tuple(date(EPOQUE, mois, jour) for mois, jour in ((1, 1), (3, 15), (4, 4), (4, 5), (8, 1), (12, 31)))
CAISSES = {"caf", "dgfip", "cnam", "prestations", "c2s"}
DEMARCHES = {"france_travail", "service_national", "vehicule"}
ETUDES = {"mesri", "cnous", "men", "service_civique"}
CLES = {"age", "menage", "livret", "mentions", "connexion"} | CAISSES | DEMARCHES | ETUDES
CLES_CAF = {"du", "au", "aucun", "organisme", "allocataire", "conjoint", "enfants", "alternes", "parts", "qf"}
CLES_DGFIP = {"declarants", "situation", "parts", "mineurs", "alternes", "majeurs", "parent_isole", "rfr"}


def avec(cle: str) -> Any:
    """Parametrize over the personas whose file says something about `cle`."""
    return pytest.mark.parametrize("persona", [p for p in MONDE.personas if cle in p.attentes], ids=lambda p: p.ref)


def admis(valeur: int, attendu: int | list[int]) -> bool:
    """Whether an amount is the expected one, or within the expected bounds."""
    bas, haut = attendu if isinstance(attendu, list) else (attendu, attendu)
    return bas <= valeur <= haut


def un_jour_de_l_annee(texte: str) -> date:
    return date.fromisoformat(f"{EPOQUE}-{texte}")


def attente_caf(persona: Persona, jour: date) -> Mapping[str, Any]:
    """The expectation in force on `jour`: a file may give one for the year, or several with `du` and `au`."""
    attentes = persona.attentes["caf"]
    if attentes == "aucun":
        return {"aucun": True}
    for attente in attentes if isinstance(attentes, list) else [attentes]:
        if un_jour_de_l_annee(attente.get("du", "01-01")) <= jour <= un_jour_de_l_annee(attente.get("au", "12-31")):
            return dict(attente)
    raise AssertionError(f"{persona.ref} : aucune attente pour la CAF le {jour}")


def qf(vue: VueCaf) -> int:
    """The quotient familial by the law, from the facts of the view."""
    premier = vue.jour.replace(day=1)
    prestations = prestations_du_mois(premier, foyer_prestations(vue, premier))
    alternes = sum(e.alternee for e in vue.enfants)
    handicapes = len(enfants_handicapes(vue, premier))
    parts = parts_caf(premier, len(vue.enfants) - alternes, alternes, handicapes)
    return quotient_familial(ressources_caf(vue.revenus), prestations.total, parts)


def impot(vue: VueDgfip) -> ResultatImpot:
    """The notice by the law, from the facts of the view."""
    fin = date(vue.annee, 12, 31)
    alternes = sum(e.alternee for e in vue.mineurs)
    refs = [p.ref for p in vue.declarants]
    charges = [e.ref for e in vue.mineurs if not e.alternee] + [p.ref for p in vue.majeurs]
    return impot_revenu(
        SituationFiscale(
            annee=vue.annee,
            situation=vue.situation,
            ages_declarants=tuple(p.age(fin) for p in vue.declarants),
            revenus_declarants=tuple(vue.revenus[r] for r in refs),
            mineurs=len(vue.mineurs) - alternes,
            mineurs_alternee=alternes,
            majeurs_rattaches=len(vue.majeurs),
            invalides_declarants=len(vue.invalides & set(refs)),
            invalides_charge=len(vue.invalides & set(charges)),
            parent_isole=vue.parent_isole,
            revenus_charge=tuple(vue.revenus[r] for r in charges),
        )
    )


def annees_imposees(persona: Persona) -> list[tuple[int, date, Any]]:
    """(income year, day of the question, expectation): N-2 all the year long, N-1 once the notices are out."""
    attentes = persona.attentes["dgfip"]
    if attentes == "aucun":
        attentes = {"n-2": "aucun", "n-1": "aucun"}
    annees = {"n-2": (EPOQUE - 2, JOURS), "n-1": (EPOQUE - 1, JOURS[4:])}
    return [(annees[cle][0], jour, attente) for cle, attente in attentes.items() for jour in annees[cle][1]]


@pytest.mark.parametrize("persona", MONDE.personas, ids=lambda p: p.ref)
def test_une_attente_se_verifie(persona: Persona) -> None:
    """A file promises only what these tests check: an unknown key would be a promise nobody keeps."""
    assert set(persona.attentes) <= CLES
    caf = persona.attentes.get("caf", "aucun")
    for attente in caf if isinstance(caf, list) else [caf]:
        assert attente == "aucun" or set(attente) <= CLES_CAF
    dgfip = persona.attentes.get("dgfip", "aucun")
    assert dgfip == "aucun" or all(set(a) <= CLES_DGFIP for a in dgfip.values())


@avec("age")
def test_l_age_tient_quelle_que_soit_l_annee(persona: Persona) -> None:
    """A persona whose dates are relative has the same age on the last day of every epoch."""
    for epoque in range(2024, 2033):
        personne = personas(epoque).famille(persona.ref).personnes[persona.ref]
        assert personne.age(date(epoque, 12, 31)) == persona.attentes["age"]


@avec("menage")
def test_le_menage_est_celui_du_dossier(persona: Persona) -> None:
    """Those who share the dwelling are the ones the file names, all the year long."""
    for jour in JOURS:
        assert sorted(menage(MONDE.famille(persona.ref), persona.ref, jour)) == persona.attentes["menage"]


@avec("caf")
def test_le_foyer_allocataire_est_celui_du_dossier(persona: Persona) -> None:
    """Fund, allocataire, spouse, children and shares are the expected ones; « aucun » means no open file."""
    for jour in JOURS:
        attendu = attente_caf(persona, jour)
        if attendu.get("aucun"):
            with pytest.raises(SansDossier):
                REGISTRE.vue_caf(persona.ref, jour)
        else:
            verifier_foyer(persona, REGISTRE.vue_caf(persona.ref, jour), attendu)


def verifier_foyer(persona: Persona, vue: VueCaf, attendu: Mapping[str, Any]) -> None:
    assert vue.organisme == attendu["organisme"]
    assert vue.allocataire.ref == attendu.get("allocataire", persona.ref)
    assert (vue.conjoint.ref if vue.conjoint else None) == attendu.get("conjoint")
    assert sorted(e.personne.ref for e in vue.enfants if not e.alternee) == sorted(attendu.get("enfants", []))
    assert sorted(e.personne.ref for e in vue.enfants if e.alternee) == sorted(attendu.get("alternes", []))
    alternes = len(attendu.get("alternes", []))
    handicapes = len(enfants_handicapes(vue, vue.jour.replace(day=1)))
    assert parts_caf(vue.jour, len(vue.enfants) - alternes, alternes, handicapes) == attendu["parts"]


@avec("caf")
def test_le_quotient_familial_est_celui_du_dossier(persona: Persona) -> None:
    """The quotient familial that the law computes is the one whose arithmetic the file spells out."""
    for jour in JOURS:
        attendu = attente_caf(persona, jour)
        assert attendu.get("aucun") or admis(qf(REGISTRE.vue_caf(persona.ref, jour)), attendu["qf"])


@avec("prestations")
def test_les_prestations_demandees_sont_celles_du_dossier(persona: Persona) -> None:
    """The allowances that were asked for and are paid all the year long are the ones the file names."""
    noms = {"soutien_familial": "asf", "enfant_handicape": "aeeh", "adulte_handicape": "aah"}
    noms |= {"aide_logement": "aide_logement", "rsa": "rsa", "prime_activite": "ppa"}
    for jour in JOURS:
        vue, premier = REGISTRE.vue_caf(persona.ref, jour), jour.replace(day=1)
        recues = asdict(prestations_du_mois(premier, foyer_prestations(vue, premier)))
        assert [noms[champ] for champ in noms if recues[champ]] == persona.attentes["prestations"]


@avec("c2s")
def test_la_participation_a_la_c2s_est_celle_du_dossier(persona: Persona) -> None:
    """With or without participation, as the law decides on the incomes of the year before the last claim."""
    for jour in JOURS:
        statut = complementaire(REGISTRE.vue_complementaire(persona.ref, jour), persona.ref)
        assert statut["est_beneficiaire"]
        assert statut["avec_participation"] == (persona.attentes["c2s"] == "avec participation")


@avec("dgfip")
def test_le_foyer_fiscal_est_celui_du_dossier(persona: Persona) -> None:
    """Declarants, situation, dependants and shares of each notice are the expected ones; « aucun » means no notice."""
    for annee, jour, attendu in annees_imposees(persona):
        if attendu == "aucun":
            with pytest.raises(SansDossier):
                REGISTRE.vue_dgfip(persona.ref, annee, jour)
            continue
        vue = REGISTRE.vue_dgfip(persona.ref, annee, jour)
        assert sorted(p.ref for p in vue.declarants) == sorted(attendu["declarants"])
        assert (vue.situation, vue.parent_isole) == (attendu["situation"], attendu.get("parent_isole", False))
        assert sorted(e.ref for e in vue.mineurs if not e.alternee) == sorted(attendu.get("mineurs", []))
        assert sorted(e.ref for e in vue.mineurs if e.alternee) == sorted(attendu.get("alternes", []))
        assert [p.ref for p in vue.majeurs] == attendu.get("majeurs", [])
        assert impot(vue).parts == attendu["parts"]


@avec("dgfip")
def test_le_revenu_fiscal_de_reference_est_celui_du_dossier(persona: Persona) -> None:
    """The reference income that the law computes is the one the file gives."""
    for annee, jour, attendu in annees_imposees(persona):
        if attendu != "aucun" and "rfr" in attendu:
            assert impot(REGISTRE.vue_dgfip(persona.ref, annee, jour)).rfr == attendu["rfr"]


@avec("cnam")
def test_les_droits_maladie_sont_ceux_du_dossier(persona: Persona) -> None:
    """Children covered and C2S are the expected ones; « aucun » means unknown to the general scheme."""
    attendu = persona.attentes["cnam"]
    for jour in JOURS:
        if attendu == "aucun":
            with pytest.raises(SansDossier):
                REGISTRE.vue_cnam(persona.ref, jour)
            continue
        vue = REGISTRE.vue_cnam(persona.ref, jour)
        assert [p.ref for p in vue.enfants] == attendu.get("enfants", [])
        assert vue.c2s == attendu.get("c2s", False)


@avec("livret")
def test_le_livret_de_famille_est_celui_du_dossier(persona: Persona) -> None:
    """The livret lists the expected children by birth; « aucun » means no marriage and no child."""
    for jour in JOURS:
        if persona.attentes["livret"] == "aucun":
            with pytest.raises(SansDossier):
                REGISTRE.vue_livret(persona.ref, jour)
            continue
        livret = REGISTRE.vue_livret(persona.ref, jour)
        assert [v.titulaire.ref for v in livret.enfants] == persona.attentes["livret"]


@avec("mentions")
def test_les_mentions_marginales_sont_celles_du_dossier(persona: Persona) -> None:
    """The margin of the birth act tells marriages, PACS, their ends and death, in order."""
    acte = REGISTRE.vue_naissance(persona.ref, JOURS[0])
    assert [m.nature for m in acte.mentions] == persona.attentes["mentions"]


@avec("mesri")
def test_les_etudes_sont_celles_du_dossier(persona: Persona) -> None:
    """All the year long, the latest place taken is in the expected establishment, under the expected regime."""
    for jour in JOURS:
        vue = REGISTRE.vue_etudiant(persona.ref, jour)
        prise = next(a for a in vue.admissions if a.inscrit_le is not None and a.inscrit_le <= jour)
        attendu = persona.attentes["mesri"]
        assert (prise.etablissement.uai, prise.regime) == (attendu["etablissement"], attendu["regime"])


@avec("cnous")
def test_la_bourse_est_celle_du_dossier(persona: Persona) -> None:
    """The échelon that the law makes of the parents' notice is the expected one; « aucun » means no grant."""
    for jour in JOURS:
        assert echelon(persona.ref, jour) == (persona.attentes["cnous"] if persona.attentes["cnous"] != "aucun" else {})


def echelon(ref: str, jour: date) -> dict[str, str]:
    """The grant of the school year of `jour`, by the law."""
    try:
        vue = REGISTRE.vue_bourse(ref, annee_scolaire(jour), jour)
    except SansDossier:
        return {}
    points = points_de_charge(vue.annee, vue.autres_enfants, vue.autres_etudiants, vue.distance_km)
    trouve = bourse_superieur(vue.annee, impot(vue.avis).revenu_brut_global, points).echelon
    return {"echelon": trouve} if trouve else {}


@avec("men")
def test_la_scolarite_est_celle_du_dossier(persona: Persona) -> None:
    """At the end of the year, level and degree are the expected ones, and the law gives the expected échelon."""
    vue = REGISTRE.vue_scolarite(persona.ref, EPOQUE, JOURS[-1])
    assert vue.avis is not None
    enfants = len(vue.avis.mineurs) + len(vue.avis.majeurs)
    bourse = (bourse_lycee if vue.scolarite.lyceen else bourse_college)(EPOQUE, impot(vue.avis).rfr, enfants)
    trouve = {"niveau": vue.scolarite.niveau, "degre": vue.scolarite.degre, "echelon": int(bourse.echelon)}
    assert trouve == persona.attentes["men"]


@avec("service_civique")
def test_le_service_civique_est_celui_du_dossier(persona: Persona) -> None:
    """The contract is under way, or over, all the year long."""
    for jour in JOURS:
        vue = REGISTRE.vue_service_civique(persona.ref, jour)
        trouves = {"actuel": vue.actuel, "passe": vue.passe}
        assert [nom for nom, contrat in trouves.items() if contrat] == [persona.attentes["service_civique"]]


@avec("connexion")
def test_un_defunt_ne_se_connecte_pas(persona: Persona) -> None:
    """Whoever is said to be refused at login is dead, and the DGFiP may still not know it."""
    personne = REGISTRE.personne(persona.ref)
    assert persona.attentes["connexion"] == "refusee"
    assert personne.decede_le(JOURS[0])
    assert not personne.decede_le(JOURS[0], "dgfip")
    assert personne.decede_le(date(EPOQUE, 5, 15), "dgfip")
