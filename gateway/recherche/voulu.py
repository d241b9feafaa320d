"""What is wanted of a criterion, read from text: an interval of numbers, or some values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from registry.identification import normaliser

OUI, NON = "oui", "non"
_OUI_NON = {"oui": OUI, "true": OUI, "1": OUI, "non": NON, "false": NON, "0": NON}
JUSQU_A = ".."


class ValeurIllisible(ValueError):
    """A value that the criterion cannot take; the message says what it takes."""


@dataclass(frozen=True, slots=True)
class Voulu:
    """An interval, both ends included, or `valeurs`, any of which will do."""

    bas: float = -inf
    haut: float = inf
    valeurs: frozenset[str] | None = None

    def convient(self, valeur: object) -> bool:
        """A value, or several of which one must do; None is what someone does not have."""
        if valeur is None:
            return False
        if isinstance(valeur, (tuple, frozenset)):
            return any(self.convient(v) for v in valeur)
        if self.valeurs is not None:
            return (OUI if valeur is True else NON if valeur is False else valeur) in self.valeurs
        return isinstance(valeur, (int, float)) and self.bas <= valeur <= self.haut

    def et(self, autre: Voulu) -> Voulu:
        """Both intervals at once."""
        return Voulu(max(self.bas, autre.bas), min(self.haut, autre.haut))


@dataclass(frozen=True, slots=True)
class Nombre:
    """A number in `unite`: `3`, `2..5`, `..700`, `600..`."""

    unite: str

    @property
    def attendu(self) -> str:
        return "un nombre (3), ou un intervalle (2..5, ..700, 600..)"

    def lire(self, texte: str) -> Voulu:
        debut, separateur, fin = texte.partition(JUSQU_A)
        bas, haut = self._borne(debut, -inf), self._borne(fin, inf)
        if not separateur:
            haut = bas
        if bas > haut or (bas, haut) == (-inf, inf) or not (debut.strip() or fin.strip()):
            raise ValeurIllisible(self.attendu)
        return Voulu(bas, haut)

    def _borne(self, texte: str, defaut: float) -> float:
        texte = texte.strip().replace(",", ".")
        if not texte:
            return defaut
        try:
            borne = float(texte)
        except ValueError as erreur:
            raise ValeurIllisible(self.attendu) from erreur
        if not abs(borne) < 1e15:
            raise ValeurIllisible(self.attendu)
        return borne


@dataclass(frozen=True, slots=True)
class Choix:
    """One of the values, or several separated by commas; `libelles` says what each means."""

    libelles: Mapping[str, str]

    @property
    def attendu(self) -> str:
        return f"une ou plusieurs de ces valeurs : {', '.join(self.libelles)}"

    def lire(self, texte: str) -> Voulu:
        lues = _parties(texte)
        if not lues or not lues <= self.libelles.keys():
            raise ValeurIllisible(self.attendu)
        return Voulu(valeurs=frozenset(lues))


@dataclass(frozen=True, slots=True)
class OuiNon:
    attendu: str = "oui ou non"

    def lire(self, texte: str) -> Voulu:
        if texte.strip().lower() not in _OUI_NON:
            raise ValeurIllisible(self.attendu)
        return Voulu(valeurs=frozenset((_OUI_NON[texte.strip().lower()],)))


@dataclass(frozen=True, slots=True)
class Texte:
    """A name, without regard to case, accents or punctuation; several are separated by commas."""

    attendu: str

    def lire(self, texte: str) -> Voulu:
        lues = frozenset(normaliser(partie) for partie in _parties(texte)) - {""}
        if not lues:
            raise ValeurIllisible(self.attendu)
        return Voulu(valeurs=lues)


Genre = Nombre | Choix | OuiNon | Texte


def _parties(texte: str) -> frozenset[str]:
    return frozenset(p.strip() for p in texte.split(",")) - {""}


def en_texte(valeurs: Iterable[str]) -> frozenset[str]:
    """Values as `Texte` reads them."""
    return frozenset(normaliser(v) for v in valeurs)
