"""What the CAF or the MSA pays for one month to a household whose facts are known: the benefits added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.allocation_base import allocation_base
from law.allocations_familiales import EnfantAF, allocations_familiales
from law.complement_familial import complement_familial
from law.explication import Explication, expliquer
from law.famille import Famille, couple_biactif
from law.parametres import parametres_impot
from law.revenus import ressources_prestations_familiales, revenu_brut_global
from registry.facts import Revenus


@dataclass(frozen=True, slots=True)
class PrestationsDuMois:
    """Euros and cents of the month, net of CRDS."""

    allocations_familiales: float
    complement_familial: float
    allocation_base: float

    @property
    def total(self) -> float:
        return self.allocations_familiales + self.complement_familial + self.allocation_base


@dataclass(frozen=True, slots=True)
class FoyerPrestations:
    """A household as the monthly benefits need it.

    `revenus`: one for a lone adult, two for a couple, of the civil year `annee` (N-2 of the benefit).
    """

    enfants: tuple[EnfantAF, ...]
    revenus: tuple[Revenus, ...]
    annee: int
    departement: str

    @property
    def ressources(self) -> int:
        return ressources_prestations_familiales(self.revenus, self.annee)

    @property
    def famille(self) -> Famille:
        """A child in shared custody only counts for the family allowances: the other benefits go to the one parent
        whom the two designate, whom no fact names (one allocataire per child: CSS art. L. 513-1 and R. 513-1)."""
        return Famille(
            ages_mois=tuple(e.age_mois for e in self.enfants if not e.alternee),
            ressources_n_moins_2=self.ressources,
            isole=len(self.revenus) == 1,
            biactif=_biactif(self.revenus, self.annee),
            departement=self.departement,
        )


def prestations_du_mois(jour: date, f: FoyerPrestations) -> PrestationsDuMois:
    """The monthly benefits of the month of `jour` that the household's facts decide.

    Known gaps: the RSA, the prime d'activité, the AAH, the ASF and housing aid ask for monthly incomes, rents and
    judgments that the facts do not hold.
    """
    famille = f.famille
    return PrestationsDuMois(
        allocations_familiales(jour, f.enfants, f.ressources, f.departement),
        complement_familial(jour, famille),
        allocation_base(jour, famille),
    )


def expliquer_prestations(jour: date, f: FoyerPrestations) -> dict[str, Explication[float]]:
    """Each of them with its steps, by the name of the function that gives it."""
    famille = f.famille
    return {
        "allocations_familiales": expliquer(allocations_familiales, jour, f.enfants, f.ressources, f.departement),
        "complement_familial": expliquer(complement_familial, jour, famille),
        "allocation_base": expliquer(allocation_base, jour, famille),
    }


def _biactif(revenus: Sequence[Revenus], annee: int) -> bool:
    if len(revenus) != 2:
        return False
    premier, second = (_revenu_professionnel(r, annee) for r in revenus)
    return couple_biactif((premier, second), annee)


def _revenu_professionnel(r: Revenus, annee: int) -> int:
    """Net income from work of the year, unemployment benefits left out (CSS art. R. 532-1)."""
    travail = Revenus(
        salaires=r.salaires,
        benefices_agricoles=r.benefices_agricoles,
        benefices_non_commerciaux=r.benefices_non_commerciaux,
    )
    return revenu_brut_global((travail,), parametres_impot(annee))
