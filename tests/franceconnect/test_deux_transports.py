"""One introspection, two transports: what the CAF acts on in process is what `/checktoken` tells it over HTTP.

A second process opens the sandbox's own database and asks in process, as a provider does; the declaration of the CAF
gets keys, so that the same provider can also ask over HTTP.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from gateway.app import Application, create_app
from gateway.contexte import ContexteAppel
from gateway.settings import Settings
from kernel.contexte import Introspection
from tests.franceconnect.navigation import FauxService, Navigateur, get, nouveau_client, post
from tests.franceconnect.test_checktoken import FauxFd, jwks
from tests.support.serveur import Sandbox

SLUG = "deux-transports"
CAF = "cnaf_msa"
FICHE_CAF = "fournisseur-public-de-demonstration-cnaf-msa"
SCOPES_CAF = ["cnaf_quotient_familial", "cnaf_allocataires", "cnaf_enfants", "cnaf_adresse"]
QUOTIENT = "/v3/dss/quotient_familial/france_connect?recipient=13002526500013"
SEXES = {"female": "F", "male": "M"}


@dataclass(frozen=True)
class Cote:
    """The space seen from both sides: over HTTP (`base`, `fd`, `service`), and in process on the same database."""

    base: str
    fd: FauxFd
    service: FauxService
    database_url: str

    def en_processus(self, *jetons: str) -> list[Introspection | None]:
        return asyncio.run(_introspecter(self.database_url, self.base, jetons))

    def par_http(self, *jetons: str) -> list[dict[str, Any]]:
        return [self.fd.lire(jeton) for jeton in jetons]


async def _introspecter(database_url: str, base: str, jetons: tuple[str, ...]) -> list[Introspection | None]:
    application = create_app(Settings(database_url=database_url))
    assert isinstance(application, Application)
    bac = application.bac
    await bac.demarrer()
    try:
        ctx = ContexteAppel(bac, await bac.espace(SLUG), base)
        return [await ctx.introspecter(jeton, CAF) for jeton in jetons]
    finally:
        await bac.arreter()


@pytest.fixture(scope="module")
def cote(sandbox: Sandbox) -> Iterator[Cote]:
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": SLUG}).status_code == 201
    base = f"{sandbox.url}/e/{SLUG}"
    corps = {"jwks": jwks(), "checktoken_encrypted_response_alg": "RSA-OAEP-256"}
    fiche = nouveau_client().patch(f"{base}/_bac/data-providers/{FICHE_CAF}", json=corps)
    assert fiche.status_code == 200, fiche.text
    yield Cote(base, FauxFd.de_la_fiche(base, fiche.json()), FauxService(base), sandbox.database_url)
    nouveau_client().delete(f"{sandbox.url}/_bac/spaces/{SLUG}")


def lu_sur_le_fil(membres: dict[str, Any]) -> dict[str, Any]:
    """The members of the wire under the names that a provider uses."""
    naissance = date.fromisoformat(membres["birthdate"])
    return {
        "scopes": set(membres["scope"].split()),
        "aud": membres["aud"],
        "sub": membres["sub"],
        "jti": membres["jti"],
        "nom_naissance": membres["family_name"],
        "prenoms": membres["given_name_array"],
        "naissance": (naissance.year, naissance.month, naissance.day),
        "sexe": SEXES[membres["gender"]],
        "lieu": membres["birthplace"] or None,
        "pays": membres["birthcountry"],
    }


def lu_en_processus(lu: Introspection | None) -> dict[str, Any]:
    assert lu is not None
    pivot = lu.pivot
    return {
        "scopes": set(lu.scopes),
        "aud": lu.aud,
        "sub": lu.sub,
        "jti": lu.jti,
        "nom_naissance": pivot.nom_naissance,
        "prenoms": list(pivot.prenoms),
        "naissance": (pivot.annee, pivot.mois, pivot.jour),
        "sexe": pivot.sexe,
        "lieu": pivot.code_lieu,
        "pays": pivot.code_pays,
    }


@pytest.mark.parametrize("login", ["test", "claire-moreau", "ahmad-noori", "n-4242"])
def test_les_memes_membres(cote: Cote, login: str) -> None:
    """All scopes, one, another administration's, none: each member is the same on the wire and in process."""
    demandes = [" ".join(["openid", *SCOPES_CAF]), "openid cnaf_enfants", "openid dgfip_rfr", "openid"]
    jetons = [cote.service.jeton_direct(login, d)["access_token"] for d in demandes]
    dedans, dehors = cote.en_processus(*jetons), cote.par_http(*jetons)
    assert [lu_en_processus(lu) for lu in dedans] == [lu_sur_le_fil(lu) for lu in dehors]
    assert [lu["active"] for lu in dehors] == [True] * 4
    assert [set(lu["scope"].split()) for lu in dehors] == [set(SCOPES_CAF), {"cnaf_enfants"}, set(), set()]


