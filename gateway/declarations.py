"""Services and data providers as FranceConnect records them, from the readable files of `fixtures/` or from a space.

Field names are the real records' (camel case and all), so that an exported configuration can be posted as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from gateway import hasard
from gateway.fichiers import lire_yaml

FICHIERS = Path(__file__).parents[1] / "fixtures"
#: In the files, the address of the space, which is only known when a request comes.
BASE = "{base}"
#: In `scopes`: every scope there is (of FranceConnect for a service, of its administration for a data provider).
TOUS = "*"

AlgSignature = Literal["ES256", "RS256"]
#: HS256, with the service's secret: what services declared without algorithm had.
AlgService = Literal["ES256", "RS256", "HS256"]


def _vide_est_absent(valeur: Any) -> Any:
    return valeur or None


AlgChiffrement = Annotated[Literal["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"] | None, BeforeValidator(_vide_est_absent)]
EncChiffrement = Annotated[Literal["A256GCM"] | None, BeforeValidator(_vide_est_absent)]


def _adresse_absolue(adresse: str) -> str:
    lue = urlsplit(adresse)
    if adresse.startswith(BASE):
        return adresse
    if not lue.scheme or not (lue.netloc or lue.path) or lue.fragment or "*" in lue.netloc:
        raise ValueError("adresse absolue attendue, sans fragment (par exemple https://exemple.fr/retour)")
    return adresse


Adresse = Annotated[str, AfterValidator(_adresse_absolue)]
Identifiant = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]
Secret = Annotated[str, Field(min_length=16, max_length=255, pattern=r"^[\x21-\x7e]+$")]


def _identifiant_client(donnees: Any, champ: str) -> Any:
    """A record read from us names its client_id twice; posted back, it must be accepted."""
    if isinstance(donnees, dict) and "client_id" in donnees and champ != "client_id":
        autres = {cle: valeur for cle, valeur in donnees.items() if cle != "client_id"}
        if autres.setdefault(champ, donnees["client_id"]) != donnees["client_id"]:
            raise ValueError(f"« client_id » et « {champ} » sont une seule valeur et diffèrent")
        return autres
    return donnees


class Service(BaseModel):
    """A service declared at FranceConnect (FS). `key` is the client_id; `scopes` are what it may ask for."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field("Service de test", description="Nom court.")
    title: str = Field("", description="Nom montré au citoyen ; à défaut, `name`.")
    site: str = Field("", description="Adresse du site.")
    key: Identifiant = Field(default_factory=hasard.hexa, description="client_id ; tiré au sort s'il manque.")
    entityId: str = Field(  # noqa: N815
        default_factory=hasard.hexa,
        min_length=32,
        description="Secteur du `sub` : deux services du même entityId ont le même `sub`.",
    )
    client_secret: Secret = Field(default_factory=hasard.hexa, description="Tiré au sort s'il manque.")
    active: bool = Field(True, description="Un service inactif est inconnu de FranceConnect.")
    redirect_uris: list[Adresse] = Field(min_length=1, description="Adresses de retour, comparées exactement.")
    post_logout_redirect_uris: list[Adresse] = Field(default=[], description="Adresses de retour de déconnexion.")
    sector_identifier_uri: Adresse | None = Field(None, description="Liste JSON d'adresses, si les hôtes diffèrent.")
    scopes: list[str] = Field(default=[TOUS], description='Scopes autorisés ; `["*"]` : tous.')
    claims: list[str] = Field(default=["amr"], description="Claims autorisés (`amr`).")
    rep_scope: list[str] = Field(
        default=[], description="Périmètres de mandat que le service peut lire (Aidants Connect)."
    )
    id_token_signed_response_alg: AlgService = "ES256"
    userinfo_signed_response_alg: AlgService = "ES256"
    at_hash: bool = Field(
        False, description="`at_hash` dans l'id_token, comme jusqu'en 2025 ; le vrai n'a pas ce champ."
    )
    type: Literal["public", "private"] = "public"
    identityConsent: bool = Field(False, description="Consentement exigé (service privé).")  # noqa: N815
    idpFilterExclude: bool = Field(True, description="La liste exclut (sinon, elle n'admet que ceux-là).")  # noqa: N815
    idpFilterList: list[str] = Field(default=[], description="Fournisseurs d'identité filtrés.")  # noqa: N815
    allowedIdpHints: list[str] = Field(default=[], description="`idp_hint` admis.")  # noqa: N815
    allowedPrompts: list[str] = Field(  # noqa: N815
        default=[], description="Avec `login`, `prompt=login` supprime la page d'information."
    )
    id_token_encrypted_response_alg: AlgChiffrement = Field(
        None, description="Chiffrement, à FranceConnect+ seulement."
    )
    id_token_encrypted_response_enc: EncChiffrement = Field(None, description="Toujours A256GCM.")
    userinfo_encrypted_response_alg: AlgChiffrement = Field(
        None, description="Chiffrement, à FranceConnect+ seulement."
    )
    userinfo_encrypted_response_enc: EncChiffrement = Field(None, description="Toujours A256GCM.")
    jwks_uri: str | None = Field(
        None, description="Adresse des clés publiques du service, pour private_key_jwt et le chiffrement."
    )
    # Real records have these too; they change nothing here.
    platform: str | None = Field(None, description="Sans effet ici.")
    eidas: int | str | None = Field(None, description="Sans effet ici.")
    signup_id: str | None = Field(None, description="Sans effet ici.")
    IPServerAddressesAndRanges: list[str] = Field(default=[], description="Sans effet ici.")

    @model_validator(mode="before")
    @classmethod
    def _un_seul_client_id(cls, donnees: Any) -> Any:
        return _identifiant_client(donnees, "key")

    @model_validator(mode="after")
    def _titre(self) -> Self:
        self.title = self.title or self.name
        return self

    @model_validator(mode="after")
    def _cle_pour_chiffrer(self) -> Self:
        if (self.id_token_encrypted_response_alg or self.userinfo_encrypted_response_alg) and not self.jwks_uri:
            raise ValueError("un chiffrement demande « jwks_uri », où le service publie sa clé")
        return self

    @property
    def client_id(self) -> str:
        return self.key

    def redirections(self, base_url: str) -> list[str]:
        """The redirect URIs, those of a built-in service at the address of the space."""
        return _a_la_base(self.redirect_uris, base_url)

    def redirections_deconnexion(self, base_url: str) -> list[str]:
        return _a_la_base(self.post_logout_redirect_uris, base_url)


