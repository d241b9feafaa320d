"""The variety of citizens: given names, usage names, accents, Corsica, overseas, abroad, presumed dates (§8.2)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.franceconnect.navigation import PIVOT, FauxService
from tests.franceconnect.partenaire import publier
from tests.franceconnect.test_checktoken import FauxFd, jwks

#: Login → given names, one by one. A compound name is one name.
PRENOMS = {
    "thomas-mercier": ["Thomas"],
    "test": ["Angela", "Claire", "Louise"],
    "mai-lan-nguyen": ["Mai-Lan"],
    "jean-noel-mattei": ["Jean-Noël", "Dominique"],
}
#: Login → birth date, as the identity provider knows it, place and country.
NAISSANCES = {
    "ahmad-noori": ("1992-01-01", "1992-00-00", "", "99212"),
    "fatoumata-diarra": ("1992-11-01", "1992-11-00", "", None),
    "jean-noel-mattei": (None, None, "2B", "99100"),
    "marie-ange-santoni": (None, None, "2A", "99100"),
    "teva-maitere": (None, None, "98735", "99100"),
    "johanna-hoarau": (None, None, "974", "99100"),
}


@pytest.fixture(scope="module")
def fd(base: str) -> Iterator[FauxFd]:
    with publier(jwks()) as adresse:
        yield FauxFd(base, adresse)


@pytest.mark.parametrize("login", PRENOMS)
def test_prenoms_un_par_un(fs: FauxService, login: str) -> None:
    """`given_name_array` holds the names that `given_name` joins, in order; a compound name stays whole."""
    lu = fs.identite(login)
    assert lu["given_name_array"] == PRENOMS[login]
    assert lu["given_name"] == " ".join(PRENOMS[login])


@pytest.mark.parametrize("login", NAISSANCES)
def test_naissance(fs: FauxService, fd: FauxFd, login: str) -> None:
    """Presumed days become real dates, Corsica and overseas keep their codes; the data provider reads the same."""
    corrigee, brute, lieu, pays = NAISSANCES[login]
    lu = fs.identite(login, f"{PIVOT} idp_birthdate")
    assert lu["birthdate"] == (corrigee or lu["idp_birthdate"])
    assert lu["idp_birthdate"] == (brute or lu["birthdate"])
    assert lu["birthplace"].startswith(lieu) if lieu else lu["birthplace"] == ""
    assert lu["birthcountry"] == (pays or lu["birthcountry"])
    vu = fd.lire(fs.jeton_direct(login, "openid")["access_token"])
    assert {n: vu[n] for n in ("birthdate", "birthplace", "birthcountry")} == {
        n: lu[n] for n in ("birthdate", "birthplace", "birthcountry")
    }


@pytest.mark.parametrize("login", ["mai-lan-nguyen", "eleonore-lecoeur", "hadrien-lhermitte"])
def test_meme_identite_chez_le_fournisseur_de_donnees(fs: FauxService, fd: FauxFd, login: str) -> None:
    """Compound names, accents, ligature and apostrophe reach the data provider as they reach the service."""
    pivot = fs.identite(login)
    vu = fd.lire(fs.jeton_direct(login, "openid")["access_token"])
    for nom in ("given_name", "given_name_array", "family_name", "gender"):
        assert vu[nom] == pivot[nom]


def test_caracteres_speciaux(fs: FauxService) -> None:
    """Accents and ligatures are served as the register has them, under a subject of the usual shape."""
    lu = fs.identite("eleonore-lecoeur")
    assert (lu["family_name"], lu["given_name_array"][0]) == ("LECŒUR", "Éléonore")
    assert (len(lu["sub"]), lu["sub"][64:]) == (66, "v1")
    assert lu["sub"] == fs.identite("eleonore-lecoeur")["sub"]


def test_homonymes(fs: FauxService) -> None:
    """Namesakes whom only the place of birth, or a second given name, tells apart have their own subjects."""
    paires = [("nathalie-martin-tours", "nathalie-martin-brest"), ("pierre-louis-bernard", "pierre-henri-bernard")]
    for un, autre in paires:
        assert fs.identite(un)["family_name"] == fs.identite(autre)["family_name"]
        assert fs.identite(un)["sub"] != fs.identite(autre)["sub"]


ALIAS = {
    "profile": "given_name family_name birthdate gender preferred_username",
    "birth": "birthplace birthcountry",
    "identite_pivot": "given_name family_name birthdate gender birthplace birthcountry",
}


@pytest.mark.parametrize("alias", ALIAS)
def test_alias_et_scopes_un_a_un(fs: FauxService, alias: str) -> None:
    """A scope that stands for several gives what they give one by one."""
    groupe, un_a_un = (fs.identite("odette-garnier", f"openid {s}") for s in (alias, ALIAS[alias]))
    for instant in ("iat", "exp"):
        del groupe[instant], un_a_un[instant]
    assert groupe == un_a_un
