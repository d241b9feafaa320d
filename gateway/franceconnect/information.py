"""The banner that FranceConnect's operators put above the tiles between two dates."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from gateway.franceconnect.appel import Appel

NATURE = "information"
CLE = "mire"
#: Seconds: a banner that was forgotten ends by itself.
DUREE_MAXIMALE = 31 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Message:
    """`gravite` is the banner's colour; it is shown from `debut` to `fin` (epoch seconds), if `actif`."""

    texte: str
    gravite: str
    debut: int
    fin: int
    actif: bool

    def visible(self, maintenant: int) -> bool:
        return self.actif and self.debut <= maintenant < self.fin


async def lire(ctx: Appel) -> Message | None:
    """The space's banner, shown or not."""
    brut = await ctx.magasin.lire(ctx.espace, NATURE, CLE)
    return Message(**brut) if brut else None


async def visible(ctx: Appel) -> Message | None:
    """The banner to show now."""
    message = await lire(ctx)
    return message if message and message.visible(ctx.maintenant) else None


async def poser(ctx: Appel, message: Message) -> None:
    await ctx.magasin.poser(ctx.espace, NATURE, CLE, asdict(message), DUREE_MAXIMALE)


async def retirer(ctx: Appel) -> bool:
    return await ctx.magasin.retirer(ctx.espace, NATURE, CLE)
