"""What our proposal refuses, by name: `{code, message}`."""

from __future__ import annotations

from typing import ClassVar

import orjson

from kernel.erreurs import Refus


class RefusMi(Refus):
    """Base: status, code and message are the class's."""

    statut_http: ClassVar[int]
    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.statut_http, {"WWW-Authenticate": "Bearer"} if self.statut_http == 401 else {})

    def corps(self) -> bytes:
        return orjson.dumps({"code": self.code, "message": self.message})


class JetonRefuse(RefusMi):
    statut_http, code = 401, "JETON_INVALIDE"
    message = "Jeton FranceConnect absent, inconnu ou expiré."


class ScopeAbsent(RefusMi):
    statut_http, code = 403, "SCOPE_ABSENT"
    message = "Le scope mi_siv_carte_grise n'a pas été accordé."


class ImmatriculationManquante(RefusMi):
    statut_http, code = 400, "IMMATRICULATION_MANQUANTE"
    message = "Le paramètre immatriculation est obligatoire."


class CarteGriseInconnue(RefusMi):
    """An unknown plate, or the plate of someone else's vehicle: nobody learns which."""

    statut_http, code = 404, "CARTE_GRISE_INCONNUE"
    message = "Aucune carte grise de cette immatriculation n'est au nom de la personne."
