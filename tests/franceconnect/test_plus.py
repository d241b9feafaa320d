"""FranceConnect+: its levels, signatures, encryption, identity, scopes, sessions and SSO (fact sheet §1.2)."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc import jwe
from joserfc.jwe import JWERegistry
from joserfc.jwk import ECKey, RSAKey
from sqlmodel import select

from registry.stockage.base import Base
from registry.stockage.tables import EtatProtocole
from tests.conftest import StartSandbox
from tests.franceconnect.navigation import (
    PIVOT,
    FauxService,
    Navigateur,
    code_erreur,
    entete,
    get,
    lire,
    parametres,
    post,
)
from tests.franceconnect.partenaire import publier
from tests.franceconnect.test_identite_libre import DUBOIS
from tests.support.serveur import Sandbox

#: A persona whose identity provider knows only the year of birth.
PRESUMEE = "ahmad-noori"
RNIPP = "openid rnipp_identite_pivot"


class ServicePlus(FauxService):
    """A service that calls FranceConnect+, at its default level unless it says another."""

    def __init__(self, base: str, **declaration: Any) -> None:
        super().__init__(base, **declaration)
        self.fc = f"{base}/franceconnect-plus/api/v2"

    def demande(self, **changements: str | None) -> dict[str, str]:
        return super().demande(**{"acr_values": "eidas3", **changements})

    def entrer(
        self, navigateur: Navigateur | None = None, login: str = "test", **changements: str | None
    ) -> httpx.Response:
        """The whole journey, by the first tile that reaches the level."""
        qui = navigateur or Navigateur(self.base)
        mire = self.autoriser(qui, **changements)
        page_fi = qui.soumettre(mire, premiere_tuile(mire))
        return qui.soumettre(qui.soumettre(page_fi, login=login))


def premiere_tuile(mire: httpx.Response) -> int:
    """The rank of the first form that is not disabled."""
    return next(n for n, f in enumerate(lire(mire).formulaires) if "disabled" not in f.boutons[0])


@pytest.fixture(scope="module")
def plus(base: str) -> ServicePlus:
    return ServicePlus(base, title="Ma banque")


@pytest.fixture(scope="module")
def autre(base: str) -> ServicePlus:
    """A second service, of another entity."""
    return ServicePlus(base, title="Mon notaire")


def claims_id_token(fs: FauxService, retour: Any) -> dict[str, Any]:
    return fs.verifier(fs.echanger(retour).json()["id_token"])


def test_decouverte(plus: ServicePlus) -> None:
    """Two levels, ES256 alone, encryption, and the 59 data scopes of three providers."""
    d = get(f"{plus.fc}/.well-known/openid-configuration").json()
    assert (d["issuer"], d["acr_values_supported"]) == (plus.fc, ["eidas2", "eidas3"])
    for jeton in ("id_token", "userinfo"):
        assert d[f"{jeton}_signing_alg_values_supported"] == ["ES256"]
        assert d[f"{jeton}_encryption_alg_values_supported"] == ["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"]
        assert d[f"{jeton}_encryption_enc_values_supported"] == ["A256GCM"]
    donnees = [s for s in d["scopes_supported"] if s.startswith(("cnam_", "droits_assurance", "cnous_", "dgfip_"))]
    assert len(donnees) == 8 + 7 + 44
    assert {"cnaf_quotient_familial", "idp_birthdate", "idp_id"}.isdisjoint(d["scopes_supported"])
    assert {"rnipp_gender", "rnipp_identite_pivot", "identite_pivot"} <= set(d["scopes_supported"])


def test_une_seule_cle(plus: ServicePlus) -> None:
    """One EC key is published."""
    assert [(c["kty"], c["alg"]) for c in get(f"{plus.fc}/jwks").json()["keys"]] == [("EC", "ES256")]


def test_decouverte_du_niveau_faible(fs: FauxService) -> None:
    """FranceConnect itself announces no encryption and no `rnipp_` scope."""
    d = get(f"{fs.fc}/.well-known/openid-configuration").json()
    assert [n for n in d if "encryption" in n] == []
    assert [s for s in d["scopes_supported"] if s.startswith("rnipp")] == []


@pytest.mark.parametrize("niveau", ["eidas2", "eidas3"])
def test_parcours(plus: ServicePlus, niveau: str) -> None:
    """A journey by the pages gives the level asked, and `iss` is FranceConnect+'s everywhere."""
    retour = plus.entrer(acr_values=niveau)
    claims = claims_id_token(plus, retour)
    assert (claims["acr"], claims["iss"], parametres(retour)["iss"]) == (niveau, plus.fc, plus.fc)
    assert len(claims) == 8


def test_niveau_inconnu(plus: ServicePlus) -> None:
    """Without a known level, eidas3 is the default."""
    assert claims_id_token(plus, plus.entrer(acr_values="inconnu"))["acr"] == "eidas3"


