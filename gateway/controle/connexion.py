"""A token without a browser: the FranceConnect login in one call, and the API tokens of calls without FranceConnect."""

from __future__ import annotations

import asyncio
from typing import Any, Literal, Self

import orjson
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from gateway import hasard, jetons_api
from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.declarations import trouver_service
from gateway.controle.erreurs import ErreurControle, introuvable
from gateway.declarations import Service
from gateway.franceconnect.connexion import connecter
from gateway.franceconnect.durees import JETON_ACCES
from gateway.franceconnect.erreurs import ErreurApi, ErreurPage, ErreurRetour
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.profil import PROFILS
from gateway.rnipp.issues import Issue, couper
from registry.erreurs import PersonneInconnue
from registry.facts import Personne
from registry.stockage.tables import JetonApi

routeur = APIRouter()
#: A century in seconds, either way.
DUREE_EXTREME = 3_155_760_000


class Connexion(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"client_id": "demo-creche", "login": "test", "scope": "openid identite_pivot"}]
        },
    )

    client_id: str = Field(description="Le service qui se connecte.")
    login: str | None = Field(
        None, description="L'identifiant qu'accepte le fournisseur d'identité ; suivi de `_E0100NN`, l'issue du RNIPP."
    )
    citizen: str | None = Field(None, description="Ou la référence du citoyen.")
    platform: Literal["franceconnect", "franceconnect-plus"] = Field(
        "franceconnect", description="À FranceConnect+, au niveau eidas3."
    )
    scope: str | list[str] | None = Field(None, description="À défaut, tous les scopes du service. `openid` va de soi.")

    expires_in: int = Field(
        JETON_ACCES,
        ge=0,
        le=JETON_ACCES,
        description="Vie du jeton en secondes ; moins que les 60 de FranceConnect, ou 0, pour essayer l'expiration.",
    )

    @model_validator(mode="after")
    def _un_citoyen(self) -> Self:
        if (self.login is None) == (self.citizen is None):
            raise ValueError("donnez « login » ou « citizen », l'un des deux")
        return self

    @property
    def scopes(self) -> list[str] | None:
        demandes = self.scope.split() if isinstance(self.scope, str) else self.scope
        return list(dict.fromkeys(["openid", *demandes])) if demandes else None


class ReponseToken(BaseModel):
    """FranceConnect's own answer at its token endpoint."""

    access_token: str
    expires_in: int
    id_token: str
    scope: str
    token_type: str


@routeur.post(
    "/login",
    tags=["Connexion sans navigateur"],
    summary="Connecter un citoyen en un appel",
    responses={200: {"model": ReponseToken}, 404: {}, 422: {}},
)
async def connecter_citoyen(request: Request, demande: Connexion) -> Response:
    """La réponse exacte du point `token` de FranceConnect, sans navigateur : pour l'intégration continue et la charge.

    Mêmes contrôles et mêmes traces que le parcours ; le jeton vit 60 secondes.
    """
    ctx = contexte(request)
    ctx.profil = PROFILS[demande.platform]
    service = _service_actif(ctx, demande.client_id)
    personne, issue = _citoyen(ctx, demande)
    scopes = demande.scopes or service.scopes
    try:
        reponse = await connecter(ctx, service, personne.ref, scopes, demande.expires_in, issue)
    except ErreurRetour as erreur:
        raise _scopes_refuses(service, scopes) from erreur
    except ErreurPage as erreur:
        raise ErreurControle(
            422,
            "connexion_refusee",
            f"FranceConnect refuse « {personne.ref} » (code {erreur.code}).",
            erreur.detail
            or "Personne décédée ou pas encore née au jour civil (GET /_bac/clock), issue du RNIPP ou état du compte : "
            "GET /_bac/citizens/{ref}/rnipp et GET /_bac/citizens/{ref}/account.",
        ) from erreur
    except ErreurApi as erreur:
        raise ErreurControle(
            422, "connexion_refusee", erreur.description, "Voir la clé de chiffrement que publie le service (jwks_uri)."
        ) from erreur
    obtenue = Response(orjson.dumps(reponse), media_type="application/json", headers={"cache-control": "no-store"})
    return await appliquer(request, "token", obtenue, service.client_id)


def _service_actif(ctx: ContexteAppel, client_id: str) -> Service:
    service = trouver_service(ctx, client_id)
    if not service.active:
        raise ErreurControle(
            422, "service_inactif", f"Le service « {client_id} » est inactif.", "Activez-le par PATCH."
        )
    return service


def _citoyen(ctx: ContexteAppel, demande: Connexion) -> tuple[Personne, Issue | None]:
    """The citizen, and the RNIPP outcome that the login's suffix asks for."""
    try:
        if demande.login is not None:
            login, issue = couper(demande.login)
            return ctx.registre.par_login(login), issue
        return ctx.registre.personne(demande.citizen or ""), None
    except PersonneInconnue as erreur:
        raise introuvable(
            "citoyen",
            demande.login or demande.citizen or "",
            "GET /_bac/personas et GET /_bac/citizens donnent des références.",
        ) from erreur


