"""From the contracts of a person to the official answer: two statuses, with a contract or without."""

from __future__ import annotations

from typing import Any

from providers.asc import contract
from providers.asc.scopes import FILTRE
from registry.service_civique import Contrat, VueServiceCivique


def donnees(vue: VueServiceCivique, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens."""
    complet: contract.Donnees = {"statut_actuel": _statut(vue.actuel), "statut_passe": _statut(vue.passe)}
    return FILTRE.ouverture(accordes).appliquer(complet)


def _statut(contrat: Contrat | None) -> contract.Statut:
    return {
        "contrat_trouve": contrat is not None,
        "organisme_accueil": {
            "siret": contrat.siret if contrat else None,
            "raison_sociale": contrat.raison_sociale if contrat else None,
        },
        "date_debut_contrat": contrat.debut.isoformat() if contrat else None,
        "date_fin_contrat": contrat.fin.isoformat() if contrat else None,
    }
