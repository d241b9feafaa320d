"""What the ministry refuses, by name."""

from __future__ import annotations

from kernel.api_particulier.erreurs import Erreur, RefusParticulier

NON_TROUVE = Erreur(
    "25003",
    "Entité non trouvée",
    "Aucun étudiant n'a pu être trouvé avec les critères de recherche fournis.",
    meta={"provider": "MESRI"},
)


class EtudiantNonTrouve(RefusParticulier):
    """404 25003: the identity fits nobody or several people, or somebody who was never admitted anywhere."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVE)
