"""Ministère de l'Intérieur: the registration certificate of a vehicle, our proposal for a scope without contract."""

from kernel.fournisseur import Fournisseur
from providers.mi.routes import ROUTES
from providers.mi.scopes import SCOPES, SLUG

FOURNISSEUR = Fournisseur(
    slug=SLUG,
    titre="Ministère de l'Intérieur : carte grise (SIV)",
    libelle_fc="Ministère de l'Intérieur",
    scopes=SCOPES,
    routes=ROUTES,
)
