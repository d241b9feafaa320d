"""An outside identity provider plugged in by configuration, and that nobody here wrote: the whole journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.franceconnect.exterieur import Branche, brancher, nouvel_espace
from tests.franceconnect.navigation import ADIEU, Navigateur, code_erreur, get, lire, parametres

HEX64 = 64


@pytest.fixture(scope="module", params=[("ES256", None), ("RS256", "RS256"), ("HS256", "ES256")], ids=str)
def branche(
    request: pytest.FixtureRequest, projet_op: Path, base: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Branche]:
    """oidc-provider, for each pair of algorithms of the id_token and of userinfo (None: plain JSON)."""
    id_token, userinfo = request.param
    espace = nouvel_espace(base, f"fi-externe-{id_token.lower()}")
    algs = {"id_token_signed_response_alg": id_token}
    algs |= {"userinfo_signed_response_alg": userinfo} if userinfo else {}
    with brancher(projet_op, espace, tmp_path_factory.mktemp("journal") / "op.log", algs, algs) as branche:
        yield branche


def test_parcours_par_un_fournisseur_exterieur(branche: Branche) -> None:
    """A provider that nobody here wrote authenticates a citizen of the register: same subject, its `amr`, its uid."""
    navigateur = branche.navigateur()
    fs = branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    lu = fs.verifier(fs.userinfo(jetons["access_token"]).text)
    assert (lu["idp_id"], lu["amr"], lu["email"]) == (branche.uid, ["fc", "hwk"], "angela@exemple.fr")
    assert (lu["family_name"], lu["sub"]) == ("DUBOIS", fs.identite("test")["sub"])


def test_demande_envoyee_au_fournisseur(branche: Branche) -> None:
    """FranceConnect asks for a code with a state and a nonce of 64 characters, `prompt=login` and its four scopes."""
    navigateur = Navigateur(branche.fs.base)
    demande = parametres(branche.chez_lui(navigateur))
    assert set(demande) == {
        *("response_type", "client_id", "redirect_uri", "scope", "acr_values", "nonce", "state", "prompt")
    }
    assert (demande["response_type"], demande["prompt"], demande["acr_values"]) == ("code", "login", "eidas1")
    assert demande["scope"] == "openid profile email birth"
    assert demande["redirect_uri"] == f"{branche.fs.fc}/oidc-callback"
    assert [len(demande[n]) for n in ("state", "nonce")] == [HEX64, HEX64]


def test_refus_chez_le_fournisseur(branche: Branche) -> None:
    """Its error brings back to the tiles with its name, never to the service."""
    mire = branche.entrer(branche.navigateur(), "personne")
    assert "La connexion avec « Fournisseur extérieur » n'a pas abouti" in mire.text


@pytest.mark.parametrize(
    ("login", "acr", "code"),
    [
        ("muette", "eidas1", "Y600006"),
        ("inconnue", "eidas1", "Y010008"),
        ("angela", "eidas3", "Y100018"),
        ("angela", "", "Y100001"),
    ],
)
def test_identite_ou_niveau_refuse(branche: Branche, login: str, acr: str, code: str) -> None:
    """The identity and the level are checked as those of any provider."""
    assert code_erreur(branche.entrer(branche.navigateur(), login, acr=acr)) == code


def test_deconnexion_par_le_fournisseur(branche: Branche) -> None:
    """Logout goes through the provider's own page and comes back to the service; its session is over too."""
    navigateur, fs = branche.navigateur(), branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    demande = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": ADIEU, "state": "au-revoir"}
    page = navigateur.aller(f"{fs.fc}/session/end", params=demande)
    assert lire(page).formulaires[0].action.endswith("/client/disconnect-from-idp")
    chez_lui = navigateur.soumettre(page)
    assert str(chez_lui.url).startswith(f"{branche.op}/session/end")
    assert "client_id" not in parse_qs(urlsplit(str(chez_lui.url)).query)
    retour = navigateur.soumettre(navigateur.soumettre(chez_lui, logout="yes"))
    assert retour.headers["location"] == f"{ADIEU}?state=au-revoir"
    journal = get(f"{fs.base}/_bac/journal").json()
    assert "FC_REQUESTED_LOGOUT_FROM_IDP" in str(journal)
    assert "Choisissez un compte" in fs.autoriser(navigateur).text
