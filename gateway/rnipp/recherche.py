"""The RNIPP's search: one civil identity against the space's registry, and how sure the register is of its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from registry.facts import FRANCE, Personne, Pivot, Sexe
from registry.identification import correspond, normaliser

TROUVE, RECTIFIE, UN_PROCHE, PLUSIEURS, NOM_USAGE, AUCUN, REJETE = 2, 3, 4, 6, 7, 8, 9
ETRANGER = "99"


@dataclass(frozen=True, slots=True)
class Demande:
    """The identity asked about: `naissance` is year, month and day (0: unknown), `lieu` a commune or `99xxx` code.

    `sexe` None stands for `I`, not specified.
    """

    nom: str
    prenoms: tuple[str, ...]
    naissance: tuple[int, int, int]
    sexe: Sexe | None
    lieu: str

    @property
    def pivot(self) -> Pivot:
        annee, mois, jour = self.naissance
        etranger = self.lieu.startswith(ETRANGER)
        return Pivot(
            nom_naissance=self.nom,
            prenoms=self.prenoms,
            annee=annee,
            mois=mois,
            jour=jour,
            sexe=self.sexe,
            code_lieu=None if etranger else self.lieu,
            code_pays=self.lieu if etranger else FRANCE,
        )


@dataclass(frozen=True, slots=True)
class Reponse:
    """`type` is the register's `TypeReponseIdentification`; the person is given when found (2, 3) or near (4).

    `divergences` names what the register knows otherwise: `Nom`, `Prenoms`, `Sexe`, `DateNaissance`, `LieuNaissance`.
    """

    type: int
    personne: Personne | None = None
    divergences: frozenset[str] = frozenset()


def identifier(
    chercher: Callable[[Pivot], Iterable[Personne]], porteurs: Iterable[Personne], demande: Demande, jour: date
) -> Reponse:
    """The register's answer on the civil day `jour`.

    `chercher` finds by birth name; `porteurs` are the people whose usage name can be recognised (known gap: the
    hand-written ones, for the computed nation has no index of usage names).
    """
    pivot = demande.pivot
    trouves = [(p, divergences(demande, p)) for p in chercher(pivot) if p.ne_le(jour)]
    exacts = [p for p, ecarts in trouves if not ecarts]
    if len(exacts) == 1:
        return Reponse(TROUVE, exacts[0])
    if len(trouves) == 1:
        ((personne, ecarts),) = trouves
        return Reponse(RECTIFIE, personne, ecarts)
    if trouves:
        return Reponse(PLUSIEURS)
    if any(_par_usage(p, pivot) for p in porteurs if p.ne_le(jour)):
        return Reponse(NOM_USAGE)
    return _proches(chercher, demande, jour)


def divergences(demande: Demande, personne: Personne) -> frozenset[str]:
    """Compared letter by letter: accents and capitals count, for the register rectifies them."""
    n, lieu = personne.naissance, personne.lieu_naissance
    egaux = {
        "Nom": demande.nom == personne.nom_naissance,
        "Prenoms": " ".join(demande.prenoms) == " ".join(personne.prenoms),
        "Sexe": demande.sexe == personne.sexe,
        "DateNaissance": demande.naissance == (n.annee, n.mois, n.jour),
        "LieuNaissance": demande.lieu == (lieu.code if lieu.en_france else lieu.code_pays),
    }
    return frozenset(nom for nom, egal in egaux.items() if not egal)


def _par_usage(personne: Personne, pivot: Pivot) -> bool:
    if normaliser(personne.nom_usage or "") != normaliser(pivot.nom_naissance):
        return False
    return correspond(personne, replace(pivot, nom_naissance=personne.nom_naissance))


def _proches(chercher: Callable[[Pivot], Iterable[Personne]], demande: Demande, jour: date) -> Reponse:
    """Those who differ by one thing: the day and month, the place, the given names or the sex."""
    proches = {p.ref: p for p in _relaches(chercher, demande.pivot) if p.ne_le(jour)}
    if not proches:
        return Reponse(AUCUN)
    if len(proches) > 1:
        return Reponse(PLUSIEURS)
    (personne,) = proches.values()
    return Reponse(UN_PROCHE, personne, divergences(demande, personne))


def _relaches(chercher: Callable[[Pivot], Iterable[Personne]], pivot: Pivot) -> Iterator[Personne]:
    yield from chercher(replace(pivot, mois=None, jour=None))
    yield from chercher(replace(pivot, code_lieu=None, code_pays=None))
    yield from chercher(replace(pivot, prenoms=()))
    if pivot.sexe:
        yield from chercher(replace(pivot, sexe=None))
