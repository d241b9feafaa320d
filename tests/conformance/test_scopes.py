"""Scopes open exactly the fields they declare: tested from the declarations, for every scope of every provider."""

from __future__ import annotations

import pytest

from tests.conformance.reponses import PROJECTIONS, Projeter, champs_ouverts, chemins, ouvert

CAS = [(slug, nom) for slug, (_, projections) in PROJECTIONS.items() for nom in projections]


def _attendus(slug: str, accordes: frozenset[str], complet: set[str]) -> set[str]:
    filtre, _ = PROJECTIONS[slug]
    return {chemin for chemin in complet if ouvert(chemin, champs_ouverts(filtre, accordes))}


def _servis(projeter: Projeter, accordes: frozenset[str]) -> set[str]:
    return set(chemins(projeter(accordes)))


@pytest.mark.parametrize(("slug", "nom"), CAS)
def test_retirer_un_scope_retire_exactement_ses_champs(slug: str, nom: str) -> None:
    """All scopes but one: what is missing is what that scope alone opened, nothing else."""
    filtre, projections = PROJECTIONS[slug]
    complet = _servis(projections[nom], filtre.noms)
    for scope in filtre.noms:
        reste = filtre.noms - {scope}
        assert _servis(projections[nom], reste) == _attendus(slug, reste, complet), scope


@pytest.mark.parametrize(("slug", "nom"), CAS)
def test_un_scope_seul_ouvre_exactement_ses_champs(slug: str, nom: str) -> None:
    """One scope alone gives its fields and nothing of its neighbours'."""
    filtre, projections = PROJECTIONS[slug]
    complet = _servis(projections[nom], filtre.noms)
    for scope in filtre.noms:
        assert _servis(projections[nom], frozenset({scope})) == _attendus(slug, frozenset({scope}), complet), scope


@pytest.mark.parametrize("slug", PROJECTIONS)
def test_chaque_champ_declare_existe(slug: str) -> None:
    """A scope never promises a field that no answer of its provider has."""
    filtre, projections = PROJECTIONS[slug]
    servis = {chemin for projeter in projections.values() for chemin in _servis(projeter, filtre.noms)}
    jamais_ici = {"dateDecesdec1", "dateDecesdec2", "livret"}
    promis = {c for scope in filtre.scopes.values() for c in scope.champs} - jamais_ici
    assert [c for c in promis if not any(s == c or s.startswith(f"{c}.") for s in servis)] == []


@pytest.mark.parametrize("slug", PROJECTIONS)
def test_aucun_champ_n_echappe_aux_scopes(slug: str) -> None:
    """Without any scope only the fields declared to say nothing of the person could be served."""
    filtre, projections = PROJECTIONS[slug]
    for projeter in projections.values():
        assert all(ouvert(c, set(filtre.toujours)) for c in _servis(projeter, frozenset()))
