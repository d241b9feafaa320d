"""Projections against the official contracts: every member declared there, with its type; errors word for word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest

from fixtures.modeles import MODELES
from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import RefusParticulier
from providers.ants import errors as ants_errors
from providers.ants import projection as ants
from providers.ants.scopes import FILTRE as ANTS
from providers.asc import errors as asc_errors
from providers.asc import projection as asc
from providers.asc.scopes import FILTRE as ASC
from providers.cnaf_msa import errors as cnaf_errors
from providers.cnaf_msa.projection import donnees
from providers.cnaf_msa.scopes import FILTRE as CNAF
from providers.cnam import projection as cnam
from providers.cnam.scopes import FILTRE as CNAM
from providers.cnous import errors as cnous_errors
from providers.cnous import projection as cnous
from providers.cnous.scopes import FILTRE as CNOUS
from providers.dgfip import contract, projection
from providers.dgfip.scopes import FILTRE as DGFIP
from providers.dsnj import errors as dsnj_errors
from providers.dsnj import projection as dsnj
from providers.dsnj.scopes import FILTRE as DSNJ
from providers.dss import errors as dss_errors
from providers.dss import projection as dss
from providers.dss.scopes import FILTRE as DSS
from providers.ft import errors as ft_errors
from providers.ft import projection as ft
from providers.ft.scopes import FILTRE as FT
from providers.men import errors as men_errors
from providers.men import projection as men
from providers.men.scopes import FILTRE as MEN
from providers.mesri import errors as mesri_errors
from providers.mesri import projection as mesri
from providers.mesri.scopes import FILTRE as MESRI
from registry.facts import Pivot
from registry.vehicules import Location, Modele, Vehicule
from tests.conformance.contrats import avec_contrats, contrat, fautes, reponse
from tests.conformance.reponses import RICHES, prestations
from tests.providers import eleves, etudiants, foyers, volontaires

pytestmark = avec_contrats
AP, IMPOT, DROITS = "api-particulier.yaml", "api-impot-particulier.json", "api-droits-cnam.yaml"
EXTRAIT = "/v3/ants/extrait_immatriculation_vehicule/france_connect"
MATCHING = {"identity_matching": {"family_name": 1.0, "given_name": 1.0, "birth_date": 0.0, "overall_match": True}}
QF = "/v3/dss/quotient_familial/{}"
# The older names that stay beside the leaked getters (see providers/dgfip/contract.py).
ANCIENS_NOMS = ("commune", "codePostal")


@pytest.mark.parametrize("modalite", ["identite", "france_connect"])
def test_quotient_familial(modalite: str) -> None:
    """The whole answer, envelope included, is the one of the contract, required members too."""
    document = {"data": donnees(foyers.caf(), 2025, 10, CNAF.noms), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, QF.format(modalite), "200"), document) == []


#: By path, the whole answer without envelope of the endpoints of studies and civic service.
ETUDES: dict[str, Callable[[frozenset[str]], dict[str, Any]]] = {
    "/v3/mesri/statut_etudiant/{}": lambda a: mesri.donnees(etudiants.etudiant(), a & MESRI.noms),
    "/v3/cnous/etudiant_boursier/{}": lambda a: cnous.donnees(etudiants.bourse(), 3, a & CNOUS.noms),
    "/v3/gip_mds/service_civique/{}": lambda a: asc.donnees(volontaires.vue(), a & ASC.noms),
    "/v4/cnous/etudiant_boursier/{}": lambda a: cnous.donnees(etudiants.bourse(date(2026, 3, 1)), 4, a & CNOUS.noms),
}


@pytest.mark.parametrize("modalite", ["identite", "france_connect", "ine"])
@pytest.mark.parametrize("chemin", ETUDES)
def test_etudes(chemin: str, modalite: str) -> None:
    """The whole answer of each modality that exists; FranceConnect's has no identity."""
    if chemin.format(modalite) not in contrat(AP)["paths"]:
        assert modalite == "ine"
        return
    scopes = {s for s in ASC.noms | MESRI.noms | CNOUS.noms if modalite != "france_connect" or "_identite" not in s}
    document = {"data": ETUDES[chemin](frozenset(scopes)), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, chemin.format(modalite), "200"), document) == []


@pytest.mark.parametrize("modalite", ["identite", "france_connect"])
def test_service_national(modalite: str) -> None:
    """The situation, envelope included, is that of the contract."""
    document = {"data": dsnj.donnees(foyers.jeune(), DSNJ.noms), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, f"/v3/dsnj/service_national/{modalite}", "200"), document) == []


