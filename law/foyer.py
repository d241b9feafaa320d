"""A tax household as the law needs it: who is in it, and what each one earned in the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from registry.facts import Revenus

#: Married, PACS (« O », as on the tax notice), single, divorced or separated, widowed.
SituationFamille = Literal["M", "O", "C", "D", "V"]


@dataclass(frozen=True, slots=True)
class SituationFiscale:
    """A foyer fiscal for the incomes of the civil year `annee`, as it stands on 31 December.

    `ages_declarants` are completed years on 31 December, in the order of `revenus_declarants` (one or two of each).
    `mineurs` are children in sole charge, `mineurs_alternee` those in shared custody, `majeurs_rattaches` adult
    children attached; `revenus_charge` are the incomes of those dependants, taxed with the foyer. `invalides_*` count
    holders of the 80 % card (the dependants among the ones in sole charge). `parent_isole` is box T: lives alone with
    the children. `departement` (`974`) only matters overseas.

    Known gaps: the year of a marriage or a death, attached married children, boxes L, N, W, S and dependants who are
    not children.
    """

    annee: int
    situation: SituationFamille
    ages_declarants: tuple[int, ...]
    revenus_declarants: tuple[Revenus, ...]
    mineurs: int = 0
    mineurs_alternee: int = 0
    majeurs_rattaches: int = 0
    invalides_declarants: int = 0
    invalides_charge: int = 0
    parent_isole: bool = False
    revenus_charge: tuple[Revenus, ...] = ()
    departement: str = ""

    @property
    def imposition_commune(self) -> bool:
        """Married or PACS partners, taxed together (CGI art. 6-1)."""
        return self.situation in ("M", "O")

    @property
    def enfants_charge_exclusive(self) -> int:
        """Minors in sole charge and attached adults; those in shared custody are not counted."""
        return self.mineurs + self.majeurs_rattaches
