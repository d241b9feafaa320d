"""The hourly fee of a collective crèche by the national scale (Prestation de service unique): pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import yaml

CENTIME = Decimal("0.01")
MOIS_PAR_AN = 12
_BAREME: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "bareme.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Tarif:
    """Every step of the calculation; euros, except `taux` (percentage of the monthly resources per hour)."""

    ressources_annuelles: int
    ressources_mensuelles: Decimal
    plancher: Decimal
    plafond: Decimal
    ressources_retenues: Decimal
    enfants_a_charge: int
    taux: Decimal
    horaire: Decimal

    @property
    def borne(self) -> str:
        """Which limit replaced the family's own resources: `plancher`, `plafond` or nothing."""
        if self.ressources_mensuelles < self.plancher:
            return "plancher"
        return "plafond" if self.ressources_mensuelles > self.plafond else ""


def arrondir(montant: Decimal) -> Decimal:
    return montant.quantize(CENTIME, ROUND_HALF_UP)


def taux_effort(enfants_a_charge: int) -> Decimal:
    """Percentage for a family of `enfants_a_charge` (0 reads as 1: the child to enrol)."""
    tranches: Mapping[int, str] = _BAREME["taux_effort"]["tranches"]
    return Decimal(tranches[max(seuil for seuil in tranches if seuil <= max(1, enfants_a_charge))])


def en_vigueur(parametre: str, jour: date) -> Decimal:
    """The `plancher` or `plafond` of `jour`; before the first known value, that first value."""
    valeurs: Mapping[date, str] = _BAREME[parametre]["valeurs"]
    return Decimal(valeurs[max((d for d in valeurs if d <= jour), default=min(valeurs))])


def calculer(ressources_annuelles: int, enfants_a_charge: int, jour: date) -> Tarif:
    """The fee for a family that declared `ressources_annuelles` (whole euros, before abatement, two years ago)."""
    mensuelles = arrondir(Decimal(ressources_annuelles) / MOIS_PAR_AN)
    plancher, plafond = en_vigueur("plancher", jour), en_vigueur("plafond", jour)
    retenues = min(max(mensuelles, plancher), plafond)
    taux = taux_effort(enfants_a_charge)
    return Tarif(
        ressources_annuelles=ressources_annuelles,
        ressources_mensuelles=mensuelles,
        plancher=plancher,
        plafond=plafond,
        ressources_retenues=retenues,
        enfants_a_charge=enfants_a_charge,
        taux=taux,
        horaire=arrondir(retenues * taux / 100),
    )


def nombre(valeur: Decimal | int, decimales: int = 2) -> str:
    """`26 400,00`: the French way to write an amount."""
    texte = f"{valeur:,.{decimales}f}"
    return texte.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
