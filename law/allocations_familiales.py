"""The monthly family allowances of a household with children (CSS art. L. 521-1 and following)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.arrondi import net_de_crds
from law.parametres import ParametresPrestations, parametres_prestations
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class EnfantAF:
    """A child for the allowances.

    `age_mois` counts civil months: (year, month) of payment less (year, month) of birth, days ignored, as rights open
    and close on the first of a month (see `age_en_mois_civils`). `alternee`: shared custody with shared allowances.
    """

    age_mois: int
    alternee: bool = False


def age_en_mois_civils(naissance: date, jour: date) -> int:
    """Civil months from the month of birth to the month of `jour`; 0 in the month of birth."""
    return (jour.year - naissance.year) * 12 + jour.month - naissance.month


def allocations_familiales(
    jour: date,
    enfants: Sequence[EnfantAF],
    ressources_n_moins_2: int,
    departement: str,
    trace: Trace | None = None,
) -> float:
    """Allowances paid for the month of `jour`, euros and cents, net of CRDS: what the CAF pays.

    `ressources_n_moins_2`: `revenus.ressources_prestations_familiales` of the year N-2, euros. Base, majoration for
    age, flat allowance of the twenty-year-olds, each modulated by resources, and the degressive complement past a
    ceiling (CSS art. L. 521-1 to L. 521-3, D. 521-1 to D. 521-3; L. 755-12 and D. 755-5 overseas for an only child).
    A component is rounded to the cent and its CRDS truncated to the cent (ordonnance 96-50 art. 19), the only reading
    that gives every amount the CNAF publishes (151.05, 75.53 and 18.88 € from April 2025).

    Known gaps: Mayotte has its own scale (ordonnance 2002-149) and is counted as metropolitan France; children who
    work, or placed outside the home; the flat allowance of a child in shared custody is not halved, for want of a text.
    """
    p = parametres_prestations(jour)
    limite = p.af_age_limite * 12
    a_charge = [e for e in enfants if 1 <= e.age_mois < limite]
    vingt_ans = sum([limite <= e.age_mois < limite + p.af_duree_allocation_forfaitaire for e in enfants])
    forfait = _forfait(len(a_charge), vingt_ans, ressources_n_moins_2, p)
    mensualite = 0.0
    if len(a_charge) == 1 and departement in p.af_outre_mer_departements:
        mensualite = _outre_mer_un_enfant(a_charge[0], p)
    elif len(a_charge) >= p.af_nombre_minimum_enfants:
        mensualite = _mensualite(a_charge, ressources_n_moins_2, jour, p, trace)
    total = forfait + mensualite
    if trace is not None:
        bmaf = p.base_mensuelle_allocations_familiales
        trace.note("Allocation forfaitaire de vingt ans", forfait, "CSS, art. D. 521-2", enfants=vingt_ans, bmaf=bmaf)
        trace.note("Allocations et majorations", mensualite, "CSS, art. L. 521-1 et L. 755-12", enfants=len(a_charge))
        trace.note("Allocations familiales, nettes", total, "CSS, art. L. 521-1", crds=p.crds_taux)
    return total


def _mensualite(
    enfants: list[EnfantAF], ressources: int, jour: date, p: ParametresPrestations, trace: Trace | None
) -> float:
    """Base and majorations, modulated, with their degressive complement."""
    total = len(enfants)
    moyenne = sum([p.af_residence_alternee if e.alternee else 1 for e in enfants])
    taux = p.af_taux_deuxieme_enfant + p.af_taux_enfant_suivant * (total - p.af_nombre_minimum_enfants)
    coefficient, depassement = _modulation(total, ressources, p)
    bmaf = p.base_mensuelle_allocations_familiales
    base = bmaf * taux * moyenne / total * coefficient
    majorations = [bmaf * fraction * coefficient for fraction in _taux_majorations(enfants, jour, p)]
    complement = _complement_degressif(base + sum(majorations), depassement)
    if trace is not None:
        trace.note(
            "Modulation selon les ressources", coefficient, "CSS, art. D. 521-3", ressources_n_moins_2=ressources
        )
        trace.note("Base brute", base, "CSS, art. D. 521-1", bmaf=bmaf, taux=taux, part_a_charge=moyenne / total)
        trace.note("Majorations pour âge, brutes", sum(majorations), "CSS, art. L. 521-3", enfants=len(majorations))
        trace.note("Complément dégressif, brut", complement, "CSS, art. D. 521-1, II", depassement=depassement)
    return _net(base, p) + sum([_net(m, p) for m in majorations]) + _net(complement, p)


def _taux_majorations(enfants: list[EnfantAF], jour: date, p: ParametresPrestations) -> list[float]:
    """BMAF fraction of each child old enough; with two children the elder is left out (CSS art. L. 521-3)."""
    droits = sorted(enfants, key=lambda e: e.age_mois)
    if len(droits) < p.af_nombre_enfants_majoration_aine:
        droits.pop()
    plein, partage = p.af_taux_majoration_age, p.af_taux_majoration_age * p.af_residence_alternee
    return [partage if e.alternee else plein for e in droits if _age_majoration_atteint(e, jour, p)]


def _age_majoration_atteint(enfant: EnfantAF, jour: date, p: ParametresPrestations) -> bool:
    """Due from the month after the birthday; children past the former age when it was raised keep their right."""
    if enfant.age_mois > p.af_age_majoration * 12:
        return True
    age_au_changement = enfant.age_mois - (jour.year * 12 + jour.month - 1 - p.mois_changement_age)
    return age_au_changement > p.age_majoration_anterieur * 12


def _forfait(a_charge: int, vingt_ans: int, ressources: int, p: ParametresPrestations) -> float:
    """Flat allowance of the children in their twenty-first year, with its own complement (CSS art. D. 521-2)."""
    total = a_charge + vingt_ans
    if not vingt_ans or total < p.af_nombre_enfants_allocation_forfaitaire:
        return 0.0
    coefficient, depassement = _modulation(total, ressources, p)
    forfait = p.base_mensuelle_allocations_familiales * p.af_taux_allocation_forfaitaire * coefficient
    return vingt_ans * _net(forfait, p) + _net(_complement_degressif(vingt_ans * forfait, depassement), p)


def _modulation(enfants: int, ressources: int, p: ParametresPrestations) -> tuple[float, float]:
    """Coefficient of the resource band, and euros a month above the ceiling last passed (0: none passed)."""
    plein, moitie, quart = p.af_modulation
    majoration = p.af_majoration_plafond_par_enfant * enfants
    if ressources > p.af_plafond_tranche_2 + majoration:
        return quart, (ressources - p.af_plafond_tranche_2 - majoration) / 12
    if ressources > p.af_plafond_tranche_1 + majoration:
        return moitie, (ressources - p.af_plafond_tranche_1 - majoration) / 12
    return plein, 0.0


def _complement_degressif(montant: float, depassement: float) -> float:
    """What keeps a euro of income above a ceiling from costing more than a euro (CSS art. D. 521-1, II)."""
    return max(0.0, montant - depassement) if depassement > 0 else 0.0


def _outre_mer_un_enfant(enfant: EnfantAF, p: ParametresPrestations) -> float:
    """An only child overseas: own rates, no modulation (CSS art. L. 755-12, D. 755-5)."""
    bmaf = p.base_mensuelle_allocations_familiales
    fraction = p.af_residence_alternee if enfant.alternee else 1
    paliers = [taux for age, taux in p.af_outre_mer_majoration_un_enfant if enfant.age_mois > age * 12]
    majoration = paliers[-1] if paliers else 0.0
    return _net(bmaf * p.af_outre_mer_taux_un_enfant * fraction, p) + _net(bmaf * majoration * fraction, p)


def _net(brut: float, p: ParametresPrestations) -> float:
    return net_de_crds(brut, p.crds_taux)
