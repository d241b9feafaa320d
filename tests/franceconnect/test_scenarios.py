"""The check-list is whole: each feature, each mistake and each code is there, with tests that exist or a reason."""

from __future__ import annotations

import re

import pytest

from tests.franceconnect import checklist

#: FranceConnect's own features and their number of scenarios.
API = {
    "API - authorize": 16,
    "API - authorize localhost": 3,
    "API - token": 8,
    "API - userinfo": 6,
    "API - checktoken": 9,
    "API - discovery": 2,
    "API - core": 3,
    "API - oidc-callback": 6,
    "API - oidc-callback erreur": 4,
    "API - redirect-to-sp": 4,
}
PARCOURS = {
    "Connexion ACR (low)": 5,
    "Connexion ACR (high)": 7,
    "Connexion avec chiffrement (low)": 2,
    "Connexion avec chiffrement (high)": 2,
    "Connexion avec Claims (amr)": 4,
    "Connexion - Scope": 7,
    "Connexion - RNIPP": 5,
    "Connexion - Sub": 4,
    "Connexion - Token": 3,
    "Connexion - SSO (low)": 7,
    "Connexion - SSO (high)": 7,
    "Connexion - session (low, avec SSO)": 4,
    "Connexion - session (high)": 5,
    "Connexion - session absente": 10,
    "Connexion Suspecte": 7,
    "Connexion Notification": 3,
    "Aidants Connect": 15,
    "Fournisseur Identité - Sélection (low)": 10,
    "Fournisseur Identité - Sélection (high)": 14,
    "Fournisseur Identité - Blacklist/Whitelist (low)": 4,
    "Fournisseur Identité - Blacklist/Whitelist (high)": 2,
    "Fournisseur Identité - Eidas Bridge": 3,
    "Fournisseur Service - Retour": 2,
    "Fournisseur Données (checktoken)": 5,
    "Information Consentement": 11,
    "Message d'erreur sur la mire": 3,
    "Message Information": 1,
    "Deconnexion Usager": 5,
    "Connexion - idp_hint": 5,
    "Connexion prompt": 2,
    "Connexion usager personnalisée bac à sable": 1,
}
CODES = re.findall(
    r"Y\S+",
    """
Y000000 Y000400 Y000404 Y010004 Y010006 Y010007 Y010008 Y010009 Y010011 Y010012 Y010013 Y010015 Y020017 Y020019 Y020021
Y020022 Y020023 Y020024 Y020025 Y020026 Y020027 Y020028 Y020029 Y020030 Y030007 Y030025 Y030026 Y030027 Y030028 Y030030
Y030032 Y040001 Y04EA6EF Y04C013C Y04A8220 Y046696C Y04CFAEF Y04FEDB9 Y100001 Y100002 Y100004 Y100009 Y100010 Y100011
Y100013 Y100018 Y100019 Y180001 Y190001 Y190004 Y190009 Y190010 Y190011 Y190012 Y270001 Y330001 Y330002 Y410001 Y420001
Y420002 Y440001–Y440011 Y470001 Y470002 Y470004 Y510001 Y510002 Y600006 Y600007 Y600020
""",
)
MISTAKES = 33


def test_listes_officielles() -> None:
    """Ten features and 61 scenarios of the API, 31 and 165 of the journeys, in their numbers."""
    assert {f.nom: f.nombre for f in checklist.fonctions("api")} == API
    assert {f.nom: f.nombre for f in checklist.fonctions("parcours")} == PARCOURS
    assert (sum(API.values()), sum(PARCOURS.values())) == (61, 165)


@pytest.mark.parametrize("nom", ["api", "parcours", "equipes"])
def test_chaque_scenario_a_sa_ligne(nom: str) -> None:
    """Each feature has a row per scenario, or says how many it lacks and why; each row, its tests or a reason."""
    for fonction in checklist.fonctions(nom):
        assert len(fonction.scenarios) + fonction.restent == fonction.nombre, fonction.nom
        assert bool(fonction.restent) is bool(fonction.raison)
        for scenario in fonction.scenarios:
            assert bool(scenario.tests) is not bool(scenario.sans_objet), scenario.dit


def test_chaque_erreur_des_imitations_a_ses_tests() -> None:
    """The 33 mistakes are there in order, each with what is real, the mistake, and tests."""
    assert [p.numero for p in checklist.pieges()] == list(range(1, MISTAKES + 1))
    assert all(p.reel and p.erreur and p.tests for p in checklist.pieges())


def test_chaque_code_est_la() -> None:
    """Each code is there once, in order; it has a page that can be armed, or the tests of what there is instead."""
    assert [c.code for c in checklist.codes()] == CODES
    for code in checklist.codes():
        assert code.page or (code.sans_page and code.cause), code.code


def test_chaque_test_nomme_existe() -> None:
    """Every test that the check-list names is in the file it says."""
    absents = sorted(
        {
            test
            for test in checklist.nommes()
            if test.partition("::")[2] not in checklist.fonctions_du_fichier(checklist.chemin(test))
        }
    )
    assert absents == []


def test_la_page_dit_la_liste() -> None:
    """`docs/scenarios.md` is what the check-list writes; `python -m tests.franceconnect.checklist` writes it again."""
    assert checklist.PAGE.read_text(encoding="utf-8") == checklist.rediger()
