"""ANTS: the registration extract of a vehicle, for whoever its certificate names (API Particulier v3)."""

from kernel.fournisseur import Fournisseur
from providers.ants.routes import ROUTES
from providers.ants.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="ANTS : immatriculation des véhicules",
    libelle_fc="Agence Nationale des Titres Sécurisés",
    scopes=SCOPES,
    routes=ROUTES,
)
