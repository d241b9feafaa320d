"""The file: children named by two administrations, resources by boxes, honest warnings when something is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from demo.creche.donnees import Reponse
from demo.creche.dossier import Dossier, inscrire, ouvrir
from demo.creche.tarif import nombre

JOUR = date(2026, 11, 23)


def _caf(*enfants: tuple[str, str], adultes: int = 1) -> dict[str, Any]:
    def personne(prenoms: str, naissance: str) -> dict[str, Any]:
        return {
            "nom_naissance": "DUBOIS",
            "nom_usage": None,
            "prenoms": prenoms,
            "date_naissance": naissance,
            "sexe": "F",
        }

    return {
        "data": {
            "allocataires": [personne("ANNE", "1990-01-01")] * adultes,
            "enfants": [personne(*e) for e in enfants],
        }
    }


def _acte(prenom: str, naissance: str) -> dict[str, Any]:
    return {"titulaire": {"nom": "DUBOIS", "prenoms": [prenom], "dateNaissance": naissance}}


def _refus(statut: int = 404) -> Reponse:
    return Reponse("Titre", "Administration", statut, None, "35003", "Dossier allocataire inexistant")


def _ouvrir(**corps: Any) -> Dossier:
    noms = ("quotient", "impot", "assure", "ayants_droit", "caisse", "naissances", "livret")
    reponses = {n: Reponse(n, "Administration", 200, corps[n]) if n in corps else _refus() for n in noms}
    return ouvrir({"given_name": "Anne"}, reponses, JOUR)


def _impot(situation: str = "C", **cases: str) -> dict[str, Any]:
    chges = [{"code": "6GU", "valeur": cases.pop("6GU")}] if "6GU" in cases else []
    return {
        "rfr": 9000,
        "sitFam": situation,
        "rev": {"tspr": [{"code": c.removeprefix("_"), "valeur": v} for c, v in cases.items()], "chges": chges},
    }


def test_un_enfant_cite_deux_fois_n_apparait_qu_une() -> None:
    """The civil status and the CAF name the same child (accents aside): one child, two sources."""
    dossier = _ouvrir(quotient=_caf(("ZOE MARIE", "2024-03-01")), naissances={"enfants": [_acte("Zoé", "2024-03-01")]})
    assert [(e.prenom, e.sources) for e in dossier.enfants] == [("Zoé", ("État civil", "CAF et MSA"))]


def test_seuls_les_moins_de_six_ans_peuvent_etre_inscrits() -> None:
    """A child of six today is too old; one of six tomorrow is not."""
    dossier = _ouvrir(quotient=_caf(("A", "2020-11-23"), ("B", "2020-11-24")))
    assert [e.prenom for e in dossier.inscriptibles] == ["B"]


def test_les_ressources_sont_les_revenus_declares_avant_abattement() -> None:
    """Wages of both declarants less the alimony paid; boxes of dependants are left out."""
    cases = {"1AJ": "20000", "1BJ": "10000", "1CJ": "5000", "6GU": "3000"}
    dossier = _ouvrir(quotient=_caf(("A", "2024-01-01"), ("B", "2022-01-01")), impot=_impot("M", **cases))
    assert dossier.tarif.ressources_annuelles == 27_000
    assert dossier.tarif.taux == Decimal("0.0516")


def test_sans_la_dgfip_le_plafond_s_applique_et_c_est_dit() -> None:
    """Incomes that nobody knows give the highest fee, with the reason."""
    dossier = _ouvrir(quotient=_caf(("A", "2024-01-01")))
    assert dossier.tarif.ressources_retenues == 8500
    assert "tarif maximal" in dossier.avertissements[0]


def test_sans_la_caf_les_enfants_viennent_de_l_etat_civil() -> None:
    """A family unknown to the CAF can enrol: the civil status names the child, the DGFiP counts the children."""
    dossier = _ouvrir(naissances={"enfants": [_acte("A", "2024-01-01")]}, impot=_impot() | {"pac": {"nbPac": 3}})
    assert [e.prenom for e in dossier.inscriptibles] == ["A"]
    assert (dossier.tarif.enfants_a_charge, dossier.source_enfants) == (3, "DGFiP")


def test_le_concubin_qui_declare_a_part_rend_le_tarif_provisoire() -> None:
    """Two adults at the CAF and one in the tax household: the crèche says that incomes are missing."""
    dossier = _ouvrir(quotient=_caf(("A", "2024-01-01"), adultes=2), impot=_impot("C"))
    assert any("provisoire" in a for a in dossier.avertissements)


def test_un_refus_garde_le_code_de_l_administration() -> None:
    """A refusal is shown on its card with the official code."""
    blocs = [b for carte in _ouvrir().cartes for b in carte.blocs]
    assert {b.code for b in blocs} == {"35003"}
    assert all("ne vous connaît pas" in b.refus for b in blocs)


def test_le_numero_de_dossier_porte_l_annee() -> None:
    """The enrolment's number starts with the year of the crèche's calendar."""
    dossier = _ouvrir(quotient=_caf(("A", "2024-01-01")))
    assert inscrire(dossier, dossier.enfants[0], "ABC123").numero == "CR-2026-ABC123"


def test_les_montants_s_ecrivent_a_la_francaise() -> None:
    """A narrow no-break space between thousands and a decimal comma."""
    assert nombre(Decimal("26400.5")) == "26\N{NARROW NO-BREAK SPACE}400,50"
