"""From a registration certificate to our proposal, for one of the people it names."""

from __future__ import annotations

from typing import Any

from providers.mi import contract
from providers.mi.scopes import FILTRE
from registry.facts import Adresse
from registry.vues_vehicules import Inscrit, VueVehicule


def carte_grise(vue: VueVehicule, inscrit: Inscrit, accordes: frozenset[str]) -> dict[str, Any]:
    """The certificate as the scope opens it."""
    p, m = inscrit.personne, vue.vehicule.modele
    complet: contract.CarteGrise = {
        "titulaire": {
            "nom": p.nom_naissance,
            "nomUsage": p.nom_usage,
            "prenoms": list(p.prenoms),
            "rattachement": inscrit.rattachement,
            "nombreTitulaires": len(vue.inscrits),
            "adresse": _lignes(inscrit.adresse),
        },
        "vehicule": {
            "immatriculation": vue.immatriculation,
            "datePremiereImmatriculation": vue.vehicule.premiere_immatriculation.isoformat(),
            "marque": m.marque,
            "typeVarianteVersion": m.type_variante_version,
            "denominationCommerciale": m.denomination,
            "masseEnCharge": m.masse,
            "categorie": m.categorie,
            "genre": m.genre,
            "cylindree": m.cylindree,
            "energie": m.carburant,
            "co2": m.co2,
            "location": vue.vehicule.location,
        },
    }
    return FILTRE.ouverture(accordes).appliquer(complet)


def _lignes(a: Adresse) -> list[str]:
    return [ligne for ligne in (a.complement, a.ligne_voie, a.lieu_dit, a.ligne_commune) if ligne]
