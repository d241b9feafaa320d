"""The access token and the token endpoint's answer: the same for the browser's journey and the direct login."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from gateway.declarations import Service
from gateway.franceconnect import identite
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.chiffrement import chiffrer
from gateway.franceconnect.durees import ID_TOKEN, JETON_ACCES
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.rapprochement import completer
from gateway.franceconnect.signature import signer_pour
from gateway.hasard import jeton as opaque
from registry.facts import Personne

NATURE = "jeton"
NATURE_CODE = "code"


def preparer(
    ctx: Appel,
    service: Service,
    personne: Personne,
    *,
    scopes: list[str],
    nonce: str,
    fi: str,
    acr: str,
    auth_time: int,
    amr: bool,
    subs: Mapping[str, str],
    rep_scope: Sequence[str] = (),
    saisie: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What an access token stands for, before its `iat` and `exp`.

    `fi` is the uid of the identity provider, `saisie` the identity it gave, if it is not the register's own; `acr` is
    the level services are told, `amr` says whether the id_token carries that claim, `rep_scope` (when not empty) is
    another of its claims. `subs` holds the subjects that the account keeps for some entities.
    """
    corriges = identite.claims(personne)
    claims = completer(corriges, saisie) if saisie else corriges
    empreinte = identite.empreinte(corriges)
    entite = identite.secteur(service)
    propres: dict[str, Any] = {}
    if ctx.profil.identite_du_fi:
        propres["pivot"] = {nom: corriges[nom] for nom in identite.PIVOT}
        claims = identite.claims_du_fi(claims, saisie or {})
    return {
        **propres,
        "client_id": service.client_id,
        "ref": personne.ref,
        "scopes": scopes,
        "sub": subs.get(entite) or identite.sujet(ctx.espace, entite, empreinte),
        "entity_id": entite,
        "empreinte": empreinte,
        "acr": acr,
        "plateforme": ctx.profil.nom,
        "nonce": nonce,
        "amr": amr,
        "rep_scope": list(rep_scope),
        "claims": {**claims, "idp_id": fi, "amr": _amr(ctx, fi)},
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
    jws = id_token(ctx, service, prepare, iat, jeton)
    await ctx.magasin.poser(ctx.espace, NATURE, jeton, {**prepare, "iat": iat, "exp": iat + duree}, duree)
    return {
        "access_token": jeton,
        "expires_in": duree,
        "id_token": await chiffrer(ctx, service, jws, service.id_token_encrypted_response_alg),
        "scope": " ".join(prepare["scopes"]),
        "token_type": "Bearer",
    }


def id_token(ctx: Appel, service: Service, prepare: dict[str, Any], iat: int, jeton: str) -> str:
    """Eight claims, nine with `amr`, ten with a mandate; never an identity, `sid` or `jti`; `at_hash` on demand."""
    charge = {"sub": prepare["sub"], "auth_time": prepare["auth_time"], "acr": prepare["acr"]}
    if prepare["amr"]:
        charge["amr"] = prepare["claims"]["amr"]
    if prepare["rep_scope"]:
        charge["rep_scope"] = prepare["rep_scope"]
    if service.at_hash:
        charge["at_hash"] = empreinte_du_jeton(jeton)
    charge |= {
        "nonce": prepare["nonce"],
        "aud": service.client_id,
        "exp": iat + ID_TOKEN,
        "iat": iat,
        "iss": ctx.emetteur,
    }
    return signer_pour(ctx, service, ctx.profil.alg(service.id_token_signed_response_alg), charge)


def empreinte_du_jeton(jeton: str) -> str:
    """OpenID Connect Core, section 3.1.3.6: the left half of the digest, SHA-256 for each of our algorithms."""
    return urlsafe_b64encode(sha256(jeton.encode()).digest()[:16]).rstrip(b"=").decode()


async def lire(ctx: Appel, jeton: str) -> dict[str, Any] | None:
    """The live access token of this platform, None otherwise."""
    enregistrement = await ctx.magasin.lire(ctx.espace, NATURE, jeton)
    if enregistrement is None or enregistrement["plateforme"] != ctx.profil.nom:
        return None
    return enregistrement


async def revoquer(ctx: Appel, jeton: str) -> None:
    await ctx.magasin.retirer(ctx.espace, NATURE, jeton)


async def detacher(ctx: Appel, jeton: str) -> None:
    """The session behind this token ended: the service may still read userinfo, data providers see it inactive."""
    enregistrement = await ctx.magasin.lire(ctx.espace, NATURE, jeton)
    if enregistrement is not None:
        reste = max(enregistrement["exp"] - ctx.maintenant, 1)
        await ctx.magasin.poser(ctx.espace, NATURE, jeton, {**enregistrement, "sans_session": True}, reste)