def test_niveau_faible_refuse(plus: ServicePlus) -> None:
    """eidas1 is refused, in the real one's words."""
    recus = parametres(plus.autoriser(acr_values="eidas1 eidas3"))
    attendu = "acr_value is not valid, should be equal one of these values, expected eidas2,eidas3, got eidas1"
    assert (recus["error"], recus["error_description"]) == ("invalid_acr", attendu)


def test_signature_non_admise(base: str) -> None:
    """A service declared in RS256 cannot use FranceConnect+."""
    page = ServicePlus(base, id_token_signed_response_alg="RS256").autoriser()
    assert (page.status_code, code_erreur(page)) == (400, "Y040001")


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"])
def test_jetons_chiffres(base: str, alg: str) -> None:
    """id_token and userinfo are a JWS in a JWE with exactly the published header, opened by the service's own key."""
    cle = _cle(alg)
    with publier({"keys": [cle.as_dict(private=False)]}) as adresse:
        chiffres = {f"{j}_encrypted_response_alg": alg for j in ("id_token", "userinfo")}
        fs = ServicePlus(base, jwks_uri=adresse, **chiffres)
        jetons = fs.echanger(fs.entrer()).json()
        recus = [jetons["id_token"], fs.userinfo(jetons["access_token"]).text]
    for recu in recus:
        lu = entete(recu)
        assert lu.pop("epk", {}).get("crv") == ("P-256" if alg == "ECDH-ES" else None)
        communs = {"enc": "A256GCM", "cty": "JWT", "kid": "cle-du-service", "iss": fs.fc, "aud": fs.client_id}
        assert lu == {"alg": alg, **communs}
        jws = _ouvrir(recu, cle, alg)
        assert set(entete(jws)) == {"alg", "kid"}
        assert fs.verifier(jws)["aud"] == fs.client_id


def _cle(alg: str) -> ECKey | RSAKey:
    parametres_: Any = {"kid": "cle-du-service", "use": "enc", "alg": alg}
    return ECKey.generate_key("P-256", parametres_) if alg == "ECDH-ES" else RSAKey.generate_key(2048, parametres_)


def _ouvrir(chiffre: str, cle: ECKey | RSAKey, alg: str) -> str:
    registre = JWERegistry(algorithms=[alg, "A256GCM"], strict_check_header=False)
    clair = jwe.decrypt_compact(chiffre, cle, registry=registre).plaintext
    assert clair is not None
    return clair.decode()


def test_cle_de_chiffrement_absente(base: str) -> None:
    """Without a usable key of the service, the token endpoint says so and gives nothing."""
    with publier({"keys": [_cle("ECDH-ES").as_dict(private=False)]}) as adresse:
        fs = ServicePlus(base, jwks_uri=adresse, id_token_encrypted_response_alg="RSA-OAEP")
        reponse = fs.echanger(fs.entrer())
    assert (reponse.status_code, reponse.json()["error"]) == (400, "invalid_client_metadata")


def test_chiffrement_sans_cle_declaree(base: str) -> None:
    """A service cannot be declared with encryption and nowhere to read its key."""
    corps = {"redirect_uris": ["https://service.exemple.fr/"], "id_token_encrypted_response_alg": "RSA-OAEP"}
    assert post(f"{base}/_bac/services", json=corps).status_code == 422


def test_jamais_chiffre_au_niveau_faible(base: str) -> None:
    """FranceConnect itself ignores the encryption a service declares."""
    with publier({"keys": [_cle("RSA-OAEP").as_dict(private=False)]}) as adresse:
        fs = FauxService(base, jwks_uri=adresse, id_token_encrypted_response_alg="RSA-OAEP")
        assert fs.verifier(fs.jeton_direct()["id_token"])["acr"] == "eidas1"


def identite(fs: ServicePlus, login: str, scope: str) -> dict[str, Any]:
    jetons = fs.echanger(fs.entrer(login=login, scope=scope)).json()
    return fs.verifier(fs.userinfo(jetons["access_token"]).text)


def test_identite_du_fournisseur(plus: ServicePlus) -> None:
    """The pivot is the identity provider's: a birth date keeps its unknown parts, the list of names is not there."""
    recue = identite(plus, PRESUMEE, PIVOT)
    assert recue["birthdate"].endswith("-00-00")
    assert "given_name_array" not in recue
    assert [n for n in recue if n.startswith(("rnipp", "idp"))] == []


