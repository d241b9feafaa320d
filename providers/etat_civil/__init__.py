"""État civil: birth extracts and livrets de famille. No public API exists: our proposal, on COMEDEC's model."""

from kernel.fournisseur import Fournisseur
from providers.etat_civil.routes import ROUTES
from providers.etat_civil.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="État civil : actes de naissance et livret de famille",
    libelle_fc="État civil (proposition du bac à sable)",
    scopes=SCOPES,
    routes=ROUTES,
)
