"""The list of the simulated administrations: adding one is one folder in `providers/` and one line here."""

from __future__ import annotations

from kernel.fournisseur import Fournisseur
from providers import cnaf_msa, cnam, dgfip, etat_civil

FOURNISSEURS: tuple[Fournisseur, ...] = (
    cnaf_msa.FOURNISSEUR,
    dgfip.FOURNISSEUR,
    cnam.FOURNISSEUR,
    etat_civil.FOURNISSEUR,
)
