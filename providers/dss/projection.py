"""From a file of the CAF or the MSA, or from the RNCPS, to who receives which benefit on the day of the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from kernel.api_particulier.foyer import adresse, personne
from law.aide_logement import aide_logement
from law.allocations_familiales import age_en_mois_civils
from law.dossier_allocataire import foyer_prestations, locataire, loge_gratuitement
from law.foyer_solidarite import majoration_d_isolement
from law.prestations import PrestationsDuMois, prestations_du_mois
from law.quotient_familial import ressources_caf
from law.sante_solidaire import FoyerSante, sante_solidaire
from providers.dss import contract
from providers.dss.scopes import FILTRE
from registry import facts
from registry.facts import Decision, NatureDecision
from registry.vues import VueCaf
from registry.vues_sante import VueComplementaire

#: A crèche asks for households with a child younger than this, years.
AGE_CRECHE = 7
#: Files whose allowances are kept as long as their view is: several benefits are asked of the same household.
VUES_GARDEES = 4096


def ouvrir(ressource: str, complet: Any, accordes: frozenset[str]) -> dict[str, Any]:
    """What `accordes` opens of the answer of one resource."""
    ouvert: dict[str, Any] = FILTRE.ouverture(accordes).appliquer({ressource: complet})[ressource]
    return ouvert


def adulte_handicape(vue: VueCaf, ref: str) -> contract.Statut:
    """AAH of the person asked: either of a couple may have it, both too."""
    siennes = [d for d in _en_cours(vue, "aah") if d.beneficiaire == ref]
    return _statut(siennes, _allocations(replace(vue, decisions=tuple(siennes))).adulte_handicape if siennes else 0.0)


def soutien_familial(vue: VueCaf, ref: str) -> contract.Statut:
    return _statut(_en_cours(vue, "asf"), _allocations(vue).soutien_familial)


def prime_activite(vue: VueCaf, ref: str) -> contract.StatutMajore:
    return _statut_majore(vue, _en_cours(vue, "ppa"), _allocations(vue).prime_activite)


def solidarite_active(vue: VueCaf, ref: str) -> contract.StatutMajore:
    return _statut_majore(vue, _en_cours(vue, "rsa"), _allocations(vue).rsa)


def enfant_handicape(vue: VueCaf, ref: str) -> contract.StatutEnfant:
    """AEEH: of the file for its adults, of the child itself for one of its children."""
    adulte = ref in {p.ref for p in (vue.allocataire, vue.conjoint) if p is not None}
    decisions = [d for d in _en_cours(vue, "aeeh") if adulte or d.beneficiaire == ref]
    if not decisions:
        return {"status": "non_beneficiaire", "date_debut_droit": None}
    return {"status": "allocataire" if adulte else "ouvrant_droit", "date_debut_droit": _debut(decisions)}


def complementaire(vue: VueComplementaire, ref: str) -> contract.StatutComplementaire:
    """C2S: the decision says who has it, the law of the last yearly claim whether the household pays for it."""
    if vue.decision is None:
        return {"est_beneficiaire": False, "avec_participation": False, "date_debut_droit": None}
    jour = derniere_demande(vue.decision.debut, vue.jour)
    avec = sante_solidaire(jour, foyer_sante(vue, jour)).decision != "sans participation"
    debut = vue.decision.debut.isoformat()
    return {"est_beneficiaire": True, "avec_participation": avec, "date_debut_droit": debut}


def foyer_sante(vue: VueComplementaire, jour: date) -> FoyerSante:
    """The household at the claim of `jour`, with its incomes of the civil year before."""
    membres = (*vue.adultes, *vue.enfants)
    code = vue.code_commune
    des_adultes = [vue.revenus(p.ref, jour.year - 1) for p in vue.adultes]
    tenant = locataire(jour, vue.logement, code, des_adultes, len(vue.adultes) == 2, len(vue.enfants))
    return FoyerSante(
        ages=tuple(p.age(jour) for p in membres if p.ne_le(jour)),
        adultes=len(vue.adultes),
        ressources=ressources_caf(vue.revenus(p.ref, jour.year - 1) for p in membres),
        alternes=vue.alternes,
        aide_logement=aide_logement(jour, tenant) if vue.aide_logement and tenant is not None else 0.0,
        loge_gratuitement=loge_gratuitement(vue.logement),
        beneficiaire_rsa=vue.beneficiaire_rsa,
        departement=code[:3] if code.startswith("97") else code[:2],
    )


def participation_familiale(vue: VueCaf, ref: str) -> contract.Participation | None:
    """What the crèche computes its fee from; None without a child young enough."""
    if not any(e.personne.age(vue.jour) < AGE_CRECHE for e in vue.enfants):
        return None
    handicapes = {d.beneficiaire for d in _en_cours(vue, "aeeh")}
    annee = vue.jour.year if vue.organisme == "MSA" else vue.annee_ressources
    return {
        "allocataires": [_avec_commune(p, ref) for p in (vue.allocataire, vue.conjoint) if p is not None],
        "enfants": [_avec_commune(e.personne, ref) for e in vue.enfants],
        "adresse": adresse(vue),
        "parametres_calcul_participation_familiale": {
            "nombre_enfants_a_charge": len(vue.enfants),
            "nombre_enfants_beneficiaire_aeeh": len(handicapes),
            "base_ressources_annuelles": {"valeur": ressources_caf(vue.revenus), "annee_calcul": annee},
        },
    }


def _avec_commune(p: facts.Personne, ref: str) -> contract.Personne:
    commune = p.lieu_naissance.code if p.ref == ref and p.lieu_naissance.en_france else None
    return {**personne(p), "code_cog_insee_commune_naissance": commune}


def _en_cours(vue: VueCaf, nature: NatureDecision) -> list[Decision]:
    return [d for d in vue.decisions if d.nature == nature and d.en_cours(vue.jour)]


def _debut(decisions: list[Decision]) -> str:
    return min(d.debut for d in decisions).isoformat()


@lru_cache(VUES_GARDEES)
def _allocations(vue: VueCaf) -> PrestationsDuMois:
    """What the law gives for the month of the call, the same that the quotient familial counts."""
    premier = vue.jour.replace(day=1)
    return prestations_du_mois(premier, foyer_prestations(vue, premier))


def _statut(decisions: list[Decision], montant: float) -> contract.Statut:
    """A beneficiary was granted the allowance, and something is due this month."""
    if not decisions or not montant:
        return {"est_beneficiaire": False, "date_debut_droit": None}
    return {"est_beneficiaire": True, "date_debut_droit": _debut(decisions)}


def _statut_majore(vue: VueCaf, decisions: list[Decision], montant: float) -> contract.StatutMajore:
    statut = _statut(decisions, montant)
    premier = vue.jour.replace(day=1)
    ages = [age_en_mois_civils(e.personne.naissance.reelle, premier) for e in vue.enfants]
    majoree = majoration_d_isolement(premier, vue.conjoint is None, ages)
    return {**statut, "avec_majoration": majoree if statut["est_beneficiaire"] else None}


def derniere_demande(debut: date, jour: date) -> date:
    """The right lasts a year and is asked again: the last anniversary of its beginning (the 1st of that month)."""
    mois = debut.replace(day=1)
    passe = (jour.month, jour.day) >= (mois.month, 1)
    return mois.replace(year=max(debut.year, jour.year if passe else jour.year - 1))
