"""From a registration certificate to the official extract, for one of the people it names."""

from __future__ import annotations

from datetime import date
from typing import Any

from providers.ants import contract
from providers.ants.scopes import FILTRE
from registry.facts import Adresse, Personne, Pivot
from registry.identification import normaliser
from registry.vehicules import Vehicule
from registry.vues_vehicules import Inscrit, VueVehicule

CATEGORIES = {
    "M1": "Véhicule de transport de personnes comportant au maximum 8 places assises outre le siège du conducteur.",
    "N1": "Véhicule de transport de marchandises ayant un poids maximal n'excédant pas 3,5 tonnes.",
}
GENRES = {"VP": "Véhicule Particulier", "CTTE": "Camionnette"}
CARBURANTS = {
    "ES": "Essence",
    "GO": "Gazole",
    "EL": "Électricité",
    "EH": "Essence-électricité (hybride non rechargeable)",
}
LOCATIONS = {"LLD": "Location Longue Durée", "LCB": "Location Crédit-Bail"}
#: The class of a vehicle first registered from this day on (dates of application to all new cars).
CLASSES = (
    (date(2024, 9, 1), "Euro 6e"),
    (date(2021, 1, 1), "Euro 6d"),
    (date(2019, 9, 1), "Euro 6d-TEMP"),
    (date(2018, 9, 1), "Euro 6c"),
    (date(2015, 9, 1), "Euro 6b"),
    (date(2013, 1, 1), "Euro 5b"),
    (date(2011, 1, 1), "Euro 5a"),
    (date(2006, 1, 1), "Euro 4"),
    (date(2001, 1, 1), "Euro 3"),
    (date(1997, 1, 1), "Euro 2"),
)
PREMIERE_CLASSE = "Euro 1"


def donnees(vue: VueVehicule, inscrit: Inscrit, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens, with the identity of the file."""
    complet: contract.Donnees = {
        "identite_particulier": _identite(inscrit.personne),
        "adresse_particulier": _adresse(inscrit.adresse),
        "statut_rattachement": inscrit.rattachement,
        "donnees_immatriculation_vehicule": {
            "numero_immatriculation": vue.immatriculation,
            "date_premiere_immatriculation": vue.vehicule.premiere_immatriculation.isoformat(),
            "statut_location": {
                "code": vue.vehicule.location,
                "label": LOCATIONS[vue.vehicule.location] if vue.vehicule.location else None,
            },
        },
        "caracteristiques_techniques_vehicule": _caracteristiques(vue.vehicule),
    }
    return FILTRE.ouverture(accordes).appliquer(complet)


def reconnu(vue: VueVehicule, pivot: Pivot) -> Inscrit | None:
    """The first person of the file with the family name and one of the given names of `pivot`."""
    return next((i for i in vue.inscrits if concordance(i.personne, pivot)["overall_match"]), None)


def concordance(personne: Personne, pivot: Pivot) -> contract.Concordance:
    """What `meta.identity_matching` says of someone of the file."""
    nom = normaliser(personne.nom_naissance) == normaliser(pivot.nom_naissance)
    prenom = bool({normaliser(p) for p in personne.prenoms} & {normaliser(p) for p in pivot.prenoms})
    n = personne.naissance.reelle
    naissance = (n.year, n.month, n.day) == (pivot.annee, pivot.mois or 1, pivot.jour or 1)
    return {
        "family_name": float(nom),
        "given_name": float(prenom),
        "birth_date": float(naissance),
        "overall_match": nom and prenom,
    }


def _identite(p: Personne) -> contract.Identite:
    return {
        "nom": p.nom_naissance,
        "prenom": p.prenoms[0] if p.prenoms else "",
        "sexe_etat_civil": p.sexe,
        "annee_date_naissance": p.naissance.annee,
        "mois_date_naissance": p.naissance.mois or None,
        "jour_date_naissance": p.naissance.jour or None,
        "code_departement_naissance": p.lieu_naissance.departement,
    }


def _adresse(a: Adresse) -> contract.Adresse:
    return {
        "complement_information": a.complement or None,
        "num_voie": a.numero or None,
        "type_voie": a.type_voie or None,
        "libelle_voie": a.nom_voie or None,
        "code_postal_ville": a.code_postal,
        "libelle_commune": a.commune,
        "lieu_dit": a.lieu_dit or None,
        "etage_escalier_appartement": None,
        "extension": a.indice_repetition or None,
        "pays": a.pays,
    }


def _caracteristiques(v: Vehicule) -> contract.Caracteristiques:
    m, classe = v.modele, _classe(v.premiere_immatriculation)
    return {
        "marque": m.marque,
        "type_variante_version": m.type_variante_version,
        "denomination_commerciale": m.denomination,
        "masse_charge_maximale": m.masse,
        "categorie_vehicule": {"code": m.categorie, "label": CATEGORIES[m.categorie]},
        "genre_national": {"code": m.genre, "label": GENRES[m.genre]},
        "cylindree": m.cylindree,
        "type_carburant": {"code": m.carburant, "label": CARBURANTS[m.carburant]},
        "taux_co2": m.co2,
        "classe_environnementale": {"code": classe, "label": f"Norme européenne d'émission {classe}"},
    }


def _classe(jour: date) -> str:
    return next((classe for depuis, classe in CLASSES if depuis <= jour), PREMIERE_CLASSE)
