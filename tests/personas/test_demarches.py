"""What the family files promise of the administrations that only one service asks about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fixtures.personas import Persona, personas
from fixtures.personas.noeud import Noeud
from registry.erreurs import SansDossier
from registry.vues_emploi import vue_emploi
from registry.vues_service_national import vue_service_national
from registry.vues_vehicules import vue_vehicule
from tests.personas.test_attentes import EPOQUE, JOURS, MONDE, avec

DERNIER_JOUR = date(EPOQUE, 12, 31)


def dates(persona: Persona, cle: str) -> dict[str, Any]:
    """The expectation with its relative dates made calendar ones."""
    attendu = persona.attentes[cle]
    return {k: Noeud(persona.ref, k, v, EPOQUE).jour() if k in ("debut", "fin") else v for k, v in attendu.items()}


@avec("france_travail")
def test_l_inscription_est_celle_du_dossier(persona: Persona) -> None:
    """Dates, category and certification of the registration are the expected ones; « aucun » means never registered."""
    if persona.attentes["france_travail"] == "aucun":
        with pytest.raises(SansDossier):
            vue_emploi(MONDE.famille(persona.ref), persona.ref, DERNIER_JOUR)
        return
    vue, attendu = vue_emploi(MONDE.famille(persona.ref), persona.ref, DERNIER_JOUR), dates(persona, "france_travail")
    assert (vue.debut, vue.fin) == (attendu["debut"], attendu.get("fin"))
    assert (vue.emploi.categorie, vue.emploi.certification) == (attendu["categorie"], attendu["certification"])


@avec("france_travail")
def test_les_paiements_sont_ceux_du_dossier(persona: Persona) -> None:
    """Each year has the expected number of payments and sum, which is what the person declares, whatever the epoch."""
    if persona.attentes["france_travail"] == "aucun":
        return
    for epoque in (EPOQUE, EPOQUE + 3):
        famille = personas(epoque).famille(persona.ref)
        vue = vue_emploi(famille, persona.ref, date(epoque, 12, 31))
        for cle, (nombre, euros) in persona.attentes["france_travail"]["paiements"].items():
            annee = epoque - 1 if cle == "n-1" else epoque
            payes = [p.centimes for p in vue.paiements if p.jour.year == annee]
            assert (len(payes), sum(payes)) == (nombre, 100 * euros)
            assert famille.revenus(persona.ref, annee).allocations_chomage == euros


@avec("service_national")
def test_la_situation_est_celle_du_dossier(persona: Persona) -> None:
    """What the DSNJ would answer is the expected one, all the year long and whatever the epoch."""
    for epoque in (EPOQUE, EPOQUE + 3):
        famille = personas(epoque).famille(persona.ref)
        for jour in (j.replace(year=epoque) for j in JOURS):
            vue = vue_service_national(famille, persona.ref, jour)
            assert vue.situation == persona.attentes["service_national"]


@avec("vehicule")
def test_la_carte_grise_est_celle_du_dossier(persona: Persona) -> None:
    """The certificate names the person as expected, with the expected vehicle, whatever the epoch."""
    attendu = persona.attentes["vehicule"]
    for epoque in (EPOQUE, EPOQUE + 3):
        famille = personas(epoque).famille(persona.ref)
        vue = vue_vehicule(famille, attendu.get("titulaire", persona.ref), date(epoque, 12, 31))
        statuts = {i.personne.ref: i.rattachement for i in vue.inscrits}
        modele = vue.vehicule.modele
        assert statuts[persona.ref] == attendu["statut"]
        assert f"{modele.marque} {modele.denomination}" == attendu["modele"]
        assert vue.vehicule.location == attendu.get("location")
