"""What a citizen may decide in their space: the identity providers they accept, a consent they take back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gateway.franceconnect import comptes, courriels
from gateway.franceconnect.appel import Appel
from gateway.mes_connexions.session import SessionCitoyen


class ChoixRefuse(Exception):
    """The identity provider in use would be blocked, which would shut the citizen out."""


@dataclass(frozen=True, slots=True)
class Preference:
    """One identity provider as the citizen sees it."""

    uid: str
    titre: str
    accepte: bool


async def preferences(ctx: Appel, ref: str) -> tuple[list[Preference], bool]:
    """Each identity provider shown on the tiles, and whether those to come are accepted."""
    compte = await comptes.lire(ctx, ref)
    connus = [fi for fi in ctx.fournisseurs_identite.values() if fi.display]
    return [Preference(fi.uid, fi.title, not compte.bloque(fi.uid)) for fi in connus], compte.exclut


async def changer(ctx: Appel, session: SessionCitoyen, acceptes: Collection[str], futurs: bool) -> list[str]:
    """Keep these identity providers; the uids whose choice changed. A mail tells the citizen. Raises `ChoixRefuse`."""
    if session.fi not in acceptes:
        raise ChoixRefuse
    avant = await comptes.lire(ctx, session.ref)
    apres = comptes.preferences(avant, ctx.fournisseurs_identite, acceptes, futurs)
    await comptes.ecrire(ctx, session.ref, apres)
    changes = [uid for uid in ctx.fournisseurs_identite if avant.bloque(uid) != apres.bloque(uid)]
    if changes or avant.exclut != apres.exclut:
        await _prevenir(ctx, session.ref, apres, changes)
    return changes


async def _prevenir(ctx: Appel, ref: str, compte: comptes.Compte, changes: list[str]) -> None:
    connus = ctx.fournisseurs_identite
    lignes = [f"- {connus[uid].title} : {'bloqué' if compte.bloque(uid) else 'accepté'}" for uid in changes]
    lignes.append(f"- les comptes à venir : {'acceptés' if compte.exclut else 'bloqués'}")
    texte = "Bonjour,\n\nVos préférences de connexion ont changé :\n" + "\n".join(lignes)
    personne = ctx.registre.personne(ref)
    if personne.email:
        await courriels.envoyer(ctx, personne.email, "Vos préférences FranceConnect ont changé", texte)
