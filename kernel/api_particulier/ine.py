"""The national student number as a parameter: one of the four layouts that students have been given over time."""

from __future__ import annotations

import re

from starlette.datastructures import QueryParams

from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import Erreur

_FORMES = re.compile(
    r"\d{9}[A-HJK]{2}"  # the national directory of pupils and students
    r"|\d{10}[A-HJ-NPR-Z]"  # the student bases of the académies
    r"|[0-9A-Z]{10}\d"  # higher education
    r"|\d{4}A\d{5}[A-Z]",  # apprentices
    re.ASCII | re.IGNORECASE,
)


def lire_ine(parametres: QueryParams) -> tuple[str, list[Erreur]]:
    """The number in capitals, or 00360."""
    ine = parametres.get("ine", "")
    return ine.upper(), [] if _FORMES.fullmatch(ine) else [erreurs.INE]