def _scopes_refuses(service: Service, scopes: list[str]) -> ErreurControle:
    refuses = " ".join(s for s in scopes if s not in service.scopes)
    return ErreurControle(
        422,
        "scope_non_autorise",
        f"Le service « {service.client_id} » n'a pas d'habilitation pour : {refuses}.",
        "Demandez moins, ou étendez son habilitation : PATCH /_bac/services/{client_id}.",
    )


class DemandeJeton(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"scopes": ["cnaf_quotient_familial", "cnaf_enfants"]}]}
    )

    scopes: list[str] | None = Field(None, description="Ce que le jeton ouvre ; à défaut, tous les scopes de données.")
    client_id: str = Field(
        "api-particulier", pattern=r"^[^\x00-\x1f]+$", description="À qui il est délivré, pour les traces."
    )
    expires_in: int | None = Field(
        None,
        ge=-DUREE_EXTREME,
        le=DUREE_EXTREME,
        description="Secondes ; à défaut, 18 mois. Nul ou négatif : un jeton déjà expiré, pour les tests.",
    )


class JetonDelivre(BaseModel):
    token: str = Field(description="Le JWT à envoyer dans `Authorization: Bearer`.")
    access_token: str = Field(description="Le même.")
    token_type: str = "Bearer"
    jti: str
    scopes: list[str]
    expires_at: int = Field(description="Secondes depuis 1970.")


class JetonConnu(BaseModel):
    jti: str
    client_id: str
    scopes: list[str]
    issued_at: int
    expires_at: int
    revoked: bool


class Jetons(BaseModel):
    tokens: list[JetonConnu]


@routeur.post(
    "/api-tokens", status_code=201, tags=["Jetons d'API Particulier"], summary="Délivrer un jeton d'API Particulier"
)
async def delivrer(request: Request, demande: DemandeJeton) -> JetonDelivre:
    """Un JWT signé par l'espace. Ses droits sont ceux de la base : le retirer prend effet aussitôt."""
    ctx = contexte(request)
    scopes = sorted(set(demande.scopes)) if demande.scopes is not None else _tous(ctx)
    duree = ctx.reglages.api_token_ttl if demande.expires_in is None else demande.expires_in
    jeton = JetonApi(
        espace=ctx.espace,
        jti=hasard.identifiant(),
        client_id=demande.client_id,
        scopes=orjson.dumps(scopes),
        emis_le=ctx.maintenant,
        expire_le=ctx.maintenant + duree,
    )
    await asyncio.to_thread(ctx.bac.configuration.ajouter_jeton, jeton)
    signe = jetons_api.signer(
        ctx.ouvert.secret,
        jti=jeton.jti,
        client_id=demande.client_id,
        scopes=scopes,
        emis_le=ctx.maintenant,
        expire_le=jeton.expire_le,
    )
    return JetonDelivre(token=signe, access_token=signe, jti=jeton.jti, scopes=scopes, expires_at=jeton.expire_le)


def _tous(ctx: ContexteAppel) -> list[str]:
    """Every scope of data, those of API tokens included."""
    referentiel = ctx.bac.referentiel
    return sorted(referentiel.scopes_api.union(*referentiel.par_fournisseur.values()))


@routeur.get("/api-tokens", tags=["Jetons d'API Particulier"], summary="Lister les jetons délivrés")
async def lister(request: Request) -> Jetons:
    """Du plus ancien au plus récent ; le JWT lui-même n'est pas gardé."""
    ctx = contexte(request)
    connus = await asyncio.to_thread(ctx.bac.configuration.jetons, ctx.espace)
    return Jetons(tokens=[_connu(j) for j in connus])


def _connu(jeton: JetonApi) -> JetonConnu:
    champs: dict[str, Any] = {"jti": jeton.jti, "client_id": jeton.client_id, "scopes": orjson.loads(jeton.scopes)}
    return JetonConnu(**champs, issued_at=jeton.emis_le, expires_at=jeton.expire_le, revoked=jeton.revoque)


@routeur.delete("/api-tokens/{jti}", status_code=204, tags=["Jetons d'API Particulier"], summary="Révoquer un jeton")
async def revoquer(request: Request, jti: str) -> None:
    """Met le jeton sur la liste noire : les administrations le refusent comme tel."""
    ctx = contexte(request)
    if not await asyncio.to_thread(ctx.bac.configuration.revoquer_jeton, ctx.espace, jti):
        raise introuvable("jeton", jti, "GET /_bac/api-tokens liste ceux de cet espace.")
