"""Over HTTP, with real tokens: removing one scope removes exactly its fields; without any scope, the provider's 403."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from urllib.parse import urlencode

import pytest

from registry.vues import derniere_annee_imposee
from tests.conformance.reponses import PROJECTIONS, champs_ouverts, chemins, ouvert
from tests.providers.appels import (
    CARTE_GRISE,
    DROITS,
    ETAT_CIVIL,
    IMMATRICULATION_FC,
    IMPOT,
    LISTE_PAIEMENTS,
    QF_FC,
    SANS_FRANCE_CONNECT,
    SCOPES,
    SERVICE_NATIONAL_FC,
    SIRET,
    STATUT_AUGMENTE,
    Service,
    enregistrer,
)
from tests.support.serveur import Sandbox

# A married mother of two, known to the four first administrations; those the others know: a student, her brother...
LOGIN, ETUDIANTE, ELEVE = "claire-moreau", "elodie-perrin", "nathan-perrin"
API_PARTICULIER = ("/v3/", "/v4/", "/v5/")
LOGINS = {
    "asc": "oceane-guerin",
    "mesri": ETUDIANTE,
    "cnous": ETUDIANTE,
    "ft": "fatoumata-diarra",
    "dsnj": "camille-faure",
}


@pytest.fixture(scope="module")
def service(sandbox: Sandbox) -> Iterator[Service]:
    """A service habilitated for every scope."""
    enregistre = enregistrer(sandbox.url)
    with closing(enregistre.client):
        yield enregistre


def _points(service: Service) -> dict[str, list[tuple[str, str, dict[str, str]]]]:
    """By provider: root member of the scopes' paths (or none), path, headers."""
    citoyen = service.citoyen(LOGIN)
    annee = derniere_annee_imposee(date.fromisoformat(citoyen["day"]))
    nir = {"nir": citoyen["numbers"]["nir"]}
    return {
        "cnaf_msa": [("", QF_FC, {})],
        "mesri": [("", f"/v3/mesri/statut_etudiant/france_connect?recipient={SIRET}", {})],
        "men": [("", f"/v{v}/men/scolarites/identite?{_eleve(service)}", {}) for v in (3, 4, 5)],
        "asc": [("", f"/v3/gip_mds/service_civique/france_connect?recipient={SIRET}", {})],
        "cnous": [("", f"/v{v}/cnous/etudiant_boursier/france_connect?recipient={SIRET}", {}) for v in (3, 4)],
        "dgfip": [("", f"{IMPOT}/dernieresituation/ir/assiettes/annrev/{annee}", {})],
        "cnam": [
            ("beneficiaire", f"{DROITS}/me", {}),
            ("beneficiaire", f"{DROITS}/me/beneficiaires", {}),
            ("caisse", f"{DROITS}/caisse", nir),
            ("contrats", f"{DROITS}/contrats", nir),
        ],
        "etat_civil": [
            ("acte", f"{ETAT_CIVIL}/france-connect/acte-de-naissance", {}),
            ("enfants", f"{ETAT_CIVIL}/france-connect/enfants/actes-de-naissance", {}),
            ("livret", f"{ETAT_CIVIL}/france-connect/livret-de-famille", {}),
        ],
        "ants": [("", f"{IMMATRICULATION_FC}&immatriculation={citoyen['numbers']['immatriculation']}", {})],
        "mi": [("", f"{CARTE_GRISE}?immatriculation={citoyen['numbers']['immatriculation']}", {})],
        "dsnj": [("", SERVICE_NATIONAL_FC, {})],
        "ft": [("statut_augmente", STATUT_AUGMENTE, {}), ("liste_paiements", LISTE_PAIEMENTS, {})],
        "dss": [(nom, f"/v3/dss/{nom}/france_connect?recipient={SIRET}", {}) for nom in PROJECTIONS["dss"][1]],
    }


def _jeton(service: Service, slug: str, scopes: frozenset[str]) -> str:
    """A FranceConnect token, or an API token for an administration that FranceConnect does not know."""
    if slug in SANS_FRANCE_CONNECT:
        return str(service.jeton_api(scopes)["token"])
    return service.jeton(scopes, LOGINS.get(slug, LOGIN))


def _eleve(service: Service) -> str:
    """Where a pupil of the persona files is looked for."""
    lu = service.citoyen(ELEVE)
    annee, mois, jour = lu["identity"]["date_naissance"].split("-")
    parametres = {
        "recipient": SIRET,
        "nomNaissance": lu["identity"]["nom_naissance"],
        "prenoms[]": lu["identity"]["prenoms"][0],
        "sexeEtatCivil": lu["identity"]["sexe"],
        "anneeDateNaissance": annee,
        "moisDateNaissance": mois,
        "jourDateNaissance": jour,
        "anneeScolaire": lu["facts"]["schooling"]["annee"],
        "codeEtablissement": lu["facts"]["schooling"]["uai"],
    }
    return urlencode(parametres)


def _servis(service: Service, slug: str, scopes: frozenset[str]) -> set[str]:
    """Leaf paths that the provider serves for these scopes; a 403 serves nothing."""
    jeton, trouves = _jeton(service, slug, scopes), set()
    for racine, chemin, entetes in _points(service)[slug]:
        reponse = service.lire(chemin, jeton, entetes)
        assert reponse.status_code in (200, 403), reponse.text
        if reponse.status_code == 200:
            corps = reponse.json()
            corps = corps["data"] if chemin.startswith(API_PARTICULIER) else corps
            corps = corps["enfants"] if racine == "enfants" else corps
            trouves |= set(chemins({racine: corps} if racine else corps))
    return trouves


@pytest.mark.parametrize("slug", PROJECTIONS)
def test_retirer_un_scope_par_http(service: Service, slug: str) -> None:
    """For each scope of the provider, the answers lose its fields and keep all the others."""
    filtre, _ = PROJECTIONS[slug]
    # Year scopes narrow which notice may be read, not its fields: left out, any of the last three years is open.
    tous = frozenset(s for s in SCOPES[slug] if "annee_n_moins" not in s)
    complet = _servis(service, slug, tous)
    for scope in tous:
        reste = tous - {scope}
        champs = champs_ouverts(filtre, reste)
        assert _servis(service, slug, reste) == {c for c in complet if ouvert(c, champs)}, scope


@pytest.mark.parametrize("slug", PROJECTIONS)
def test_sans_scope_403(service: Service, slug: str) -> None:
    """A token with the scopes of the other administrations opens nothing of this one."""
    connus = {autre: noms for autre, noms in SCOPES.items() if autre not in SANS_FRANCE_CONNECT}
    autres = frozenset().union(*(noms for autre, noms in connus.items() if autre != slug))
    jeton = _jeton(service, slug, autres)
    for _, chemin, entetes in _points(service)[slug]:
        assert service.lire(chemin, jeton, entetes).status_code == 403, chemin
