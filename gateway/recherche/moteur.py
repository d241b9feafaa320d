"""The search itself: through the sieve, then one by one, until the page is full or the time is spent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gateway.recherche.demande import Demande, DemandeRefusee
from gateway.recherche.sujet import Sujet
from registry.registre import Registre

DEBUT = (0, 0)


@dataclass(frozen=True, slots=True)
class Trouves:
    """A page. `complet`: it is full, or nobody is left; else the time was spent before.

    `curseur` asks for what follows, None when nobody is left. `examines` counts the people checked one by one.
    """

    sujets: tuple[Sujet, ...]
    curseur: str | None
    complet: bool
    examines: int


def chercher(registre: Registre, demande: Demande, limite: int, curseur: str, depasse: Callable[[], bool]) -> Trouves:
    """At most `limite` people, always in the same order, from `curseur` on (empty: from the first).

    At least one person or one slice of the population is looked at, however late `depasse` says that it is. Raises
    `DemandeRefusee` when the cursor is not one of this search.
    """
    empreinte = demande.empreinte(f"{registre.identifiant}/{len(registre.modifications)}")
    depuis = _depuis(curseur, empreinte) if curseur else DEBUT
    trouves: list[Sujet] = []
    examines = 0
    for etape, tranche in registre.tamiser(demande.conditions, demande.jour, depuis):
        for position, ref in tranche.refs:
            sujet = Sujet(registre, ref, demande.jour, demande.annee)
            examines += 1
            if demande.convient(sujet):
                trouves.append(sujet)
            if len(trouves) == limite or depasse():
                suite = f"{etape}.{position + 1}.{empreinte}"
                return Trouves(tuple(trouves), suite, len(trouves) == limite, examines)
        # A slice that ends where this call began would give its own cursor back, for ever.
        if (etape, tranche.suivante) != depuis and depasse():
            return Trouves(tuple(trouves), f"{etape}.{tranche.suivante}.{empreinte}", False, examines)
    return Trouves(tuple(trouves), None, True, examines)


def _depuis(curseur: str, empreinte: str) -> tuple[int, int]:
    parties = curseur.split(".")
    if len(parties) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 12 for p in parties[:2]):
        raise DemandeRefusee("cursor : ce n'est pas un curseur")
    if parties[2] != empreinte:
        raise DemandeRefusee("cursor : celui d'une autre recherche, d'un autre jour ou d'avant une édition de l'espace")
    return int(parties[0]), int(parties[1])
