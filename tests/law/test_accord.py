"""Our whole chain against OpenFisca-France on two thousand mixed households: the targets, and the published page."""

from __future__ import annotations

import pytest

from tests.law.accord import PAGE, QUANTITES, Mesure, golden, mesures, page, raison

MENAGES = 2_000
#: Recipients under which a share would mean little.
BENEFICIAIRES = 40


@pytest.fixture(params=[q.nom for q in QUANTITES])
def mesure(request: pytest.FixtureRequest) -> Mesure:
    return next(m for m in mesures() if m.quantite.nom == request.param)


def test_deux_mille_menages_de_la_nation_et_du_tirage() -> None:
    """Half of the households are the nation's own, and the oracle says which it is."""
    origines = [cas["origine"] for cas in golden()["cas"]]
    assert len(origines) == MENAGES
    assert origines.count("nation") == MENAGES // 2
    assert golden()["oracle"].startswith("openfisca-france ")


def test_cible_tenue_pour_tous_et_pour_les_beneficiaires(mesure: Mesure) -> None:
    """Known defects of the oracle apart, the share within tolerance meets its target, recipients alone too."""
    assert mesure.recoivent >= BENEFICIAIRES
    cible = mesure.quantite.cible or 0.98
    assert mesure.part(mesure.restants, beneficiaires=False) >= cible
    assert mesure.part(mesure.restants, beneficiaires=True) >= cible


def test_chaque_ecart_a_sa_raison(mesure: Mesure) -> None:
    """No difference is left without a reason, an article's or a gap of ours."""
    assert [e for e in mesure.ecarts if raison(e) is None] == []


def test_les_defauts_de_l_oracle_restent_rares(mesure: Mesure) -> None:
    """What is set apart is under one household in ten of the recipients, so that the reasons hide no chapter."""
    assert len(mesure.apart) < mesure.recoivent / 10


def test_la_page_publiee_est_celle_que_dit_la_commande() -> None:
    """docs/accord-openfisca.md is what `python -m tests.law.accord` writes."""
    assert PAGE.read_text("utf-8") == page()
