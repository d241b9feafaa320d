"""The housing aid of tenants: APL in a rent-agreed dwelling, ALF or ALS elsewhere, one formula (CCH art. L. 821-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Literal

from law.arrondi import au_centime
from law.parametres import parametres_prestations
from law.parametres.mensuels import ParametresLogement, parametres_logement
from law.trace import Trace

Zone = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Locataire:
    """A tenant household in metropolitan France.

    `loyer` without charges, euros a month; `zone` 1 (Paris and its suburbs) to 3. `ressources`: taxable net income of
    the household over the last twelve months known, abatements done, euros. `conventionne`: APL.

    Known gaps: shared flats, rooms, homes for the old, buyers, students' floor of resources, wealth over 30 000 €,
    disabled tenants (no degressivity), the solidarity cut of rents, overseas scales.
    """

    loyer: float
    ressources: float
    zone: Zone
    personnes_a_charge: int = 0
    couple: bool = False
    meuble: bool = False
    conventionne: bool = False


def aide_logement(jour: date, f: Locataire, trace: Trace | None = None) -> int:
    """Aid of the month of `jour`, whole euros net of CRDS, cents dropped (CCH art. D. 823-16 to D. 823-18).

    Rent kept (up to the ceiling of the zone) and flat charges, less a personal share: a minimum, plus a rate by family
    and rent on the resources above a flat abatement. Then degressive for high rents, and 5 € less.
    """
    p = parametres_logement(jour)
    if f.meuble:
        numerateur, denominateur = p.part_meuble
        loyer = f.loyer * numerateur / denominateur
    else:
        loyer = f.loyer
    plafond = _par_famille(f, p.loyer_plafond[f.zone - 1])
    retenu = min(loyer, plafond)
    charges = p.forfait_charges[0] + p.forfait_charges[1] * f.personnes_a_charge
    taux = _par_famille(f, p.taux_famille) + _taux_loyer(retenu / _par_famille(f, p.loyer_plafond[1]), p)
    ressources = ceil(f.ressources / p.arrondi_ressources) * p.arrondi_ressources
    abattement = _par_famille(f, p.abattement_ressources)
    part, minimum = p.participation_minimale
    participation = max(part * (retenu + charges), minimum) + taux * max(0.0, ressources - abattement)
    brut = max(0.0, retenu + charges - participation)
    brut = brut if brut >= p.seuils_versement[0 if f.conventionne else 1] else 0.0
    coefficient = _degressivite(loyer, plafond, p.degressivite[f.zone - 1])
    verse = max(0.0, au_centime(brut * coefficient) - p.minoration)
    montant = floor(verse * (1 - parametres_prestations(jour).crds_taux))
    if trace is not None:
        trace.note("Loyer retenu", retenu, "CCH, art. D. 823-16", loyer=f.loyer, plafond=plafond, zone=f.zone)
        trace.note("Forfait de charges", charges, "CCH, art. D. 823-16", personnes_a_charge=f.personnes_a_charge)
        trace.note("Taux de participation", taux, "CCH, art. D. 823-17")
        trace.note(
            "Participation personnelle", participation, "CCH, art. D. 823-17", ressources=ressources, r0=abattement
        )
        trace.note("Aide avant dégressivité", brut, "CCH, art. D. 823-16")
        trace.note("Coefficient de dégressivité", coefficient, "CCH, art. D. 823-16", loyer=loyer)
        trace.note("Aide au logement, nette", montant, "CCH, art. L. 823-1", minoration=p.minoration)
    return montant


def _par_famille(f: Locataire, valeurs: tuple[float, ...]) -> float:
    """Lone person, couple, one, two... dependants, then what each further one adds."""
    if not f.personnes_a_charge:
        return valeurs[1 if f.couple else 0]
    dernier = len(valeurs) - 2
    rang = f.personnes_a_charge + 1
    return valeurs[min(rang, dernier)] + max(0, rang - dernier) * valeurs[-1]


def _taux_loyer(rapport: float, p: ParametresLogement) -> float:
    """Share of the rate that grows with the rent; the ratio has two decimals in percent, the rate three."""
    rapport = floor(rapport * 10_000 + 0.5) / 10_000
    taux, precedent = 0.0, 0.0
    for seuil, marginal in p.taux_loyer:
        if rapport > seuil:
            taux += (rapport - seuil) * (marginal - precedent)
        precedent = marginal
    return floor(taux * 100_000 + 0.5) / 100_000


def _degressivite(loyer: float, plafond: float, coefficients: tuple[float, float]) -> float:
    """1 for ordinary rents, then down to 0."""
    debut, fin = (au_centime(plafond * c) for c in coefficients)
    if loyer <= debut:
        return 1.0
    return max(0.0, 1 - (loyer - debut) / (fin - debut))
