"""A citizen's history from the space's journal: connections, authorisations, data exchanges, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gateway.franceconnect import evenements, scopes
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.courriels import quand

PAR_PAGE = 10
#: Seconds: six months, as FranceConnect keeps them.
GARDE = 183 * 24 * 3600
FAMILLES = {
    evenements.VERIFIE: "Connexion",
    evenements.CONSENTEMENT: "Autorisation",
    evenements.FD_SERVI: "Échange de données",
}
TRANSFERTS = frozenset({evenements.INFORMATION, evenements.INFORMATION_ANONYME, evenements.CONSENTEMENT})


@dataclass(frozen=True, slots=True)
class Ligne:
    """One event as its citizen reads it; `libelles` are the data concerned, never their values."""

    famille: str
    quand: str
    service: str
    fournisseur: str
    libelles: tuple[str, ...]
    code: str


async def evenements_du_citoyen(ctx: Appel, ref: str) -> list[dict[str, Any]]:
    """The events of the last six months about `ref`, newest first."""
    return await ctx.magasin.journal_du_citoyen(ctx.espace, ref, depuis=ctx.maintenant - GARDE)


def visibles(tous: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the three families that a citizen is shown."""
    return [e for e in tous if e.get("evenement") in FAMILLES]


def ligne(ctx: Appel, e: dict[str, Any]) -> Ligne:
    return Ligne(
        famille=FAMILLES[e["evenement"]],
        quand=quand(e["instant"]),
        service=titre_service(ctx, e),
        fournisseur=e.get("fournisseur_titre") or titre_fi(ctx, e.get("fi", "")),
        libelles=tuple(c["label"] for c in claims(e)),
        code=e.get("code", ""),
    )


def piste(ctx: Appel, e: dict[str, Any]) -> dict[str, Any]:
    """The event as a track of FranceConnect's dashboard; where it came from is not known here."""
    return {
        "event": e["evenement"],
        "time": e["instant"] * 1000,
        "platform": e["plateforme"],
        "spLabel": titre_service(ctx, e),
        "idpLabel": titre_fi(ctx, e.get("fi", "")),
        "interactionAcr": e["acr"],
        "city": None,
        "country": None,
        "claims": claims(e),
        "trackId": str(e["id"]),
        "authenticationEventId": e.get("code", ""),
    }


def services_autorises(ctx: Appel, tous: list[dict[str, Any]]) -> dict[str, str]:
    """The services that received something and whose consent has not been withdrawn since: client_id → title."""
    vus: dict[str, str | None] = {}
    for e in tous:
        if e.get("evenement") == evenements.RETRAIT:
            vus.setdefault(e["service"], None)
        elif e.get("evenement") in TRANSFERTS:
            vus.setdefault(e["service"], titre_service(ctx, e))
    return {client_id: titre for client_id, titre in vus.items() if titre is not None}


def titre_service(ctx: Appel, e: dict[str, Any]) -> str:
    """Its title today, that of the day if it is gone."""
    service = ctx.services.get(e["service"])
    return service.title if service else str(e.get("service_titre", e["service"]))


def titre_fi(ctx: Appel, uid: str) -> str:
    fi = ctx.fournisseurs_identite.get(uid)
    return fi.title if fi else ""


def claims(e: dict[str, Any]) -> list[dict[str, Any]]:
    """The data concerned: identifier, label and provider; what has no label is not shown."""
    if e["evenement"] == evenements.VERIFIE:
        return []
    demandes = set(e.get("scopes", ()))
    ouverts = e.get("claims", ())
    franceconnect = {"slug": "franceconnect", "label": "FranceConnect"}
    identite = [
        {"identifier": claim, "label": libelle, "provider": franceconnect}
        for claim, libelle in scopes.LIBELLES_IDENTITE.items()
        if claim in ouverts
    ]
    donnees = [
        {"identifier": nom, "label": libelle, "provider": {"slug": g.slug, "label": g.libelle}}
        for g in scopes.GROUPES
        for nom, libelle in g.scopes.items()
        if nom in demandes
    ]
    return identite + donnees
