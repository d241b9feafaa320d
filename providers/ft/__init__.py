"""France Travail: registration and payments of job seekers, by API Particulier v3 and by the FranceConnect APIs."""

from kernel.fournisseur import Fournisseur
from providers.ft.routes import ROUTES
from providers.ft.scopes import SCOPES, SCOPES_API, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="France Travail : inscription et paiements",
    libelle_fc="France Travail",
    scopes=SCOPES,
    routes=ROUTES,
    scopes_api=SCOPES_API,
)
