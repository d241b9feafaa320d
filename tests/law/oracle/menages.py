"""Draw mixed households: whole ones, made for no benefit in particular, for which every figure is computed at once.

A case is plain data, one line of the golden file, in words that both the law and the oracle are fed from:

- `mois` of the benefits; incomes of the years N-2, N-1 and N of that month, spread evenly over each year's months
  unless `trimestre` gives the wages of the three months before (none of them nil: the law then forgets the former
  wages, which ours does not know); the tax is that of the year N-1;
- `situation`: M, O (PACS), U (cohabiting), C, D or V; `parent_isole` is box T;
- `adultes`, then `enfants`, those of age attached to the foyer included (their incomes only matter for the tax);
  `declare_par` says which of two cohabiting parents declares a child;
- `loyer` of a tenant in a `zone` (1 to 3), else `loge_gratuitement` (for free, or owner without a loan).

The other half of the households comes from the nation (`nation.py`).
"""

from __future__ import annotations

import random
from typing import Any

Cas = dict[str, Any]
#: No amount changes in the quarter before: the oracle reads those of each month of it, the law those of the month paid.
MOIS = ("2024-09", "2025-09", "2026-09")
DEPARTEMENTS = ("44", "974", "971")
SITUATIONS = ("M", "O", "U", "C", "D", "V")


def tire_menage(alea: random.Random) -> Cas:
    """A household in which each benefit has its chance: half of them earn little, two in three have children."""
    mois = alea.choice(MOIS)
    annee = int(mois[:4])
    situation = alea.choices(SITUATIONS, (26, 8, 14, 30, 16, 6))[0]
    couple = situation in "MOU"
    age = alea.choice((alea.randrange(22, 62), alea.randrange(22, 50), alea.randrange(62, 88)))
    ages = [age] + ([max(20, age + alea.randrange(-6, 7))] if couple else [])
    enfants = [] if age >= 62 else _enfants(alea, mois, min(ages), couple, situation)
    modeste = alea.random() < 0.55
    adultes = [_adulte(alea, a, annee, modeste) for a in ages]
    cas: Cas = {"mois": mois, "situation": situation, "adultes": adultes, "enfants": enfants}
    if situation in "CD" and enfants:
        cas["parent_isole"] = alea.random() < 0.8
    cas["departement"] = alea.choices(DEPARTEMENTS, (90, 5, 5))[0]
    cas |= logement(alea, cas["departement"])
    return cas


def logement(alea: random.Random, departement: str) -> Cas:
    """Two households in five rent, in metropolitan France: our law has no scale for the others."""
    if departement != "44" or alea.random() >= 0.45:
        return {"loge_gratuitement": True}
    return {"loyer": alea.randrange(250, 1_000), "zone": alea.choice((1, 2, 3)), "meuble": alea.random() < 0.15}


def _naissance(alea: random.Random, mois: str, age: int) -> str:
    """A day of birth for somebody of `age` on the first of `mois`."""
    annee, numero = int(mois[:4]), int(mois[5:])
    ne_en, jour = alea.randrange(1, 13), alea.randrange(1, 29)
    revolu = (ne_en, jour) <= (numero, 1)
    return f"{annee - age - (not revolu)}-{ne_en:02d}-{jour:02d}"


def _enfants(alea: random.Random, mois: str, age: int, couple: bool, situation: str) -> list[Cas]:
    nombre = alea.choices(range(6), (33, 22, 22, 14, 6, 3))[0]
    tires = [alea.choice((alea.randrange(0, 4), alea.randrange(0, 18), alea.randrange(0, 24))) for _ in range(nombre)]
    enfants: list[Cas] = []
    for annees in sorted({a for a in tires if a <= age - 18}):
        enfant: Cas = {"naissance": _naissance(alea, mois, annees)}
        if situation == "U":
            enfant["declare_par"] = alea.randrange(2)
        if annees < 17 and not couple and situation != "V" and alea.random() < 0.08:
            enfant["alternee"] = True
        if annees >= 21 and alea.random() < 0.5:
            enfant["salaires"] = alea.randrange(500, 9_000)
        enfants += [enfant] * (2 if alea.random() < 0.02 else 1)
    return enfants


def _adulte(alea: random.Random, age: int, annee: int, modeste: bool) -> Cas:
    adulte: Cas = {"naissance": f"{annee - age}-{alea.randrange(1, 13):02d}-{alea.randrange(1, 29):02d}"}
    nature, montant = _activite(alea, age, modeste)
    fonciers = alea.randrange(500, 15_000) if alea.random() < (0.02 if modeste else 0.10) else 0
    recues = alea.randrange(600, 6_000) if nature == "sans" and alea.random() < 0.15 else 0
    versees = alea.randrange(600, 6_000) if nature == "salaires" and alea.random() < 0.05 else 0
    adulte["revenus"] = {}
    stable = alea.random() < 0.8
    for a in (annee - 2, annee - 1, annee):
        rien = not stable and alea.random() < 0.3
        du_travail = {} if nature == "sans" or rien else {nature: round(montant * alea.uniform(0.96, 1.06))}
        autres = {
            "revenus_fonciers": fonciers,
            "pensions_alimentaires_recues": recues,
            "pensions_alimentaires_versees": versees,
        }
        adulte["revenus"][str(a)] = du_travail | {nom: euros for nom, euros in autres.items() if euros}
    if nature == "salaires" and stable and alea.random() < 0.2:
        adulte["trimestre"] = [alea.choice((alea.randrange(300, 2_500), montant // 12)) for _ in range(3)]
    if nature == "sans" and age < 62 and not recues and not fonciers and alea.random() < 0.35:
        adulte["taux_incapacite"] = alea.choice((0.45, 0.6, 0.8, 0.9))
        adulte["restriction_emploi"] = adulte["taux_incapacite"] < 0.8 and alea.random() < 0.7
    return adulte


def _activite(alea: random.Random, age: int, modeste: bool) -> tuple[str, int]:
    if age >= 64:
        return "pensions_retraite", round(alea.lognormvariate(9.4 if modeste else 10.0, 0.5))
    tirage = alea.random()
    if modeste and tirage < 0.30:
        return "sans", 0
    if modeste and tirage < 0.75:
        return "salaires", alea.randrange(2_000, 24_000)
    if tirage < 0.78:
        return "salaires", round(alea.lognormvariate(10.3, 0.6))
    if tirage < 0.90:
        return "allocations_chomage", alea.randrange(3_000, 22_000)
    if tirage < 0.95:
        return "benefices_non_commerciaux", alea.randrange(1_000, 70_000)
    return "benefices_agricoles", alea.randrange(1_000, 50_000)
