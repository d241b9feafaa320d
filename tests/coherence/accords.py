"""What must agree between the answers about one citizen. Each function raises AssertionError with what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from law.allocations_familiales import EnfantAF, age_en_mois_civils
from law.prestations import FoyerPrestations, prestations_du_mois
from law.quotient_familial import parts_caf, quotient_familial, ressources_caf
from registry.facts import Revenus
from tests.coherence.citoyen import Citoyen

SEXES = {"male": "M", "female": "F"}
#: Boxes of form 2042: declarant 1, declarant 2.
CASES = {
    "salaires": ("1AJ", "1BJ"),
    "allocations_chomage": ("1AP", "1BP"),
    "pensions_retraite": ("1AS", "1BS"),
    "pensions_alimentaires_recues": ("1AO", "1BO"),
    "benefices_agricoles": ("5HC", "5IC"),
    "benefices_non_commerciaux": ("5QC", "5RC"),
}
#: Incomes that the notice gives for the whole tax household.
CASES_DU_FOYER = {"revenus_fonciers": "4BA", "pensions_alimentaires_versees": "6GU"}

#: The amount that makes a beneficiary of each resource of the Sécurité sociale; the AAH is personal, and apart.
MONTANTS_DES_STATUTS = {
    "revenu_solidarite_active": "rsa",
    "prime_activite": "prime_activite",
    "allocation_soutien_familial": "soutien_familial",
}

Avis = Callable[[str, int], dict[str, Any] | None]


def identite(c: Citoyen) -> None:
    """Name, given names, birth date and place, sex: the same at FranceConnect and at the four providers."""
    u = c.userinfo
    nom, prenoms, naissance = u["family_name"], u["given_name_array"], u["birthdate"]
    fiche = c.fiche["identity"]
    assert (nom, prenoms, SEXES[u["gender"]]) == (fiche["nom_naissance"], fiche["prenoms"], fiche["sexe"])
    assert u["idp_birthdate"] == fiche["date_naissance"]
    assert u["birthcountry"] == fiche["lieu_naissance"]["code_pays"]
    lieu = fiche["lieu_naissance"]["code"]
    assert u["birthplace"] == (lieu if u["birthcountry"] == "99100" else "")
    if c.caf is not None:
        asked = (nom, " ".join(prenoms), u["idp_birthdate"], SEXES[u["gender"]])
        assert asked in [_allocataire(a) for a in c.caf["allocataires"]]
    for avis in filter(None, c.avis.values()):
        n = rang_declarant(c, avis)
        assert avis[f"prnmDec{n}"] == " ".join(prenoms)
        jour = avis[f"dateNaisDec{n}"]
        assert f"{jour['annee']}-{jour['mois']}-{jour['jour']}" == u["idp_birthdate"]
        assert avis[f"lieuNaissDec{n}"] == fiche["lieu_naissance"]["libelle"]
    if c.cnam is not None:
        assert (c.cnam["nom_famille"], c.cnam["prenom"]) == (nom, prenoms[0])
        assert c.cnam["nir"] == fiche_nir(c)
        assert c.cnam["date_naissance"] == naissance
    titulaire = c.acte["titulaire"]
    assert (titulaire["nom"], titulaire["prenoms"], titulaire["sexe"]) == (nom, prenoms, SEXES[u["gender"]])
    assert titulaire["lieuNaissance"]["code"] == lieu


def fiche_nir(c: Citoyen) -> str:
    return str(c.fiche["numbers"]["nir"])


def _allocataire(a: dict[str, Any]) -> tuple[str, str, str, str]:
    return a["nom_naissance"], a["prenoms"], a["date_naissance"], a["sexe"]


def rang_declarant(c: Citoyen, avis: dict[str, Any]) -> int:
    """1 or 2: which declarant of the notice the citizen is."""
    nom, prenoms = c.userinfo["family_name"], " ".join(c.userinfo["given_name_array"])
    rangs = [n for n in (1, 2) if (avis.get(f"nmNaiDec{n}"), avis.get(f"prnmDec{n}")) == (nom, prenoms)]
    assert len(rangs) == 1, (c.ref, avis)
    return rangs[0]


def adresse(c: Citoyen) -> None:
    """One home: the CAF's address is the tax notice's, unless the citizen has moved since 1 January."""
    demenage = len(c.fiche["facts"]["residences"]) > 1
    derniere = c.avis[max(c.avis)]
    if c.caf is None or derniere is None or demenage:
        return
    voie, ville = c.caf["adresse"]["numero_libelle_voie"], c.caf["adresse"]["code_postal_ville"]
    chez = c.fiche["household"]["adresse"]
    assert ville == f"{chez['code_postal']} {chez['commune']}"
    assert derniere["aft"].endswith(ville), (derniere["aft"], ville)
    assert voie in derniere["aft"], (derniere["aft"], voie)


def famille(c: Citoyen) -> None:
    """Who the CAF pays for, who the CNAM covers and whom the civil status names are the same people."""
    foyer = c.fiche["foyers"]["allocataire"]
    assert (c.caf is None) == (foyer is None)
    enfants = {_personne(e) for e in c.enfants}
    assert enfants == {(e["nom_naissance"], e["date_naissance"]) for e in c.fiche["children"]}
    if c.beneficiaires is not None:
        couverts = {(b["nom_famille"], b["date_naissance"]) for b in c.beneficiaires}
        assert couverts <= enfants, (couverts, enfants)
    if c.caf is not None and foyer is not None:
        payes = {(e["nom_naissance"], e["date_naissance"]) for e in c.caf["enfants"]}
        assert len(c.caf["enfants"]) == len(foyer["enfants"])
        assert len(c.caf["allocataires"]) == 1 + (foyer["conjoint"] is not None)
        menage = {(m["nom_naissance"], m["date_naissance"]) for m in c.fiche["household"]["membres"]}
        ailleurs = c.fiche["facts"]["gardes"] or c.fiche["facts"]["rattachements"]
        assert payes <= menage or ailleurs, (payes, menage)


def _personne(acte: dict[str, Any]) -> tuple[str, str]:
    return acte["titulaire"]["nom"], acte["titulaire"]["dateNaissance"]


def revenus(c: Citoyen) -> None:
    """The boxes of the notice are the incomes the citizen earned that year."""
    faits = {r["annee"]: r for r in c.fiche["facts"]["incomes"]}
    for annee, avis in c.avis.items():
        if avis is None:
            continue
        declares = revenus_de(avis, rang_declarant(c, avis))
        for champ in CASES:
            assert declares.get(champ, 0) == faits[annee].get(champ, 0), (c.ref, annee, champ)


def revenus_de(avis: dict[str, Any], rang: int) -> dict[str, int]:
    """The incomes of declarant `rang`, read in the boxes of a notice."""
    valeurs = {ligne["code"]: int(ligne["valeur"]) for lignes in avis["rev"].values() for ligne in lignes}
    return {champ: valeurs[cases[rang - 1]] for champ, cases in CASES.items() if cases[rang - 1] in valeurs}


def quotient(c: Citoyen, avis_de: Avis, jour: date) -> bool:
    """The QF served is the law's, from the DGFiP's figures of N-2 and the CAF's members. False: no notice to read."""
    foyer = c.fiche["foyers"]["allocataire"]
    if c.caf is None or foyer is None:
        return False
    adultes = [foyer["allocataire"], *([foyer["conjoint"]] if foyer["conjoint"] else [])]
    lus = ressources(adultes, c.caf["allocataires"], avis_de, jour.year - 2)
    if lus is None:
        return False
    premier = jour.replace(day=1)
    garde = [e["alternee"] for e in foyer["enfants"]]
    enfants = [
        EnfantAF(age_en_mois_civils(date.fromisoformat(e["date_naissance"]), premier), alternee)
        for e, alternee in zip(c.caf["enfants"], garde, strict=True)
    ]
    code = c.fiche["household"]["adresse"]["code_commune"]
    departement = code[:3] if code.startswith("97") else code[:2]
    prestations = prestations_du_mois(
        premier, FoyerPrestations(tuple(enfants), tuple(lus), jour.year - 2, departement)
    ).total
    prestations += sum(c.demandees.values())
    parts = parts_caf(premier, garde.count(False), garde.count(True), c.enfants_handicapes)
    assert c.caf["quotient_familial"]["valeur"] == quotient_familial(ressources_caf(lus), prestations, parts), c.ref
    return True


