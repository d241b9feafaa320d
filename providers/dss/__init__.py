"""Sécurité sociale: who receives the AAH, AEEH, ASF, RSA, prime d'activité and C2S, and what a crèche asks."""

from kernel.fournisseur import Fournisseur
from providers.dss.montants import montants
from providers.dss.routes import ROUTES
from providers.dss.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Sécurité sociale : prestations",
    libelle_fc="Sécurité sociale",
    scopes=SCOPES,
    routes=ROUTES,
    montants=montants,
)
