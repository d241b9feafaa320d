"""The Agence du service civique, through the GIP-MDS: a volunteer's contracts (API Particulier v3)."""

from kernel.fournisseur import Fournisseur
from providers.asc.routes import ROUTES
from providers.asc.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Service civique",
    libelle_fc="Agence du service civique",
    scopes=SCOPES,
    routes=ROUTES,
)
