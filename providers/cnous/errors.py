"""What the CNOUS refuses, by name. « libellé du bac à sable »: the official wording is not published."""

from __future__ import annotations

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre

CNOUS = {"provider": "CNOUS"}
CAMPAGNE = erreur_parametre("00368", "L'année de campagne n'est pas valide")  # libellé du bac à sable
_DETAIL = "Aucun étudiant boursier n'a pu être trouvé"
_CRITERES = f"{_DETAIL} avec les critères de recherche fournis."
#: The sentence depends on how the student was named.
NON_TROUVE = {
    modalite: Erreur("26003", "Entité non trouvée", detail, meta=CNOUS)
    for modalite, detail in (
        ("france_connect", f"{_DETAIL}."),
        ("identite", _CRITERES),
        ("ine", f"{_CRITERES} Veuillez vérifier que l'identifiant correspond au périmètre couvert par l'API."),
    )
}
PLUSIEURS = Erreur(
    "26015",
    "Conflit",
    "Plusieurs étudiants correspondent aux critères de recherche fournis.",  # libellé du bac à sable
    meta=CNOUS,
)


class BoursierNonTrouve(RefusParticulier):
    """404 26003: nobody, or somebody without a grant that year."""

    def __init__(self, modalite: str) -> None:
        super().__init__(404, NON_TROUVE[modalite])


class PlusieursEtudiants(RefusParticulier):
    """409 26015: the identity fits several people."""

    def __init__(self) -> None:
        super().__init__(409, PLUSIEURS)