def test_identite_corrigee(plus: ServicePlus) -> None:
    """`rnipp_` scopes give each claim and its twin, where the unknown day and month have become the first."""
    recue = identite(plus, PRESUMEE, RNIPP)
    brute, corrigee = recue["birthdate"], recue["rnipp_birthdate"]
    assert corrigee == brute.replace("-00", "-01")
    assert recue["rnipp_given_name_array"] == recue["rnipp_given_name"].split(" ")
    six = {"given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry"}
    protocole = {"sub", "aud", "exp", "iat", "iss"}
    assert set(recue) == six | {f"rnipp_{n}" for n in six} | {"rnipp_given_name_array"} | protocole


def test_identite_mal_transcrite(plus: ServicePlus, navigateur: Navigateur) -> None:
    """What the identity provider typed reaches the service as it is, beside the register's correction."""
    mire = plus.autoriser(navigateur, scope=f"{RNIPP} preferred_username email")
    fi = navigateur.soumettre(mire, premiere_tuile(mire))
    libre = navigateur.aller(lire(fi).liens["Saisir une identité de votre choix"])
    retour = navigateur.soumettre(navigateur.soumettre(libre, 0, **{**DUBOIS, "family_name": "Dubois"}))
    recue = plus.verifier(plus.userinfo(plus.echanger(retour).json()["access_token"]).text)
    assert (recue["family_name"], recue["rnipp_family_name"]) == ("Dubois", "DUBOIS")
    assert recue["email"] == DUBOIS["email"]


@pytest.mark.parametrize(("niveau", "ouvertes"), [("eidas2", 3), ("eidas3", 1)])
def test_tuiles_qui_atteignent_le_niveau(plus: ServicePlus, niveau: str, ouvertes: int) -> None:
    """Only the providers whose levels suffice can be chosen; forcing another is refused."""
    mire = plus.autoriser(navigateur := Navigateur(plus.base), acr_values=niveau)
    tuiles = [f for f in lire(mire).formulaires if "providerUid" in f.champs]
    assert sum("disabled" not in f.boutons[0] for f in tuiles) == ouvertes
    force = navigateur.soumettre(mire, 0)
    assert (force.status_code, code_erreur(force)) == (500, "Y100001")


def test_scope_d_un_autre_fournisseur_ignore(plus: ServicePlus) -> None:
    """A data scope that only FranceConnect knows is an unknown name here."""
    jetons = plus.echanger(plus.entrer(scope="openid cnaf_quotient_familial dgfip_rfr")).json()
    assert jetons["scope"] == "openid dgfip_rfr"


def test_memes_administrations(plus: ServicePlus, base: str) -> None:
    """An access token of FranceConnect+ opens the simulated administrations, which see the corrected identity."""
    jeton = plus.echanger(plus.entrer(scope="openid identite_pivot dgfip_rfr")).json()["access_token"]
    reponse = get(
        f"{base}/impotparticulier/1.0/situations/ir/assiettes/annrev/2024",
        headers={"Authorization": f"Bearer {jeton}"},
    )
    assert reponse.status_code == 200, reponse.text


def test_pas_de_sso_au_niveau_eleve(plus: ServicePlus, autre: ServicePlus, navigateur: Navigateur) -> None:
    """At eidas3 the citizen authenticates each time."""
    plus.entrer(navigateur)
    assert "Choisissez un compte" in autre.autoriser(navigateur).text


def test_sso_substantiel(plus: ServicePlus, autre: ServicePlus, navigateur: Navigateur) -> None:
    """At eidas2 a session serves again, and the page of information is shown again."""
    plus.entrer(navigateur, acr_values="eidas2")
    assert autre.autoriser(navigateur, acr_values="eidas2").url.path.endswith("/consent")


def test_sso_depuis_le_niveau_eleve(plus: ServicePlus, autre: ServicePlus, navigateur: Navigateur) -> None:
    """A session obtained at eidas3 serves a request at eidas2, and its level is told."""
    plus.entrer(navigateur)
    page = autre.autoriser(navigateur, acr_values="eidas2")
    assert claims_id_token(autre, navigateur.soumettre(page))["acr"] == "eidas3"


def test_sessions_separees(plus: ServicePlus, fs: FauxService, navigateur: Navigateur) -> None:
    """A session of FranceConnect is worth nothing to FranceConnect+, even when its cookie is carried over."""
    fs.entrer(navigateur)
    cle = navigateur.client.cookies["fc_session_id"]
    navigateur.client.cookies.set("fc_session_id", cle, domain="127.0.0.1", path="/franceconnect-plus/api/v2")
    assert "Choisissez un compte" in plus.autoriser(navigateur, acr_values="eidas2").text


def test_session_fixe(plus: ServicePlus, navigateur: Navigateur) -> None:
    """The cookie ends with the browser, on FranceConnect+'s own paths: the ten minutes are counted by the server."""
    navigateur.client.get(f"{plus.fc}/authorize", params=plus.demande())
    (cookie,) = navigateur.client.cookies.jar
    assert (cookie.expires, cookie.path) == (None, "/franceconnect-plus/api/v2")


