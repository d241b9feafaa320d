"""The access token and the token endpoint's answer: the same for the browser's journey and the direct login."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.declarations import Service
from gateway.franceconnect import identite
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.durees import ID_TOKEN, JETON_ACCES
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.rapprochement import completer
from gateway.franceconnect.signature import signer
from gateway.hasard import jeton as opaque
from registry.facts import Personne

NATURE = "jeton"
ACR = "eidas1"


def preparer(
    ctx: Appel,
    service: Service,
    personne: Personne,
    *,
    scopes: list[str],
    nonce: str,
    fi: str,
    auth_time: int,
    amr: bool,
    saisie: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What an access token stands for, before its `iat` and `exp`.

    `fi` is the uid of the identity provider, `saisie` the identity it gave, if it is not the register's own; `amr` says
    whether the id_token carries that claim.
    """
    claims = identite.claims(personne)
    empreinte = identite.empreinte(claims)
    entite = identite.secteur(service)
    return {
        "client_id": service.client_id,
        "ref": personne.ref,
        "scopes": scopes,
        "sub": identite.sujet(ctx.espace, entite, empreinte),
        "entity_id": entite,
        "empreinte": empreinte,
        "acr": ACR,
        "nonce": nonce,
        "amr": amr,
        "claims": {
            **(completer(claims, saisie) if saisie else claims),
            "idp_id": fi,
            "amr": _amr(ctx, fi),
        },
        "auth_time": auth_time,
        "grant": opaque(),
    }


def _amr(ctx: Appel, fi: str) -> list[str]:
    """What services are told of the provider, which may have been removed since."""
    fournisseur = ctx.fournisseurs_identite.get(fi)
    if fournisseur is None:
        raise ErreurPage("Y020019")
    return list(fournisseur.amr)


async def emettre(
    ctx: Appel, service: Service, jeton: str, prepare: dict[str, Any], duree: int = JETON_ACCES
) -> dict[str, Any]:
    """Store the access token and give the token endpoint's five members; it lives `duree` seconds."""
    iat = ctx.maintenant
    await ctx.magasin.poser(ctx.espace, NATURE, jeton, {**prepare, "iat": iat, "exp": iat + duree}, duree)
    return {
        "access_token": jeton,
        "expires_in": duree,
        "id_token": id_token(ctx, service, prepare, iat),
        "scope": " ".join(prepare["scopes"]),
        "token_type": "Bearer",
    }


def id_token(ctx: Appel, service: Service, prepare: dict[str, Any], iat: int) -> str:
    """Eight claims, nine with `amr`; never an identity, `at_hash`, `sid` or `jti`."""
    charge = {"sub": prepare["sub"], "auth_time": prepare["auth_time"], "acr": prepare["acr"]}
    if prepare["amr"]:
        charge["amr"] = prepare["claims"]["amr"]
    charge |= {
        "nonce": prepare["nonce"],
        "aud": service.client_id,
        "exp": iat + ID_TOKEN,
        "iat": iat,
        "iss": ctx.emetteur,
    }
    return signer(ctx, service.id_token_signed_response_alg, charge)


async def revoquer(ctx: Appel, jeton: str) -> None:
    await ctx.magasin.retirer(ctx.espace, NATURE, jeton)


async def detacher(ctx: Appel, jeton: str) -> None:
    """The session behind this token ended: the service may still read userinfo, data providers see it inactive."""
    enregistrement = await ctx.magasin.lire(ctx.espace, NATURE, jeton)
    if enregistrement is not None:
        reste = max(enregistrement["exp"] - ctx.maintenant, 1)
        await ctx.magasin.poser(ctx.espace, NATURE, jeton, {**enregistrement, "sans_session": True}, reste)
