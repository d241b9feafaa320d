"""The identity providers a citizen may choose: their records, those of the readable file, and who may use which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gateway import hasard
from gateway.declarations import Service
from gateway.fichiers import lire_yaml
from gateway.franceconnect.erreurs import ErreurPage

AlgFi = Literal["ES256", "RS256", "HS256"]
AlgChiffrement = Literal["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"]
Enc = Literal["A256GCM", "A128CBC-HS256"]
Url = Annotated[str, Field(pattern=r"^(https?://[^\s#]+)?$")]
Niveau = Literal["eidas1", "eidas2", "eidas3"]
#: FranceConnect's own list (its `amr` enumeration).
Amr = Literal[
    "pwd", "pop", "otp", "fpt", "eye", "vbm", "tel", "sms", "kba", "wia", "mfa", "face", "geo", "hwk", "iris", "mca",
    "pin", "rba", "swk", "user", "mail", "eidas", "fc",
]  # fmt: skip


class Modale(BaseModel):
    """The confirmation asked before leaving for a provider."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    body: str = ""
    continueText: str = "Continuer"  # noqa: N815
    moreInfoLabel: str = ""  # noqa: N815
    moreInfoUrl: str = ""  # noqa: N815


class FournisseurIdentite(BaseModel):
    """An identity provider (FI) as FranceConnect records it. `amr` is what services are told, whatever the FI says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uid: str = Field(default_factory=hasard.identifiant, min_length=1, max_length=255, description="UUID.")
    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")] = Field(description="Nom court, en minuscules.")
    title: str = Field(description="Le texte de la tuile.")
    active: bool = Field(True, description="Inactif : sa tuile est grisée, le forcer donne Y020017.")
    display: bool = Field(True, description="Sa tuile est montrée.")
    isBeta: bool = Field(False, description="Sa tuile porte « bêta ».")  # noqa: N815
    order: int = Field(100, description="Rang de la tuile.")
    modal: Modale | None = Field(None, description="Confirmation demandée avant d'y aller.")
    allowedAcr: list[Niveau] = Field(  # noqa: N815
        default=["eidas1"], min_length=1, description="Niveaux qu'il a le droit de rendre (sinon Y100018)."
    )
    amr: list[Amr] = Field(default=["fc", "pwd"], description="Ce que les services liront dans `amr`.")
    idp_hint: bool = Field(False, description="Tout service sans liste à lui peut le nommer dans `idp_hint`.")
    identifiant: Literal["login", "spi", "nir", "email"] | None = Field(
        None, description="Fournisseur simulé, servi sous /fi/{name} : ce que le citoyen y tape."
    )
    clientID: str = Field("", description="Le client_id de FranceConnect chez lui.")  # noqa: N815
    client_secret: str = Field("", description="Son secret chez lui.")
    issuer: str = Field("", description="Son émetteur ; à défaut, celui de la découverte.")
    discoveryUrl: Url = Field("", description="Adresse de son document de découverte.")  # noqa: N815
    authzURL: Url = ""  # noqa: N815
    tokenURL: Url = ""  # noqa: N815
    userInfoURL: Url = ""  # noqa: N815
    jwksURL: Url = Field("", description="Inutile en HS256.")  # noqa: N815
    endSessionURL: Url = Field("", description="Vide : pas de passage chez lui à la déconnexion.")  # noqa: N815
    token_endpoint_auth_method: Literal["client_secret_post", "client_secret_basic", "private_key_jwt"] = (
        "client_secret_post"
    )
    id_token_signed_response_alg: AlgFi = "ES256"
    userinfo_signed_response_alg: AlgFi | None = Field(None, description="À défaut, userinfo est en JSON.")
    id_token_encrypted_response_alg: AlgChiffrement | None = Field(
        None, description="Chiffré pour FranceConnect, dont les clés sont à `/client/.well-known/keys`."
    )
    id_token_encrypted_response_enc: Enc = "A256GCM"
    userinfo_encrypted_response_alg: AlgChiffrement | None = Field(None, description="De même.")
    userinfo_encrypted_response_enc: Enc = "A256GCM"

    @model_validator(mode="after")
    def _joignable(self) -> Self:
        """A provider is simulated, or says where it answers and who FranceConnect is there."""
        if self.identifiant:
            return self
        algs = {self.id_token_signed_response_alg, self.userinfo_signed_response_alg}
        sans_secret = self.token_endpoint_auth_method == "private_key_jwt" and "HS256" not in algs
        if not self.clientID or not (self.client_secret or sans_secret):
            raise ValueError("un fournisseur extérieur demande clientID et client_secret")
        requises = [self.issuer, self.authzURL, self.tokenURL, self.userInfoURL]
        if algs - {"HS256", None}:
            requises.append(self.jwksURL)
        if not self.discoveryUrl and not all(requises):
            raise ValueError("donnez discoveryUrl, ou issuer, authzURL, tokenURL, userInfoURL et jwksURL")
        return self

    @property
    def key(self) -> str:
        return self.uid

    def ouvert_a(self, service: Service) -> bool:
        """Whether `service` accepts it: its list excludes (`idpFilterExclude`) or is the only ones allowed."""
        return (self.uid in service.idpFilterList) is not service.idpFilterExclude


FournisseursIdentite = Mapping[str, FournisseurIdentite]


def par_uid(fournisseurs: Iterable[FournisseurIdentite]) -> dict[str, FournisseurIdentite]:
    """In the order of the tiles; the last record of a uid wins."""
    tous = {fi.uid: fi for fi in fournisseurs}
    return {fi.uid: fi for fi in sorted(tous.values(), key=lambda fi: fi.order)}


def _charger() -> dict[str, FournisseurIdentite]:
    bruts = lire_yaml(Path(__file__).with_suffix(".yaml"))
    return par_uid(FournisseurIdentite.model_validate(b) for b in bruts)


#: Those of the readable file, present in every space.
INTEGRES = _charger()


def choisi(tous: FournisseursIdentite, uid: str, service: Service) -> FournisseurIdentite:
    """The provider the citizen chose, refused when it is unknown, closed, or not for this service."""
    fi = tous.get(uid)
    if fi is None:
        raise ErreurPage("Y020019")
    if not fi.active:
        raise ErreurPage("Y020017")
    if not fi.ouvert_a(service):
        raise ErreurPage("Y020023")
    return fi


def indicable(tous: FournisseursIdentite, uid: str, service: Service) -> bool:
    """Whether the service may name this provider in `idp_hint`: by its own list, or else by the platform's."""
    fi = tous.get(uid)
    return fi is not None and (uid in service.allowedIdpHints if service.allowedIdpHints else fi.idp_hint)
