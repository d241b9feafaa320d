"""`mozilla-django-oidc`: a Django site that knows nothing of FranceConnect but its addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import django
import httpx
import orjson
import pytest
from django.conf import settings
from django.core.management import call_command
from joserfc.jws import extract_compact

from tests.clients.communs import APRES, SCOPES, enregistrer, quatre_administrations
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox

SITE = "http://127.0.0.1"
RETOUR = f"{SITE}/callback/"


def adresse_de_sortie(request: Any) -> str:
    """Where Django sends the browser after its own logout: FranceConnect's."""
    fin = {"id_token_hint": request.session["oidc_id_token"], "post_logout_redirect_uri": APRES, "state": "fini"}
    return f"{settings.FC}/session/end?{urlencode(fin)}"


@pytest.fixture(scope="module")
def site(sandbox: Sandbox) -> Iterator[None]:
    """Django, configured once for the process, with its users in memory."""
    service = enregistrer(sandbox.url, redirect_uris=[RETOUR])
    fc = f"{sandbox.url}/api/v2"
    settings.configure(
        FC=fc,
        SECRET_KEY="cle-publique-du-site-de-test-qui-ne-protege-rien",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="mozilla_django_oidc.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "mozilla_django_oidc"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        AUTHENTICATION_BACKENDS=["mozilla_django_oidc.auth.OIDCAuthenticationBackend"],
        LOGIN_REDIRECT_URL="/bienvenue",
        LOGIN_REDIRECT_URL_FAILURE="/refus",
        LOGOUT_REDIRECT_URL="/",
        OIDC_OP_AUTHORIZATION_ENDPOINT=f"{fc}/authorize",
        OIDC_OP_TOKEN_ENDPOINT=f"{fc}/token",
        OIDC_OP_USER_ENDPOINT=f"{fc}/userinfo",
        OIDC_OP_JWKS_ENDPOINT=f"{fc}/jwks",
        OIDC_RP_CLIENT_ID=service.client_id,
        OIDC_RP_CLIENT_SECRET=service.client_secret,
        OIDC_RP_SIGN_ALGO="ES256",
        OIDC_RP_SCOPES=SCOPES,
        OIDC_AUTH_REQUEST_EXTRA_PARAMS={"acr_values": "eidas1"},
        OIDC_STORE_ACCESS_TOKEN=True,
        OIDC_STORE_ID_TOKEN=True,
        OIDC_OP_LOGOUT_URL_METHOD=f"{__name__}.adresse_de_sortie",
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    yield
    django.db.connections.close_all()


def courriel(sandbox: Sandbox, jeton: str) -> str:
    """The e-mail that userinfo gives, read without the library."""
    brut = httpx.get(f"{sandbox.url}/api/v2/userinfo", headers={"Authorization": f"Bearer {jeton}"}, trust_env=False)
    lu: str = orjson.loads(extract_compact(brut.content).payload)["email"]
    return lu


@pytest.fixture
def visiteur(site: None) -> Any:
    """A browser on the Django site."""
    from django.test import Client  # the models it imports want the site configured

    return Client(SERVER_NAME="127.0.0.1")


def test_mozilla_django_oidc_completes_the_journey(sandbox: Sandbox, visiteur: Any) -> None:
    """Django sends its visitor away, gets a user back with the e-mail of userinfo, reads data, logs out at both."""
    depart = visiteur.get("/authenticate/")["Location"]
    with Navigateur() as navigateur:
        retour = navigateur.connecter(depart, RETOUR, "claire-moreau")
        reponse = visiteur.get(retour.removeprefix(SITE))
        assert (reponse.status_code, reponse["Location"]) == (302, "/bienvenue")
        (utilisateur,) = django.contrib.auth.get_user_model().objects.all()
        jeton = visiteur.session["oidc_access_token"]
        assert utilisateur.email == courriel(sandbox, jeton)
        assert quatre_administrations(sandbox.url, jeton)["cnam"]["nom_famille"] == "MOREAU"
        sortie = visiteur.post("/logout/")["Location"]
        assert navigateur.deconnecter(sortie, APRES) == f"{APRES}?state=fini"
        assert "_auth_user_id" not in visiteur.session
        navigateur.aller(depart)
        assert "Choisissez un compte" in navigateur.pages[-1].text


def test_mozilla_django_oidc_refuses_a_foreign_state(visiteur: Any) -> None:
    """A return that answers no login of this visitor is refused by the library."""
    visiteur.get("/authenticate/")
    assert visiteur.get("/callback/?code=abc&state=forge").status_code == 400


def test_mozilla_django_oidc_hears_of_an_abandon(visiteur: Any) -> None:
    """The citizen who gives up on the tiles comes back to Django, which says that the login failed."""
    depart = visiteur.get("/authenticate/")["Location"]
    with Navigateur() as navigateur:
        mire = navigateur.aller(depart)
        retour = navigateur.aller(mire.partition("/interaction/")[0] + "/redirect-to-sp-with-error", RETOUR)
    assert "error=access_denied" in retour
    assert visiteur.get(retour.removeprefix(SITE))["Location"] == "/refus"
