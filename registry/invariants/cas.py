"""What an invariant looks at: one citizen on one civil day, with their family, parents, children and groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry import groupes
from registry.facts import Activite, DossierAllocataire, Famille, Personne, Residence, Revenus, Union
from registry.registre import Registre

#: Income years looked at: those the DGFiP answers about.
ANNEES = 3


class Cas:
    """Everything is computed once, when an invariant asks for it."""

    def __init__(
        self,
        famille: Famille,
        ref: str,
        jour: date,
        parents: tuple[Personne, ...] = (),
        enfants: tuple[Personne, ...] = (),
    ) -> None:
        self.famille, self.ref, self.jour = famille, ref, jour
        self.parents, self.enfants = parents, enfants
        self.gens = famille.personnes
        self.personne = famille.personnes[ref]

    @cached_property
    def vivant(self) -> bool:
        return self.personne.ne_le(self.jour) and not self.personne.decede_le(self.jour)

    @cached_property
    def unions(self) -> tuple[Union, ...]:
        return tuple(u for u in self.famille.unions if self.ref in u.membres)

    @cached_property
    def residences(self) -> tuple[Residence, ...]:
        return tuple(r for r in self.famille.residences if r.occupant == self.ref)

    @cached_property
    def activites(self) -> tuple[Activite, ...]:
        return tuple(a for a in self.famille.activites if a.occupant == self.ref)

    @cached_property
    def activite(self) -> Activite | None:
        """The occupation of the day."""
        passees = [a for a in self.activites if a.debut <= self.jour]
        return max(passees, key=lambda a: a.debut) if passees else None

    @cached_property
    def dossiers(self) -> tuple[DossierAllocataire, ...]:
        return tuple(d for d in self.famille.dossiers if d.allocataire == self.ref)

    @cached_property
    def annees(self) -> tuple[int, ...]:
        return tuple(self.jour.year - n for n in range(1, ANNEES + 1))

    @cached_property
    def revenus(self) -> tuple[tuple[int, Revenus], ...]:
        return tuple((annee, self.famille.revenus(self.ref, annee)) for annee in self.annees)

    @cached_property
    def menage(self) -> tuple[str, ...]:
        return groupes.menage(self.famille, self.ref, self.jour)

    @cached_property
    def residence(self) -> Residence | None:
        return groupes.residence(self.famille, self.ref, self.jour)

    @cached_property
    def conjoint(self) -> str | None:
        return groupes.conjoint(self.famille, self.ref, self.jour)

    @cached_property
    def foyers(self) -> tuple[groupes.FoyerFiscal, ...]:
        """The tax households that declare the person, for the years looked at."""
        lus = (groupes.foyer_fiscal(self.famille, self.ref, annee, self.jour) for annee in self.annees)
        return tuple(f for f in lus if f is not None)

    @cached_property
    def foyer_allocataire(self) -> groupes.FoyerAllocataire | None:
        return groupes.foyer_allocataire(self.famille, self.ref, self.jour)


@dataclass(frozen=True, slots=True)
class Invariant:
    """A rule that nothing true can break; `tient` is a pure function of the case."""

    nom: str
    phrase: str
    tient: Callable[[Cas], bool]


def cas_du_registre(registre: Registre, ref: str, jour: date) -> Cas:
    return Cas(registre.famille(ref), ref, jour, registre.parents(ref), registre.enfants(ref))
