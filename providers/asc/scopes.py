"""The scopes of civic service: each status needs its own, and details need a status beside them."""

from kernel.scopes import Filtre, Scope

SLUG = "asc"
_ACTUEL, _PASSE = "gip_mds_service_civique_statut_actuel", "gip_mds_service_civique_statut_passe"
_STATUTS = ("statut_actuel", "statut_passe")

SCOPES = (
    Scope(_ACTUEL, "Statut actuel service civique", ("statut_actuel.contrat_trouve",)),
    Scope(_PASSE, "Statut passé service civique", ("statut_passe.contrat_trouve",)),
    Scope(
        "gip_mds_service_civique_organisme_accueil",
        "Organisme d'accueil",
        tuple(f"{statut}.organisme_accueil" for statut in _STATUTS),
    ),
    Scope(
        "gip_mds_service_civique_dates",
        "Dates de contrat",
        tuple(f"{statut}.date_{borne}_contrat" for statut in _STATUTS for borne in ("debut", "fin")),
    ),
)
FILTRE = Filtre(SCOPES, portes={"statut_actuel": _ACTUEL, "statut_passe": _PASSE})
