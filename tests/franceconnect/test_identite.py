"""What a service learns of a citizen: claims by scope, civil-status special cases, and the pairwise subject."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, get

TECHNIQUES = {"sub", "aud", "exp", "iat", "iss"}
PIVOT = {"given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry"}
#: The scopes of the official table (low platform) and the claims each opens.
TABLE = {
    "profile": PIVOT - {"birthplace", "birthcountry"} | {"preferred_username"},
    "birth": {"birthplace", "birthcountry"},
    "identite_pivot": PIVOT,
    "given_name": {"given_name", "given_name_array"},
    **{nom: {nom} for nom in ("family_name", "birthdate", "gender", "birthplace", "birthcountry", "email")},
    "preferred_username": {"preferred_username"},
    "idp_birthdate": {"idp_birthdate"},
    "idp_id": {"idp_id"},
    "amr": {"amr"},
    "dgfip_rfr": set(),
    "cnaf_quotient_familial": set(),
}
AVEC_NOM_D_USAGE = "odette-garnier"
NE_A_L_ETRANGER = "ahmad-noori"


@pytest.mark.parametrize("scope", TABLE)
def test_claims_d_un_scope(fs: FauxService, scope: str) -> None:
    """Each scope opens exactly its claims; data scopes open none."""
    assert set(fs.identite(AVEC_NOM_D_USAGE, f"openid {scope}")) - TECHNIQUES == TABLE[scope]


def test_openid_seul(fs: FauxService) -> None:
    """With `openid` alone the service only learns a subject."""
    assert set(fs.identite(scope="openid")) == TECHNIQUES


def test_quinze_membres(fs: FauxService) -> None:
    """All identity scopes give the fifteen members that FranceConnect's own tests count."""
    assert len(fs.identite(AVEC_NOM_D_USAGE, "openid profile birth email idp_birthdate")) == 15


def test_compte_de_tous_les_tutoriels(fs: FauxService) -> None:
    """The account `test` is Angela Claire Louise DUBOIS, all given names in one string and one by one."""
    lu = fs.identite("test")
    assert (lu["family_name"], lu["given_name"]) == ("DUBOIS", "Angela Claire Louise")
    assert lu["given_name_array"] == ["Angela", "Claire", "Louise"]
    assert (lu["birthdate"], lu["gender"], lu["birthplace"], lu["birthcountry"]) == (
        "1962-08-24",
        "female",
        "75107",
        "99100",
    )


def test_sans_nom_d_usage(fs: FauxService) -> None:
    """Without a usage name the claim is absent, not null."""
    assert "preferred_username" not in fs.identite("test", "openid preferred_username")


def test_ne_a_l_etranger_date_presumee(fs: FauxService) -> None:
    """Born abroad: an empty birthplace. Unknown month and day: a real date, and the raw one apart."""
    lu = fs.identite(NE_A_L_ETRANGER, "openid identite_pivot idp_birthdate")
    assert (lu["birthplace"], lu["birthcountry"]) == ("", "99212")
    assert (lu["birthdate"], lu["idp_birthdate"]) == ("1992-01-01", "1992-00-00")


def test_forme_du_sub(fs: FauxService) -> None:
    """66 characters: 64 hexadecimal digits and `v1`; the same at each login."""
    sub = fs.identite()["sub"]
    assert (len(sub), sub[64:]) == (66, "v1")
    int(sub[:64], 16)
    assert sub == fs.identite(scope="openid email")["sub"]


def test_sub_par_entite(base: str) -> None:
    """Two services of one entity see the same subject, another entity sees another."""
    a = FauxService(base, entityId="e" * 32)
    b = FauxService(base, entityId="e" * 32)
    c = FauxService(base, entityId="f" * 32)
    assert a.identite()["sub"] == b.identite()["sub"] != c.identite()["sub"]


def test_sub_par_citoyen(fs: FauxService, base: str) -> None:
    """Twenty citizens drawn at random have twenty subjects."""
    logins = get(f"{base}/_bac/citizens", params={"limit": 20, "seed": 1}).json()["citizens"]
    assert len({fs.identite(login, "openid")["sub"] for login in logins}) == len(logins) == 20
