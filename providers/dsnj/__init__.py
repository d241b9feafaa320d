"""DSNJ: whether a young person is in order with the national service (API Particulier v3)."""

from kernel.fournisseur import Fournisseur
from providers.dsnj.routes import ROUTES
from providers.dsnj.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="DSNJ : service national",
    libelle_fc="Direction du Service National et de la Jeunesse",
    scopes=SCOPES,
    routes=ROUTES,
)
