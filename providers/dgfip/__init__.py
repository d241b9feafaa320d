"""DGFiP: the income-tax situations and notices of API Impôt particulier 1.0."""

from kernel.fournisseur import Fournisseur
from providers.dgfip.montants import montants
from providers.dgfip.routes import ROUTES
from providers.dgfip.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="DGFiP : impôt sur le revenu",
    libelle_fc="Direction générale des Finances publiques",
    scopes=SCOPES,
    routes=ROUTES,
    montants=montants,
)
