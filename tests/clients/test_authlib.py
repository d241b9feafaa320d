"""Authlib's OAuth client with joserfc, every check on, from discovery to logout."""

import secrets
import warnings
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.clients.communs import (
    APRES,
    RETOUR,
    SCOPES,
    enregistrer,
    quatre_administrations,
    verifier_une_seule_personne,
)
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import OAuth2Client


def test_authlib_completes_the_journey_with_every_check_on(sandbox: Sandbox) -> None:
    """discovery → login → token → id_token and userinfo verified → four administrations → logout, by Authlib."""
    service = enregistrer(sandbox.url)
    decouverte = httpx.get(f"{sandbox.url}/api/v2/.well-known/openid-configuration", trust_env=False).json()
    cles = KeySet.import_key_set(httpx.get(decouverte["jwks_uri"], trust_env=False).json())
    nonce = secrets.token_urlsafe(24)
    with (
        OAuth2Client(
            service.client_id,
            service.client_secret,
            scope=SCOPES,
            redirect_uri=RETOUR,
            token_endpoint_auth_method="client_secret_post",
            leeway=0,  # the tokens live 60 s, Authlib would by default not use them in their last minute
            trust_env=False,
        ) as client,
        Navigateur() as navigateur,
    ):
        url, state = client.create_authorization_url(
            decouverte["authorization_endpoint"], nonce=nonce, acr_values="eidas1"
        )
        retour = navigateur.connecter(url, RETOUR)
        parametres = parse_qs(urlsplit(retour).query)
        assert parametres["iss"] == [decouverte["issuer"]]
        jetons = client.fetch_token(decouverte["token_endpoint"], authorization_response=retour, state=state)

        verifier = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": decouverte["issuer"]},
            aud={"essential": True, "value": service.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
            acr={"essential": True, "value": "eidas1"},
        )
        id_token = jwt.decode(jetons["id_token"], cles, algorithms=["ES256"])
        verifier.validate(id_token.claims)
        reponse = client.get(decouverte["userinfo_endpoint"])
        assert reponse.headers["content-type"].startswith("application/jwt")
        userinfo = jwt.decode(reponse.text, cles, algorithms=["ES256"]).claims
        assert userinfo["sub"] == id_token.claims["sub"]

        verifier_une_seule_personne(userinfo, quatre_administrations(sandbox.url, jetons["access_token"]))
        fin = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": APRES, "state": "fini"}
        assert (
            navigateur.deconnecter(f"{decouverte['end_session_endpoint']}?{urlencode(fin)}", APRES)
            == f"{APRES}?state=fini"
        )
