"""Letting an edit in: the space with it must break no invariant that it did not break already, or nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from typing import NoReturn

from gateway.contexte import ContexteAppel
from gateway.controle.erreurs import ErreurControle
from registry.erreurs import ModificationRefusee
from registry.invariants import Invariant, cas_du_registre, violations
from registry.modifications import Modification
from registry.registre import Registre
from registry.stockage.configuration import EspaceChange

#: Times an edit is made again because another process changed the space meanwhile.
ESSAIS = 8


async def admettre(ctx: ContexteAppel, construire: Callable[[Registre], Modification]) -> tuple[int, Modification]:
    """Store what `construire` makes of the space as it is; its number and itself.

    Raises `ErreurControle`: 422 with `regle` when a rule is broken, 409 when the space never stops changing.
    """
    async with ctx.bac.editions:
        for _ in range(ESSAIS):
            ouvert = await ctx.bac.espace(ctx.espace)
            registre = ctx.bac.registre(ouvert)
            try:
                modification = await asyncio.to_thread(_verifiee, registre, construire, ctx.jour)
                numero = await asyncio.to_thread(
                    ctx.bac.configuration.ajouter_modification, ctx.espace, modification, ouvert.version
                )
            except ModificationRefusee as erreur:
                _refuser(erreur)
            except EspaceChange:
                ctx.bac.oublier(ctx.espace)
                continue
            ctx.bac.oublier(ctx.espace)
            return numero, modification
    raise ErreurControle(409, "espace_occupe", "D'autres changements arrivent dans cet espace.", "Recommencez.")


def _verifiee(registre: Registre, construire: Callable[[Registre], Modification], jour: date) -> Modification:
    modification = construire(registre)
    regle = contredite(registre, modification, jour)
    if regle is not None:
        raise ModificationRefusee(regle.phrase.rstrip("."), regle.nom)
    return modification


def contredite(registre: Registre, modification: Modification, jour: date) -> Invariant | None:
    """The first invariant that the edit makes false, on its day, on the civil day or at the end of their years."""
    apres = registre.avec(modification)
    jours = {modification.date_effet, jour}
    jours |= {date(j.year, 12, 31) for j in jours} | {date(jour.year + 1, 12, 31)}
    gens = apres.famille(modification.ref).personnes
    for ref in sorted((p.ref for p in gens.values() if p.login), key=lambda r: r != modification.ref):
        nouvelle = not _connue(registre, ref)
        for j in sorted(jours):
            brisees = violations(cas_du_registre(apres, ref, j))
            if brisees and not nouvelle:
                brisees = tuple(_sans(brisees, violations(cas_du_registre(registre, ref, j))))
            if brisees:
                return brisees[0]
    return None


def _connue(registre: Registre, ref: str) -> bool:
    return any(monde.contient(ref) for monde in (registre.ajouts, *registre.mondes))


def _sans(apres: Iterable[Invariant], avant: Iterable[Invariant]) -> Iterable[Invariant]:
    deja = {i.nom for i in avant}
    return (i for i in apres if i.nom not in deja)


def _refuser(erreur: ModificationRefusee) -> NoReturn:
    if not erreur.regle:
        raise ErreurControle(
            422,
            "fait_refuse",
            f"Ce fait contredit le dossier : {erreur}.",
            "GET /_bac/citizens/{ref} montre le dossier.",
        ) from erreur
    refus = ErreurControle(
        422,
        "regle_contredite",
        f"Refusé par la règle « {erreur.regle} » : {erreur}.",
        "docs/invariants.md liste les règles ; GET /_bac/citizens/{ref} montre le dossier. Rien n'a été gardé.",
    )
    refus.corps["regle"] = erreur.regle
    raise refus from erreur
