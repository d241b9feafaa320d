"""`france-connect-py`, which finds every address from the host alone: the default space is at the root for it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from france_connect.clients import FranceConnect
from france_connect.enums import ACRValues, Scopes

from tests.clients.communs import APRES, RETOUR, enregistrer
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox


def client(sandbox: Sandbox, **declaration: str) -> FranceConnect:
    """The library, knowing the host, its credentials and its two addresses."""
    service = enregistrer(sandbox.url, **declaration)
    scopes = [Scopes.OPEN_ID, Scopes.IDENTITE_PIVOT, Scopes.EMAIL]
    return FranceConnect(service.client_id, service.client_secret, scopes, RETOUR, APRES, fc_base_url=sandbox.url)


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
def test_france_connect_py_completes_the_journey(sandbox: Sandbox, alg: str) -> None:
    """authorize → code → id_token and userinfo verified → logout, by france-connect-py, in either algorithm."""
    fc = client(sandbox, id_token_signed_response_alg=alg, userinfo_signed_response_alg=alg)
    assert fc.get_configuration()["issuer"] == f"{sandbox.url}/api/v2"
    url, nonce, state = fc.get_authentication_url([ACRValues.EIDAS1])
    with Navigateur() as navigateur:
        recu = parse_qs(urlsplit(navigateur.connecter(url, RETOUR)).query)
        assert recu["state"] == [state]
        brut, id_token = fc.get_id_token(recu["code"][0])
        assert (id_token["nonce"], id_token["acr"]) == (nonce, "eidas1")
        identite = fc.get_user_info(brut["access_token"])
        assert identite["sub"] == id_token["sub"]
        assert (identite["family_name"], identite["given_name_array"]) == ("DUBOIS", ["Angela", "Claire", "Louise"])
        sortie = fc.get_logout_url(brut["id_token"], "fini")
        assert navigateur.deconnecter(sortie, APRES) == f"{APRES}?state=fini"
        navigateur.aller(fc.get_authentication_url()[0])
        assert "Choisissez un compte" in navigateur.pages[-1].text
    with pytest.raises(requests.HTTPError):
        fc.get_user_info(brut["access_token"])


def test_france_connect_py_refuses_what_is_not_for_it(sandbox: Sandbox) -> None:
    """The id_token of another service fails its audience check."""
    fc, autre = client(sandbox), client(sandbox)
    with Navigateur() as navigateur:
        recu = parse_qs(urlsplit(navigateur.connecter(fc.get_authentication_url()[0], RETOUR)).query)
    brut, _ = fc.get_id_token(recu["code"][0])
    with pytest.raises(jwt.InvalidAudienceError):
        autre.verify_jwt(brut["id_token"])
