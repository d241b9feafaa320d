"""Write `tests/law/golden/{impot,af}.json`: mixed households and what OpenFisca-France answers about them.

Runs in a SEPARATE environment (`pip install openfisca-france==176.1.8`), never in the project's: OpenFisca is under
the AGPL and is not a dependency, at run time or in the tests. The golden files hold inputs and figures only. This
script knows nothing of `law/`, so that the oracle stays outside.

    python tests/law/oracle/genere_golden.py tests/law/golden [foyers] [familles]
"""

from __future__ import annotations

import json
import random
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

ANNEES = (2022, 2023, 2024, 2025)
MOIS = ("2023-01", "2023-06", "2024-02", "2024-09", "2025-03", "2025-10", "2026-02", "2026-05")
DEPCOM = {"44": "44109", "971": "97105", "973": "97302", "974": "97411"}
STATUTS = {"M": "marie", "O": "pacse", "C": "celibataire", "D": "divorce", "V": "veuf"}
Cas = dict[str, Any]


def tire_revenus(alea: random.Random, age: int) -> dict[str, int]:
    """Incomes of one adult: pensions after 64, else wages, unemployment, farm or non-commercial profits."""
    revenus: dict[str, int] = {}
    if age >= 64:
        revenus["pensions_retraite"] = round(alea.lognormvariate(9.9, 0.6))
    elif (tirage := alea.random()) < 0.70:
        revenus["salaires"] = round(alea.lognormvariate(10.2, 0.8))
    elif tirage < 0.80:
        revenus["allocations_chomage"] = round(alea.lognormvariate(9.3, 0.5))
    elif tirage < 0.86:
        revenus["benefices_agricoles"] = alea.randrange(0, 60_000)
    elif tirage < 0.93:
        revenus["benefices_non_commerciaux"] = alea.randrange(0, 150_000)
    if alea.random() < 0.08:
        revenus["revenus_fonciers"] = alea.randrange(0, 30_000)
    if alea.random() < 0.06:
        revenus["pensions_alimentaires_recues"] = alea.randrange(500, 12_000)
    if alea.random() < 0.06:
        revenus["pensions_alimentaires_versees"] = alea.randrange(500, 9_000)
    if alea.random() < 0.02:
        revenus["salaires"] = alea.randrange(250_000, 1_500_000)
    return revenus


def tire_foyer(alea: random.Random) -> Cas:
    """A tax household in the words of `law.foyer.SituationFiscale`."""
    situation = alea.choices("MOCDV", (35, 10, 30, 15, 10))[0]
    couple = situation in "MO"
    premier = alea.choice((alea.randrange(20, 64), alea.randrange(64, 90))) if alea.random() < 0.6 else 66
    ages = [premier] + ([max(19, premier + alea.randrange(-6, 7))] if couple else [])
    mineurs = alea.choices(range(6), (45, 20, 20, 9, 4, 2))[0] if premier < 66 else 0
    alternes = alea.choices(range(4), (85, 7, 6, 2))[0] if premier < 66 and situation != "V" else 0
    rattaches = alea.choices(range(3), (88, 9, 3))[0] if premier < 75 else 0
    isole = situation in "CD" and mineurs + alternes + rattaches > 0 and alea.random() < 0.7
    return {
        "annee": alea.choice(ANNEES),
        "situation": situation,
        "ages_declarants": ages,
        "revenus_declarants": [tire_revenus(alea, age) for age in ages],
        "mineurs": mineurs,
        "mineurs_alternee": alternes,
        "majeurs_rattaches": rattaches,
        "invalides_declarants": int(alea.random() < 0.06),
        "invalides_charge": int(mineurs > 0 and alea.random() < 0.05),
        "parent_isole": isole,
        "revenus_charge": [{"salaires": alea.randrange(1_000, 15_000)}] if rattaches and alea.random() < 0.4 else [],
        "departement": alea.choices(("44", "971", "973"), (92, 4, 4))[0],
    }


CHAMPS_INDIVIDU = {
    "salaires": "salaire_imposable",
    "allocations_chomage": "chomage_imposable",
    "pensions_retraite": "retraite_imposable",
    "pensions_alimentaires_recues": "pensions_alimentaires_percues",
    "benefices_agricoles": "arag_impg",
    "benefices_non_commerciaux": "abnc_impo",
}