@pytest.mark.parametrize("location", [None, "LLD", "LCB"])
@pytest.mark.parametrize("rang", [0, 1])
def test_immatriculation(location: Location | None, rang: int) -> None:
    """The extract and the identity matching, of each person of a file, are those of the contract."""
    vue = foyers.voiture(location)
    inscrit = vue.inscrits[rang]
    meta = {"identity_matching": ants.concordance(inscrit.personne, Pivot("MARTIN", ("Marc",)))}
    document = {"data": ants.donnees(vue, inscrit, ANTS.noms), "links": {}, "meta": meta}
    assert fautes(AP, reponse(AP, EXTRAIT, "200"), document) == []


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.type_variante_version)
def test_chaque_modele_a_un_extrait(modele: Modele) -> None:
    """Every model of the fleet, first registered in its first or last year, has official codes."""
    vue = foyers.voiture()
    for annee in (modele.premiere, modele.derniere):
        vue = replace(vue, vehicule=Vehicule(modele, date(annee, 10, 1), "marc"))
        document = {"data": ants.donnees(vue, vue.inscrits[0], ANTS.noms), "links": {}, "meta": MATCHING}
        assert fautes(AP, reponse(AP, EXTRAIT, "200"), document) == []


@pytest.mark.parametrize(("ressource", "projeter"), [("statut", ft.statut), ("indemnites", ft.indemnites)])
def test_france_travail(ressource: str, projeter: Any) -> None:
    """Registration and payments, envelope included, are those of the contract."""
    document = {"data": projeter(foyers.emploi(), FT.noms), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, f"/v3/france_travail/{ressource}/identifiant", "200"), document) == []


@pytest.mark.parametrize("modalite", ["identite", "france_connect"])
@pytest.mark.parametrize("ressource", sorted(prestations()))
def test_prestations(ressource: str, modalite: str) -> None:
    """Each benefit's whole answer is the one of the contract, for who receives it and for who does not."""
    schema = reponse(AP, f"/v3/dss/{ressource}/{modalite}", "200")
    for complet in (prestations()[ressource], prestations(foyers.MARTIN)[ressource]):
        document = {"data": dss.ouvrir(ressource, complet, DSS.noms), "links": {}, "meta": {}}
        assert fautes(AP, schema, document) == []


@pytest.mark.parametrize("version", [3, 4, 5])
@pytest.mark.parametrize("age", [4, 13, 16])
def test_scolarites(version: int, age: int) -> None:
    """The whole answer about a pupil of each degree, with a grant or without."""
    document = {"data": men.donnees(eleves.vue(age), version, MEN.noms), "links": {}, "meta": {}}
    assert fautes(AP, reponse(AP, f"/v{version}/men/scolarites/identite", "200"), document) == []


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


def _erreurs_officielles(chemins: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The example errors of these paths by status."""
    trouvees: dict[str, list[dict[str, Any]]] = {}
    for chemin in chemins:
        for statut, contenu in contrat(AP)["paths"][chemin]["get"]["responses"].items():
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
    chemins = [QF.format(modalite) for modalite in ("identite", "france_connect")]
    assert servie in _officielles(chemins, statut)


def _officielles(chemins: Sequence[str], statut: int) -> list[dict[str, Any]]:
    return [{k: v for k, v in e.items() if v is not None} for e in _erreurs_officielles(chemins)[str(statut)]]


@pytest.mark.parametrize(
    ("chemin", "statut", "erreur"),
    [
        ("/v3/mesri/statut_etudiant/identite", 404, mesri_errors.NON_TROUVE),
        ("/v3/cnous/etudiant_boursier/identite", 404, cnous_errors.NON_TROUVE["identite"]),
        ("/v3/cnous/etudiant_boursier/france_connect", 404, cnous_errors.NON_TROUVE["france_connect"]),
        ("/v3/cnous/etudiant_boursier/ine", 404, cnous_errors.NON_TROUVE["ine"]),
        ("/v3/cnous/etudiant_boursier/ine", 422, erreurs.INE),
        ("/v3/france_travail/statut/identifiant", 404, ft_errors.NON_TROUVEE),
        ("/v3/dsnj/service_national/identite", 404, dsnj_errors.NON_TROUVEE),
        (EXTRAIT, 404, ants_errors.NON_TROUVEE),
        ("/v5/men/scolarites/identite", 404, men_errors.NON_TROUVE),
        ("/v5/men/scolarites/identite", 422, men_errors.ETABLISSEMENT_ET_PERIMETRE),
        ("/v3/gip_mds/service_civique/identite", 404, asc_errors.NON_TROUVE),
        ("/v3/gip_mds/service_civique/identite", 422, asc_errors.PLUSIEURS),
    ],
)
def test_erreurs_des_autres_mot_pour_mot(chemin: str, statut: int, erreur: erreurs.Erreur) -> None:
    """The refusals of the other endpoints are those of the contract's examples."""
    (servie,) = orjson.loads(RefusParticulier(statut, erreur).corps())["errors"]
    assert servie in _officielles([chemin], statut)


def test_absence_du_rncps_mot_pour_mot() -> None:
    """The refusal of the RNCPS is the contract's example."""
    (servie,) = orjson.loads(dss_errors.InconnuDuRncps().corps())["errors"]
    chemins = [f"/v3/dss/complementaire_sante_solidaire/{modalite}" for modalite in ("identite", "france_connect")]
    assert servie in _officielles(chemins, 404)
