"""Assurance Maladie: the rights of an insured person and of their children (API droits)."""

from kernel.fournisseur import Fournisseur
from providers.cnam.routes import ROUTES
from providers.cnam.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Assurance Maladie : droits",
    libelle_fc="Caisse nationale de l'assurance maladie",
    scopes=SCOPES,
    routes=ROUTES,
)
