"""The number of shares of a tax household (CGI art. 193 to 195)."""

from __future__ import annotations

from law.foyer import SituationFiscale
from law.parametres import ParametresImpot, parametres_impot


def nombre_de_parts(s: SituationFiscale) -> float:
    """Shares, in quarters (CGI art. 194 I and II, 195); the year of `s` gives the parameters.

    Children in shared custody take the ranks after those in sole charge and count for half. A widow(er) gets the extra
    share only with a child in sole charge: one in shared custody has another living parent, so the law treats the
    widow(er) as single. Known gap: children of a widow(er) are taken as born of the marriage.
    """
    p = parametres_impot(s.annee)
    return parts_des_declarants(s, p) + parts_parent_isole(s, p) + _parts_des_charges(s, p)


def parts_de_base(s: SituationFiscale, p: ParametresImpot) -> float:
    """Shares beyond which the advantage of the quotient familial is capped: 1 or 2 (CGI art. 197, I, 2)."""
    return p.parts_couple if s.imposition_commune else p.parts_personne_seule


def parts_des_declarants(s: SituationFiscale, p: ParametresImpot) -> float:
    """Shares of the declarants, disability and widowhood included (CGI art. 194 I, 195-1 c and d, 195-3)."""
    base = parts_de_base(s, p) + p.parts_invalidite * s.invalides_declarants
    return base + p.parts_veuf if veuf_avec_charge(s) else base


def veuf_avec_charge(s: SituationFiscale) -> bool:
    """A widow(er) with at least one child in sole charge (CGI art. 194 I)."""
    return s.situation == "V" and s.enfants_charge_exclusive > 0


def parts_parent_isole(s: SituationFiscale, p: ParametresImpot) -> float:
    """Extra share of a lone parent: ½ with a child in sole charge, else ¼ for each of the first two shared ones."""
    if not s.parent_isole or s.imposition_commune or veuf_avec_charge(s):
        return 0.0
    if s.enfants_charge_exclusive:
        return p.parts_parent_isole
    return p.parts_parent_isole * p.parts_residence_alternee * min(s.mineurs_alternee, 2)


def parts_enfants(rangs: tuple[float, ...], exclusifs: int, alternes: int, fraction: float) -> float:
    """Shares of children by rank, the last rank repeated, shared-custody children last and for `fraction` of a rank."""
    dernier = len(rangs) - 1
    total = 0.0
    for rang in range(exclusifs):
        total += rangs[min(rang, dernier)]
    for rang in range(exclusifs, exclusifs + alternes):
        total += rangs[min(rang, dernier)] * fraction
    return total


def _parts_des_charges(s: SituationFiscale, p: ParametresImpot) -> float:
    exclusifs = s.enfants_charge_exclusive
    if not exclusifs and not s.mineurs_alternee:
        return 0.0
    enfants = parts_enfants(p.parts_enfants, exclusifs, s.mineurs_alternee, p.parts_residence_alternee)
    return enfants + p.parts_invalidite * s.invalides_charge
