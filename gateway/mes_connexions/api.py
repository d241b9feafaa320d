"""The dashboard's JSON API, on FranceConnect's own paths: who, tracks, preferences."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import appel
from gateway.franceconnect.reponses import SANS_CACHE, json
from gateway.mes_connexions import choix, historique
from gateway.mes_connexions import session as sessions
from gateway.mes_connexions.session import SessionCitoyen

TAILLE_MAXIMALE = 100


def _sans_session() -> Response:
    return _json({"code": "INVALID_SESSION"}, 401)


def _json(contenu: Any, statut: int = 200) -> Response:
    return json(contenu, statut, SANS_CACHE)


async def csrf(request: Request) -> Response:
    session = await sessions.ouvrir(request)
    return _json({"csrfToken": session.csrf}) if session else _sans_session()


async def moi(request: Request) -> Response:
    session = await sessions.ouvrir(request)
    if session is None:
        return _sans_session()
    personne = appel(request).registre.personne(session.ref)
    qui = {"firstname": " ".join(personne.prenoms), "lastname": personne.nom_naissance}
    return _json({**qui, "idpId": session.fi, "email": personne.email})


async def pistes(request: Request) -> Response:
    """`offset` and `size` as the dashboard asks them; ten tracks by default."""
    ctx = appel(request)
    session = await sessions.ouvrir(request)
    if session is None:
        return _sans_session()
    debut, taille = _entier(request, "offset", 0), min(_entier(request, "size", historique.PAR_PAGE), TAILLE_MAXIMALE)
    visibles = historique.visibles(await historique.evenements_du_citoyen(ctx, session.ref))
    pagination = {"total": len(visibles), "offset": debut, "size": taille}
    lues = [historique.piste(ctx, e) for e in visibles[debut : debut + taille]]
    return _json({"type": "TRACKS_DATA", "meta": {"pagination": pagination}, "payload": lues})


def _entier(request: Request, nom: str, defaut: int) -> int:
    texte = request.query_params.get(nom, "")
    return int(texte) if texte.isdecimal() and len(texte) < 8 else defaut


async def preferences(request: Request) -> Response:
    session = await sessions.ouvrir(request)
    if session is None:
        return _sans_session()
    changes: list[str] = []
    if request.method == "POST":
        demande = _demande(await request.body(), session)
        if demande is None:
            return _sans_session()
        try:
            changes = await choix.changer(appel(request), session, *demande)
        except choix.ChoixRefuse:
            return _json({"code": "CONFLICT"}, 409)
    return await _decrire(request, session, changes)


def _demande(corps: bytes, session: SessionCitoyen) -> tuple[list[str], bool] | None:
    """The list kept and the choice for the future; None when the body is not this session's."""
    try:
        lu = orjson.loads(corps)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(lu, dict) or lu.get("csrfToken") != session.csrf or not isinstance(lu.get("idpList"), list):
        return None
    return [str(uid) for uid in lu["idpList"]], lu.get("allowFutureIdp") is True


async def _decrire(request: Request, session: SessionCitoyen, changes: list[str]) -> Response:
    connus, futurs = await choix.preferences(appel(request), session.ref)
    liste = [{"uid": p.uid, "title": p.titre, "isChecked": p.accepte} for p in connus]
    return _json(
        {"allowFutureIdp": futurs, "idpList": liste, "updatedIdpList": [i for i in liste if i["uid"] in changes]}
    )
