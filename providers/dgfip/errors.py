"""What the DGFiP refuses, by name: `{"erreur": {code, message, horodatage}}`.

4001, 4002, 4031 and 40401 are published numbers (LEP and SFiP resources), used here for income tax, whose numbers are
not published. 4000, 4010, 4011 and 4032 are ours. Every message but « format SPI incorrect » is ours.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

import orjson
from starlette.responses import Response

from kernel.erreurs import Refus


class RefusDgfip(Refus):
    """Base: `statut_http`, `code` and `message` are the class's; `maintenant` (epoch seconds) dates the refusal."""

    statut_http: ClassVar[int]
    code: ClassVar[int]
    message: ClassVar[str]

    def __init__(self, maintenant: int) -> None:
        super().__init__(self.statut_http, {"WWW-Authenticate": "Bearer"} if self.statut_http == 401 else {})
        self.maintenant = maintenant

    def corps(self) -> bytes:
        horodatage = datetime.fromtimestamp(self.maintenant, UTC).isoformat(timespec="milliseconds")
        return orjson.dumps({"erreur": {"code": self.code, "message": self.message, "horodatage": horodatage}})


class CorrelationAbsente(RefusDgfip):
    statut_http, code = 400, 4000
    message = "l'en-tête X-Correlation-ID doit être un UUID"


class SpiIncorrect(RefusDgfip):
    statut_http, code = 400, 4001
    message = "format SPI incorrect"


class AnneeIncorrecte(RefusDgfip):
    statut_http, code = 400, 4002
    message = "format de l'année de revenus incorrect"


class JetonRefuse(RefusDgfip):
    """The DGFiP token is missing, unknown or expired."""

    statut_http, code = 401, 4010
    message = "jeton d'accès absent, invalide ou expiré"


class FranceConnectRefuse(RefusDgfip):
    """The FranceConnect token is missing, unknown or expired."""

    statut_http, code = 401, 4011
    message = "jeton FranceConnect absent, invalide ou expiré"


class RessourceRefusee(RefusDgfip):
    """The DGFiP token does not carry the OAuth scope of the resource."""

    statut_http, code = 403, 4031
    message = "accès à la ressource refusé"


class DonneesRefusees(RefusDgfip):
    """No `dgfip_…` scope is granted, or none for the income year asked."""

    statut_http, code = 403, 4032
    message = "aucune donnée autorisée pour cette demande"


class AucunAvis(RefusDgfip):
    """Nobody, several people, or no notice for that year."""

    statut_http, code = 404, 40401
    message = "aucune situation fiscale pour ces critères"


def refus_jeton(statut: int, erreur: str) -> Response:
    """A refusal of `POST /token`, in OAuth's words (RFC 6749 §5.2)."""
    entetes = {"Cache-Control": "no-store"} | ({"WWW-Authenticate": "Basic"} if statut == 401 else {})
    return Response(orjson.dumps({"error": erreur}), statut, entetes, media_type="application/json")
