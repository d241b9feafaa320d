"""`bacasable nation events`: the life of the nation, read without a server."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

import typer

from gateway.commandes.citoyens import EnJson, Graine, Taille, lire_jour
from gateway.commandes.sortie import afficher_json, echouer, tableau
from gateway.settings import Settings
from registry.evenements import NATURES_DE_LA_NATION, Evenement, NatureEvenement, annees_vecues

EVENEMENTS = 50

Epoque = Annotated[int | None, typer.Option(help="Année de la population [celle de --from, ou l'année en cours].")]


def events(
    du: Annotated[str | None, typer.Option("--from", help="Premier jour, AAAA-MM-JJ [aujourd'hui].")] = None,
    au: Annotated[str | None, typer.Option("--to", help="Dernier jour, AAAA-MM-JJ [le premier].")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Nature, autant de fois que voulu [toutes].")] = None,
    after: Annotated[int, typer.Option(min=-1, help="Seulement au-delà de ce numéro.")] = -1,
    limit: Annotated[int, typer.Option(min=1, help="Nombre d'événements.")] = EVENEMENTS,
    seed: Graine = None,
    size: Taille = None,
    epoch: Epoque = None,
    brut: EnJson = False,
) -> None:
    """Ce qui arrive à la nation entre deux jours, à venir compris."""
    from gateway.app import peupler
    from registry.registre import Registre

    premier = lire_jour(du)
    dernier = premier if au is None else lire_jour(au)
    epoque = premier.year if epoch is None else epoch
    reglages = Settings()
    graine, taille = reglages.nation_seed if seed is None else seed, reglages.nation_size if size is None else size
    registre = Registre(peupler(graine, taille, epoque, annees_vecues(epoque, dernier)))
    lus = list(islice(registre.evenements(epoque, premier, dernier, after, _natures(kind)), limit))
    if brut:
        afficher_json([_en_json(e) for e in lus])
        return
    tableau(
        ("numéro", "jour", "événement", "citoyens", ""),
        [(e.sequence, e.jour, e.nature, ", ".join(e.refs), e.precision) for e in lus],
    )


def _en_json(e: Evenement) -> dict[str, Any]:
    """The shape of `GET /_bac/events`."""
    return {
        "sequence": e.sequence,
        "day": e.jour,
        "kind": e.nature,
        "citizens": e.refs,
        "detail": e.precision,
        "known_by": e.known_by,
    }


def _natures(demandees: list[str] | None) -> tuple[NatureEvenement, ...]:
    connues = {str(n): n for n in NATURES_DE_LA_NATION}
    if inconnue := next((n for n in demandees or () if n not in connues), None):
        echouer(f"« {inconnue} » n'est pas une nature d'événement.", f"Natures : {', '.join(connues)}.")
    return tuple(connues[n] for n in demandees) if demandees else NATURES_DE_LA_NATION
