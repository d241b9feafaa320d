"""A family as its resource-tested benefits need it, and the ceilings its resources are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.parametres.mensuels import ParametresFamiliales, references, valeur_annuelle


@dataclass(frozen=True, slots=True)
class Famille:
    """One adult or a couple with the children in their charge, in the month of payment.

    `ages_mois`: civil months of each child (`allocations_familiales.age_en_mois_civils`). `ressources_n_moins_2`:
    `revenus.ressources_prestations_familiales` of the year N-2, euros. `isole`: lives without a spouse or partner.
    `biactif`: see `couple_biactif`. `departement` only matters overseas.

    Known gaps: children in shared custody count in full, children who work and children placed are not known.
    """

    ages_mois: tuple[int, ...]
    ressources_n_moins_2: int
    isole: bool = False
    biactif: bool = False
    departement: str = ""

    def enfants(self, a_partir_de: int, avant: int) -> int:
        """Children by age in civil months, lower bound included."""
        return sum([a_partir_de <= age < avant for age in self.ages_mois])


def couple_biactif(revenus_professionnels: tuple[int, int], annee_n_moins_2: int) -> bool:
    """Whether each spouse earned at least 13.6 % of the ceiling of the sécurité sociale in N-2 (CSS art. R. 532-1).

    `revenus_professionnels`: net professional income of each for the civil year, euros.
    """
    seuil = valeur_annuelle("plafond_securite_sociale", annee_n_moins_2)
    seuil *= references(date(annee_n_moins_2, 1, 1)).biactivite_taux
    return min(revenus_professionnels) >= seuil


def plafond(f: Famille, base: int, majoration: int, enfants: int, p: ParametresFamiliales) -> float:
    """Ceiling of yearly resources, euros: a base, more per child, more for a lone parent or two earners (R. 522-2)."""
    taux = 1.0
    dernier = len(p.plafond_majorations_enfants) - 1
    for rang in range(enfants):
        taux += p.plafond_majorations_enfants[min(rang, dernier)]
    return base * taux + (majoration if f.isole or f.biactif else 0)