def jetons_morts(cote: Cote, sandbox: Sandbox) -> dict[str, str]:
    """A token of each kind that no data provider may act on."""
    revoque = cote.service.jeton_direct(scope="openid cnaf_enfants")["access_token"]
    cote.service.revoquer(revoque)
    navigateur, autre = Navigateur(cote.base), FauxService(cote.base)
    premier = cote.service.jetons(navigateur=navigateur)
    reste = autre.echanger(navigateur.soumettre(autre.autoriser(navigateur))).json()["access_token"]
    fin = navigateur.aller(f"{cote.service.fc}/session/end", params={"id_token_hint": premier["id_token"]})
    navigateur.soumettre(navigateur.soumettre(fin))
    return {
        "révoqué": revoque,
        "session terminée": reste,
        "d'un autre espace": FauxService(sandbox.url).jeton_direct()["access_token"],
        "inventé": "x" * 43,
        "id_token": premier["id_token"],
        "jeton d'API": post(f"{cote.base}/_bac/api-tokens", json={}).json()["token"],
    }


def test_les_memes_refus(cote: Cote, sandbox: Sandbox) -> None:
    """Revoked, logged out, foreign, forged: inactive on the wire, nothing in process, 401 at the CAF itself."""
    morts = jetons_morts(cote, sandbox)
    assert cote.en_processus(*morts.values()) == [None] * len(morts)
    assert cote.par_http(*morts.values()) == [{"active": False}] * len(morts)
    reponses = [get(cote.base + QUOTIENT, headers={"Authorization": f"Bearer {j}"}) for j in morts.values()]
    assert [r.status_code for r in reponses] == [401] * len(morts)


@pytest.mark.parametrize("scopes", [SCOPES_CAF, ["cnaf_enfants"], ["cnaf_adresse", "cnaf_quotient_familial"], []])
def test_la_caf_agit_sur_ces_scopes(cote: Cote, scopes: list[str]) -> None:
    """The CAF opens exactly the members of the scopes that an outside provider with the same habilitation reads."""
    dehors = FauxFd(cote.base, "", jwks_uri=None, jwks=jwks(), scopes=SCOPES_CAF)
    jeton = cote.service.jeton_direct("claire-moreau", " ".join(["openid", "dgfip_rfr", *scopes]))["access_token"]
    lu, vu_par_la_caf = dehors.lire(jeton), cote.par_http(jeton)[0]
    assert {n: v for n, v in lu.items() if n != "sub"} == {n: v for n, v in vu_par_la_caf.items() if n != "sub"}
    assert lu["sub"] != vu_par_la_caf["sub"]
    reponse = get(cote.base + QUOTIENT, headers={"Authorization": f"Bearer {jeton}"})
    if not lu["scope"]:
        assert (reponse.status_code, reponse.json()["errors"][0]["code"]) == (403, "00100")
        return
    ouverts = {f"cnaf_{membre}" for membre in reponse.json()["data"]}
    assert ouverts == set(lu["scope"].split()) == set(scopes)
