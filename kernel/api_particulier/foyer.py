"""People and address of a file, as every answer about a household of the CAF or the MSA writes them."""

from __future__ import annotations

from typing import Literal, TypedDict

from registry import facts
from registry.vues import VueCaf


class Personne(TypedDict):
    """`prenoms` is one string; the unknown parts of `date_naissance` are zeros (`1962-00-00`)."""

    nom_naissance: str
    nom_usage: str | None
    prenoms: str
    date_naissance: str
    sexe: Literal["F", "M"]


class Adresse(TypedDict):
    """La Poste's six lines; `code_postal_ville` holds both."""

    destinataire: str
    complement_information: str | None
    complement_information_geographique: str | None
    numero_libelle_voie: str | None
    lieu_dit: str | None
    code_postal_ville: str
    pays: str


def personne(p: facts.Personne) -> Personne:
    return {
        "nom_naissance": p.nom_naissance,
        "nom_usage": p.nom_usage,
        "prenoms": " ".join(p.prenoms),
        "date_naissance": str(p.naissance),
        "sexe": p.sexe,
    }


def adresse(vue: VueCaf) -> Adresse:
    a, qui = vue.adresse, vue.allocataire
    civilite = "Madame" if qui.sexe == "F" else "Monsieur"
    return {
        "destinataire": " ".join((civilite, qui.nom_usage or qui.nom_naissance, *qui.prenoms[:1])),
        "complement_information": None,
        "complement_information_geographique": a.complement or None,
        "numero_libelle_voie": a.ligne_voie or None,
        "lieu_dit": a.lieu_dit or None,
        "code_postal_ville": a.ligne_commune,
        "pays": a.pays,
    }
