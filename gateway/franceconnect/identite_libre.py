"""The demonstration providers' form where one types any identity, as the public sandbox of FranceConnect has it."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import userinfo_fi
from gateway.franceconnect.appel import appel
from gateway.franceconnect.comptoir_fi import adresse, donnees_recues, niveau_rendu, non_demandee, promettre, simule
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.profil import NIVEAUX

#: Name of the claim, label, value proposed.
CHAMPS_LIBRES = (
    ("given_name", "Prénoms", ""),
    ("family_name", "Nom de naissance", ""),
    ("preferred_username", "Nom d'usage", ""),
    ("birthdate", "Date de naissance (AAAA-MM-JJ, 00 si inconnu)", ""),
    ("birthplace", "Lieu de naissance (code commune, vide à l'étranger)", ""),
    ("birthcountry", "Pays de naissance (code)", "99100"),
    ("email", "Adresse électronique", ""),
)


async def afficher(request: Request) -> Response:
    """The form where one types any identity."""
    fi, state = simule(request), request.query_params.get("state", "")
    if fi is None or fi.identifiant != "login" or not state:
        return non_demandee(request)
    ici = adresse(appel(request), fi)
    return page_active(
        "franceconnect/identite_libre.html",
        request,
        fi=fi,
        state=state,
        acr=request.query_params.get("acr_values", ""),
        niveaux=NIVEAUX,
        champs=CHAMPS_LIBRES,
        action=f"{ici}/login/with-custom-identity",
        annuler=f"{ici}/abandon?{urlencode({'state': state})}",
    )


async def entrer(request: Request) -> Response:
    """What was typed becomes claims, unchecked: checking is FranceConnect's part."""
    ctx, fi, donnees = appel(request), simule(request), await donnees_recues(request)
    if fi is None or fi.identifiant != "login":
        return non_demandee(request)
    noms = [nom for nom, _, _ in CHAMPS_LIBRES] + ["gender"]
    claims = {nom: donnees[nom].strip() for nom in noms if donnees.get(nom, "").strip()}
    sub = sha256(repr(sorted(claims.items())).encode()).hexdigest()
    reponse = userinfo_fi.Reponse(200, orjson.dumps({**claims, "sub": sub}).decode())
    return await promettre(ctx, fi, donnees.get("state", ""), niveau_rendu(fi, donnees), userinfo=reponse)
