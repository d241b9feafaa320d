"""Edits are facts laid over computed people: they change what follows from them and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from fixtures.personas import personas
from registry.erreurs import ModificationRefusee
from registry.facts import Logement, Pivot, Revenus, Union
from registry.groupes import conjoint, residence
from registry.modifications import NATURES, Modification, Nature, appliquer, verifier
from registry.registre import Registre
from tests.registry.commun import NANTES, famille, habite, le, personne

ANNE = personne("anne", "1990-05-05")
BRUNO = personne("bruno", "1988-03-03", "M")
MARIAGE = Union("mariage", ("anne", "bruno"), le("2015-07-01"), NANTES)
FAMILLE = famille([ANNE, BRUNO], unions=(MARIAGE,), residences=(habite("anne", "maison"), habite("bruno", "maison")))
ADRESSE = {"nom_voie": "DES LILAS", "code_postal": "35000", "commune": "RENNES", "code_commune": "35238"}


def edit(nature: Nature, valeur: Mapping[str, Any], effet: str = "2026-03-01", ref: str = "anne") -> Modification:
    return Modification(ref, nature, valeur, le(effet))


@pytest.mark.parametrize(
    "modification",
    [
        edit("residence", ADRESSE),
        edit("revenus", {"annee": 2024, "salaires": 30_000}),
        edit("nom_usage", {"nom_usage": "BRUNO"}),
        edit("email", {"email": "anne.autre@example.org"}),
        edit("deces", {"code_lieu": "35238", "lieu": "Rennes"}),
        edit("emploi", {"categorie": 4, "certification": None}),
        edit("service_national", {"recense": None, "jdc": None}),
        edit("vehicule", {"marque": "DACIA", "denomination": "SPRING", "carburant": "EL", "cotitulaire": "bruno"}),
        edit("logement", {"statut": "locataire_prive", "montant": 650, "meuble": True}),
    ],
    ids=lambda m: m.nature,
)
def test_une_modification_juste_est_admise(modification: Modification) -> None:
    """Each kind of edit has a form that is accepted and that applies."""
    verifier(modification, FAMILLE)
    assert appliquer(FAMILLE, [modification]) != FAMILLE


def test_chaque_nature_a_son_exemple() -> None:
    """The nine kinds of edits are those tried above."""
    premieres = ("residence", "revenus", "nom_usage", "email", "deces", "logement")
    assert (*premieres, "emploi", "service_national", "vehicule") == NATURES


def test_le_logement_pose_vaut_pour_tous_ceux_qui_y_vivent() -> None:
    """A tenure is the dwelling's: both spouses have it, and another dwelling is still unknown."""
    locataire = appliquer(FAMILLE, [edit("logement", {"statut": "locataire_social", "montant": 420})])
    for ref in ("anne", "bruno"):
        chez = residence(locataire, ref, le("2026-06-01"))
        assert chez is not None
        assert locataire.logement(chez.logement) == Logement("locataire_social", 420)
    assert locataire.logement("ailleurs") is None


