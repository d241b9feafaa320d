"""What the Assurance Maladie refuses, by name: `{code, message}`.

The contract publishes no error body: statuses follow HTTP, codes and messages are ours.
"""

from __future__ import annotations

from typing import ClassVar

import orjson

from kernel.erreurs import Refus


class RefusCnam(Refus):
    """Base: status, code and message are the class's."""

    statut_http: ClassVar[int]
    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.statut_http, {"WWW-Authenticate": "Bearer"} if self.statut_http == 401 else {})

    def corps(self) -> bytes:
        return orjson.dumps({"code": self.code, "message": self.message})


class JetonRefuse(RefusCnam):
    statut_http, code = 401, "JETON_INVALIDE"
    message = "Jeton FranceConnect absent, inconnu ou expiré."


class ScopeAbsent(RefusCnam):
    statut_http, code = 403, "SCOPE_ABSENT"
    message = "Aucun scope accordé n'ouvre cette ressource."


class DatesInvalides(RefusCnam):
    """Not ISO dates, in the past, more than a year ahead, or the end before the start."""

    statut_http, code = 400, "DATES_INVALIDES"
    message = "dateDebut et dateFin sont des dates AAAA-MM-JJ, à partir d'aujourd'hui et jusqu'à un an."


class NirInvalide(RefusCnam):
    statut_http, code = 400, "NIR_INVALIDE"
    message = "L'en-tête nir est obligatoire : 13 caractères, ou 15 avec la clé."


class BeneficiaireInconnu(RefusCnam):
    """Nobody, several people, someone of another scheme, or a NIR that is not the caller's nor a dependant's."""

    statut_http, code = 404, "BENEFICIAIRE_INCONNU"
    message = "Aucun bénéficiaire du régime général ne correspond."


class RessourceNonSimulee(RefusCnam):
    """Exemptions and treating doctor: reserved for care institutions, absent from this sandbox."""

    statut_http, code = 404, "RESSOURCE_NON_SIMULEE"
    message = "Cette ressource n'est pas simulée."
