"""From a young person's situation to the official answer."""

from __future__ import annotations

from typing import Any

from providers.dsnj import contract
from providers.dsnj.scopes import FILTRE
from registry.vues_service_national import VueServiceNational

EXEMPTE = "Exempté de la Journée défense et citoyenneté"


def donnees(vue: VueServiceNational, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens. Whoever is exempted is in order, and the comment says it."""
    complet: contract.Donnees = {
        "statut_service_national": vue.situation,
        "commentaires": EXEMPTE if vue.exempte else None,
    }
    return FILTRE.ouverture(accordes).appliquer(complet)
