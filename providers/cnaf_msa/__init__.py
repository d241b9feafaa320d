"""CAF and MSA: the quotient familial and the household it is computed for (API Particulier v3)."""

from kernel.fournisseur import Fournisseur
from providers.cnaf_msa.montants import montants
from providers.cnaf_msa.routes import ROUTES
from providers.cnaf_msa.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="CAF et MSA : quotient familial",
    libelle_fc="Caisse nationale des allocations familiales & MSA",
    scopes=SCOPES,
    routes=ROUTES,
    montants=montants,
)
