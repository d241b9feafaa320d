"""The identity providers of the tiles: who may use which, what their citizens type, the level and `amr` they give."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, lire, parametres

UID = "5a1f6b1e-0d6c-4a3e-9b52-2c8f4de0a70"
LOW, SUBSTANTIEL, ELEVE, FISCAL, MALADIE, NUMERIQUE, ESSAI, TRAVAUX, DISCRET = (f"{UID}{n}" for n in range(1, 10))
TOUT = "openid identite_pivot email idp_id amr"
AMR = '{"id_token":{"amr":{"essential":true}}}'


def chez(fs: FauxService, navigateur: Navigateur, uid: str, **changements: str) -> httpx.Response:
    """The page of the provider chosen on the tiles."""
    return navigateur.soumettre(fs.autoriser(navigateur, scope=TOUT, **changements), providerUid=uid)


def obtenir(fs: FauxService, navigateur: Navigateur, uid: str, **saisie: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The claims of the id_token and of userinfo after a whole journey by this provider."""
    consentement = navigateur.soumettre(chez(fs, navigateur, uid, claims=AMR), 0, **saisie)
    jetons = fs.echanger(navigateur.soumettre(consentement)).json()
    return fs.verifier(jetons["id_token"]), fs.verifier(fs.userinfo(jetons["access_token"]).text)


def fiche(base: str, login: str) -> Any:
    """The identity and numbers of a citizen, as the control API shows them."""
    lu = get(f"{base}/_bac/citizens/{login}").json()
    return {**lu["identity"], **lu["numbers"]}


def tuile(mire: httpx.Response, uid: str) -> dict[str, str]:
    """The button of a tile."""
    return next(f for f in lire(mire).formulaires if f.champs.get("providerUid") == uid).boutons[0]


def test_ordre_des_tuiles(fs: FauxService) -> None:
    """The tiles are in the order of their records; the one that is not shown is absent."""
    uids = [f.champs["providerUid"] for f in lire(fs.autoriser()).formulaires]
    assert uids == [LOW, SUBSTANTIEL, ELEVE, FISCAL, MALADIE, NUMERIQUE, ESSAI, TRAVAUX]


@pytest.mark.parametrize(
    ("uid", "acr", "amr"),
    [
        (LOW, "eidas1", ["fc", "pwd"]),
        (SUBSTANTIEL, "eidas2", ["fc", "pwd", "otp", "mfa"]),
        (ELEVE, "eidas3", ["fc", "pop", "mfa", "pin"]),
    ],
)
def test_amr_et_idp_id(fs: FauxService, navigateur: Navigateur, uid: str, acr: str, amr: list[str]) -> None:
    """`amr` and `idp_id` name the provider used; the low platform answers eidas1 whatever the level obtained."""
    id_token, userinfo = obtenir(fs, navigateur, uid, login="test", acr=acr)
    assert (id_token["amr"], id_token["acr"]) == (amr, "eidas1")
    assert (userinfo["idp_id"], userinfo["amr"]) == (uid, amr)


def test_meme_personne_par_tous_les_fournisseurs(fs: FauxService, base: str) -> None:
    """Login, tax number, NIR of 13 and of 15, e-mail: one citizen, one subject."""
    lu = fiche(base, "odette-garnier")
    saisies = [
        (LOW, "odette-garnier"),
        (FISCAL, lu["spi"]),
        (MALADIE, lu["nir"]),
        (MALADIE, lu["nir"][:13]),
        (NUMERIQUE, lu["email"]),
        (NUMERIQUE, "odette-garnier"),
    ]
    subs = {obtenir(fs, Navigateur(base), uid, login=login)[0]["sub"] for uid, login in saisies}
    assert len(subs) == 1


def test_citoyens_de_la_nation(fs: FauxService, base: str) -> None:
    """The numbers of a citizen drawn at random open their accounts too."""
    ref = get(f"{base}/_bac/citizens", params={"limit": 1, "seed": 5}).json()["citizens"][0]
    lu = fiche(base, ref)
    for uid, login in ((FISCAL, lu["spi"]), (MALADIE, lu["nir"]), (NUMERIQUE, lu["email"])):
        assert obtenir(fs, Navigateur(base), uid, login=login)[1]["family_name"] == lu["nom_naissance"]


@pytest.mark.parametrize(
    ("uid", "login"),
    [
        (FISCAL, "test"),
        (FISCAL, "123"),
        (FISCAL, "9" * 13),
        (MALADIE, "test"),
        (MALADIE, "2" * 15),
        (NUMERIQUE, "personne@example.org"),
        (NUMERIQUE, "personne.n.12@example.org"),
    ],
)
def test_numero_inconnu(fs: FauxService, navigateur: Navigateur, uid: str, login: str) -> None:
    """A number that nobody has, or of another shape, shows the form again."""
    assert navigateur.soumettre(chez(fs, navigateur, uid), login=login).status_code == 422


