"""What France Travail, the DSNJ and the SIV know of a citizen, as lines of their page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from gateway.pages import date_longue
from registry.facts import Famille
from registry.vues_emploi import vue_emploi
from registry.vues_service_national import Situation, vue_service_national
from registry.vues_vehicules import vue_vehicule

#: Name of the administration, its view, the lines made of it.
Lecture = tuple[str, Callable[[], Any], Callable[[Any], list[tuple[str, str]]]]
SITUATIONS: dict[Situation, str] = {
    "en_regle": "en règle",
    "pas_en_regle": "pas en règle",
    "indetermine": "indéterminée",
    "non_concerne": "non concernée",
}


def lectures(famille: Famille, ref: str, jour: date) -> tuple[Lecture, ...]:
    """Each view raises `SansDossier` when the administration has nothing to say."""
    return (
        ("France Travail", lambda: vue_emploi(famille, ref, jour), _lire_emploi),
        ("Service national", lambda: vue_service_national(famille, ref, jour), _lire_service_national),
        ("Immatriculation des véhicules", lambda: vue_vehicule(famille, ref, jour), _lire_vehicule),
    )


def _lire_emploi(vue: Any) -> list[tuple[str, str]]:
    fin = f", finie le {date_longue(vue.fin)}" if vue.fin else ""
    return [
        ("Identifiant", vue.identifiant),
        ("Inscription", f"depuis le {date_longue(vue.debut)}{fin}"),
        ("Paiements en deux ans", str(len(vue.paiements))),
    ]


def _lire_service_national(vue: Any) -> list[tuple[str, str]]:
    return [("Situation", SITUATIONS[vue.situation])]


def _lire_vehicule(vue: Any) -> list[tuple[str, str]]:
    modele = vue.vehicule.modele
    noms = (f"{i.personne.prenoms[0]} {i.personne.nom_naissance} ({i.rattachement})" for i in vue.inscrits)
    return [
        ("Plaque", vue.immatriculation),
        ("Véhicule", f"{modele.marque} {modele.denomination}"),
        ("Carte grise", ", ".join(noms)),
    ]
