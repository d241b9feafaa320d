"""Write `tests/law/golden/*.json` for the benefits other than family allowances, with OpenFisca-France's answers.

Same rules as `genere_golden.py`, whose writer it uses: a separate environment, figures only, nothing from `law/`.

    python -m tests.law.oracle.genere_prestations tests/law/golden [cases] [golden file ...]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.law.oracle.genere_golden import DEPCOM, MOIS, Cas, ecrit, simulation_de

NET_DE_CRDS = 0.995


@dataclass(frozen=True, slots=True)
class Sorte:
    """One golden file: how a case is drawn, and what the oracle answers to all the cases of a period."""

    tire: Callable[[random.Random], Cas]
    repond: Callable[[Any, list[Cas], str], list[dict[str, float]]]


def monde(cas_mois: list[Cas], mois: str) -> Cas:
    """Families of one or two parents of 40, and their children, born on the 15th; housed in `departement`."""
    entites: Cas = {"individus": {}, "foyers_fiscaux": {}, "familles": {}, "menages": {}}
    for i, cas in enumerate(cas_mois):
        parents = [f"p{i}"] + ([] if cas.get("isole") else [f"c{i}"])
        enfants = []
        for rang, naissance in enumerate(cas.get("naissances") or naissances(cas.get("ages_mois", ()), mois)):
            nom = f"e{rang}-{i}"
            entites["individus"][nom] = {"date_naissance": {"ETERNITY": naissance}}
            enfants.append(nom)
        for nom in parents:
            entites["individus"][nom] = {"date_naissance": {"ETERNITY": "1983-01-01"}}
        entites["foyers_fiscaux"][f"f{i}"] = {"declarants": parents, "personnes_a_charge": enfants}
        entites["familles"][f"f{i}"] = {"parents": parents, "enfants": enfants}
        entites["menages"][f"f{i}"] = {
            "personne_de_reference": [parents[0]],
            "conjoint": parents[1:],
            "enfants": enfants,
            "depcom": {mois: DEPCOM[cas.get("departement", "44")]},
        }
    return entites


def naissances(ages_mois: list[int], mois: str) -> list[str]:
    annee, numero = (int(partie) for partie in mois.split("-"))
    rangs = [annee * 12 + numero - 1 - age for age in ages_mois]
    return [f"{rang // 12}-{rang % 12 + 1:02d}-15" for rang in rangs]


def colonnes(simulation: Any, periode: str, **variables: str) -> list[dict[str, float]]:
    lues = {nom: simulation.calculate(variable, periode).tolist() for nom, variable in variables.items()}
    return [dict(zip(lues, ligne, strict=True)) for ligne in zip(*lues.values(), strict=True)]


def tire_familiales(alea: random.Random) -> Cas:
    """No child is within a month of a birthday that matters; alimony only for an only child of a lone parent."""
    nombre = alea.choices(range(1, 6), (25, 22, 30, 15, 8))[0]
    isole = alea.random() < 0.4
    return {
        "mois": alea.choice(MOIS),
        "ages_mois": [alea.randrange(0, 21) * 12 + alea.randrange(2, 11) for _ in range(nombre)],
        "isole": isole,
        "biactif": not isole and alea.random() < 0.5,
        "ressources_n_moins_2": alea.choice((0, alea.randrange(0, 80_000), alea.randrange(18_000, 58_000))),
        "pension_alimentaire": alea.randrange(20, 220) if isole and nombre == 1 and alea.random() < 0.5 else 0,
        "departement": alea.choices(("44", "974", "971"), (80, 10, 10))[0],
    }


def repond_familiales(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    entites = monde(cas_mois, mois)
    for i, cas in enumerate(cas_mois):
        entites["individus"][f"p{i}"]["pensions_alimentaires_percues"] = {mois: cas["pension_alimentaire"]}
        famille = entites["familles"][f"f{i}"]
        famille["biactivite"] = {mois: cas["biactif"]}
        for base in ("prestations_familiales_base_ressources", "cf_base_ressources"):
            famille[base] = {mois: cas["ressources_n_moins_2"]}
    lignes = colonnes(
        simulation_de(systeme, entites),
        mois,
        allocation_base="paje_base",
        complement_familial="cf",
        soutien_familial="asf",
    )
    return [{nom: round(brut * NET_DE_CRDS, 2) for nom, brut in ligne.items()} for ligne in lignes]


def tire_rentree(alea: random.Random) -> Cas:
    annee = alea.choice((2023, 2024, 2025, 2026))
    nombre = alea.choices(range(1, 6), (30, 35, 22, 9, 4))[0]
    return {
        "mois": f"{annee}-01",
        "naissances": [
            f"{annee - alea.randrange(4, 20)}-{alea.randrange(1, 13):02d}-{alea.randrange(2, 28):02d}"
            for _ in range(nombre)
        ],
        "ressources_n_moins_2": alea.choice((0, alea.randrange(0, 60_000), alea.randrange(25_000, 42_000))),
    }


def repond_rentree(systeme: Any, cas_annee: list[Cas], janvier: str) -> list[dict[str, float]]:
    entites = monde(cas_annee, janvier)
    for i, cas in enumerate(cas_annee):
        famille = entites["familles"][f"f{i}"]
        famille["prestations_familiales_base_ressources"] = {janvier: cas["ressources_n_moins_2"]}
    simulation = simulation_de(systeme, entites)
    octobre = simulation.calculate("af_nbenf", f"{janvier[:4]}-10").tolist()
    lignes = colonnes(simulation, janvier[:4], rentree_scolaire="ars_nette_crds")
    for cas, nombre in zip(cas_annee, octobre, strict=True):
        cas["enfants_a_charge"] = int(nombre)
    return [{nom: round(valeur, 2) for nom, valeur in ligne.items()} for ligne in lignes]


def mois_precedents(mois: str) -> list[str]:
    """The three months before, oldest first."""
    annee, numero = (int(partie) for partie in mois.split("-"))
    rangs = [annee * 12 + numero - 1 - recul for recul in (3, 2, 1)]
    return [f"{rang // 12}-{rang % 12 + 1:02d}" for rang in rangs]


def tire_solidarite(alea: random.Random) -> Cas:
    """Quarters in which no amount changes, so that the month whose amounts are used cannot matter."""
    isole = alea.random() < 0.6
    enfants = alea.choices(range(6), (35, 22, 20, 12, 7, 4))[0]
    adultes = []
    for _ in range(1 if isole else 2):
        salaire = alea.choice((0, alea.randrange(200, 2_600)))
        salaires = [salaire if alea.random() < 0.7 else alea.randrange(0, 2_000) for _ in range(3)]
        adultes.append({"activite": salaires, "autres": [alea.choice((0, 0, 0, alea.randrange(50, 900)))] * 3})
    return {
        "mois": alea.choice(("2023-09", "2024-09", "2025-09", "2025-12", "2026-09")),
        "isole": isole,
        "adultes": adultes,
        "ages_mois": [96] * enfants,
        "majore": isole and enfants > 0 and alea.random() < 0.3,
        "prestations_familiales": alea.randrange(50, 500) if enfants > 1 else 0,
        "aide_logement": alea.choice((0, alea.randrange(15, 450))),
        "loge_gratuitement": alea.random() < 0.1,
    }


def repond_solidarite(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    entites = monde(cas_mois, mois)
    passes = mois_precedents(mois)
    tous = [*passes, mois]
    for i, cas in enumerate(cas_mois):
        for role, adulte in zip("pc", cas["adultes"], strict=False):
            personne = entites["individus"][f"{role}{i}"]
            for variable, cle in (("salaire_net", "activite"), ("chomage_net", "autres")):
                personne[variable] = dict(zip(tous, [*adulte[cle], max(adulte[cle][-1], 1)], strict=True))
        famille = entites["familles"][f"f{i}"]
        for variable, cle in (
            ("aide_logement", "aide_logement"),
            ("rsa_majore_eligibilite", "majore"),
            ("ppa_base_ressources_prestations_familiales", "prestations_familiales"),
            ("rsa_base_ressources_prestations_familiales", "prestations_familiales"),
        ):
            famille[variable] = dict.fromkeys(tous, cas[cle])
        famille["departement_experimentation_rsa"] = dict.fromkeys(tous, False)
        statut = "loge_gratuitement" if cas["loge_gratuitement"] else "locataire_vide"
        entites["menages"][f"f{i}"]["statut_occupation_logement"] = dict.fromkeys(tous, statut)
    lignes = colonnes(simulation_de(systeme, entites), mois, rsa="rsa", prime_activite="ppa_nette_crds")
    return [{nom: round(valeur, 2) for nom, valeur in ligne.items()} for ligne in lignes]


def tire_handicap(alea: random.Random) -> Cas:
    enfants = alea.choices(range(4), (55, 20, 17, 8))[0]
    return {
        "mois": alea.choice(("2024-02", "2024-09", "2025-03", "2025-10", "2026-02", "2026-09")),
        "isole": alea.random() < 0.6,
        "ages_mois": [alea.randrange(2, 20) * 12 + 6 for _ in range(enfants)],
        "categories": [alea.choices(range(7), (30, 30, 1, 1, 1, 1, 30))[0] for _ in range(enfants)],
        "taux_incapacite": alea.choice((0.45, 0.6, 0.8, 0.9)),
        "restriction_emploi": alea.random() < 0.7,
        "revenus_activite": alea.choice((0, alea.randrange(1_200, 26_000))),
        "autres_revenus": alea.choice((0, alea.randrange(500, 12_000))),
    }


def repond_handicap(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    entites = monde(cas_mois, mois)
    for i, cas in enumerate(cas_mois):
        personne = entites["individus"][f"p{i}"]
        personne["taux_incapacite"] = {mois: cas["taux_incapacite"]}
        personne["aah_restriction_substantielle_durable_acces_emploi"] = {mois: cas["restriction_emploi"]}
        personne["aah_base_ressources_activite_eval_trimestrielle"] = {mois: cas["revenus_activite"]}
        personne["aah_base_ressources_hors_activite_eval_trimestrielle"] = {mois: cas["autres_revenus"]}
        personne["salaire_imposable"] = {mois: 1}
        for rang, categorie in enumerate(cas["categories"]):
            enfant = entites["individus"][f"e{rang}-{i}"]
            enfant["handicap"] = {mois: True}
            enfant["aeeh_niveau_handicap"] = {mois: categorie}
    simulation = simulation_de(systeme, entites)
    aah = dict(zip(simulation.persons.ids, simulation.calculate("aah", mois).tolist(), strict=True))
    lignes = colonnes(simulation, mois, enfant_handicape="aeeh")
    return [
        {"adulte_handicape": round(aah[f"p{i}"], 2), **{nom: round(v, 2) for nom, v in ligne.items()}}
        for i, ligne in enumerate(lignes)
    ]


def tire_sante(alea: random.Random) -> Cas:
    """Until March 2025: OpenFisca has no later ceiling."""
    isole = alea.random() < 0.6
    enfants = alea.choices(range(6), (35, 22, 20, 12, 7, 4))[0]
    return {
        "mois": alea.choice(("2023-06", "2023-12", "2024-06", "2024-12")),
        "isole": isole,
        "ages_mois": [96] * enfants,
        "ressources": alea.randrange(6_000, 16_000 + 4_000 * enfants + (0 if isole else 6_000)),
        "departement": alea.choices(("44", "974"), (85, 15))[0],
    }


def repond_sante(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    entites = monde(cas_mois, mois)
    for i, cas in enumerate(cas_mois):
        famille = entites["familles"][f"f{i}"]
        famille["css_cmu_base_ressources"] = {mois: cas["ressources"]}
        famille["css_cmu_acs_eligibilite"] = {mois: True}
        famille["rsa"] = {mois: 0}
    lignes = colonnes(
        simulation_de(systeme, entites), mois, gratuite="cmu_c", participation="css_participation_forfaitaire"
    )
    return [{nom: int(valeur) for nom, valeur in ligne.items()} for ligne in lignes]


def tire_bourses(alea: random.Random) -> Cas:
    return {
        "mois": f"{alea.choice((2023, 2024, 2025))}-10",
        "isole": True,
        "ages_mois": [150] * alea.randrange(1, 9),
        "rfr": alea.randrange(0, alea.choice((8_000, 22_000, 45_000))),
        "ressources": alea.randrange(0, alea.choice((10_000, 30_000, 90_000))),
        "autres_enfants": alea.randrange(0, 5),
        "autres_etudiants": alea.randrange(0, 4),
        "distance_km": alea.choice((5, 29, 31, 120, 249, 251, 900, 7_000, 14_000)),
    }


def repond_bourses(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    """OpenFisca reads incomes and SMIC two years back where schools read the last year: it is asked a year later."""
    annee = int(mois[:4])
    entites = monde(cas_mois, mois)
    for i, cas in enumerate(cas_mois):
        entites["foyers_fiscaux"][f"f{i}"]["rfr"] = {str(annee - 1): cas["rfr"]}
        etudiant = entites["individus"][f"p{i}"]
        prefixe = "bourse_criteres_sociaux_"
        etudiant[f"{prefixe}eligibilite"] = {mois: True}
        etudiant[f"{prefixe}etudiant_autonome"] = {mois: False}
        etudiant[f"{prefixe}base_ressources_parentale"] = {mois: cas["ressources"]}
        etudiant[f"{prefixe}distance_domicile_familial"] = {mois: cas["distance_km"]}
        etudiants = cas["autres_etudiants"] + 1
        famille = entites["familles"][f"f{i}"]
        famille[f"{prefixe}nombre_enfants_a_charge"] = {mois: cas["autres_enfants"] + etudiants}
        famille[f"{prefixe}nombre_enfants_a_charge_dans_enseignement_superieur"] = {mois: etudiants}
    simulation = simulation_de(systeme, entites)
    lignes = colonnes(simulation, f"{annee + 1}-10", college="bourse_college_echelon", lycee="bourse_lycee_echelon")
    echelons = simulation.calculate("bourse_criteres_sociaux_echelon", mois).tolist()
    superieur = dict(zip(simulation.persons.ids, echelons, strict=True))
    return [{**ligne, "superieur": superieur[f"p{i}"]} for i, ligne in enumerate(lignes)]


DEPCOM_DE_ZONE = {1: "75056", 2: "44109", 3: "23096"}


def tire_logement(alea: random.Random) -> Cas:
    return {
        "mois": alea.choice(("2023-03", "2023-11", "2024-06", "2024-11", "2025-06", "2025-11", "2026-03")),
        "isole": alea.random() < 0.6,
        "ages_mois": [96] * alea.choices(range(8), (35, 22, 18, 10, 6, 4, 3, 2))[0],
        "zone": alea.choice((1, 2, 3)),
        "loyer": alea.choice((alea.randrange(120, 500), alea.randrange(300, 900), alea.randrange(700, 1_900))),
        "meuble": alea.random() < 0.2,
        "ressources": alea.choice((0, alea.randrange(0, 12_000), alea.randrange(5_000, 28_000))),
    }


def repond_logement(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    """The oracle rounds its resources before the variable that is given here: it is given rounded ones."""
    entites = monde(cas_mois, mois)
    for i, cas in enumerate(cas_mois):
        entites["familles"][f"f{i}"]["aide_logement_base_ressources"] = {mois: -(-cas["ressources"] // 100) * 100}
        entites["menages"][f"f{i}"].update(
            depcom={mois: DEPCOM_DE_ZONE[cas["zone"]]},
            zone_apl={mois: f"zone_{cas['zone']}"},
            loyer={mois: cas["loyer"]},
            statut_occupation_logement={mois: "locataire_meuble" if cas["meuble"] else "locataire_vide"},
        )
    return colonnes(simulation_de(systeme, entites), mois, aide_logement="aide_logement_montant")


SORTES = {
    "logement": Sorte(tire_logement, repond_logement),
    "sante": Sorte(tire_sante, repond_sante),
    "bourses": Sorte(tire_bourses, repond_bourses),
    "solidarite": Sorte(tire_solidarite, repond_solidarite),
    "handicap": Sorte(tire_handicap, repond_handicap),
    "familiales": Sorte(tire_familiales, repond_familiales),
    "rentree_scolaire": Sorte(tire_rentree, repond_rentree),
}


def main(dossier: str, nombre: str = "300", *noms: str, graine: int = 20260901) -> None:
    from openfisca_france import FranceTaxBenefitSystem  # type: ignore[import-not-found]  # own environment

    systeme = FranceTaxBenefitSystem()
    for nom in noms or SORTES:
        alea = random.Random(f"{graine}-{nom}")
        cas = sorted((SORTES[nom].tire(alea) for _ in range(int(nombre))), key=lambda c: str(c["mois"]))
        attendus: list[dict[str, float]] = []
        for mois in sorted({str(c["mois"]) for c in cas}):
            attendus += SORTES[nom].repond(systeme, [c for c in cas if c["mois"] == mois], mois)
        chemin = Path(dossier) / f"{nom}.json"
        ecrit(chemin, [{**_sans_defauts(c), "attendu": r} for c, r in zip(cas, attendus, strict=True)])


def _sans_defauts(cas: Cas) -> Cas:
    return {cle: valeur for cle, valeur in cas.items() if valeur not in (0, False, [], "44")}


if __name__ == "__main__":
    main(*sys.argv[1:])