def test_cle_de_nir_fausse(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """Fifteen characters with a wrong key name nobody."""
    nir = fiche(base, "test")["nir"]
    faux = nir[:13] + ("01" if nir[13:] != "01" else "02")
    assert navigateur.soumettre(chez(fs, navigateur, MALADIE), login=faux).status_code == 422


@pytest.mark.parametrize("uid", [LOW, FISCAL, MALADIE, NUMERIQUE])
def test_compte_propose(fs: FauxService, navigateur: Navigateur, uid: str) -> None:
    """Each form is filled with the account of every tutorial."""
    assert obtenir(fs, navigateur, uid)[1]["family_name"] == "DUBOIS"


def test_fournisseur_inactif(fs: FauxService, navigateur: Navigateur) -> None:
    """A closed provider is shown disabled; forced, by the form or by a service's hint, it is Y020017."""
    mire = fs.autoriser(navigateur)
    assert "disabled" in tuile(mire, TRAVAUX)
    page = navigateur.soumettre(mire, providerUid=TRAVAUX)
    assert (page.status_code, code_erreur(page)) == (500, "Y020017")
    assert "Revenir sur Ma commune" in lire(page).liens


def test_liste_blanche(base: str, navigateur: Navigateur) -> None:
    """With a list of its own, a service leaves all the other tiles disabled."""
    fs = FauxService(base, idpFilterExclude=False, idpFilterList=[FISCAL])
    mire = fs.autoriser(navigateur)
    ouverts = [u for u in (LOW, SUBSTANTIEL, FISCAL, NUMERIQUE) if "disabled" not in tuile(mire, u)]
    assert ouverts == [FISCAL]
    assert code_erreur(navigateur.soumettre(mire, providerUid=LOW)) == "Y020023"


def test_essai_et_confirmation(fs: FauxService, navigateur: Navigateur) -> None:
    """A trial provider wears the badge and asks for a confirmation before leaving."""
    mire = fs.autoriser(navigateur)
    assert mire.text.count("bêta") == 2
    assert "Ce fournisseur est à l&#39;essai" in mire.text
    assert "popover" in mire.text
    assert "/fi/essai/" in str(chez(fs, navigateur, ESSAI).url)


def test_indices_de_la_plateforme(fs: FauxService, base: str) -> None:
    """A hint of the platform's list skips the tiles, even to a provider without a tile; others are refused."""
    assert "/fi/discret/" in str(fs.autoriser(idp_hint=DISCRET).url)
    assert "/fi/fiscal/" in str(fs.autoriser(idp_hint=FISCAL).url)
    assert parametres(fs.autoriser(idp_hint=ESSAI))["error"] == "invalid_idp_hint"
    sien = FauxService(base, allowedIdpHints=[ESSAI])
    assert "/fi/essai/" in str(sien.autoriser(idp_hint=ESSAI).url)


@pytest.mark.parametrize(
    ("uid", "acr", "statut", "code"),
    [
        (LOW, "eidas3", 400, "Y100018"),
        (SUBSTANTIEL, "eidas1", 400, "Y100018"),
        (LOW, "inconnu", 500, "Y100001"),
    ],
)
def test_niveau_rendu(fs: FauxService, navigateur: Navigateur, uid: str, acr: str, statut: int, code: str) -> None:
    """A level that the provider may not give, or that does not exist, stops the journey."""
    page = navigateur.soumettre(chez(fs, navigateur, uid), acr=acr)
    assert (page.status_code, code_erreur(page)) == (statut, code)


def test_niveau_demande(fs: FauxService, navigateur: Navigateur) -> None:
    """A provider that cannot go below eidas2 is asked eidas2 by a service of eidas1."""
    assert lire(chez(fs, navigateur, LOW)).formulaires[0].champs["acr_values"] == "eidas1"
    assert lire(chez(fs, navigateur, ELEVE)).formulaires[0].champs["acr_values"] == "eidas2"


def test_code_d_un_autre_fournisseur(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """A code that another provider gave is refused: the providers cannot be mixed up."""
    page = chez(fs, navigateur, LOW)
    champs = lire(page).formulaires[0].champs
    rappel = navigateur.client.post(f"{base}/fi/fiscal/login", data={**champs, "login": fiche(base, "test")["spi"]})
    assert code_erreur(navigateur.aller(rappel.headers["location"])) == "Y020026"


def test_sso_ferme_au_fournisseur(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """SSO stops where the second service excludes the provider of the session."""
    obtenir(fs, navigateur, FISCAL)
    ferme = FauxService(base, idpFilterList=[FISCAL])
    mire = ferme.autoriser(navigateur)
    assert "disabled" in tuile(mire, FISCAL)
    assert "disabled" not in tuile(mire, LOW)


def test_fournisseur_qui_n_existe_pas(base: str, navigateur: Navigateur) -> None:
    """No page is served under the name of a provider that does not exist."""
    assert navigateur.aller(f"{base}/fi/inconnu/authorize?state=x").status_code == 400
    assert navigateur.client.post(f"{base}/fi/inconnu/login", data={"state": "x"}).status_code == 400
