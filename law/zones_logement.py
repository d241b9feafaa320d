"""The zone of a commune for housing aid: 1 is Paris and its suburbs, 2 the large towns and Corsica, 3 the rest."""

from __future__ import annotations

from datetime import date

from law.aide_logement import Zone
from law.parametres.mensuels import parametres_logement


def zone_logement(jour: date, code_commune: str) -> Zone:
    """The order of 17 March 1978 lists communes. Known gap: whole departments and the largest communes stand for the
    lists (`law/parametres/logement/zone_*.yaml`), so that suburbs of large towns are in zone 3 here."""
    p = parametres_logement(jour)
    premiere, seconde = p.zone_departements
    departement = code_commune[:2]
    if departement in premiere:
        return 1
    return 2 if departement in seconde or code_commune in p.zone_communes else 3
