"""What the DSNJ refuses, by name. « libellé du bac à sable »: the official wording is not published."""

from __future__ import annotations

from collections.abc import Sequence

from kernel.api_particulier.erreurs import NON_TRAITABLE, Erreur, RefusParticulier

_DSNJ = {"provider": "DSNJ"}
AGE = Erreur(
    "39400",
    NON_TRAITABLE,
    "Le service national ne concerne que les personnes de 16 à 25 ans",  # libellé du bac à sable
    meta=_DSNJ,
)
NON_TROUVEE = Erreur(
    "39003",
    "Entité non trouvée",
    "Le ou les paramètre(s) d'entrée n'existent pas, ne sont pas connus, ou ne comportent aucune information pour cet "
    "appel. Veuillez vérifier que votre recherche est couverte par le périmètre de l'API.",
    meta=_DSNJ,
)


class ParametresRefuses(RefusParticulier):
    """422 with every faulty parameter."""

    def __init__(self, fautes: Sequence[Erreur]) -> None:
        super().__init__(422, *fautes)


class PersonneNonTrouvee(RefusParticulier):
    """404 39003: the identity fits nobody living, or several people."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVEE)
