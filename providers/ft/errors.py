"""What France Travail refuses, by name: in API Particulier's grammar, and in that of its FranceConnect APIs.

The guides publish no error body for the latter: statuses follow HTTP, codes and messages are ours.
"""

from __future__ import annotations

from typing import ClassVar

import orjson

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre
from kernel.erreurs import Refus

IDENTIFIANT = erreur_parametre("00380", "L'identifiant est manquant")  # libellé du bac à sable
NON_TROUVEE = Erreur(
    "24003",
    "Entité non trouvée",
    "Aucune situation France Travail n'a pu être trouvée avec les critères de recherche fournis.",
    meta={"provider": "France Travail"},
)


class IdentifiantManquant(RefusParticulier):
    """422 00380."""

    def __init__(self) -> None:
        super().__init__(422, IDENTIFIANT)


class SituationNonTrouvee(RefusParticulier):
    """404 24003: nobody has this identifier, or nothing was registered or paid."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVEE)


class RefusFranceTravail(Refus):
    """Base of the refusals of the FranceConnect APIs: status, code and message are the class's."""

    statut_http: ClassVar[int]
    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.statut_http, {"WWW-Authenticate": "Bearer"} if self.statut_http == 401 else {})

    def corps(self) -> bytes:
        return orjson.dumps({"code": self.code, "message": self.message})


class JetonRefuse(RefusFranceTravail):
    statut_http, code = 401, "JETON_INVALIDE"
    message = "Jeton FranceConnect absent, inconnu ou expiré."


class ScopeAbsent(RefusFranceTravail):
    statut_http, code = 403, "SCOPE_ABSENT"
    message = "Le scope de cette API n'a pas été accordé."


class DemandeurInconnu(RefusFranceTravail):
    """Nobody, several people, or someone who never looked for a job."""

    statut_http, code = 404, "DEMANDEUR_INCONNU"
    message = "Aucun demandeur d'emploi ne correspond."
