"""The list of the simulated administrations: adding one is one folder in `providers/` and one line here."""

from __future__ import annotations

from datetime import date
from typing import Any

from kernel.fournisseur import Fournisseur
from law.parametres import ParametreAbsent
from providers import ants, asc, cnaf_msa, cnam, cnous, dgfip, dsnj, dss, etat_civil, ft, men, mesri, mi
from providers.cnaf_msa.projection import donnees
from providers.cnous.projection import bourse
from providers.dgfip.projection import situation
from providers.men.projection import echelon_bourse as men_echelon
from registry.erreurs import SansDossier
from registry.registre import Registre
from registry.vues import VueCaf, VueDgfip

FOURNISSEURS: tuple[Fournisseur, ...] = (
    cnaf_msa.FOURNISSEUR,
    dgfip.FOURNISSEUR,
    cnam.FOURNISSEUR,
    etat_civil.FOURNISSEUR,
    mesri.FOURNISSEUR,
    cnous.FOURNISSEUR,
    ft.FOURNISSEUR,
    dsnj.FOURNISSEUR,
    dss.FOURNISSEUR,
    asc.FOURNISSEUR,
    ants.FOURNISSEUR,
    mi.FOURNISSEUR,
    men.FOURNISSEUR,
)

_SCOPE_QUOTIENT = frozenset({"cnaf_quotient_familial"})


def quotient_servi(vue: VueCaf) -> int:
    """The quotient familial that the CAF or the MSA serves of a file for the month of the view, euros."""
    valeur: int = donnees(vue, vue.jour.year, vue.jour.month, _SCOPE_QUOTIENT)["quotient_familial"]["valeur"]
    return valeur


def prestations_servies(registre: Registre, ref: str, jour: date) -> dict[str, Any]:
    """The monthly benefits that the CAF or the MSA explains, by name; none without a file."""
    return {m.nom: m.valeur for m in cnaf_msa.FOURNISSEUR.montants(registre, ref, jour)}


def echelon_servi(registre: Registre, ref: str, annee: int, jour: date) -> str | None:
    """The échelon that the ministry or the CNOUS tells of a school year; None without a grant, or once struck off."""
    try:
        eleve = men_echelon(registre.vue_scolarite(ref, annee, jour))
        return None if eleve is None else str(eleve)
    except SansDossier:
        pass
    try:
        vue = registre.vue_bourse(ref, annee, jour)
        radiee = vue.demande.radiee_le
        return None if radiee is not None and radiee <= jour else bourse(vue).echelon or None
    except (SansDossier, ParametreAbsent):
        return None


def avis_servi(vue: VueDgfip) -> dict[str, Any]:
    """The tax situation that the DGFiP serves to a service that may read all of it."""
    return situation(vue, dgfip.FOURNISSEUR.noms_scopes)
