"""What the ANTS refuses, by name. « libellé du bac à sable »: the official wording is not published."""

from __future__ import annotations

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre

_ANTS = {"provider": "ANTS"}
IMMATRICULATION = erreur_parametre("00430", "L'immatriculation est manquante")  # libellé du bac à sable
NON_TROUVEE = Erreur(
    "42003",
    "Entité non trouvée",
    "Le ou les paramètre(s) d'entrée n'existent pas, ne sont pas connus, ou ne comportent aucune information pour cet "
    "appel. Veuillez vérifier que votre recherche est couverte par le périmètre de l'API.",
    meta=_ANTS,
)
IDENTITE_NON_TROUVEE = Erreur(
    "42005",
    "Identité non trouvée",
    "L'identité FranceConnect n'est celle d'aucune personne rattachée à ce véhicule.",  # libellé du bac à sable
    meta=_ANTS,
)


class ImmatriculationManquante(RefusParticulier):
    """422 00430."""

    def __init__(self) -> None:
        super().__init__(422, IMMATRICULATION)


class VehiculeNonTrouve(RefusParticulier):
    """404 42003: no vehicle bears this plate."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVEE)


class IdentiteNonTrouvee(RefusParticulier):
    """404 42005: the certificate names nobody with the family name and a given name of the citizen."""

    def __init__(self) -> None:
        super().__init__(404, IDENTITE_NON_TROUVEE)
