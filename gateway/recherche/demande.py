"""What is asked: criteria and their values, read from text or refused in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

from gateway.recherche.critere import Cadre, Critere
from gateway.recherche.criteres import CRITERES
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Nombre, ValeurIllisible, Voulu
from registry.tamis import Condition
from registry.vues import derniere_annee_imposee

#: Income years of which the DGFiP still answers.
ANNEES = 3
ANNEE = "annee"
MINIMUM, MAXIMUM = "_min", "_max"


class DemandeRefusee(ValueError):
    """A criterion or a value that means nothing; `proche` is the nearest name."""

    def __init__(self, message: str, proche: str = "") -> None:
        super().__init__(message)
        self.proche = proche


@dataclass(frozen=True, slots=True)
class Demande:
    """Everything wanted of one person at once, on a day; `annee` is that of the incomes."""

    voulus: tuple[tuple[Critere, Voulu], ...]
    jour: date
    annee: int

    @property
    def conditions(self) -> tuple[Condition, ...]:
        cadre = Cadre(self.jour, self.annee)
        return tuple(dict.fromkeys(c for critere, voulu in self.voulus for c in critere.tamis(voulu, cadre)))

    def convient(self, sujet: Sujet) -> bool:
        return sujet.present and all(voulu.convient(critere.lire(sujet)) for critere, voulu in self.voulus)

    def empreinte(self, population: str) -> str:
        """Eight characters: the same question to the same population."""
        voulus = sorted((c.nom, v.bas, v.haut, sorted(v.valeurs or ())) for c, v in self.voulus)
        return sha256(f"{population}{self.jour}{self.annee}{voulus}".encode()).hexdigest()[:8]


def lire(parametres: Iterable[tuple[str, str]], jour: date) -> Demande:
    """From names and texts (`enfants=2`, `qf_max=700`); empty ones are left out. Raises `DemandeRefusee`."""
    voulus: dict[str, Voulu] = {}
    annee = derniere_annee_imposee(jour)
    for nom, texte in parametres:
        if not texte.strip():
            continue
        if nom == ANNEE:
            annee = _annee(texte, annee)
            continue
        critere, voulu = _un(nom, texte)
        if critere.nom in voulus:
            voulu = _ensemble(critere, voulus[critere.nom], voulu)
        voulus[critere.nom] = voulu
    if not voulus:
        raise DemandeRefusee("aucun critère : que chercher ?")
    return Demande(tuple((c, voulus[c.nom]) for c in CRITERES.values() if c.nom in voulus), jour, annee)


def _un(nom: str, texte: str) -> tuple[Critere, Voulu]:
    base = nom.removesuffix(MINIMUM).removesuffix(MAXIMUM)
    critere = CRITERES.get(nom) or CRITERES.get(base)
    if critere is None or (nom not in CRITERES and not isinstance(critere.genre, Nombre)):
        noms = [n for c in CRITERES.values() for n in noms_admis(c)]
        proches = get_close_matches(nom, [*noms, ANNEE], 1, 0.5)
        raise DemandeRefusee(f"critère inconnu « {nom} »", proches[0] if proches else "")
    if nom != critere.nom:
        texte = f"{texte}.." if nom.endswith(MINIMUM) else f"..{texte}"
    try:
        return critere, critere.genre.lire(texte)
    except ValeurIllisible as erreur:
        raise DemandeRefusee(f"{nom} : {erreur}") from erreur


def _ensemble(critere: Critere, un: Voulu, autre: Voulu) -> Voulu:
    if not isinstance(critere.genre, Nombre):
        raise DemandeRefusee(f"{critere.nom} est donné deux fois ; séparez ses valeurs par des virgules")
    voulu = un.et(autre)
    if voulu.bas > voulu.haut:
        raise DemandeRefusee(f"{critere.nom} : l'intervalle est vide")
    return voulu


def _annee(texte: str, derniere: int) -> int:
    annees = [str(derniere - n) for n in range(ANNEES)]
    if texte.strip() not in annees:
        raise DemandeRefusee(f"{ANNEE} : une des années de revenus {', '.join(annees)}")
    return int(texte)


def noms_admis(critere: Critere) -> tuple[str, ...]:
    """The names under which a criterion may be given."""
    if not isinstance(critere.genre, Nombre):
        return (critere.nom,)
    return critere.nom, critere.nom + MINIMUM, critere.nom + MAXIMUM
