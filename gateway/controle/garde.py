"""Nobody real comes in: what a user writes about people may hold no identifier that could be somebody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.contexte import ContexteAppel
from gateway.controle.erreurs import ErreurControle


def exiger_inoffensif(ctx: ContexteAppel, corps: Any) -> None:
    """422 naming the field and the rule, never the number, when a text of `corps` may identify a real person."""
    for champ, texte in _textes(corps, ""):
        regle = ctx.bac.referentiel.inoffensif.reperer(texte)
        if regle is not None:
            raise ErreurControle(
                422,
                "identifiant_reel",
                f"{champ} : cet identifiant peut être celui d'une vraie personne. Plage réservée — {regle}",
                "N'envoyez aucun identifiant réel : la page /personne-de-reel dit les plages admises.",
            )


def _textes(valeur: Any, champ: str) -> Iterator[tuple[str, str]]:
    if isinstance(valeur, str):
        yield champ, valeur
    elif isinstance(valeur, int) and not isinstance(valeur, bool):
        yield champ, str(valeur)
    elif isinstance(valeur, Mapping):
        for nom, dedans in valeur.items():
            yield from _textes(dedans, f"{champ}.{nom}" if champ else str(nom))
    elif isinstance(valeur, list | tuple):
        for rang, dedans in enumerate(valeur):
            yield from _textes(dedans, f"{champ}.{rang}")
