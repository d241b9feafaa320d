"""The mails FranceConnect would send, kept in the space's mailbox: nothing ever leaves the sandbox."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from gateway import horloge
from gateway.franceconnect.appel import Appel
from gateway.hasard import identifiant
from gateway.pages import date_longue

NATURE = "courriel"
EXPEDITEUR = "ne-pas-repondre@example.org"
#: Seconds a mail is kept.
DUREE = 30 * 24 * 3600
PIED = "Bac à sable — données fictives. Ce message n'a quitté aucune machine."


async def envoyer(ctx: Appel, a: str, sujet: str, texte: str, **membres: str) -> None:
    """Put a mail to the address `a` in the box; `membres` are what a test wants to read without parsing the text."""
    courriel = {
        "id": identifiant(),
        "from": EXPEDITEUR,
        "to": a,
        "date": ctx.maintenant,
        "subject": sujet,
        "text": f"{texte}\n\n{PIED}\n",
        **membres,
    }
    cle = f"{a}|{horloge.maintenant():017.6f}|{courriel['id']}"
    await ctx.magasin.poser(ctx.espace, NATURE, cle, courriel, DUREE)


async def boite(ctx: Appel, a: str = "") -> list[dict[str, Any]]:
    """The mails of the space, or those to `a`, newest first; no database keeps a NUL."""
    if "\0" in a:
        return []
    courriels = await ctx.magasin.lister(ctx.espace, NATURE, f"{a}|" if a else "")
    return [courriel for _, courriel in sorted(courriels, key=lambda c: c[0].split("|")[-2], reverse=True)]


def quand(instant: int) -> str:
    """`23 novembre 2026 à 18:05 (UTC)`."""
    lu = datetime.fromtimestamp(instant, UTC)
    return f"{date_longue(lu.date())} à {lu:%H:%M} (UTC)"
