"""The page behind the scenes never shows a secret, and takes signed tokens apart."""

from __future__ import annotations

import json

from joserfc import jwt
from joserfc.jwk import ECKey

from demo.creche.echanges import Echange, Journal, decrire_corps, lire_jeton, parametres_masques
from demo.creche.sessions import DUREE, MAXIMUM, Session, Sessions

CLE = ECKey.generate_key("P-256")
SIGNE = jwt.encode({"alg": "ES256"}, {"sub": "abc", "nonce": "n"}, CLE, algorithms=["ES256"])


def test_les_secrets_sont_masques() -> None:
    """Neither the client's secret nor a whole code or token appears among the parameters."""
    montres = parametres_masques(f"client_secret=tres-secret&code={'c' * 43}&state=visible&id_token_hint={SIGNE}")
    assert montres["client_secret"] == "••••••••"
    assert "c" * 7 not in montres["code"]
    assert montres["state"] == "visible"
    assert SIGNE not in montres["id_token_hint"]


def test_la_reponse_du_jeton_est_masquee_et_decodee() -> None:
    """The token endpoint's answer shows no access token, and its id_token decoded."""
    echange = Echange("a", "b", "POST", "http://x/token")
    corps = json.dumps({"access_token": "t" * 43, "id_token": SIGNE, "expires_in": 60})
    decrire_corps(echange, "application/json", corps)
    assert "t" * 7 not in echange.corps
    assert SIGNE not in echange.corps
    assert '"sub": "abc"' in echange.jetons[0].contenu


def test_ce_qui_n_est_pas_un_jeton_n_est_pas_decode() -> None:
    """Plain text, an opaque token and broken base64 are left alone."""
    assert [lire_jeton("x", brut) for brut in ("opaque", "a.b.c", "é.é.é")] == [None, None, None]


def test_le_journal_est_borne() -> None:
    """A very long journey keeps its last exchanges only."""
    journal = Journal()
    for n in range(500):
        journal.noter(Echange("a", "b", "GET", str(n)))
    assert len(journal.echanges) < 100
    assert journal.echanges[-1].url == "499"


def test_une_session_ne_vaut_que_dans_son_espace() -> None:
    """The same cookie shown in another space opens nothing."""
    sessions = Sessions()
    cle = sessions.ranger(Session("http://x"))
    assert sessions.lire(cle, "http://x") is not None
    assert sessions.lire(cle, "http://x/e/atelier") is None


def test_une_session_s_oublie() -> None:
    """Half an hour without a visit, or too many others, and the session is gone."""
    heure = [0.0]
    sessions = Sessions(lambda: heure[0])
    premiere = sessions.ranger(Session("b"))
    heure[0] = DUREE + 1
    assert sessions.lire(premiere, "b") is None
    deuxieme = sessions.ranger(Session("b"))
    for _ in range(MAXIMUM):
        sessions.ranger(Session("b"))
    assert sessions.lire(deuxieme, "b") is None


def test_se_connecter_change_la_cle() -> None:
    """The key a browser had before the login stops working (session fixation)."""
    sessions = Sessions()
    session = Session("b")
    avant = sessions.ranger(session)
    apres = sessions.ranger(session, avant)
    assert sessions.lire(avant, "b") is None
    assert sessions.lire(apres, "b") is session
