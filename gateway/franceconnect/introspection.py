"""What a data provider learns of an access token: the one logic behind `/checktoken` and the in-process call."""

from __future__ import annotations

from typing import Any

from gateway.declarations import FournisseurDonnees
from gateway.franceconnect import evenements
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.identite import PIVOT, sujet
from gateway.franceconnect.jetons import NATURE
from gateway.franceconnect.profil import PLATEFORMES


async def introspecter(ctx: Appel, jeton: str, fd: FournisseurDonnees, plateforme: str = "") -> dict[str, Any] | None:
    """The `token_introspection` of a live token, None otherwise.

    The scopes are those of the token that `fd` is registered for (`""` is still active), the identity is given whatever
    they are, and `sub` is the one of this data provider. With `plateforme`, only its tokens are known.
    """
    trouve = await ctx.magasin.lire(ctx.espace, NATURE, jeton)
    if trouve is None or "sans_session" in trouve or plateforme not in ("", trouve["plateforme"]):
        evenements.noter_fd(ctx, evenements.FD_REFUSE, fd)
        return None
    visibles = frozenset(fd.scopes)
    scopes = [s for s in trouve["scopes"] if s in visibles]
    evenements.noter_fd(
        ctx,
        evenements.FD_SERVI,
        fd,
        plateforme=PLATEFORMES[trouve["plateforme"]].titre,
        service=trouve["client_id"],
        citoyen=trouve["ref"],
        acr=trouve["acr"],
        scopes=scopes,
    )
    pivot = trouve.get("pivot", trouve["claims"])
    return {
        "active": True,
        "aud": trouve["client_id"],
        "sub": sujet(ctx.espace, fd.client_id, trouve["empreinte"]),
        "iat": trouve["iat"],
        "exp": trouve["exp"],
        "acr": trouve["acr"],
        "jti": jeton,
        "scope": " ".join(scopes),
        **{nom: pivot[nom] for nom in PIVOT},
    }
