"""The feed of a space: what the nation lives and what the space has made happen, in one order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from heapq import merge

from registry.evenements import (
    NATURES,
    PREMIER_RANG_D_ESPACE,
    Arrets,
    Evenement,
    NatureEvenement,
    Vivant,
    sequence,
)
from registry.modifications import Modification
from registry.mondes import Monde


def fil(
    monde: Monde,
    modifications: Sequence[Modification],
    arrets: Arrets,
    epoque: int,
    fenetre: tuple[date, date],
    apres: int,
    natures: Collection[NatureEvenement],
) -> Iterator[Evenement]:
    """From the first to the last day of `fenetre`, beyond the number `apres`, as it is read.

    What a space makes happen takes the place of its day, after the nation's: it may be before what has been read.
    """
    vecus = monde.evenements(*fenetre, apres, natures, arrets) if isinstance(monde, Vivant) else iter(())
    faits = sorted(
        (e for e in _de_l_espace(modifications, epoque) if e.sequence > apres and e.nature in natures),
        key=lambda e: e.sequence,
    )
    ici = (e for e in faits if fenetre[0] <= e.jour <= fenetre[1])
    return merge(vecus, ici, key=lambda e: e.sequence)


def _de_l_espace(modifications: Sequence[Modification], epoque: int) -> Iterator[Evenement]:
    """The life events and the deaths told to the space; those of before the epoch have no number."""
    for rang, m in enumerate(modifications):
        nom = m.valeur["demande"]["event"] if m.nature == "evenement" else m.nature
        jour = (m.date_effet - date(epoque, 1, 1)).days
        for nature in NATURES:
            if nature == nom and jour >= 0:
                numero = sequence(jour, PREMIER_RANG_D_ESPACE + rang, 0)
                yield Evenement(numero, m.date_effet, nature, _refs(m), "", m.known_by or {})


def _refs(m: Modification) -> tuple[str, ...]:
    """The person, then whoever is born or comes."""
    lot = m.valeur.get("lot", {})
    venus = (*(p["ref"] for p in lot.get("personnes", ())), *lot.get("joint", ()))
    return tuple(dict.fromkeys((m.ref, *venus)))