@pytest.mark.parametrize(
    ("modification", "regle"),
    [
        (Modification("anne", "couleur", {}, le("2026-01-01")), "nature inconnue"),  # type: ignore[arg-type]
        (edit("email", {"telephone": "x"}), "champ inconnu « telephone »"),
        (edit("email", {"email": 3}), "valeurs sont des textes"),
        (edit("email", {}), "« email » est obligatoire"),
        (edit("revenus", {"annee": 2**62}), "« annee » est obligatoire"),
        (edit("revenus", {"annee": 2024, "salaires": 2**62}), "de zéro à un milliard"),
        (edit("revenus", {"annee": 2024, "salaires": True}), "euros entiers"),
        (edit("emploi", {"certification": "VC"}), "« categorie » est obligatoire"),
        (edit("emploi", {"categorie": 6}), "valeur de « categorie »"),
        (edit("emploi", {"categorie": True}), "valeur de « categorie »"),
        (edit("service_national", {"francais": "oui"}), "valeur de « francais »"),
        (edit("service_national", {"jdc": 2**62}), "valeur de « jdc »"),
        (edit("vehicule", {"marque": "DACIA"}), "« denomination » est obligatoire"),
        (edit("vehicule", {"marque": "DACIA", "denomination": "A\x00"}), "valeur de « denomination »"),
        (edit("vehicule", {"marque": "DACIA", "denomination": "SPRING", "carburant": "PL"}), "valeur de « carburant »"),
        (edit("vehicule", {"marque": "DACIA", "denomination": "SPRING", "cotitulaire": "x"}), "personne de la famille"),
        (edit("residence", {"nom_voie": "DES LILAS"}), "« code_postal » est obligatoire"),
        (edit("revenus", {"salaires": 30_000}), "« annee » est obligatoire"),
        (edit("revenus", {"annee": 2024, "salaires": -1}), "euros entiers"),
        (edit("revenus", {"annee": 2024, "salaires": 1.5}), "euros entiers"),
        (edit("logement", {"montant": 500}), "« statut » est l'un de"),
        (edit("logement", {"statut": "locataire_prive", "montant": -1}), "« montant » est en euros entiers"),
        (edit("logement", {"statut": "locataire_prive", "montant": 1, "meuble": 1}), "« meuble » vrai ou faux"),
        (edit("logement", {"statut": "proprietaire"}, "1999-01-01"), "pas de résidence à cette date"),
        (edit("email", {"email": "a@example.org"}, "1990-05-04"), "ne précède pas la naissance"),
        (
            Modification("anne", "residence", ADRESSE, le("2026-03-01"), {"caf": le("2026-02-01")}),
            "avant qu'il soit vrai",
        ),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_une_modification_impossible_est_refusee(modification: Modification, regle: str) -> None:
    """An edit that contradicts the facts is refused, and the message names the rule."""
    with pytest.raises(ModificationRefusee, match=regle):
        verifier(modification, FAMILLE)


def test_rien_n_arrive_apres_le_deces() -> None:
    """Once the person is dead, an edit dated later is refused."""
    morte = appliquer(FAMILLE, [edit("deces", {})])
    with pytest.raises(ModificationRefusee, match="décédée"):
        verifier(edit("email", {"email": "a@example.org"}, "2026-03-02"), morte)


def test_un_demenagement_se_sait_a_son_heure() -> None:
    """The new home is the person's alone, from its day, and each administration learns it in its time."""
    m = Modification("anne", "residence", ADRESSE, le("2026-03-01"), {"dgfip": le("2027-05-20")})
    f = appliquer(FAMILLE, [m])
    voies = {}
    for qui, administration, jour in (
        ("anne", "", "2026-02-28"),
        ("anne", "caf", "2026-03-01"),
        ("anne", "dgfip", "2027-05-19"),
        ("anne", "dgfip", "2027-05-20"),
        ("bruno", "", "2026-03-01"),
    ):
        chez = residence(f, qui, le(jour), administration)
        assert chez is not None
        voies[qui, administration, jour] = chez.adresse.nom_voie
    assert list(voies.values()) == ["MAISON", "DES LILAS", "MAISON", "DES LILAS", "MAISON"]


def test_les_revenus_d_une_annee_ne_changent_qu_elle() -> None:
    """An edit of one person's income of one year leaves other years and other people alone; the last edit wins."""
    edits = [edit("revenus", {"annee": 2024, "salaires": s}) for s in (10_000, 20_000)]
    f = appliquer(FAMILLE, edits)
    assert f.revenus("anne", 2024) == Revenus(salaires=20_000)
    assert f.revenus("anne", 2025) == f.revenus("bruno", 2024) == Revenus()


def test_un_deces_met_fin_a_l_union() -> None:
    """Death ends the marriage on its day, as each administration learns it, and leaves a widow(er)."""
    m = Modification("bruno", "deces", {}, le("2026-03-01"), {"caf": le("2026-03-20")})
    f = appliquer(FAMILLE, [m])
    assert f.unions[0].motif_fin == "deces"
    assert conjoint(f, "anne", le("2026-03-01")) is None
    assert conjoint(f, "anne", le("2026-03-19"), "caf") == "bruno"
    assert conjoint(f, "anne", le("2026-03-20"), "caf") is None
    deces = f.personnes["bruno"].deces
    assert deces is not None
    assert (deces.jour, deces.lieu.code) == (le("2026-03-01"), "44109")


def test_une_modification_d_un_autre_ne_touche_pas_la_famille() -> None:
    """Edits of people who are not in the family leave it as it is."""
    assert appliquer(FAMILLE, [edit("email", {"email": "x@example.org"}, ref="ailleurs")]) == FAMILLE


def test_le_registre_d_un_espace_porte_ses_modifications() -> None:
    """Through the registry an edit is seen in the view, in the identity and in the family, never in the world below."""
    monde = personas(2026)
    edits = [
        edit("revenus", {"annee": 2024, "salaires": 40_000}, ref="julien-lefevre"),
        edit("nom_usage", {"nom_usage": "MOREAU"}, ref="claire-moreau"),
    ]
    modifie, intact = Registre([monde], edits), Registre([monde])
    jour = date(2026, 6, 1)
    assert sum(r.salaires for r in modifie.vue_caf("claire-moreau", jour).revenus) == 21_600 + 40_000
    assert sum(r.salaires for r in intact.vue_caf("claire-moreau", jour).revenus) == 21_600 + 24_000
    assert modifie.un_seul(Pivot("MOREAU", ("Claire",), annee=1992)).nom_usage == "MOREAU"
    assert [p.nom_usage for p in modifie.parents("lou-lefevre")] == [None, "MOREAU"]
    assert intact.personne("claire-moreau").nom_usage == "LEFÈVRE"


def test_a_fact_without_history_cannot_be_announced() -> None:
    """A usage name or an e-mail has no past: an edit dated after the civil day is refused, naming the rule."""
    edition = Modification("ana", "nom_usage", {"nom_usage": "DURAND"}, le("2027-01-01"))
    with pytest.raises(ModificationRefusee, match="ne s'annonce pas"):
        verifier(edition, famille([personne("ana", "1990-01-01")]), le("2026-06-01"))