def individu(naissance: str, revenus: dict[str, int], annee: int, **autres: Any) -> Cas:
    """One person as OpenFisca reads it; a yearly sum is given on the year and spread by OpenFisca itself."""
    personne: Cas = {"date_naissance": {"ETERNITY": naissance}}
    for nom, montant in revenus.items():
        if champ := CHAMPS_INDIVIDU.get(nom):
            personne[champ] = {str(annee): montant}
    personne.update({cle: {str(annee): valeur} for cle, valeur in autres.items()})
    return personne


def situation_fiscale(cas: Cas, numero: int) -> tuple[Cas, Cas, Cas, Cas]:
    """(individus, foyer, famille, menage) of one case; everyone is born on 1 July."""
    annee = cas["annee"]
    noms = [f"d{rang}-{numero}" for rang in range(len(cas["ages_declarants"]))]
    gens: Cas = {}
    for nom, age, revenus in zip(noms, cas["ages_declarants"], cas["revenus_declarants"], strict=True):
        gens[nom] = individu(f"{annee - age}-07-01", revenus, annee)
        gens[nom]["statut_marital"] = {str(annee): STATUTS[cas["situation"]]}
    for rang in range(cas["mineurs"]):
        gens[f"m{rang}-{numero}"] = individu(f"{annee - 8}-07-01", {}, annee, invalidite=rang < cas["invalides_charge"])
    for rang in range(cas["mineurs_alternee"]):
        gens[f"a{rang}-{numero}"] = individu(f"{annee - 9}-07-01", {}, annee)
        gens[f"a{rang}-{numero}"]["garde_alternee"] = {str(annee): True}
    for rang in range(cas["majeurs_rattaches"]):
        revenus = cas["revenus_charge"][rang] if rang < len(cas["revenus_charge"]) else {}
        gens[f"r{rang}-{numero}"] = individu(f"{annee - 20}-07-01", revenus, annee)
    charges = [nom for nom in gens if nom not in noms]
    versees = sum(r.get("pensions_alimentaires_versees", 0) for r in cas["revenus_declarants"])
    fonciers = sum(r.get("revenus_fonciers", 0) for r in cas["revenus_declarants"])
    depcom = DEPCOM[cas["departement"]]
    foyer = {
        "declarants": noms,
        "personnes_a_charge": charges,
        "caseT": {str(annee): cas["parent_isole"]},
        "caseP": {str(annee): cas["invalides_declarants"] > 0},
        "f6gu": {str(annee): versees},
        "f4ba": {str(annee): fonciers},
        "depcom_foyer": {str(annee): depcom},
    }
    famille = {"parents": noms, "enfants": charges}
    menage = {"personne_de_reference": [noms[0]], "conjoint": noms[1:], "enfants": charges}
    return gens, foyer, famille, menage


def simulation_de(systeme: Any, monde: Cas) -> Any:
    from openfisca_core.simulation_builder import SimulationBuilder  # type: ignore[import-not-found]  # own environment

    return SimulationBuilder().build_from_entities(systeme, monde)


def reponses_impot(systeme: Any, cas_annee: list[Cas], annee: int) -> list[dict[str, float]]:
    monde: Cas = {"individus": {}, "foyers_fiscaux": {}, "familles": {}, "menages": {}}
    for numero, cas in enumerate(cas_annee):
        gens, foyer, famille, menage = situation_fiscale(cas, numero)
        monde["individus"].update(gens)
        monde["foyers_fiscaux"][f"f{numero}"] = foyer
        monde["familles"][f"f{numero}"] = famille
        monde["menages"][f"f{numero}"] = menage
    simulation = simulation_de(systeme, monde)
    champs = {
        "parts": "nbptr",
        "revenu_brut_global": "rbg",
        "revenu_net_global": "rng",
        "abattement_special": "abat_spe",
        "rfr": "rfr",
        "impot_bareme": "ir_plaf_qf",
        "impot_apres_decote": "ip_net",
        "cehr": "contribution_exceptionnelle_hauts_revenus",
    }
    colonnes = {nom: simulation.calculate(variable, str(annee)).tolist() for nom, variable in champs.items()}
    return [{nom: round(valeurs[i], 2) for nom, valeurs in colonnes.items()} for i in range(len(cas_annee))]


