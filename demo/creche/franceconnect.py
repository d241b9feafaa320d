"""The OpenID Connect client: Authlib for the protocol, joserfc for the signatures, every check on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from demo.creche.echanges import Journal

ALGORITHMES = ["ES256", "RS256"]
ACR = "eidas1"
#: What the crèche needs of the discovery document.
ADRESSES = {"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint"}
#: Without these, nobody knows who came.
IDENTITE = ("sub", "family_name", "given_name", "birthdate")
#: Seconds granted to a clock that is not ours.
TOLERANCE = 5
#: Seconds to wait for an answer.
DELAI = 10
SCOPES = (
    "openid identite_pivot email "
    "cnaf_quotient_familial cnaf_allocataires cnaf_enfants cnaf_adresse "
    "dgfip_annee_n_moins_1 dgfip_annee_n_moins_2 dgfip_rfr dgfip_nbpart dgfip_sitfam dgfip_pac "
    "dgfip_RevDecl_Cat1_Tspr dgfip_RevDecl_Cat4_Ref dgfip_RevDecl_Cat5_NonSal dgfip_PaDeduc_Autres "
    "droits_assurance_maladie cnam_beneficiaires cnam_caisse "
    "etat_civil_enfants etat_civil_filiation etat_civil_livret_famille"
)


class ConnexionRefusee(Exception):
    """The login must not go on; `code` is FranceConnect's error or the name of the check that failed."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Connexion:
    """A person logged in; the client carries the access token (60 s), the id_token is kept for the logout."""

    id_token: str
    identite: dict[str, Any]


def ouvrir_client(client_id: str, client_secret: str, transport: httpx.AsyncBaseTransport) -> AsyncOAuth2Client:
    """An OAuth client that speaks through `transport`; cheap, one for each journey."""
    return AsyncOAuth2Client(
        client_id=client_id,
        client_secret=client_secret,
        token_endpoint_auth_method="client_secret_post",
        scope=SCOPES,
        leeway=0,
        transport=transport,
        trust_env=False,
        timeout=DELAI,
    )


async def decouvrir(client: AsyncOAuth2Client, base: str) -> dict[str, Any]:
    """The discovery document of the platform at `base`; `httpx.HTTPError` when nobody answers, or another platform."""
    emetteur = f"{base}/api/v2"
    document = await lire_json(client, f"{emetteur}/.well-known/openid-configuration")
    # OpenID Connect Discovery, section 4.3.
    if document.get("issuer") != emetteur or not document.keys() >= ADRESSES:
        raise httpx.DecodingError(f"{emetteur} : document de découverte incomplet, ou d’un autre émetteur")
    return document


async def lire_json(client: AsyncOAuth2Client, url: str) -> dict[str, Any]:
    reponse = await client.request("GET", url, withhold_token=True)
    reponse.raise_for_status()
    try:
        document: dict[str, Any] = reponse.json()
    except ValueError as erreur:
        raise httpx.DecodingError(f"{url} : ce n’est pas du JSON") from erreur
    return document


