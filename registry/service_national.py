"""Where a young citizen stands with the national service: told in days after the sixteenth birthday.

Source: code du service national, L. 113-1 (census at sixteen), L. 114-2 (the day of defence before eighteen).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceNational:
    """`recense` and `jdc` (Journée défense et citoyenneté) are days after the sixteenth birthday; None: never done.

    `francais`: only French citizens are concerned; `exempte`: from the day; `en_attente`: the file is being examined.
    """

    francais: bool = True
    recense: int | None = 30
    jdc: int | None = 400
    exempte: bool = False
    en_attente: bool = False


ORDINAIRE = ServiceNational()


def service_national_ordinaire(ref: str) -> ServiceNational:
    """Registered in the month after the sixteenth birthday, called a year later."""
    return ORDINAIRE
