"""The conversations of the load: what they read in pages and answers, and what they refuse to go on with."""

from __future__ import annotations

import pytest

from loadtests.parcours import (
    INCONNUS_DES_CAISSES,
    ParcoursRompu,
    Reponse,
    Requete,
    Service,
    chemin_interne,
    code_erreur,
    connexion,
    lire_formulaire,
    verifier,
)

SERVICE = Service("client", "secret", 2024)
PAGE = """
<form method="get" action="/autre"><input name="q"></form>
<form method="post" action="/fermee"><input type="hidden" name="uid" value="1"><button disabled>Fermée</button></form>
<form method="post" action="/ouverte?a=1&amp;b=2">
  <input type="hidden" name="csrf" value="a&amp;b"><input name="uid" value="2"><button>Ouverte</button>
</form>
"""


def test_a_form_is_read_as_a_browser_reads_it() -> None:
    """The first usable form with the field, its address and values unescaped."""
    formulaire = lire_formulaire(PAGE, "uid")
    assert (formulaire.methode, formulaire.action) == ("post", "/ouverte?a=1&b=2")
    assert formulaire.champs == {"csrf": "a&b", "uid": "2"}


def test_a_page_without_the_form_breaks_the_journey() -> None:
    """A page that is not the one expected is a failure, never a silent success."""
    with pytest.raises(ParcoursRompu, match="login"):
        lire_formulaire(PAGE, "login")


@pytest.mark.parametrize(
    ("corps", "code"),
    [
        (b'{"errors": [{"code": "35003", "title": "x"}]}', "35003"),
        (b'{"erreur": {"code": 40401, "message": "x"}}', "40401"),
        (b'{"code": "BENEFICIAIRE_INCONNU"}', "BENEFICIAIRE_INCONNU"),
        (b"<html>", ""),
        (b"[]", ""),
    ],
)
def test_the_code_of_a_refusal_is_found(corps: bytes, code: str) -> None:
    """Each administration has its own grammar of errors."""
    assert code_erreur(corps) == code


def test_only_the_right_refusal_is_a_success() -> None:
    """A 404 whose code is right for this citizen is no failure; the same code is one for somebody known to the CAF."""
    refus = Reponse(404, b'{"errors": [{"code": "35003"}]}')
    assert verifier(Requete("/v3", refus_admis=INCONNUS_DES_CAISSES), refus) is False
    with pytest.raises(ParcoursRompu, match="404 35003"):
        verifier(Requete("/v3"), refus)


@pytest.mark.parametrize("statut", [200, 400, 404, 500])
def test_a_login_that_does_not_start_is_broken(statut: int) -> None:
    """Whatever an authorize request gives but the page with the identity providers ends the journey."""
    conversation = connexion(SERVICE, "test", "a" * 32)
    assert next(conversation).chemin.startswith("/api/v2/authorize?")
    with pytest.raises(ParcoursRompu):
        conversation.send(Reponse(statut, b"<p>Erreur</p>"))


def test_addresses_lose_the_prefix_of_the_space() -> None:
    """Paths are relative to the sandbox's address, even when it is the address of a space."""
    service = Service("client", "secret", 2024, prefixe="/e/atelier")
    assert chemin_interne(service, "http://127.0.0.1:8000/e/atelier/api/v2/login?a=1") == "/api/v2/login?a=1"


def test_statistics_group_the_journeys() -> None:
    """What is drawn at each journey is not in the name of the step."""
    uid = "A" * 42 + "_"
    assert Requete(f"/api/v2/interaction/{uid}/verify?x=1").nom == "/api/v2/interaction/{uid}/verify"
