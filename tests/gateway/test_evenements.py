"""Life events: dated facts that every administration draws its answer from, refused by the rule they break."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.gateway.test_fabrique import creer, dossier, quotient

JOUR = {"day": "2026-09-15"}
LE = "2026-03-01"
COUPLE = {"preset": "couple_marie", "ages": [6, 3], "commune": "44109"}


@pytest.fixture
def septembre(espace: httpx.Client) -> httpx.Client:
    """A space on 15 September 2026."""
    espace.put("/_bac/clock", json=JOUR).raise_for_status()
    return espace


def arrive(espace: httpx.Client, ref: str, evenement: str, **valeur: Any) -> dict[str, Any]:
    corps = {"event": evenement, "on": valeur.pop("on", LE), "value": valeur}
    reponse = espace.post(f"/_bac/citizens/{ref}/events", json=corps)
    assert reponse.status_code == 201, reponse.text
    lu: dict[str, Any] = reponse.json()
    return lu


def refuse(espace: httpx.Client, ref: str, evenement: str, **valeur: Any) -> str:
    """The rule that refused, once nothing was kept."""
    corps = {"event": evenement, "on": valeur.pop("on", LE), "value": valeur}
    refus = espace.post(f"/_bac/citizens/{ref}/events", json=corps)
    assert refus.status_code == 422, refus.text
    return str(refus.json()["regle"])


@pytest.mark.parametrize("ref", ["claire-moreau", None], ids=["persona", "creee"])
def test_a_birth_is_known_to_all(septembre: httpx.Client, ref: str | None) -> None:
    """The child has numbers, both parents on the act, and is in the foyer of the CAF, of a persona as of anyone."""
    mere = ref or creer(septembre, COUPLE)[0]
    enfant = arrive(septembre, mere, "naissance", sexe="F", prenoms=["Lina"])["citizens"][0]["ref"]
    lu = dossier(septembre, enfant)
    assert (lu["identity"]["prenoms"], lu["identity"]["date_naissance"]) == (["Lina"], LE)
    assert mere in {p["ref"] for p in lu["parents"]}
    assert enfant in {c["ref"] for c in dossier(septembre, mere)["children"]}
    assert "LINA" in {e["prenoms"].upper() for e in quotient(septembre, mere)["enfants"]}
    trouve = septembre.get("/_bac/search", params={"nir": lu["numbers"]["nir"]}).json()
    assert [c["ref"] for c in trouve["citizens"]] == [enfant]


def test_a_household_moves_together(septembre: httpx.Client) -> None:
    """Everyone of the home is at the new address from the day, and still one household."""
    mere, *autres = creer(septembre, COUPLE)
    arrive(septembre, mere, "demenagement", commune="35238", nom_voie="DE LA MONNAIE", numero="7")
    for ref in (mere, *autres):
        foyer = dossier(septembre, ref)["household"]
        assert foyer["adresse"]["commune"] == "RENNES"
        assert len(foyer["membres"]) == 4


def test_two_people_of_the_nation_marry(septembre: httpx.Client) -> None:
    """Someone created marries a persona: one household, one file each way, a mention on both acts."""
    (seule,) = creer(septembre, {"preset": "jeune_actif"})
    arrive(septembre, seule, "mariage", avec="thomas-mercier")
    for un, autre in ((seule, "thomas-mercier"), ("thomas-mercier", seule)):
        lu = dossier(septembre, un)
        assert lu["facts"]["unions"][-1]["nature"] == "mariage"
        assert autre in {m["ref"] for m in lu["household"]["membres"]}


def test_someone_new_may_come(septembre: httpx.Client) -> None:
    """Without partner nor name, a PACS brings someone new, with a login and numbers of their own."""
    (seul,) = creer(septembre, {"preset": "jeune_actif"})
    (autre,) = arrive(septembre, seul, "pacs")["citizens"]
    corps = {"client_id": "demo-creche", "login": autre["login"]}
    assert septembre.post("/_bac/login", json=corps).status_code == 200
    assert refuse(septembre, seul, "mariage", avec="thomas-mercier") == "une-union-a-la-fois"
    arrive(septembre, seul, "mariage", on="2026-05-02")
    natures = [(u["nature"], u["fin"]) for u in dossier(septembre, seul)["facts"]["unions"]]
    assert natures == [("pacs", "2026-05-02"), ("mariage", None)]


def test_a_separation_with_the_children_by_turns(septembre: httpx.Client) -> None:
    """The union ends, one leaves, each parent has a file and both children half of the time."""
    mere, pere, *enfants = creer(septembre, COUPLE)
    arrive(septembre, mere, "separation", garde_alternee=True, commune="44109")
    for parent in (mere, pere):
        foyer = dossier(septembre, parent)["foyers"]["allocataire"]
        assert foyer["conjoint"] is None
        assert {(e["ref"], e["alternee"]) for e in foyer["enfants"]} == {(e, True) for e in enfants}
    assert refuse(septembre, mere, "separation") == "union-en-cours"


def test_a_death_leaves_a_widower_with_a_file(septembre: httpx.Client) -> None:
    """The dead log in no more; the survivor has the children, a file of the CAF and a finished marriage."""
    mere, pere, *enfants = creer(septembre, COUPLE)
    arrive(septembre, mere, "deces")
    corps = {"client_id": "demo-creche", "citizen": mere}
    assert septembre.post("/_bac/login", json=corps).json()["erreur"] == "connexion_refusee"
    foyer = dossier(septembre, pere)["foyers"]["allocataire"]
    assert {e["ref"] for e in foyer["enfants"]} == set(enfants)
    assert dossier(septembre, pere)["facts"]["unions"][0]["motif_fin"] == "deces"


def test_work_is_lost_found_and_left(septembre: httpx.Client) -> None:
    """Unemployment, a new job, retirement: an occupation each, and the incomes of the years that follow."""
    membre = {"key": "a", "sexe": "F", "age": 64, "activite": "salarie", "revenus": {"salaires": 20000}}
    (ref,) = creer(septembre, {"members": [membre]})
    arrive(septembre, ref, "perte_emploi", allocations=9000, on="2025-01-01")
    arrive(septembre, ref, "reprise_emploi", salaires=18000, on="2026-01-01")
    arrive(septembre, ref, "retraite", pension=12000, on="2026-07-01")
    lu = dossier(septembre, ref)["facts"]
    natures = [a["nature"] for a in lu["activities"]]
    assert natures == ["salarie", "chomage", "salarie", "retraite"]
    assert lu["incomes"][0] == {"annee": 2025, "allocations_chomage": 9000}
    assert lu["incomes"][1] == {"annee": 2024, "salaires": 20000}


def test_an_administration_learns_later(septembre: httpx.Client) -> None:
    """A separation the CAF hears of in October is not yet in its foyer in September."""
    mere, pere, *_ = creer(septembre, COUPLE)
    corps = {"event": "separation", "on": LE, "value": {"commune": "44109"}, "known_by": {"caf": "2026-10-05"}}
    assert septembre.post(f"/_bac/citizens/{mere}/events", json=corps).status_code == 201
    assert dossier(septembre, mere)["foyers"]["allocataire"]["conjoint"] == pere
    septembre.put("/_bac/clock", json={"day": "2026-10-05"})
    assert dossier(septembre, mere)["foyers"]["allocataire"]["conjoint"] is None


def test_a_benefit_granted_is_paid_the_amount_of_the_law(septembre: httpx.Client) -> None:
    """A child's handicap recognised in March: from then on its parents are paid the AEEH, base and complement of 2026
    (478.16 × 32 % and × 24 %), and the quotient has half a share more."""
    mere, _, enfant, _ = creer(septembre, COUPLE)
    avant = quotient_explique(septembre, mere)
    arrive(septembre, enfant, "decision", nature="aeeh", categorie=1)
    lus = montants(septembre, mere)
    assert lus["enfant_handicape"]["value"] == pytest.approx(153.01 + 114.76)
    assert quotient_explique(septembre, mere) - avant == 0.5


def test_a_tenant_is_paid_housing_aid(septembre: httpx.Client) -> None:
    """Without income, zone 2, 400 € of rent for one: 290.34 + 60.59, less 39.56 € of participation and 5 €, net of CRDS
    304 €; as an owner, nothing."""
    membre = {"key": "a", "sexe": "F", "age": 40, "activite": "sans", "decisions": ["aide_logement"]}
    tenure = {"statut": "locataire_prive", "montant": 400}
    (ref,) = creer(septembre, {"members": [membre], "addresses": {"maison": {"commune": "44109", "tenure": tenure}}})
    assert dossier(septembre, ref)["household"]["logement"] == {**tenure, "meuble": False}
    assert montants(septembre, ref)["aide_logement"]["value"] == 304
    fait = {"kind": "logement", "since": LE, "value": {"statut": "proprietaire"}}
    septembre.post(f"/_bac/citizens/{ref}/facts", json=fait).raise_for_status()
    assert "aide_logement" not in montants(septembre, ref)


def montants(espace: httpx.Client, ref: str) -> dict[str, Any]:
    lus = espace.get(f"/_bac/citizens/{ref}/amounts").raise_for_status().json()["amounts"]
    return {m["name"]: m for m in lus}


def quotient_explique(espace: httpx.Client, ref: str) -> float:
    """The shares that the explanation of the quotient divides by."""
    return float(montants(espace, ref)["quotient_familial"]["steps"][-1]["inputs"]["parts"])


@pytest.mark.parametrize(
    ("ref", "evenement", "valeur", "regle"),
    [
        ("lou-lefevre", "mariage", {}, "union-majeurs"),
        ("odette-garnier", "naissance", {}, "age-de-la-mere"),
        ("claire-moreau", "retraite", {}, "age-de-la-retraite"),
        ("tom-lefevre", "perte_emploi", {}, "salarie-ce-jour"),
        ("elodie-girard", "deces", {}, "mineur-accompagne"),
        ("lou-lefevre", "decision", {"nature": "rsa"}, "age-de-l-allocataire"),
        ("claire-moreau", "decision", {"nature": "aeeh"}, "aeeh-des-enfants"),
        ("tom-lefevre", "decision", {"nature": "aeeh", "categorie": 7}, "aeeh-des-enfants"),
        ("claire-moreau", "decision", {"nature": "fortune"}, "decision-connue"),
        ("claire-moreau", "licorne", {}, "evenement-connu"),
        ("claire-moreau", "deces", {"arme": "chandelier"}, "champ-connu"),
        ("claire-moreau", "demenagement", {"commune": "00000"}, "commune-connue"),
        ("claire-moreau", "naissance", {"on": "1980-01-01"}, "vivant-ce-jour"),
        ("claire-moreau", "naissance", {"sexe": "X"}, "sexe-connu"),
    ],
)
def test_what_cannot_happen_is_refused_by_its_rule(
    septembre: httpx.Client, ref: str, evenement: str, valeur: dict[str, Any], regle: str
) -> None:
    """422 with the rule's name, and nothing is kept."""
    assert refuse(septembre, ref, evenement, **valeur) == regle
    assert septembre.get(f"/_bac/citizens/{ref}/facts").json()["edits"] == []


def test_an_event_is_listed_with_what_was_asked(septembre: httpx.Client) -> None:
    """The edits of a citizen tell the event, its day and the request."""
    arrive(septembre, "claire-moreau", "perte_emploi")
    (edition,) = septembre.get("/_bac/citizens/claire-moreau/facts").json()["edits"]
    assert (edition["kind"], edition["since"]) == ("evenement", LE)
    assert edition["value"]["demande"]["event"] == "perte_emploi"
