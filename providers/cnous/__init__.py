"""The CNOUS: the grants of higher education (API Particulier v3 and v4)."""

from kernel.fournisseur import Fournisseur
from providers.cnous.montants import montants
from providers.cnous.routes import ROUTES
from providers.cnous.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="CNOUS : étudiant boursier",
    libelle_fc="Centre national des œuvres universitaires et scolaires",
    scopes=SCOPES,
    routes=ROUTES,
    montants=montants,
)
