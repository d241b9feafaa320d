"""What the ministry of education refuses, by name. « libellé du bac à sable »: the wording is not published."""

from __future__ import annotations

from kernel.api_particulier.erreurs import Erreur, RefusParticulier, erreur_parametre

MEN = {"provider": "MEN"}
ETABLISSEMENT_ET_PERIMETRE = erreur_parametre(
    "00419",
    "Les paramètres codeEtablissement et périmètre (codesBcnRegions/codesBcnDepartements) sont mutuellement exclusifs",
)
# libellés du bac à sable
CODE_ETABLISSEMENT = erreur_parametre("00410", "Le code de l'établissement est manquant ou mal formaté")
ANNEE_SCOLAIRE = erreur_parametre("00411", "L'année scolaire est manquante ou mal formatée")
DEGRE = erreur_parametre("00412", "Le degré de l'établissement est manquant ou n'est ni 1D ni 2D")
PERIMETRE = erreur_parametre("00413", "Un périmètre et un seul est attendu : départements ou régions")
PERIMETRE_VIDE = erreur_parametre("00414", "Le périmètre n'est pas une liste de codes")
DEPARTEMENT_INCONNU = erreur_parametre("00416", "Un code BCN de département n'existe pas")
REGION_INCONNUE = erreur_parametre("00417", "Un code BCN de région n'existe pas")
NON_TROUVE = Erreur(
    "30003",
    "Entité non trouvée",
    "Aucun eleve n'a pu etre trouve avec les criteres de recherche fournis",
    meta=MEN,
)
NON_SCOLARISE = Erreur(
    "30004",
    "Scolarité non trouvée",
    "L'élève n'est pas scolarisé pour l'année demandée.",  # libellé du bac à sable
    meta=MEN,
)


class EleveNonTrouve(RefusParticulier):
    """404 30003: nobody or several people, or a pupil who goes to school elsewhere."""

    def __init__(self) -> None:
        super().__init__(404, NON_TROUVE)


class EleveNonScolarise(RefusParticulier):
    """404 30004: a pupil found, without schooling that year."""

    def __init__(self) -> None:
        super().__init__(404, NON_SCOLARISE)
