"""What API Particulier refuses for the CAF and the MSA, whichever of their benefits is asked.

« libellé du bac à sable »: the official wording is not published.
"""

from __future__ import annotations

from collections.abc import Sequence

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre

IDENTITE = erreur_parametre(
    "00355",
    "L'identité transmise ne permet pas de reconnaître une personne et une seule",  # libellé du bac à sable
)
CNAF_ET_MSA = {"provider": "CNAF & MSA"}
NON_REFERENCE = Erreur(
    "35003",
    "Allocataire non référencé",
    "L'allocataire n'est pas référencé auprès des caisses éligibles",
    meta=CNAF_ET_MSA,
)
INATTENDUE = Erreur(
    "35003",
    "Erreur inattendue",
    "Une erreur inattendue est survenue lors de la collecte des données",
    meta=CNAF_ET_MSA,
)
ABSENT = {
    "CNAF": Erreur(
        "23003",
        "Dossier allocataire absent CNAF",
        "Le dossier allocataire n'a pas été trouvé auprès de la CNAF.",
        meta={"provider": "CNAF"},
    ),
    "MSA": Erreur(
        "10003",
        "Dossier allocataire absent MSA",
        "Le dossier allocataire n'a pas été trouvé auprès de la MSA.",
        meta={"provider": "MSA"},
    ),
}


class ParametresRefuses(RefusParticulier):
    """422 with every faulty parameter."""

    def __init__(self, fautes: Sequence[Erreur]) -> None:
        super().__init__(422, *fautes)


class IdentiteNonReconnue(RefusParticulier):
    """422 00355: the identity fits nobody, or several people."""

    def __init__(self) -> None:
        super().__init__(422, IDENTITE)


class AllocataireNonReference(RefusParticulier):
    """404 35003: a known person whom neither fund pays (a child, someone who never asked)."""

    def __init__(self) -> None:
        super().__init__(404, NON_REFERENCE)


class DossierAbsent(RefusParticulier):
    """404 23003 (CAF) or 10003 (MSA): the fund had no file for that month, or has closed it."""

    def __init__(self, organisme: str) -> None:
        super().__init__(404, ABSENT[organisme])


class MoisNonCalculable(RefusParticulier):
    """404 35003: the law in force that month is not known here."""

    def __init__(self) -> None:
        super().__init__(404, INATTENDUE)
