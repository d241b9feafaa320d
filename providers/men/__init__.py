"""The ministry of education: where a pupil goes to school, and their grant (API Particulier v3, v4 and v5)."""

from kernel.fournisseur import Fournisseur
from providers.men.routes import ROUTES
from providers.men.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Éducation nationale : statut élève scolarisé",
    libelle_fc="Éducation nationale",
    scopes=(),
    scopes_api=SCOPES,
    routes=ROUTES,
)
