"""What the GIP-MDS refuses, by name."""

from __future__ import annotations

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre

NON_TROUVE = Erreur(
    "31003",
    "Entité non trouvée",
    "Le ou les paramètre(s) d'entrée n'existent pas, ne sont pas connus, ou ne comportent aucune information pour cet "
    "appel. Veuillez vérifier que votre recherche est couverte par le périmètre de l'API.",
    meta={"provider": "GIP-MDS"},
)
PLUSIEURS = erreur_parametre(
    "00391",
    "Les paramètres d'identité correspondent à plusieurs personnes. Nous ne pouvons pas fournir les informations de "
    "service civique pour cet individu.",
)


class VolontaireNonTrouve(RefusParticulier):
    """404 31003: the identity fits nobody, or a child."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVE)


class PlusieursPersonnes(RefusParticulier):
    """422 00391: the identity fits several people."""

    def __init__(self) -> None:
        super().__init__(422, PLUSIEURS)
