"""The income tax of a foyer fiscal, from the declared incomes to the amount of the notice."""

from __future__ import annotations

from dataclasses import dataclass

from law.arrondi import a_l_euro
from law.foyer import SituationFiscale
from law.parametres import ParametresImpot, TrancheCorrigee, parametres_impot
from law.parts import nombre_de_parts, parts_de_base, parts_parent_isole, veuf_avec_charge
from law.revenus import pensions_alimentaires_versees, revenu_brut_global
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class ResultatImpot:
    """The lines of a tax notice; whole euros for one civil year of income, except `parts`.

    `impot_bareme`: « droits simples » after the cap on the quotient familial and the overseas reduction, before the
    décote (line 14 of the notice). `impot_net`: after the décote, 0 under the collection threshold.
    `montant_total`: `impot_net` + `cehr`. `reconduit`: the scale is that of the last year voted.
    """

    parts: float
    revenu_brut_global: int
    charges_deductibles: int
    revenu_net_global: int
    abattement_special: int
    revenu_net_imposable: int
    rfr: int
    impot_bareme: int
    decote: int
    impot_net: int
    cehr: int
    montant_total: int
    reconduit: bool


def impot_revenu(s: SituationFiscale, trace: Trace | None = None) -> ResultatImpot:
    """Tax on the incomes of `s.annee` (CGI art. 156, 157 bis, 193 to 197, 223 sexies, 1657).

    The reference income equals the taxable income: no declared fact of ours is added back (CGI art. 1417, IV).
    Known gaps: reductions and credits, withholding already paid, income taxed at a flat rate, the smoothing of the
    CEHR for an exceptional year, and the contribution différentielle on high incomes (CGI art. 224, since 2025).
    """
    p = parametres_impot(s.annee)
    personnes = s.revenus_declarants + s.revenus_charge
    brut = revenu_brut_global(personnes, p)
    charges = pensions_alimentaires_versees(personnes)
    net_global = brut - charges if brut > charges else 0
    abattement = abattement_special(s, net_global, p)
    imposable = net_global - abattement
    parts = nombre_de_parts(s)
    if trace is not None:
        trace.note("Revenu brut global", brut, "CGI, art. 156", personnes=len(personnes))
        trace.note("Charges déductibles", charges, "CGI, art. 156, II")
        trace.note("Abattement spécial", abattement, "CGI, art. 157 bis", revenu_net_global=net_global)
        trace.note("Revenu net imposable, revenu fiscal de référence", imposable, "CGI, art. 157 bis et 1417, IV")
        trace.note("Nombre de parts", parts, "CGI, art. 193 à 195")
    bareme = _impot_bareme(s, imposable, parts, p, trace)
    decote = _decote(s, bareme, p)
    impot = bareme - decote
    if impot < p.seuil_mise_en_recouvrement:
        impot = 0
    cehr = contribution_hauts_revenus(s, imposable, p)
    if trace is not None:
        trace.note("Droits simples", bareme, "CGI, art. 197, I", annee=s.annee)
        trace.note("Décote", decote, "CGI, art. 197, I, 4", droits_simples=bareme)
        trace.note("Impôt net", impot, "CGI, art. 1657, 1 bis", seuil=p.seuil_mise_en_recouvrement)
        trace.note("Contribution sur les hauts revenus", cehr, "CGI, art. 223 sexies", rfr=imposable)
        trace.note("Montant total", impot + cehr, "CGI, art. 197 et 223 sexies")
    return ResultatImpot(
        parts, brut, charges, net_global, abattement, imposable, imposable, bareme, decote, impot, cehr, impot + cehr,
        p.reconduit,
    )  # fmt: skip


def abattement_special(s: SituationFiscale, revenu_net_global: int, p: ParametresImpot) -> int:
    """Abatement of old or disabled declarants, euros a year (CGI art. 157 bis): one per declarant who qualifies.

    Age is read on 31 December. `s` does not say who is disabled: it is taken to be a declarant who is not old enough.
    """
    ages = sum([age >= p.age_abattement_special for age in s.ages_declarants])
    beneficiaires = min(ages + s.invalides_declarants, len(s.ages_declarants))
    if not beneficiaires:
        return 0
    for plafond, montant in p.abattement_special:
        if revenu_net_global <= plafond:
            return min(montant * beneficiaires, revenu_net_global)
    return 0


def contribution_hauts_revenus(s: SituationFiscale, rfr: int, p: ParametresImpot) -> int:
    """Contribution exceptionnelle sur les hauts revenus, euros a year (CGI art. 223 sexies)."""
    tranches = p.tranches_cehr_couple if s.imposition_commune else p.tranches_cehr_personne_seule
    return a_l_euro(_progressif(rfr, tranches))


def _impot_bareme(s: SituationFiscale, imposable: int, parts: float, p: ParametresImpot, trace: Trace | None) -> int:
    if not imposable:
        return 0
    avec_quotient = _progressif(imposable / parts, p.tranches) * parts
    impot = _plafonne(s, imposable, parts, avec_quotient, p)
    refaction = _refaction_outre_mer(s, impot, p)
    if trace is not None:
        trace.note(
            "Barème appliqué au quotient", avec_quotient, "CGI, art. 197, I, 1", imposable=imposable, parts=parts
        )
        trace.note("Après plafonnement du quotient familial", impot, "CGI, art. 197, I, 2")
        trace.note("Réfaction outre-mer", refaction, "CGI, art. 197, I, 3", departement=s.departement)
    return a_l_euro(impot - refaction)


def _plafonne(s: SituationFiscale, imposable: int, parts: float, avec_quotient: float, p: ParametresImpot) -> float:
    """Tax after the cap on the quotient familial and the complementary reductions (CGI art. 197, I, 2)."""
    base = parts_de_base(s, p)
    if parts == base:
        return avec_quotient
    minimum = _progressif(imposable / base, p.tranches) * base - _avantage_maximal(s, parts - base, p)
    if minimum <= avec_quotient:
        return avec_quotient
    reduction = p.reduction_complementaire_invalidite * (s.invalides_declarants + s.invalides_charge)
    if veuf_avec_charge(s):
        reduction += p.reduction_complementaire_veuf
    return max(avec_quotient, minimum - reduction)


def _avantage_maximal(s: SituationFiscale, parts_supplementaires: float, p: ParametresImpot) -> float:
    demi_parts = parts_supplementaires * 2
    demi_parts_isole = parts_parent_isole(s, p) * 4
    return (demi_parts - demi_parts_isole) * p.plafond_demi_part + demi_parts_isole / 2 * p.plafond_parent_isole


def _refaction_outre_mer(s: SituationFiscale, impot: float, p: ParametresImpot) -> float:
    if not s.departement.startswith("97"):
        return 0.0
    for departement, taux, plafond in p.refaction_outre_mer:
        if s.departement == departement:
            return min(impot * taux, plafond)
    return 0.0


def _decote(s: SituationFiscale, impot: int, p: ParametresImpot) -> int:
    montant = p.decote_couple if s.imposition_commune else p.decote_personne_seule
    decote = a_l_euro(montant - impot * p.decote_taux)
    return min(decote, impot) if decote > 0 else 0


def _progressif(assiette: float, tranches: tuple[TrancheCorrigee, ...]) -> float:
    for seuil, taux, correctif in tranches:
        if assiette > seuil:
            return assiette * taux - correctif
    return 0.0
