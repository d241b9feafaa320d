"""What the providers share: the scope filter, the tokens of a request, the SIRET."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from kernel.acces import basique, bien_forme, porteur
from kernel.api_particulier.acces import siret_valide
from kernel.scopes import Filtre, Scope, compiler

FILTRE = Filtre(
    [Scope("tout", "Tout", ("a",)), Scope("partie", "Une partie", ("a.x", "b.y.z")), Scope("rien", "Rien")], ("date",)
)
REPONSE = {"a": {"x": 1, "w": 2}, "b": [{"y": {"z": 3, "v": 4}}, {"y": None}], "date": "ce jour", "autre": 5}


def requete(autorisation: str) -> Request:
    return Request({"type": "http", "headers": [(b"authorization", autorisation.encode())]})


def test_un_champ_ferme_est_absent() -> None:
    """Below an opened path all is kept, elsewhere members vanish; lists are walked through, null stays null."""
    partie = FILTRE.ouverture(frozenset({"partie"})).appliquer(REPONSE)
    assert partie == {"a": {"x": 1}, "b": [{"y": {"z": 3}}, {"y": None}], "date": "ce jour"}
    assert FILTRE.ouverture(frozenset({"rien", "inconnu"})).appliquer(REPONSE) == {"date": "ce jour"}


def test_un_membre_ouvert_entier_l_emporte_sur_ses_parties() -> None:
    """Whatever the order of the scopes, `a` opens more than `a.x`."""
    assert compiler(("a.x", "a")) == compiler(("a", "a.x")) == {"a": None}
    assert FILTRE.ouverture(frozenset({"tout", "partie"})).appliquer(REPONSE)["a"] == {"x": 1, "w": 2}


def test_les_champs_d_un_objet() -> None:
    """The trace of a call names the opened fields of the object served, not those of its neighbours."""
    ouverture = FILTRE.ouverture(frozenset({"partie"}))
    assert (ouverture.champs, ouverture.champs_de("b")) == (("a.x", "b.y.z", "date"), ("b.y.z",))
    assert (ouverture.ouvre("b"), ouverture.ouvre("c")) == (True, False)


@pytest.mark.parametrize(
    ("entete", "jeton"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Bearer ", None), ("Basic abc", None), ("", None)],
)
def test_porteur(entete: str, jeton: str | None) -> None:
    """The scheme is case-insensitive (RFC 9110 §11.1); nothing after it is no token."""
    assert porteur(requete(entete)) == jeton


def test_basique() -> None:
    """User and secret are split at the first colon (RFC 7617 §2: the example is Aladdin's)."""
    assert basique(requete("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")) == ("Aladdin", "open sesame")
    assert basique(requete("Basic QWxhZGRpbg==")) is None
    assert basique(requete("Basic %%%")) is None


@pytest.mark.parametrize(("texte", "forme"), [("aZ0-._~+/==", True), ("a b", False), ("", False), ("é", False)])
def test_forme_d_un_jeton(texte: str, forme: bool) -> None:
    """b64token of RFC 6750 §2.1."""
    assert bien_forme(texte) is forme


@pytest.mark.parametrize(
    ("siret", "valide"),
    [
        ("13002526500013", True),  # DINUM, the contract's own example
        ("13002526500014", False),
        ("35600000000048", True),  # La Poste's head office has the Luhn key
        ("35600000012345", True),  # its other offices need not
        ("1300252650001", False),
        ("130025265000١3", False),
    ],
)
def test_siret(siret: str, valide: bool) -> None:
    """Fourteen ASCII digits with Luhn's key, La Poste apart."""
    assert siret_valide(siret) is valide
