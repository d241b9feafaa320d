"""The ministry of higher education: where a student was admitted and enrolled (API Particulier v3)."""

from kernel.fournisseur import Fournisseur
from providers.mesri.routes import ROUTES
from providers.mesri.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Enseignement supérieur : statut étudiant",
    libelle_fc="Enseignement supérieur, Recherche, Innovation",
    scopes=SCOPES,
    routes=ROUTES,
)
