"""Over HTTP, with real tokens: removing one scope removes exactly its fields; without any scope, the provider's 403."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from registry.vues import derniere_annee_imposee
from tests.conformance.reponses import PROJECTIONS, chemins, ouvert
from tests.providers.appels import DROITS, ETAT_CIVIL, IMPOT, QF_FC, SCOPES, SIRET, Service, enregistrer
from tests.support.serveur import Sandbox

# A married mother of two, known to the four administrations.
LOGIN = "claire-moreau"


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
        "dss": [(nom, f"/v3/dss/{nom}/france_connect?recipient={SIRET}", {}) for nom in PROJECTIONS["dss"][1]],
    }


def _servis(service: Service, slug: str, scopes: frozenset[str]) -> set[str]:
    """Leaf paths that the provider serves for these scopes; a 403 serves nothing."""
    jeton, trouves = service.jeton(scopes, LOGIN), set()
    for racine, chemin, entetes in _points(service)[slug]:
        reponse = service.lire(chemin, jeton, entetes)
        assert reponse.status_code in (200, 403), reponse.text
        if reponse.status_code == 200:
            corps = reponse.json()
            corps = corps["data"] if slug in ("cnaf_msa", "dss") else corps
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
        champs = {c for nom in reste for c in filtre.scopes[nom].champs} | set(filtre.toujours)
        assert _servis(service, slug, reste) == {c for c in complet if ouvert(c, champs)}, scope


@pytest.mark.parametrize("slug", PROJECTIONS)
def test_sans_scope_403(service: Service, slug: str) -> None:
    """A token with the scopes of the three other administrations opens nothing of this one."""
    autres = frozenset().union(*(noms for autre, noms in SCOPES.items() if autre != slug))
    jeton = service.jeton(autres, LOGIN)
    for _, chemin, entetes in _points(service)[slug]:
        assert service.lire(chemin, jeton, entetes).status_code == 403, chemin
