"""The table of scopes: one declaration each, with the label that the citizen reads."""

from __future__ import annotations

from collections import Counter

from gateway.catalogue import FOURNISSEURS
from gateway.franceconnect import scopes


def test_declares_une_seule_fois() -> None:
    """No scope is declared twice."""
    noms = Counter([*scopes.IDENTITE, *(s.nom for f in FOURNISSEURS for s in f.scopes)])
    assert [nom for nom, fois in noms.items() if fois > 1] == []


def test_les_89_scopes_officiels() -> None:
    """FranceConnect's eleven groups have their official number of scopes; ours may add some of their own."""
    officiels = {
        "cnam": 8,
        "dss": 1,
        "cnaf_msa": 10,
        "cnous": 7,
        "mesri": 6,
        "ft": 2,
        "mi": 1,
        "ants": 5,
        "dsnj": 1,
        "asc": 4,
        "dgfip": 44,
    }
    comptes = {g.slug: len(g.scopes) for g in scopes.GROUPES}
    assert {slug for slug in officiels if comptes[slug] < officiels[slug]} == set()


def test_chaque_scope_a_un_libelle() -> None:
    """Every data scope has words for the consent page."""
    assert [nom for g in scopes.GROUPES for nom, libelle in g.scopes.items() if not libelle.strip()] == []


def test_ordre_de_l_affichage() -> None:
    """FranceConnect first, then the providers by name; the identity in the official order, without technical claims."""
    montre = scopes.affichage(["email", "identite_pivot", "mi_siv_carte_grise", "cnous_email", "idp_id", "openid"])
    assert [nom for nom, _ in montre] == [
        "FranceConnect",
        "Centre national des œuvres universitaires et scolaires",
        "Ministère de l'Intérieur",
    ]
    assert montre[0][1] == [
        "Nom de naissance",
        "Prénom(s)",
        "Sexe",
        "Date de naissance",
        "Lieu de naissance",
        "Pays de naissance",
        "Adresse e-mail",
    ]
