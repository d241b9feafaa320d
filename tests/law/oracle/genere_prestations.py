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


SORTES = {
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
