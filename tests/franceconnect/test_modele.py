"""FranceConnect in any order of steps agrees with a small model that shares no code with it.

Hypothesis draws what two browsers, two services and two data providers do; the model says what each answer must be,
from FranceConnect's rules alone: one process, then two, which must look like one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.conftest import StartSandbox
from tests.franceconnect.navigation import (
    ADIEU,
    FauxService,
    Navigateur,
    code_erreur,
    get,
    nouveau_client,
    parametres,
    post,
)
from tests.franceconnect.test_checktoken import FauxFd, jwks

#: login → birth name; all three have a file at the CAF.
CITOYENS = {"claire-moreau": "MOREAU", "elodie-girard": "GIRARD", "mai-lan-nguyen": "NGUYEN"}
PRENOMS = {"claire-moreau": "Claire Hélène", "elodie-girard": "Élodie", "mai-lan-nguyen": "Mai-Lan"}
DEMANDES = ("openid family_name", "openid family_name cnaf_enfants", "openid family_name dgfip_rfr cnaf_adresse")
SCOPES_CAF = frozenset({"cnaf_quotient_familial", "cnaf_allocataires", "cnaf_enfants", "cnaf_adresse"})
QUOTIENT = "/v3/dss/quotient_familial/france_connect?recipient=13002526500013"
MIRE, CONSENTEMENT = "mire", "consentement"


@dataclass
class Jeton:
    """An access token: who obtained it about whom; `prive` once the session behind it has ended."""

    service: int
    qui: str
    scopes: frozenset[str]
    vivant: bool = True
    prive: bool = False


@dataclass
class Code:
    """A code; `jeton` once it was exchanged, `mort` when nothing can be had from it any more."""

    service: int
    qui: str
    scope: str
    jeton: str = ""
    utilise: bool = False
    mort: bool = False
    prive: bool = False


@dataclass
class Session:
    """What FranceConnect knows of one browser: the citizen (SSO), the journey, the last code of each service."""

    connu: str = ""
    etape: str = ""
    service: int = 0
    qui: str = ""
    scope: str = ""
    codes: dict[int, str] = field(default_factory=dict)


@dataclass
class Bac:
    """The sandbox under test, with its two services and its data provider."""

    base: str
    services: list[FauxService]
    fd: FauxFd

    @classmethod
    def preparer(cls, base: str) -> Bac:
        services = [FauxService(base, title=f"Service {numero}") for numero in range(2)]
        return cls(base, services, FauxFd(base, "", jwks_uri=None, jwks=jwks(), scopes=sorted(SCOPES_CAF)))


class Modele(RuleBasedStateMachine):
    """The steps, each followed by its check."""

    bac: Bac

    def __init__(self) -> None:
        super().__init__()
        # Nothing is left of the former sequence.
        assert post(f"{self.bac.base}/_bac/reset", json={}).status_code == 200
        self.navigateurs = [Navigateur(self.bac.base) for _ in range(2)]
        self.pages: list[httpx.Response | None] = [None, None]
        self.sessions: list[Session | None] = [None, None]
        self.codes: dict[str, Code] = {}
        self.jetons: dict[str, Jeton] = {}
        self.indices: dict[int, str] = {}
        self.sujets: dict[tuple[int, str], str] = {}

    # -- the journey

    @rule(n=st.integers(0, 1), s=st.integers(0, 1), scope=st.sampled_from(DEMANDES))
    def authorize(self, n: int, s: int, scope: str) -> None:
        """A known browser skips the tiles and sees the information page about the same person."""
        session = self.sessions[n] = self.sessions[n] or Session()
        session.service, session.scope, session.qui = s, scope, session.connu
        session.etape = CONSENTEMENT if session.connu else MIRE
        self._page(n, self.bac.services[s].autoriser(self.navigateurs[n], scope=scope))

    @precondition(lambda self: any(s and s.etape == MIRE for s in self.sessions))
    @rule(data=st.data(), qui=st.sampled_from(sorted(CITOYENS)))
    def login(self, data: st.DataObject, qui: str) -> None:
        """An identity given at the identity provider is on the information page, and ends the former SSO."""
        n = self._navigateur(data, MIRE)
        page, session = self.pages[n], self.sessions[n]
        assert page is not None
        assert session is not None
        session.connu, session.qui, session.etape = "", qui, CONSENTEMENT
        qui_navigue = self.navigateurs[n]
        self._page(n, qui_navigue.soumettre(qui_navigue.soumettre(page), login=qui))

    @precondition(lambda self: any(s and s.etape == CONSENTEMENT for s in self.sessions))
    @rule(data=st.data())
    def confirmer(self, data: st.DataObject) -> None:
        """The confirmation gives a code to the service, and only then knows the citizen."""
        n = self._navigateur(data, CONSENTEMENT)
        page, session = self.pages[n], self.sessions[n]
        assert page is not None
        assert session is not None
        retour = self.navigateurs[n].soumettre(page)
        code = parametres(retour)["code"]
        assert code not in self.codes
        self.codes[code] = Code(session.service, session.qui, session.scope)
        session.codes[session.service] = code
        session.connu, session.etape = session.qui, ""

    @rule(n=st.integers(0, 1))
    def rejouer_la_page(self, n: int) -> None:
        """A page whose journey is over, or was forgotten, gives nothing when it is sent again."""
        page, session = self.pages[n], self.sessions[n]
        if page is None or (session is not None and session.etape):
            return
        attendus = {"Y420001"} if session else {"Y190001"}
        assert code_erreur(self.navigateurs[n].soumettre(page)) in attendus

    # -- the service

    @precondition(lambda self: self.codes)
    @rule(data=st.data(), s=st.integers(0, 1))
    def token(self, data: st.DataObject, s: int) -> None:
        """A code serves its own service once; used again, it kills its token."""
        valeur = (
            data.draw(st.sampled_from(sorted(self.codes)), "code") if len(self.codes) > 1 else next(iter(self.codes))
        )
        code, service = self.codes[valeur], self.bac.services[s]
        donnees = {
            "grant_type": "authorization_code",
            "code": valeur,
            "redirect_uri": service.retour,
            "client_id": service.client_id,
            "client_secret": service.secret,
        }
        reponse = post(f"{service.fc}/token", data=donnees)
        if code.service != s or code.utilise or code.mort:
            assert (reponse.status_code, reponse.json()["error"]) == (400, "invalid_grant")
            if code.service == s and code.utilise and not code.mort:
                self.jetons[code.jeton].vivant = False
            return
        lu = reponse.json()
        code.utilise, code.jeton = True, lu["access_token"]
        self._nouveau(lu, s, code.qui, code.scope, prive=code.prive)

    @rule(s=st.integers(0, 1), qui=st.sampled_from(sorted(CITOYENS)), scope=st.sampled_from(DEMANDES))
    def connexion_directe(self, s: int, qui: str, scope: str) -> None:
        """The login without a browser gives a token that no browser's session holds."""
        self._nouveau(self.bac.services[s].jeton_direct(qui, scope), s, qui, scope)

    @precondition(lambda self: self.jetons)
    @rule(data=st.data())
    def userinfo(self, data: st.DataObject) -> None:
        """A live token gives the identity of its citizen, under the subject of its service; a dead one, 401."""
        valeur, jeton = self._jeton(data)
        service = self.bac.services[jeton.service]
        reponse = service.userinfo(valeur)
        assert reponse.status_code == (200 if jeton.vivant else 401)
        if jeton.vivant:
            lu = service.verifier(reponse.text)
            assert (lu["family_name"], lu["aud"]) == (CITOYENS[jeton.qui], service.client_id)
            assert lu["sub"] == self.sujets[jeton.service, jeton.qui]

    @precondition(lambda self: self.jetons)
    @rule(data=st.data(), s=st.integers(0, 1))
    def revoke(self, data: st.DataObject, s: int) -> None:
        """Revocation always answers 200, and only kills a token of the service that asks."""
        valeur, jeton = self._jeton(data)
        assert self.bac.services[s].revoquer(valeur).status_code == 200
        jeton.vivant = jeton.vivant and jeton.service != s

    # -- the data providers

    @precondition(lambda self: self.jetons)
    @rule(data=st.data())
    def checktoken(self, data: st.DataObject) -> None:
        """A data provider sees a live token of a living session, with its own scopes; nothing else of any other."""
        valeur, jeton = self._jeton(data)
        lu = self.bac.fd.lire(valeur)
        if not jeton.vivant or jeton.prive:
            assert lu == {"active": False}
            return
        assert (lu["active"], lu["jti"]) == (True, valeur)
        assert (lu["aud"], lu["family_name"]) == (self.bac.services[jeton.service].client_id, CITOYENS[jeton.qui])
        assert frozenset(lu["scope"].split()) == jeton.scopes & SCOPES_CAF

    @precondition(lambda self: self.jetons)
    @rule(data=st.data())
    def appel_de_donnees(self, data: st.DataObject) -> None:
        """The CAF answers a live token with the members of its scopes, 403 without any, 401 otherwise."""
        valeur, jeton = self._jeton(data)
        reponse = get(self.bac.base + QUOTIENT, headers={"Authorization": f"Bearer {valeur}"})
        ouverts = jeton.scopes & SCOPES_CAF
        if not jeton.vivant or jeton.prive:
            assert reponse.status_code == 401
        elif not ouverts:
            assert reponse.status_code == 403
        else:
            assert {f"cnaf_{membre}" for membre in reponse.json()["data"]} == ouverts

    # -- the ends

    @precondition(lambda self: self.indices)
    @rule(n=st.integers(0, 1), data=st.data())
    def logout(self, n: int, data: st.DataObject) -> None:
        """The session ends: the asking service loses its grant, the others' are worth nothing to data providers."""
        s = data.draw(st.sampled_from(sorted(self.indices)), "service")
        fin = {"id_token_hint": self.indices[s], "post_logout_redirect_uri": ADIEU, "state": "fini"}
        navigateur = self.navigateurs[n]
        page = navigateur.aller(f"{self.bac.base}/api/v2/session/end", params=fin)
        while not page.is_redirect:
            page = navigateur.soumettre(page)
        assert page.headers["location"] == f"{ADIEU}?state=fini"
        session, self.sessions[n] = self.sessions[n], None
        for service, valeur in (session.codes if session else {}).items():
            code = self.codes[valeur]
            if service == s:
                code.mort = code.mort or not code.utilise
            else:
                code.prive = True
            if code.utilise and service == s:
                self.jetons[code.jeton].vivant = False
            elif code.utilise:
                self.jetons[code.jeton].prive = True

    @rule(s=st.integers(0, 1), qui=st.sampled_from(sorted(CITOYENS)))
    def retirer(self, s: int, qui: str) -> None:
        """A consent taken back kills what the service holds for that citizen, codes not exchanged too, and no more."""
        adresse = f"{self.bac.base}/_bac/citizens/{qui}/consents/{self.bac.services[s].client_id}"
        codes = [c for c in self.codes.values() if (c.service, c.qui) == (s, qui) and not (c.utilise or c.mort)]
        jetons = [j for j in self.jetons.values() if (j.service, j.qui) == (s, qui) and j.vivant]
        assert nouveau_client().delete(adresse).json()["revoked"] == len(codes) + len(jetons)
        for code in codes:
            code.mort = True
        for jeton in jetons:
            jeton.vivant = False

    @rule()
    def reset(self) -> None:
        """The reset forgets sessions, codes and tokens; services stay."""
        assert post(f"{self.bac.base}/_bac/reset", json={}).status_code == 200
        self.sessions = [None, None]
        for code in self.codes.values():
            code.mort = True
        for jeton in self.jetons.values():
            jeton.vivant = False

    # -- what the steps share

    def _page(self, n: int, page: httpx.Response) -> None:
        """Keep the page the browser shows: the tiles, or the information about the citizen of the session."""
        session = self.sessions[n]
        assert session is not None
        assert page.status_code == 200
        self.pages[n] = page
        assert ("Choisissez un compte" in page.text) == (session.etape == MIRE)
        if session.etape == CONSENTEMENT:
            assert f"En tant que <strong>{PRENOMS[session.qui]} " in page.text

    def _navigateur(self, data: st.DataObject, etape: str) -> int:
        """A browser at this step."""
        possibles = [n for n, s in enumerate(self.sessions) if s is not None and s.etape == etape]
        return data.draw(st.sampled_from(possibles), "navigateur")

    def _jeton(self, data: st.DataObject) -> tuple[str, Jeton]:
        rang = data.draw(st.integers(0, len(self.jetons) - 1), "jeton")
        return list(self.jetons.items())[rang]

    def _nouveau(self, lu: dict[str, Any], s: int, qui: str, scope: str, *, prive: bool = False) -> None:
        """A token just obtained; the subject of a citizen is always the same for a service, and no other's."""
        assert lu["access_token"] not in self.jetons
        assert lu["scope"] == scope
        self.jetons[lu["access_token"]] = Jeton(s, qui, frozenset(scope.split()), prive=prive)
        self.indices[s] = lu["id_token"]
        sujet = self.bac.services[s].verifier(lu["id_token"])["sub"]
        assert self.sujets.setdefault((s, qui), sujet) == sujet
        assert len(set(self.sujets.values())) == len(self.sujets)


@pytest.fixture(params=[1, 2], ids=["un processus", "deux processus"])
def bac(request: pytest.FixtureRequest, start_sandbox: StartSandbox) -> Iterator[Bac]:
    sandbox = start_sandbox(workers=request.param, nation_size=1000)
    yield Bac.preparer(sandbox.url)
    assert "Traceback" not in sandbox.log()


def test_franceconnect_suit_le_modele(bac: Bac) -> None:
    """Twenty-five sequences of up to twenty-five steps, the same at every run, on this run's database."""

    class Ici(Modele):
        pass

    Ici.bac = bac
    run_state_machine_as_test(
        Ici,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),  # a failure is short enough to read, shrinking it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert nouveau_client().get(f"{bac.base}/_bac/health").json()["status"] == "ok"