def prestations(c: Citoyen) -> int:
    """Who is a beneficiary for the Sécurité sociale is paid the amount that the quotient familial counts, and nobody
    else; the health insurance knows the same C2S. How many allowances were found paid."""
    if c.caf is not None:
        for ressource, montant in MONTANTS_DES_STATUTS.items():
            servi = c.statuts[ressource]
            assert servi is not None, (c.ref, ressource)
            assert servi["est_beneficiaire"] == (c.demandees.get(montant, 0) > 0), (c.ref, ressource, servi)
            assert (servi["date_debut_droit"] is None) != servi["est_beneficiaire"], (c.ref, ressource)
    c2s = c.statuts["complementaire_sante_solidaire"]
    if c.cnam is not None and c2s is not None:
        assert c.cnam["presence_CMUC_ACS"] == c2s["est_beneficiaire"], c.ref
    return len(c.demandees)


def ressources(
    adultes: list[str], allocataires: list[dict[str, Any]], avis_de: Avis, annee: int
) -> list[Revenus] | None:
    """The incomes of the CAF's adults as their notices give them; None when one of them files no return."""
    lus: list[Revenus] = []
    vus: list[dict[str, Any]] = []
    for ref, allocataire in zip(adultes, allocataires, strict=True):
        avis = avis_de(ref, annee)
        if avis is None:
            return None
        rang = 1 if avis["prnmDec1"] == allocataire["prenoms"] else 2
        champs: dict[str, int] = revenus_de(avis, rang)
        if avis not in vus:
            lignes = {li["code"]: int(li["valeur"]) for groupe in avis["rev"].values() for li in groupe}
            champs |= {champ: lignes[code] for champ, code in CASES_DU_FOYER.items() if code in lignes}
        vus.append(avis)
        lus.append(Revenus(**champs))
    return lus