def tire_famille(alea: random.Random) -> Cas:
    """A family in the words of `law.allocations_familiales`; no child is within a month of a birthday that matters."""
    nombre = alea.choices(range(1, 7), (12, 40, 28, 12, 5, 3))[0]
    ages = [alea.randrange(0, 21) * 12 + alea.randrange(2, 11) for _ in range(nombre)]
    alternes = [alea.random() < 0.15 for _ in range(nombre)]
    if alea.random() < 0.06 and nombre > 1:
        ages[1] = ages[0]
    return {
        "mois": alea.choice(MOIS),
        "ages_mois": ages,
        "alternes": alternes,
        "ressources_n_moins_2": alea.choice((0, 30_000, alea.randrange(0, 200_000), alea.randrange(70_000, 130_000))),
        "departement": alea.choices(("44", "974", "971"), (90, 5, 5))[0],
    }


def reponses_af(systeme: Any, cas_mois: list[Cas], mois: str) -> list[dict[str, float]]:
    monde: Cas = {"individus": {}, "foyers_fiscaux": {}, "familles": {}, "menages": {}}
    annee, numero_mois = (int(partie) for partie in mois.split("-"))
    for i, cas in enumerate(cas_mois):
        enfants = []
        for rang, (age, alterne) in enumerate(zip(cas["ages_mois"], cas["alternes"], strict=True)):
            rang_mois = annee * 12 + numero_mois - 1 - age
            nom = f"e{rang}-{i}"
            naissance = f"{rang_mois // 12}-{rang_mois % 12 + 1:02d}-15"
            monde["individus"][nom] = {"date_naissance": {"ETERNITY": naissance}, "garde_alternee": {mois: alterne}}
            enfants.append(nom)
        monde["individus"][f"p{i}"] = {"date_naissance": {"ETERNITY": "1980-01-01"}}
        monde["foyers_fiscaux"][f"f{i}"] = {"declarants": [f"p{i}"], "personnes_a_charge": enfants}
        monde["familles"][f"f{i}"] = {
            "parents": [f"p{i}"],
            "enfants": enfants,
            "prestations_familiales_base_ressources": {mois: cas["ressources_n_moins_2"]},
        }
        monde["menages"][f"f{i}"] = {
            "personne_de_reference": [f"p{i}"],
            "enfants": enfants,
            "depcom": {mois: DEPCOM[cas["departement"]]},
        }
    simulation = simulation_de(systeme, monde)
    nets = simulation.calculate("af_nettes_crds", mois).tolist()
    return [{"allocations_familiales": round(net, 2)} for net in nets]


def ecrit(chemin: Path, cas: list[Cas]) -> None:
    """One case a line; the `exceptions` (reason: case numbers, written by hand) already in the file are kept."""
    exceptions = json.loads(chemin.read_text("utf-8"))["exceptions"] if chemin.exists() else {}
    lignes = ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cas)
    entete = json.dumps(f"openfisca-france {version('openfisca-france')}")
    motifs = ",\n".join(f"{json.dumps(motif, ensure_ascii=False)}:{numeros}" for motif, numeros in exceptions.items())
    chemin.write_text(f'{{"oracle":{entete},\n"exceptions":{{\n{motifs}\n}},\n"cas":[\n{lignes}\n]}}\n', "utf-8")


def main(dossier: str, foyers: int = 300, familles: int = 300, graine: int = 20260701) -> None:
    from openfisca_france import FranceTaxBenefitSystem  # type: ignore[import-not-found]  # own environment

    systeme = FranceTaxBenefitSystem()
    alea = random.Random(graine)
    impots = sorted((tire_foyer(alea) for _ in range(foyers)), key=lambda c: int(c["annee"]))
    oracle: list[dict[str, float]] = []
    for annee in ANNEES:
        oracle += reponses_impot(systeme, [c for c in impots if c["annee"] == annee], annee)
    attendus = [{**_sans_defauts(c), "attendu": r} for c, r in zip(impots, oracle, strict=True)]
    ecrit(Path(dossier) / "impot.json", attendus)

    allocataires = sorted((tire_famille(alea) for _ in range(familles)), key=lambda c: str(c["mois"]))
    oracle = []
    for mois in MOIS:
        oracle += reponses_af(systeme, [c for c in allocataires if c["mois"] == mois], mois)
    ecrit(Path(dossier) / "af.json", [{**c, "attendu": r} for c, r in zip(allocataires, oracle, strict=True)])


def _sans_defauts(cas: Cas) -> Cas:
    return {cle: valeur for cle, valeur in cas.items() if valeur not in (0, False, [], "44")}


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
