"""Projections against the official contracts: every member declared there, with its type; errors word for word."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import RefusParticulier
from providers.cnaf_msa import errors as cnaf_errors
from providers.cnaf_msa.projection import donnees
from providers.cnaf_msa.scopes import FILTRE as CNAF
from providers.cnam import projection as cnam
from providers.cnam.scopes import FILTRE as CNAM
from providers.dgfip import contract, projection
from providers.dgfip.scopes import FILTRE as DGFIP
from providers.dss import errors as dss_errors
from providers.dss import projection as dss
from providers.dss.scopes import FILTRE as DSS
from tests.conformance.contrats import avec_contrats, contrat, fautes, reponse
from tests.conformance.reponses import RICHES, prestations
from tests.providers import foyers

pytestmark = avec_contrats
AP, IMPOT, DROITS = "api-particulier.yaml", "api-impot-particulier.json", "api-droits-cnam.yaml"
QF = "/v3/dss/quotient_familial/{}"
# The older names that stay beside the leaked getters (see providers/dgfip/contract.py).
ANCIENS_NOMS = ("commune", "codePostal")


@pytest.mark.parametrize("modalite", ["identite", "france_connect"])
def test_quotient_familial(modalite: str) -> None:
    """The whole answer, envelope included, is the one of the contract, required members too."""
    document = {"data": donnees(foyers.caf(), 2025, 10, CNAF.noms), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, QF.format(modalite), "200"), document) == []


@pytest.mark.parametrize("modalite", ["identite", "france_connect"])
@pytest.mark.parametrize("ressource", sorted(prestations()))
def test_prestations(ressource: str, modalite: str) -> None:
    """Each benefit's whole answer is the one of the contract, for who receives it and for who does not."""
    schema = reponse(AP, f"/v3/dss/{ressource}/{modalite}", "200")
    for complet in (prestations()[ressource], prestations(foyers.MARTIN)[ressource]):
        document = {"data": dss.ouvrir(ressource, complet, DSS.noms), "links": {}, "meta": {}}
        assert fautes(AP, schema, document) == []


@pytest.mark.parametrize(
    ("chemin", "media_type", "projeter"),
    [
        ("situations/ir/assiettes/annrev/{annrev}", contract.MEDIA_SITUATION, projection.situation),
        (
            "dernieresituation/ir/assiettes/annrev/{annrev}",
            contract.MEDIA_DERNIERE,
            projection.derniere_situation,
        ),
        ("dernieresituation/ir/assiettes/deuxans", contract.MEDIA_DERNIERE, projection.derniere_situation),
        (
            "situations/ir/assiettes/multiple/annrev/{annrev}",
            contract.MEDIA_MULTIPLE,
            projection.situations_multiples,
        ),
        ("situations/ir/factures/annrev/{annrev}", contract.MEDIA_FACTURES, projection.factures),
    ],
)
def test_impot_particulier(chemin: str, media_type: str, projeter: Any) -> None:
    """Each income-tax body has only members of its schema under its exact media type, in both flavours."""
    document = orjson.loads(orjson.dumps(projeter(foyers.avis(RICHES), DGFIP.noms)))
    for situation in document.get("situationsIR", [document]):
        for nom in ANCIENS_NOMS:
            del situation["aftDetail"][nom]
    for base in ("/", "/spi/{spi}/"):
        statuts = contrat(IMPOT)["paths"][base + chemin]["get"]["responses"]
        schema = reponse(IMPOT, base + chemin, "200" if "200" in statuts else "default", media_type)
        assert fautes(IMPOT, schema, document) == []


def test_droits_de_l_assurance_maladie() -> None:
    """Beneficiaire, Caisse and Contrat conform, dates included."""
    vue, tous = foyers.droits(), CNAM.noms
    corps: dict[str, Any] = {
        "/me": cnam.beneficiaire(vue, vue.assure, tous),
        "/me/beneficiaires": cnam.beneficiaires(vue, tous),
        "/": cnam.beneficiaire(vue, vue.enfants[0], tous),
        "/caisse": cnam.caisse(vue, tous),
        "/contrats": cnam.contrats(vue, vue.assure, foyers.JOUR, foyers.JOUR, tous),
    }
    for chemin, document in corps.items():
        assert fautes(DROITS, reponse(DROITS, chemin, "200"), document) == [], chemin


def _erreurs_officielles(chemin: str = QF) -> dict[str, list[dict[str, Any]]]:
    """The example errors of a resource by status."""
    trouvees: dict[str, list[dict[str, Any]]] = {}
    for modalite in ("identite", "france_connect"):
        for statut, contenu in contrat(AP)["paths"][chemin.format(modalite)]["get"]["responses"].items():
            for exemple in contenu["content"]["application/json"].get("examples", {}).values():
                trouvees.setdefault(statut, []).extend(exemple["value"]["errors"])
    return trouvees


@pytest.mark.parametrize(
    ("statut", "erreur"),
    [
        (401, erreurs.JETON_INVALIDE),
        (401, erreurs.JETON_EXPIRE),
        (401, erreurs.JETON_LISTE_NOIRE),
        (403, erreurs.PRIVILEGES_INSUFFISANTS),
        (404, cnaf_errors.NON_REFERENCE),
        (404, cnaf_errors.INATTENDUE),
        (404, cnaf_errors.ABSENT["CNAF"]),
        (404, cnaf_errors.ABSENT["MSA"]),
    ],
)
def test_erreurs_mot_pour_mot(statut: int, erreur: erreurs.Erreur) -> None:
    """Code, title, detail, source and meta are those of the contract's examples."""
    (servie,) = orjson.loads(RefusParticulier(statut, erreur).corps())["errors"]
    officielles = [{k: v for k, v in e.items() if v is not None} for e in _erreurs_officielles()[str(statut)]]
    assert servie in officielles


def test_absence_du_rncps_mot_pour_mot() -> None:
    """The refusal of the RNCPS is the contract's example."""
    (servie,) = orjson.loads(dss_errors.InconnuDuRncps().corps())["errors"]
    exemples = _erreurs_officielles("/v3/dss/complementaire_sante_solidaire/{}")["404"]
    assert servie in [{k: v for k, v in e.items() if v is not None} for e in exemples]
