"""Someone found, in a few lines: who they are, their main situation, what the criteria read of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gateway.recherche.criteres.famille import SITUATIONS, situation
from gateway.recherche.demande import Demande
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Texte


@dataclass(frozen=True, slots=True)
class Carte:
    """`enfants` are the ages of the children who live there; `valeurs` what each criterion asked reads, names apart."""

    ref: str
    login: str
    prenoms: tuple[str, ...]
    nom: str
    sexe: str
    age: int
    commune: str | None
    situation: str
    enfants: tuple[int, ...]
    valeurs: tuple[tuple[str, str, Any], ...]

    @property
    def phrase(self) -> str:
        return SITUATIONS[self.situation]


def carte(sujet: Sujet, demande: Demande) -> Carte:
    p, chez = sujet.personne, sujet.residence
    return Carte(
        ref=sujet.ref,
        login=p.login,
        prenoms=p.prenoms,
        nom=p.nom_usage or p.nom_naissance,
        sexe=p.sexe,
        age=sujet.age,
        commune=chez.adresse.ligne_commune if chez else None,
        situation=situation(sujet),
        enfants=tuple(e.age(sujet.jour) for e in sujet.enfants),
        valeurs=tuple((c.nom, c.libelle, c.lire(sujet)) for c, _ in demande.voulus if not isinstance(c.genre, Texte)),
    )