def test_dix_minutes_fixes(plus: ServicePlus, fs: FauxService, sandbox: Sandbox, navigateur: Navigateur) -> None:
    """The session ends ten minutes after its start whatever the citizen does; FranceConnect's own end moves."""
    ends: dict[str, list[int]] = {}
    for service in (plus, fs):
        debut = int(time.time())
        mire = service.autoriser(navigateur)
        ends[service.fc] = [_fin(sandbox, navigateur, service)]
        time.sleep(1.1)
        navigateur.soumettre(navigateur.soumettre(mire, premiere_tuile(mire)), login="test")
        ends[service.fc] += [_fin(sandbox, navigateur, service)]
    premier, dernier = ends[plus.fc]
    assert premier == dernier
    assert ends[fs.fc][1] > ends[fs.fc][0] >= debut + 1800 > premier


def _fin(sandbox: Sandbox, navigateur: Navigateur, service: FauxService) -> int:
    """When the browser's session dies, as the server keeps it."""
    chemin = urlsplit(service.fc).path
    (cle,) = [c.value for c in navigateur.client.cookies.jar if c.path == chemin]
    base = Base(sandbox.database_url)
    with base.session() as session:
        fins = session.exec(select(EtatProtocole.expire_le).where(EtatProtocole.cle == cle)).all()
    base.fermer()
    return fins[0]


def test_jetons_et_codes_separes(plus: ServicePlus, base: str) -> None:
    """A code and a token of one platform are unknown to the other."""
    faible = FauxService.__new__(FauxService)
    faible.__dict__.update(plus.__dict__, fc=f"{base}/api/v2")
    retour = plus.entrer()
    assert faible.echanger(retour).json()["error"] == "invalid_grant"
    jeton = plus.echanger(retour).json()["access_token"]
    assert plus.userinfo(jeton).status_code == 200
    assert faible.userinfo(jeton).json()["error"] == "invalid_token"


def test_fournisseur_exclu_masque(base: str, uid_fi: str) -> None:
    """A tile that the service excludes is absent, not disabled; forcing it is refused."""
    fs, qui = ServicePlus(base, idpFilterList=[uid_fi]), Navigateur(base)
    mire = fs.autoriser(qui)
    assert [f for f in lire(mire).formulaires if f.champs.get("providerUid") == uid_fi] == []


def test_deconnexion(plus: ServicePlus, navigateur: Navigateur) -> None:
    """Logout goes through FranceConnect+'s own pages and ends its session."""
    hint = plus.echanger(plus.entrer(navigateur, acr_values="eidas2")).json()["id_token"]
    adieu = plus.fiche["post_logout_redirect_uris"][0]
    page = navigateur.aller(f"{plus.fc}/session/end", params={"id_token_hint": hint, "post_logout_redirect_uri": adieu})
    fin = navigateur.soumettre(navigateur.soumettre(page))
    assert fin.headers["location"] == adieu
    assert "Choisissez un compte" in plus.autoriser(navigateur, acr_values="eidas2").text


def test_sans_navigateur(plus: ServicePlus, base: str) -> None:
    """The login in one call can be FranceConnect+'s."""
    corps = {"client_id": plus.client_id, "login": "test", "scope": PIVOT, "platform": "franceconnect-plus"}
    jetons = post(f"{base}/_bac/login", json=corps).json()
    claims = plus.verifier(jetons["id_token"])
    assert (claims["iss"], claims["acr"]) == (plus.fc, "eidas3")
    assert claims["exp"] > time.time()


def test_page_inconnue(base: str) -> None:
    """Any other path of the platform is FranceConnect's own 404."""
    for chemin in ("", "/autre", "/api/v2/inconnu", "/api/v2/redirect-to-idp"):
        reponse = get(f"{base}/franceconnect-plus{chemin}")
        assert (reponse.status_code, code_erreur(reponse)) == (404, "Y000404")


@pytest.fixture
def strict(start_sandbox: StartSandbox) -> str:
    """A sandbox as strict as the real one about addresses."""
    return start_sandbox(nation_size=1000, plus_localhost="false").url


def test_localhost(strict: str, plus: ServicePlus) -> None:
    """`http://localhost` is admitted by default and refused by a strict setting, at FranceConnect+ alone."""
    ici = "http://localhost:3000/retour"
    refus = ServicePlus(strict, redirect_uris=[ici]).autoriser()
    assert (refus.status_code, code_erreur(refus)) == (400, "Y030007")
    assert ServicePlus(strict).autoriser().status_code == 200
    assert FauxService(strict, redirect_uris=[ici]).autoriser().status_code == 200
    assert ServicePlus(plus.base, redirect_uris=[ici]).autoriser().status_code == 200