@dataclass(frozen=True, slots=True)
class FranceConnect:
    """The platform that `metadonnees` (its discovery document) describes."""

    client: AsyncOAuth2Client
    journal: Journal
    metadonnees: dict[str, Any]

    def adresse_de_connexion(self, redirect_uri: str) -> tuple[str, str, str]:
        """Where to send the browser, with the `state` and the `nonce` that must come back."""
        nonce = secrets.token_urlsafe(32)
        url, state = self.client.create_authorization_url(
            self.metadonnees["authorization_endpoint"],
            state=secrets.token_urlsafe(32),
            redirect_uri=redirect_uri,
            nonce=nonce,
            acr_values=ACR,
        )
        return url, state, nonce

    def verifier_emetteur(self, iss: str) -> None:
        """RFC 9207: the answer comes from the platform that was asked."""
        if iss != self.metadonnees["issuer"]:
            raise ConnexionRefusee("iss", f"émetteur inattendu : {iss or 'absent'}")

    async def connecter(self, code: str, redirect_uri: str, nonce: str) -> Connexion:
        """Exchange the code and read userinfo; `ConnexionRefusee` when an answer or a check is not good."""
        try:
            jeton = await self.client.fetch_token(
                self.metadonnees["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                redirect_uri=redirect_uri,
            )
        except AuthlibBaseError as erreur:
            raise ConnexionRefusee(str(erreur.error), str(erreur.description)) from erreur
        except ValueError as erreur:
            raise ConnexionRefusee("token", "la réponse de FranceConnect est illisible") from erreur
        if "access_token" not in jeton or str(jeton.get("token_type", "")).lower() != "bearer":
            raise ConnexionRefusee("token", "FranceConnect n’a pas donné de jeton d’accès utilisable")
        if "id_token" not in jeton:
            raise ConnexionRefusee("id_token", "FranceConnect n’a pas donné de jeton d’identité")
        cles = await self._cles()
        sub = self._verifier_id_token(jeton["id_token"], cles, nonce)
        identite = await self._userinfo(cles, sub)
        return Connexion(jeton["id_token"], identite)

    async def _cles(self) -> KeySet:
        publiees: Any = await lire_json(self.client, self.metadonnees["jwks_uri"])
        try:
            return KeySet.import_key_set(publiees)
        except (JoseError, KeyError) as erreur:
            raise ConnexionRefusee("jwks", f"clés publiques illisibles : {erreur}") from erreur

    def adresse_de_deconnexion(self, id_token: str, retour: str, state: str) -> str:
        requete = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": retour, "state": state})
        return f"{self.metadonnees['end_session_endpoint']}?{requete}"

    def _verifier_id_token(self, brut: str, cles: KeySet, nonce: str) -> str:
        """Signature, issuer, audience, expiry, nonce and level; gives the `sub`."""
        signe = self._verifier_signature("id_token", brut, cles)
        claims = CodeIDToken(
            signe.claims,
            signe.header,
            options={
                "iss": {"essential": True, "value": self.metadonnees["issuer"]},
                "aud": {"essential": True, "value": self.client.client_id},
                "acr": {"essential": True, "value": ACR},
            },
            params={"nonce": nonce, "client_id": self.client.client_id},
        )
        try:
            claims.validate(leeway=TOLERANCE)
        except JoseError as erreur:
            raise ConnexionRefusee("id_token", str(erreur)) from erreur
        return str(claims["sub"])

    async def _userinfo(self, cles: KeySet, sub: str) -> dict[str, Any]:
        reponse = await self.client.get(self.metadonnees["userinfo_endpoint"])
        if reponse.status_code != httpx.codes.OK:
            raise ConnexionRefusee("userinfo", f"réponse {reponse.status_code}")
        signe = self._verifier_signature("userinfo", reponse.text, cles)
        attendu = {"sub": sub, "iss": self.metadonnees["issuer"], "aud": self.client.client_id}
        for nom, valeur in attendu.items():
            if signe.claims.get(nom) != valeur:
                raise ConnexionRefusee("userinfo", f"« {nom} » ne correspond pas à la connexion")
        try:
            jwt.JWTClaimsRegistry(leeway=TOLERANCE).validate(signe.claims)
        except JoseError as erreur:
            raise ConnexionRefusee("userinfo", str(erreur)) from erreur
        if absents := [nom for nom in IDENTITE if not signe.claims.get(nom)]:
            raise ConnexionRefusee("userinfo", f"identité incomplète : {', '.join(absents)}")
        return dict(signe.claims)

    def _verifier_signature(self, nom: str, brut: str, cles: KeySet) -> jwt.Token:
        try:
            signe = jwt.decode(brut, cles, algorithms=ALGORITHMES)
        except (JoseError, ValueError) as erreur:
            self.journal.verifications[brut] = "refusée"
            raise ConnexionRefusee(nom, f"signature refusée : {erreur}") from erreur
        self.journal.verifications[brut] = "vérifiée"
        return signe
