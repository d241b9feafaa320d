"""A household as the RSA and the prime d'activité need it, and what the two compute alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.parametres.mensuels import ParametresSolidarite, parametres_solidarite

Trimestre = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class AdulteSolidarite:
    """Completed years, and net euros of each of the three reference months: from work, then from elsewhere (pensions,
    unemployment, alimony...). The reference months end the month before the claim, two months before since March
    2025."""

    age: int
    revenus_activite: Trimestre = (0.0, 0.0, 0.0)
    autres_revenus: Trimestre = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class FoyerSolidarite:
    """One adult or a couple, with the children in their charge.

    `majore`: lone parent of a child under three, pregnant, or alone for less than eighteen months (CASF art. L. 262-9).
    `prestations_familiales`: euros of the month that count as resources (family allowances without majoration for age,
    base allowance, simple complément familial, ASF up to 22.5 % of the BMAF a child: CASF art. R. 262-10-1 and
    R. 262-11, CSS art. R. 844-4 and R. 844-5). `aide_logement`: euros of the month. `loge_gratuitement`: housed for
    free, or owner without a loan.

    Known gaps: students, the self-employed, foreigners' length of stay, resources cut short (neutralisation), wealth.
    """

    adultes: tuple[AdulteSolidarite, ...]
    enfants: int = 0
    majore: bool = False
    enceinte: bool = False
    prestations_familiales: float = 0.0
    aide_logement: float = 0.0
    loge_gratuitement: bool = False


def montant_forfaitaire(montant: float, f: FoyerSolidarite, p: ParametresSolidarite) -> float:
    """Guaranteed amount of the household, euros a month (CASF art. R. 262-1 and R. 262-2, CSS art. D. 843-1)."""
    simple = montant * _coefficient(len(f.adultes), f.enfants, p)
    if not f.majore:
        return simple
    parent, enfant = p.majoration_isolement
    return max(simple, montant * (parent + enfant * f.enfants))


def forfait_logement(montant: float, f: FoyerSolidarite, p: ParametresSolidarite) -> float:
    """What being housed at low cost is worth, euros a month: the housing aid up to a flat amount, or that amount."""
    personnes = min(len(f.adultes) + f.enfants, len(p.forfait_logement))
    forfait = montant * _coefficient(1, personnes - 1, p) * p.forfait_logement[personnes - 1]
    return forfait if f.loge_gratuitement else min(forfait, f.aide_logement)


def _coefficient(adultes: int, enfants: int, p: ParametresSolidarite) -> float:
    """1 for the first person, more for the second, for each other one, and from the third child on."""
    deuxieme, suivante, troisieme_enfant = p.majorations_foyer
    autres = adultes + enfants - 1
    if not autres:
        return 1.0
    au_dela = max(0, enfants - 2)
    return 1 + deuxieme + suivante * (autres - 1 - au_dela) + troisieme_enfant * au_dela


def majoration_d_isolement(jour: date, isole: bool, ages_mois: Sequence[int]) -> bool:
    """Whether the amount is the higher one of a lone parent, for a child of `ages_mois` civil months under three years.

    CASF art. L. 262-9, CSS art. L. 842-7. Known gaps: pregnancy, and the twelve months that follow a separation when
    every child is older.
    """
    limite = parametres_solidarite(jour).majoration_age_enfant * 12
    return isole and any(age < limite for age in ages_mois)
