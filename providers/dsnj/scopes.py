"""The one scope of the DSNJ, which opens its whole answer (API Particulier v3)."""

from kernel.scopes import Filtre, Scope

SLUG = "dsnj"

SCOPES = (
    Scope("dsnj_statut_service_national", "Statut Service National", ("statut_service_national", "commentaires")),
)
FILTRE = Filtre(SCOPES)
