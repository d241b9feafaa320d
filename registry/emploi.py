"""What France Travail knows of a job seeker beside the occupation and the income: asked only by who needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Categorie = Literal[1, 2, 3, 4, 5]
#: The identity at the CNAV: VC certified, IC taken as such, PC in part; AC, DC, RC not certified; None never asked.
Certification = Literal["VC", "IC", "PC", "AC", "DC", "RC"]


@dataclass(frozen=True, slots=True)
class Emploi:
    """How someone is registered, whenever they are: `categorie` 1 to 5, `certification` of the identity."""

    categorie: Categorie = 1
    certification: Certification | None = "VC"


ORDINAIRE = Emploi()


def emploi_ordinaire(ref: str) -> Emploi:
    """Looking for a permanent full-time job, identity certified."""
    return ORDINAIRE
