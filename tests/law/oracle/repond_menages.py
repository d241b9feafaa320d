"""Have OpenFisca-France answer the mixed households of a golden file: everything from the incomes, base by base.

Runs in the oracle's own environment, like `genere_golden.py`, and knows nothing of `law/`. Given as facts: nobody asked
for the ASPA, the ASI, the ASS nor the complement of the AAH, which our law does not know; nobody is a student; taxable
and net incomes are the same figure.

    python -m tests.law.oracle.repond_menages tests/law/golden/menages.json.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.law.oracle.genere_golden import CHAMPS_INDIVIDU, DEPCOM, STATUTS, simulation_de
from tests.law.oracle.genere_prestations import DEPCOM_DE_ZONE, NET_DE_CRDS
from tests.law.oracle.menages import Cas

#: Monthly net incomes of the benefits, beside the taxable ones of the tax.
CHAMPS_MENSUELS = {
    "salaires": "salaire_net",
    "allocations_chomage": "chomage_net",
    "pensions_retraite": "retraite_nette",
}
CHAMPS_INDEPENDANTS = {
    "benefices_agricoles": "rpns_benefice_exploitant_agricole",
    "benefices_non_commerciaux": "rpns_autres_revenus",
}
LOT = 250
TOLERANCE_DE_LA_MACHINE = 0.021


def mois_de(annee: int) -> list[str]:
    return [f"{annee}-{mois:02d}" for mois in range(1, 13)]


def mois_precedents(mois: str, nombre: int) -> list[str]:
    """The `nombre` months before, oldest first."""
    rang = int(mois[:4]) * 12 + int(mois[5:]) - 1
    return [f"{r // 12}-{r % 12 + 1:02d}" for r in range(rang - nombre, rang)]


def individu_adulte(cas: Cas, adulte: Cas, fiscalement: str) -> Cas:
    annee = int(cas["mois"][:4])
    tous = [m for a in (annee - 2, annee - 1, annee) for m in mois_de(a)]
    p: Cas = {"date_naissance": {"ETERNITY": adulte["naissance"]}}
    p["statut_marital"] = {str(a): STATUTS[fiscalement] for a in (annee - 2, annee - 1, annee)}
    for nom, champ in CHAMPS_INDIVIDU.items():
        par_an = {a: r[nom] for a, r in adulte["revenus"].items() if r.get(nom)}
        if nom in CHAMPS_MENSUELS:
            par_mois = {m: par_an.get(m[:4], 0) / 12 for m in tous}
            if nom == "salaires" and "trimestre" in adulte:
                par_mois |= dict(zip(mois_precedents(cas["mois"], 3), adulte["trimestre"], strict=True))
            p[champ] = p[CHAMPS_MENSUELS[nom]] = par_mois
        else:
            p[champ] = {a: par_an.get(a, 0) for a in adulte["revenus"]}
    for nom, champ in CHAMPS_INDEPENDANTS.items():
        p[champ] = {a: r.get(nom, 0) for a, r in adulte["revenus"].items()}
    p["taux_incapacite"] = dict.fromkeys(tous, adulte.get("taux_incapacite", 0))
    p["aah_restriction_substantielle_durable_acces_emploi"] = dict.fromkeys(
        tous, adulte.get("restriction_emploi", False)
    )
    for champ in ("asi", "ass", "caah"):
        p[champ] = dict.fromkeys(tous, 0)
    return p


def individu_enfant(cas: Cas, enfant: Cas) -> Cas:
    annee = int(cas["mois"][:4])
    p: Cas = {"date_naissance": {"ETERNITY": enfant["naissance"]}}
    tous = [m for a in (annee - 2, annee - 1, annee) for m in mois_de(a)]
    p["garde_alternee"] = dict.fromkeys([*tous, *map(str, range(annee - 2, annee + 1))], enfant.get("alternee", False))
    if "salaires" in enfant:
        p["salaire_imposable"] = dict.fromkeys(mois_de(annee - 1), enfant["salaires"] / 12)
        p["salaire_net"] = dict.fromkeys(tous, 0)
    return p


def foyers(cas: Cas, i: int, adultes: list[str], enfants: dict[str, Cas]) -> dict[str, Cas]:
    """One tax household, or one for each of two cohabiting partners."""
    annees = [str(int(cas["mois"][:4]) - recul) for recul in (2, 1, 0)]
    groupes = [(adultes, list(enfants), cas["adultes"])]
    if cas["situation"] == "U":
        groupes = [
            ([nom], [e for e, connu in enfants.items() if connu.get("declare_par", 0) == rang], [cas["adultes"][rang]])
            for rang, nom in enumerate(adultes)
        ]
    rendus = {}
    for rang, (declarants, charges, connus) in enumerate(groupes):
        rendus[f"f{rang}-{i}"] = {
            "declarants": declarants,
            "personnes_a_charge": charges,
            "caseT": dict.fromkeys(annees, bool(cas.get("parent_isole") and charges)),
            "f6gu": {a: sum(c["revenus"][a].get("pensions_alimentaires_versees", 0) for c in connus) for a in annees},
            "f4ba": {a: sum(c["revenus"][a].get("revenus_fonciers", 0) for c in connus) for a in annees},
            "depcom_foyer": dict.fromkeys(annees, DEPCOM[cas["departement"]]),
        }
    return rendus


def monde(cas_mois: list[Cas], nes_avant: str = "9") -> Cas:
    """The households with the children born before a day: the oracle counts those to come."""
    entites: Cas = {"individus": {}, "foyers_fiscaux": {}, "familles": {}, "menages": {}}
    for i, cas in enumerate(cas_mois):
        annee = int(cas["mois"][:4])
        tous = [m for a in (annee - 2, annee - 1, annee) for m in mois_de(a)]
        adultes = [f"a{rang}-{i}" for rang in range(len(cas["adultes"]))]
        enfants = {f"e{rang}-{i}": e for rang, e in enumerate(cas["enfants"]) if e["naissance"] < nes_avant}
        fiscalement = "C" if cas["situation"] == "U" else cas["situation"]
        for nom, adulte in zip(adultes, cas["adultes"], strict=True):
            entites["individus"][nom] = individu_adulte(cas, adulte, fiscalement)
        for nom, enfant in enfants.items():
            entites["individus"][nom] = individu_enfant(cas, enfant)
        entites["foyers_fiscaux"] |= foyers(cas, i, adultes, enfants)
        famille: Cas = {"parents": adultes, "enfants": list(enfants), "aspa": dict.fromkeys(tous, 0)}
        famille["departement_experimentation_rsa"] = dict.fromkeys(tous, False)
        entites["familles"][f"f{i}"] = famille
        statut = "locataire_meuble" if cas.get("meuble") else "locataire_vide"
        loue = "loyer" in cas
        depcom = DEPCOM_DE_ZONE[cas["zone"]] if loue else DEPCOM[cas["departement"]]
        entites["menages"][f"f{i}"] = {
            "personne_de_reference": adultes[:1],
            "conjoint": adultes[1:],
            "enfants": list(enfants),
            "depcom": dict.fromkeys(tous, depcom),
            "loyer": dict.fromkeys(tous, cas.get("loyer", 0)),
            "statut_occupation_logement": dict.fromkeys(tous, statut if loue else "loge_gratuitement"),
        }
        if loue:
            entites["menages"][f"f{i}"]["zone_apl"] = dict.fromkeys(tous, f"zone_{cas['zone']}")
    return entites


def lit(simulation: Any, variable: str, periode: str) -> list[float]:
    """Values of the whole entity, in the order of its ids, to the cent (no negative zero)."""
    return [round(float(v), 2) + 0.0 for v in simulation.calculate(variable, periode)]


def reponses(systeme: Any, cas_mois: list[Cas], mois: str) -> list[Cas]:
    simulation = simulation_de(systeme, monde(cas_mois))
    an, impot = mois[:4], str(int(mois[:4]) - 1)
    familles = {
        "allocations_familiales": lit(simulation, "af_nettes_crds", mois),
        "complement_familial": [round(v * NET_DE_CRDS, 2) for v in lit(simulation, "cf", mois)],
        "allocation_base": [round(v * NET_DE_CRDS, 2) for v in lit(simulation, "paje_base", mois)],
        "soutien_familial": [round(v * NET_DE_CRDS, 2) for v in lit(simulation, "asf", mois)],
        "rentree_scolaire": lit(simulation, "ars_nette_crds", an),
        "aide_logement": lit(simulation, "aide_logement_montant", mois),
        "rsa": lit(simulation, "rsa", mois),
        "prime_activite": lit(simulation, "ppa_nette_crds", mois),
    }
    personnes = dict(zip(simulation.persons.ids, lit(simulation, "aah", mois), strict=True))
    avis_de = simulation_de(systeme, monde(cas_mois, f"{an}-01-01"))
    noms = avis_de.populations["foyer_fiscal"].ids
    avis = {nom: dict(zip(noms, lit(avis_de, variable, impot), strict=True)) for nom, variable in AVIS.items()}
    rendues = []
    for i, cas in enumerate(cas_mois):
        siens = [f"f{rang}-{i}" for rang in range(2) if f"f{rang}-{i}" in noms]
        aah = sum(personnes[f"a{rang}-{i}"] for rang in range(len(cas["adultes"])))
        rendues.append(
            {nom: valeurs[i] for nom, valeurs in familles.items()}
            | {"adulte_handicape": round(aah, 2)}
            | {nom: [valeurs[f] for f in siens] for nom, valeurs in avis.items()}
        )
    return rendues


AVIS = {"parts": "nbptr", "rfr": "rfr", "impot": "ip_net"}


def main(chemin: str, verifier: str = "") -> None:
    """Write the answers into the file; with `verifier`, say instead how many differ from those that it holds."""
    contenu = json.loads(gzip.decompress(Path(chemin).read_bytes()))
    anciennes = [cas.pop("attendu", None) for cas in contenu["cas"]]
    repondre(contenu["cas"])
    if verifier:
        autres = sum(not proches(cas["attendu"], avant) for cas, avant in zip(contenu["cas"], anciennes, strict=True))
        print(f"{len(anciennes)} ménages, {autres} réponses différentes de {contenu['oracle']}")
        sys.exit(bool(autres))
    contenu["oracle"] = f"openfisca-france {version('openfisca-france')}"
    texte = json.dumps(contenu, ensure_ascii=False, separators=(",", ":"))
    Path(chemin).write_bytes(gzip.compress(texte.encode(), mtime=0))


def repondre(tous: list[Cas]) -> None:
    """Give each case its `attendu`, month by month."""
    from openfisca_france import FranceTaxBenefitSystem  # type: ignore[import-not-found]  # own environment

    systeme = FranceTaxBenefitSystem()
    for mois in sorted({c["mois"] for c in tous}):
        du_mois = [c for c in tous if c["mois"] == mois]
        for debut in range(0, len(du_mois), LOT):
            lot = du_mois[debut : debut + LOT]
            for cas, attendu in zip(lot, reponses(systeme, lot, mois), strict=True):
                cas["attendu"] = attendu
            print(f"{mois} : {debut + len(lot)} / {len(du_mois)}", file=sys.stderr, flush=True)


def proches(une: Cas, autre: Cas) -> bool:
    """Equal to two cents: single precision is not the same on every machine."""
    listes = [[v if isinstance(v, list) else [v] for v in reponse.values()] for reponse in (une, autre)]
    return list(une) == list(autre) and all(
        abs(a - b) < TOLERANCE_DE_LA_MACHINE
        for un, deux in zip(*listes, strict=True)
        for a, b in zip(un, deux, strict=True)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
