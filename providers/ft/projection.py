"""From a registration to the answers of France Travail, cut down to the granted scopes."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from providers.ft import contract
from providers.ft.scopes import FILTRE
from registry.emploi import Categorie
from registry.facts import Personne
from registry.vues_emploi import Paiement, VueEmploi

LIBELLES: dict[Categorie, str] = {
    1: "PERSONNE SANS EMPLOI DISPONIBLE DUREE INDETERMINEE PLEIN TPS",
    2: "PERSONNE SANS EMPLOI DISPONIBLE DUREE INDETERMINEE PARTIEL",
    3: "PERSONNE SANS EMPLOI DISPONIBLE DUREE DETERMINEE OU SAISON",
    4: "PERSONNE SANS EMPLOI NON DISPONIBLE IMMEDIATEMENT",
    5: "PERSONNE POURVUE D'UN EMPLOI A LA RECHERCHE D'UN AUTRE",
}
LONGUEUR_PRENOM = 13


def statut(vue: VueEmploi, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` of `/v3/france_travail/statut`."""
    p, a = vue.personne, vue.adresse
    complet: contract.Statut = {
        "identifiant": vue.identifiant,
        "identite": {
            "civilite": _civilite(p),
            "nom_naissance": p.nom_naissance,
            "nom_usage": p.nom_usage,
            "prenom": _prenom(p),
            "sexe": _sexe(p),
            "date_naissance": p.naissance.reelle.isoformat(),
        },
        "contact": {"telephone": p.telephone, "telephone2": None, "email": p.email or None},
        "adresse": {
            "code_postal": a.code_postal,
            "code_cog_insee_commune": a.code_commune,
            "localite": a.ligne_commune,
            "ligne_voie": a.ligne_voie,
            "ligne_complement_destinataire": None,
            "ligne_complement_adresse": a.complement or None,
            "ligne_complement_distribution": a.lieu_dit or None,
            "ligne_nom": p.nom_usage or p.nom_naissance,
        },
        "inscription": {
            "date_debut": vue.debut.isoformat(),
            "date_fin": vue.fin.isoformat() if vue.fin else None,
            "categorie": {"code": vue.emploi.categorie, "libelle": LIBELLES[vue.emploi.categorie]},
            "code_certification_cnav": vue.emploi.certification,
        },
    }
    return _objet("statut", complet, accordes)


def indemnites(vue: VueEmploi, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` of `/v3/france_travail/indemnites`, the last payment first."""
    complet: contract.Indemnites = {
        "identifiant": vue.identifiant,
        "paiements": [_paiement(p) for p in reversed(vue.paiements)],
    }
    return _objet("indemnites", complet, accordes)


def statut_augmente(vue: VueEmploi, accordes: frozenset[str]) -> dict[str, Any]:
    """The body of « statut augmenté »."""
    p, a = vue.personne, vue.adresse
    complet: contract.StatutAugmente = {
        "etatCivil": {
            "civilite": _civilite(p),
            "nom": p.nom_naissance,
            "nomUsage": p.nom_usage,
            "prenom": _prenom(p),
            "sexe": _sexe(p),
            "dateNaissance": _a_minuit(p.naissance.reelle),
            "codeCertificationCNAV": vue.emploi.certification,
        },
        "modalitesContact": {
            "telephone": p.telephone,
            "telephone2": None,
            "email": p.email or None,
            "codeValiditeEmail": None,
        },
        "adresse": {
            "ligneNom": p.nom_usage or p.nom_naissance,
            "ligneComplementDestinataire": None,
            "ligneComplementAdresse": a.complement or None,
            "ligneVoie": a.ligne_voie,
            "ligneComplementDistribution": a.lieu_dit or None,
            "codePostal": a.code_postal,
            "localite": a.ligne_commune,
            "inseecommune": a.code_commune,
        },
        "situationInscription": {
            "dateInscription": _a_minuit(vue.debut),
            "dateCessationInscription": _a_minuit(vue.fin) if vue.fin else None,
            "categorieInscription": vue.emploi.categorie,
            "libellecategorieInscription": LIBELLES[vue.emploi.categorie],
        },
    }
    return _objet("statut_augmente", complet, accordes)


def liste_paiements(vue: VueEmploi | None, accordes: frozenset[str]) -> dict[str, Any]:
    """The body of « liste des paiements »; None: someone who never looked for a job."""
    complet: contract.ListePaiements = {
        "statutInscription": vue is not None and vue.fin is None,
        "listePaiement": [_paiement_fc(p) for p in reversed(vue.paiements)] if vue else [],
    }
    return _objet("liste_paiements", complet, accordes)


def _objet(nom: str, complet: Any, accordes: frozenset[str]) -> dict[str, Any]:
    corps: dict[str, Any] = FILTRE.ouverture(accordes).appliquer({nom: complet})[nom]
    return corps


def _paiement(p: Paiement) -> contract.Paiement:
    """Nothing but the allowance is simulated: no aid, no other payment, no income tax withheld."""
    montant = p.centimes / 100
    return {
        "date_versement": p.jour.isoformat(),
        "montant_total": montant,
        "montant_allocations": montant,
        "montant_aides": 0.0,
        "montant_autres": 0.0,
    }


def _paiement_fc(p: Paiement) -> contract.PaiementFc:
    montant = p.centimes / 100
    return {
        "date_paiement": p.jour.isoformat(),
        "montant_paiement": montant,
        "allocations": montant,
        "aides": 0.0,
        "autres_paiements": 0.0,
    }


def _civilite(p: Personne) -> Literal["MME", "M."]:
    return "MME" if p.sexe == "F" else "M."


def _sexe(p: Personne) -> str:
    return "Féminin" if p.sexe == "F" else "Masculin"


def _prenom(p: Personne) -> str:
    return p.prenoms[0][:LONGUEUR_PRENOM] if p.prenoms else ""


def _a_minuit(jour: date) -> str:
    return f"{jour.isoformat()}T00:00:00Z"
