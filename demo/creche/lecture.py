"""Reading the official answers: children, incomes, people of a tax household. Absent members were not granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: Boxes of the income-tax return that count as resources, by their last letters, and how the parent reads them.
CASES = {
    "AJ": "Salaires (déclarant 1)",
    "BJ": "Salaires (déclarant 2)",
    "AP": "Chômage (déclarant 1)",
    "BP": "Chômage (déclarant 2)",
    "AS": "Pensions et retraites (déclarant 1)",
    "BS": "Pensions et retraites (déclarant 2)",
    "AO": "Pensions alimentaires perçues (déclarant 1)",
    "BO": "Pensions alimentaires perçues (déclarant 2)",
    "HC": "Bénéfices agricoles (déclarant 1)",
    "IC": "Bénéfices agricoles (déclarant 2)",
    "QC": "Bénéfices non commerciaux (déclarant 1)",
    "RC": "Bénéfices non commerciaux (déclarant 2)",
    "BA": "Revenus fonciers",
}


@dataclass(frozen=True, slots=True)
class EnfantCite:
    """A child as one administration names them."""

    prenom: str
    nom: str
    naissance: date


def enfants_caf(quotient: Any) -> list[EnfantCite]:
    """The children of a quotient familial answer; none without answer or without the scope."""
    if quotient is None:
        return []
    return [
        EnfantCite(e["prenoms"].split(" ")[0], e["nom_naissance"], jour_civil(e["date_naissance"]))
        for e in quotient["data"].get("enfants", ())
    ]


def enfants_etat_civil(naissances: Any) -> list[EnfantCite]:
    """The holders of the birth acts."""
    if naissances is None:
        return []
    return [titulaire(acte) for acte in naissances["enfants"]]


def titulaire(acte: Mapping[str, Any]) -> EnfantCite:
    """The holder of a birth act."""
    qui = acte["titulaire"]
    prenom = qui["prenoms"][0] if qui["prenoms"] else ""
    return EnfantCite(prenom, qui["nom"], jour_civil(qui["dateNaissance"]))


def jour_civil(texte: str) -> date:
    """`2024`, `2024-03` and `2024-00-00` are read as a whole date: unknown parts count as 1."""
    annee, mois, jour = (int(partie) or 1 for partie in [*texte.split("-"), "1", "1"][:3])
    return date(annee, mois, jour)


def revenus_declares(impot: Mapping[str, Any]) -> tuple[tuple[str, int], ...] | None:
    """The incomes of the two declarants and the alimony paid (negative), line by line; None without the scopes."""
    if "rev" not in impot:
        return None
    rev: Mapping[str, Iterable[Mapping[str, str]]] = impot["rev"]
    lignes = [
        (CASES[case["code"][1:]], int(case["valeur"]))
        for nature in ("tspr", "pro", "fonc")
        for case in rev.get(nature, ())
        if case["code"][1:] in CASES
    ]
    versees = sum(int(case["valeur"]) for case in rev.get("chges", ()))
    if versees:
        lignes.append(("Pensions alimentaires versées", -versees))
    return tuple(lignes)


def declarants_fiscaux(impot: Mapping[str, Any]) -> int:
    """Two for a married couple or partners of a PACS, else one; two when the situation was not granted."""
    return 2 if impot.get("sitFam", "M") in ("M", "O") else 1
