"""HTML pages: one Jinja2 environment compiled once, and the headers that every page carries."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from gateway.portail.fichiers import VERSION
from kernel.contexte import CLE

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

#: `form-action` is left out on purpose: Chromium applies it to the redirects that follow a form, and the login and
#: consent forms end on the services' own addresses.
ENTETES = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def date_longue(jour: date) -> str:
    """`1er mars 2027`."""
    return f"{'1er' if jour.day == 1 else jour.day} {MOIS[jour.month - 1]} {jour.year}"


def entier(nombre: int) -> str:
    """Thousands separated by a no-break space: `26 400`."""
    return f"{nombre:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def chiffre(valeur: float | str | bool) -> str:
    """A figure as French writes it: two decimals, more for a rate (`0,005`), none when whole, `oui`, `non`."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, str):
        return valeur
    if valeur == int(valeur):
        return entier(int(valeur))
    exact = f"{valeur:.4f}".rstrip("0")
    decimales = exact if len(exact.partition(".")[2]) > 2 and abs(valeur) < 10 else f"{valeur:.2f}"
    entiere, _, fraction = decimales.partition(".")
    return f"{entiere if entiere in ('0', '-0') else entier(int(entiere))},{fraction}"


def numero_de_page(request: HTTPConnection) -> int:
    """The page asked for by `?page=`, 1 when it is not a number."""
    demande = request.query_params.get("page", "1")
    return max(1, int(demande)) if demande.isdecimal() and len(demande) < 6 else 1


def _environnement() -> Environment:
    ici = Path(__file__).parent
    franceconnect = FileSystemLoader(ici / "franceconnect" / "gabarits")
    portail = FileSystemLoader(ici / "portail" / "gabarits")
    mes_connexions = FileSystemLoader(ici / "mes_connexions" / "gabarits")
    env = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(ici / "gabarits"),
                PrefixLoader({"franceconnect": franceconnect, "portail": portail, "mes_connexions": mes_connexions}),
                franceconnect,
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["date_longue"] = date_longue
    env.filters["entier"] = entier
    env.filters["chiffre"] = chiffre
    return env


_ENV = _environnement()


def _cadre(connexion: HTTPConnection) -> dict[str, Any]:
    """What `base.html` shows on every page; outside any space (unknown slug) it names no space and no day."""
    ctx = connexion.scope.get(CLE)
    if ctx is None:
        cadre = {"base": "", "statique": "/statique", "espace": "", "jour": None, "plateforme": ""}
        return {**cadre, "version": VERSION}
    base = urlsplit(ctx.base_url).path.rstrip("/")
    racine = base.removesuffix(f"/e/{ctx.espace}") if ctx.espace else base
    return {
        "base": base,
        "statique": f"{racine}/statique",
        "espace": ctx.espace,
        "jour": ctx.jour,
        "plateforme": ctx.profil.titre,
        "version": VERSION,
    }


def page(nom: str, request: HTTPConnection, statut: int = 200, **contexte: Any) -> HTMLResponse:
    """The page `nom`: a template of `gateway/gabarits`, of FranceConnect's, or `portail/…`.

    Every template has `base` (URL prefix of the space, no final slash), `statique` (URL of the static files),
    `espace` (slug, `""` for the default space), `jour` (civil day, or None) and `plateforme` (FranceConnect's name).
    """
    html = _ENV.get_template(nom).render(_cadre(request) | contexte)
    return HTMLResponse(html, statut, ENTETES)