class FournisseurDonnees(BaseModel):
    """A data provider declared at FranceConnect (FD): who may introspect tokens, and which scopes it then sees.

    `slug` names the simulated administration of a built-in one. Without keys the introspection answer cannot be
    encrypted, and `checktoken` says so.
    """

    model_config = ConfigDict(extra="forbid")

    uid: str = Field(default_factory=hasard.identifiant, description="UUID.")
    title: str = "Fournisseur de données de test"
    slug: str = ""
    active: bool = True
    scopes: list[str] = Field(default=[TOUS], description='Scopes que le fournisseur voit ; `["*"]` : tous.')
    client_id: Annotated[Identifiant, Field(min_length=32)] = Field(default_factory=hasard.hexa)
    client_secret: Annotated[Secret, Field(min_length=32)] = Field(default_factory=hasard.hexa)
    jwks_uri: Adresse | None = Field(None, description="Adresse des clés publiques de chiffrement du fournisseur.")
    jwks: dict[str, Any] | None = Field(None, description="Les mêmes clés, données ici.")
    checktoken_signed_response_alg: AlgSignature = "ES256"
    checktoken_encrypted_response_alg: Literal["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"] = "RSA-OAEP"
    checktoken_encrypted_response_enc: Literal["A256GCM"] = "A256GCM"

    @property
    def key(self) -> str:
        return self.client_id


def _a_la_base(adresses: Iterable[str], base_url: str) -> list[str]:
    return [a.replace(BASE, base_url, 1) for a in adresses]


@cache
def services_integres() -> tuple[Service, ...]:
    """The services of `fixtures/services.yaml`, present in every space."""
    return tuple(Service.model_validate(d) for d in _lire("services.yaml"))


@cache
def fournisseurs_integres() -> tuple[FournisseurDonnees, ...]:
    """The data providers of `fixtures/fournisseurs.yaml`, present in every space."""
    return tuple(FournisseurDonnees.model_validate(d) for d in _lire("fournisseurs.yaml"))


def _lire(nom: str) -> list[dict[str, Any]]:
    lu: list[dict[str, Any]] = lire_yaml(FICHIERS / nom)
    return lu
