"""A citizen's account at FranceConnect: open or disabled, the identity providers they block, their last connection.

Known gap: the account belongs to the citizen's ref, where FranceConnect keys it by the identity hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseursIdentite

NATURE = "compte"
NATURE_CONNEXION = "derniere_connexion"
#: Seconds: an account that nobody uses is forgotten after three years.
DUREE = 3 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Compte:
    """`liste` holds the identity providers blocked when `exclut`, else the only ones accepted (future ones are not).

    `subs` maps an `entityId` to the subject that its services have known since before: it wins over the computed one.
    """

    actif: bool = True
    exclut: bool = True
    liste: tuple[str, ...] = ()
    subs: Mapping[str, str] = field(default_factory=dict)

    def bloque(self, fi: str) -> bool:
        return (fi in self.liste) is self.exclut

    def bloques(self, connus: FournisseursIdentite) -> list[str]:
        """The uids of the identity providers blocked among those there are."""
        return [uid for uid in connus if self.bloque(uid)]


def preferences(compte: Compte, connus: FournisseursIdentite, acceptes: Iterable[str], futurs: bool) -> Compte:
    """The same account accepting these of the known identity providers, and those to come if `futurs`."""
    gardes = frozenset(acceptes)
    liste = [uid for uid in connus if (uid not in gardes) is futurs]
    return replace(compte, exclut=futurs, liste=tuple(liste))


async def lire(ctx: Appel, ref: str) -> Compte:
    """The account as it was left, or an open one without preferences."""
    brut = await ctx.magasin.lire(ctx.espace, NATURE, ref)
    if brut is None:
        return Compte()
    return Compte(brut["actif"], brut["exclut"], tuple(brut["liste"]), brut.get("subs", {}))


async def ecrire(ctx: Appel, ref: str, compte: Compte) -> None:
    valeur = {"actif": compte.actif, "exclut": compte.exclut, "liste": compte.liste, "subs": compte.subs}
    await ctx.magasin.poser(ctx.espace, NATURE, ref, valeur, DUREE)


async def verifier(ctx: Appel, ref: str, fi: str) -> Compte:
    """The account; `ErreurPage` when it is disabled, then when the citizen blocked this identity provider (its uid)."""
    compte = await lire(ctx, ref)
    if not compte.actif:
        raise ErreurPage("Y180001")
    if compte.bloque(fi):
        raise ErreurPage("Y100011")
    return compte


async def noter_connexion(ctx: Appel, ref: str) -> None:
    """Apart from the account, so that a login never undoes a choice made at the same moment."""
    await ctx.magasin.poser(ctx.espace, NATURE_CONNEXION, ref, {"instant": ctx.maintenant}, DUREE)


async def derniere_connexion(ctx: Appel, ref: str) -> int | None:
    """Epoch seconds of the last login that ended at a service."""
    brut = await ctx.magasin.lire(ctx.espace, NATURE_CONNEXION, ref)
    return brut["instant"] if brut else None
