"""The addresses a developer copies into a service's configuration."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.catalogue import FOURNISSEURS
from gateway.franceconnect.profil import PLUS
from gateway.portail.contexte import ContextePortail


@dataclass(frozen=True, slots=True)
class Adresse:
    nom: str
    url: str


@dataclass(frozen=True, slots=True)
class Adresses:
    base_url: str
    franceconnect: tuple[Adresse, ...]
    fournisseurs: tuple[Adresse, ...]
    controle: tuple[Adresse, ...]


def adresses(ctx: ContextePortail) -> Adresses:
    """Those of the space, each an absolute URL."""
    fc = ctx.emetteur
    return Adresses(
        base_url=ctx.base_url,
        franceconnect=(
            Adresse("Découverte", f"{fc}/.well-known/openid-configuration"),
            Adresse("Émetteur (issuer)", fc),
            Adresse("Autorisation", f"{fc}/authorize"),
            Adresse("Jeton", f"{fc}/token"),
            Adresse("Identité (userinfo)", f"{fc}/userinfo"),
            Adresse("Clés (JWKS)", f"{fc}/jwks"),
            Adresse("Déconnexion", f"{fc}/session/end"),
            Adresse("Vérification d’un jeton (checktoken)", f"{fc}/checktoken"),
            Adresse("FranceConnect+ : émetteur (issuer)", f"{ctx.base_url}{PLUS.prefixe}"),
        ),
        fournisseurs=tuple(Adresse(f.titre, ctx.base_url + f.routes[0].path) for f in FOURNISSEURS if f.routes),
        controle=(
            Adresse("API de contrôle", f"{ctx.base_url}/_bac/"),
            Adresse("Sa description OpenAPI", f"{ctx.base_url}/_bac/openapi.json"),
            Adresse("État de santé", f"{ctx.base_url}/_bac/health"),
        ),
    )
