"""What the civil status refuses, by name: `{code, message}`. Codes and messages are ours, like the API."""

from __future__ import annotations

from typing import ClassVar

import orjson

from kernel.erreurs import Refus


class RefusEtatCivil(Refus):
    """Base: status, code and message are the class's."""

    statut_http: ClassVar[int]
    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.statut_http, {"WWW-Authenticate": "Bearer"} if self.statut_http == 401 else {})

    def corps(self) -> bytes:
        return orjson.dumps({"code": self.code, "message": self.message})


class JetonRefuse(RefusEtatCivil):
    statut_http, code = 401, "JETON_INVALIDE"
    message = "Jeton absent, inconnu, révoqué ou expiré."


class ScopeAbsent(RefusEtatCivil):
    statut_http, code = 403, "SCOPE_ABSENT"
    message = "Aucun scope accordé n'ouvre ce document."


class DemandeInvalide(RefusEtatCivil):
    """The body of an order is not JSON, or a member is missing or badly formed; `membre` names it."""

    statut_http, code = 400, "DEMANDE_INVALIDE"
    message = "Demande mal formée"

    def __init__(self, membre: str) -> None:
        super().__init__()
        self.membre = membre

    def corps(self) -> bytes:
        return orjson.dumps({"code": self.code, "message": f"{self.message} : {self.membre}."})


class DocumentNonSimule(RefusEtatCivil):
    """A full copy, a multilingual extract, or the act of another event than a birth."""

    statut_http, code = 400, "DOCUMENT_NON_SIMULE"
    message = "Seuls les extraits d'acte de naissance EXTAF et EXTSF sont simulés."


class DemandeurNonAutorise(RefusEtatCivil):
    """The applicant is none of those whom the décret 2017-890 lets have an extract with filiation."""

    statut_http, code = 403, "DEMANDEUR_NON_AUTORISE"
    message = (
        "L'extrait avec filiation est délivré à la personne majeure, à ses ascendants, descendants ou conjoint, qui "
        "indiquent les noms et prénoms des parents."
    )


class ActeIntrouvable(RefusEtatCivil):
    statut_http, code = 404, "ACTE_INTROUVABLE"
    message = "Aucun acte de naissance ne correspond."


class PlusieursActes(RefusEtatCivil):
    statut_http, code = 409, "PLUSIEURS_ACTES"
    message = "Plusieurs actes correspondent : précisez les prénoms, la date ou le lieu de naissance."


class EnfantInconnu(RefusEtatCivil):
    statut_http, code = 404, "ENFANT_INCONNU"
    message = "Aucun enfant du demandeur n'a ce rang ou cette référence d'acte."


class LivretAbsent(RefusEtatCivil):
    statut_http, code = 404, "LIVRET_ABSENT"
    message = "Ni mariage ni enfant : aucun livret de famille."
