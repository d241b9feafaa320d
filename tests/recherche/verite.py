"""What administrations answer about someone, and the registry's own file: what the criteria are checked against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from gateway.controle.dossier import dossier
from gateway.montants import montants
from providers import cnaf_msa, dgfip
from providers.cnaf_msa.projection import donnees
from providers.dgfip.projection import situation
from registry.erreurs import SansDossier
from registry.registre import Registre
from registry.tamis import noms_du_lieu
from tests.recherche.conftest import ANNEE, JOUR
from tests.recherche.reponses import REPONSES

MAJORITE = 18
ETATS = {"M": "marie", "O": "pacse", "C": "celibataire", "D": "divorce", "V": "veuf"}


class Verite:
    """One person; each administration answers with every scope, or None without a file."""

    def __init__(self, registre: Registre, ref: str) -> None:
        self.registre, self.ref = registre, ref
        self.dossier: dict[str, Any] = dossier(registre, ref, JOUR)
        self.identite, self.faits = self.dossier["identity"], self.dossier["facts"]
        self.membres = [m["ref"] for m in self.dossier["household"]["membres"]]

    @cached_property
    def caf(self) -> Any:
        try:
            vue = self.registre.vue_caf(self.ref, JOUR)
        except SansDossier:
            return None
        return donnees(vue, JOUR.year, JOUR.month, cnaf_msa.FOURNISSEUR.noms_scopes)

    @cached_property
    def avis(self) -> Any:
        try:
            return situation(self.registre.vue_dgfip(self.ref, ANNEE, JOUR), dgfip.FOURNISSEUR.noms_scopes)
        except SansDossier:
            return None

    def montant(self, nom: str) -> Any:
        return next((m.valeur for _, m in montants(self.registre, self.ref, JOUR) if m.nom == nom), None)

    def revenu(self, nature: str) -> int:
        (lu,) = [r for r in self.faits["incomes"] if r["annee"] == ANNEE]
        montant: int = lu.get(nature, 0)
        return montant

    @property
    def union(self) -> str:
        return next((u["nature"] for u in self.faits["unions"] if u["fin"] is None), "aucune")

    @property
    def naissances(self) -> list[date]:
        """Those of their children at home or by turns."""
        par_tour = [g["enfant"] for g in self.faits["gardes"] if self.ref in g["parents"]]
        ici = [e for e in self.dossier["children"] if e["ref"] in (*self.membres, *par_tour)]
        return [date.fromisoformat(e["date_naissance"]) for e in ici]

    @property
    def ages(self) -> tuple[int, ...]:
        return tuple(JOUR.year - n.year - ((JOUR.month, JOUR.day) < (n.month, n.day)) for n in self.naissances)

    @property
    def mineurs(self) -> int:
        return sum(age < MAJORITE for age in self.ages)

    @property
    def situation(self) -> str:
        if self.union != "aucune":
            return "couple_avec_enfants" if self.mineurs else "couple_sans_enfant"
        if self.mineurs:
            return "parent_isole"
        return "chez_ses_parents" if {p["ref"] for p in self.dossier["parents"]} & set(self.membres) else "seul"

    @property
    def recomposee(self) -> bool:
        couple = {r for u in self.faits["unions"] if u["fin"] is None for r in u["membres"]}
        presents = [{p.ref for p in self.registre.parents(m)} & couple for m in self.membres if m not in couple]
        return any(len(p) == 1 for p in presents)

    @property
    def commune(self) -> frozenset[str]:
        adresse = self.dossier["household"]["adresse"]
        code = adresse["code_commune"]
        return frozenset(
            {code, adresse["commune"], adresse["commune"].split()[0], code[:3] if code[:2] == "97" else code[:2]}
        )

    @property
    def activite(self) -> dict[str, Any]:
        lue: dict[str, Any] = max(self.faits["activities"], key=lambda a: a["debut"])
        return lue

    @property
    def general(self) -> bool:
        try:
            self.registre.vue_cnam(self.ref, JOUR)
        except SansDossier:
            return False
        return True

    def decision(self, nature: str) -> bool:
        return any(d["nature"] == nature for d in self.faits["decisions"])


def _prestation(nom: str) -> Callable[[Verite], Any]:
    return lambda v: v.montant(nom)


def _revenu(nature: str) -> Callable[[Verite], int]:
    return lambda v: v.revenu(nature)


def _avis(champ: str) -> Callable[[Verite], Any]:
    return lambda v: v.avis and v.avis[champ]


def _decision(nature: str) -> Callable[[Verite], bool]:
    return lambda v: v.decision(nature)


REVENUS = (
    *("salaires", "allocations_chomage", "pensions_retraite", "pensions_alimentaires_recues"),
    *("pensions_alimentaires_versees", "benefices_agricoles", "benefices_non_commerciaux", "revenus_fonciers"),
)
PRESTATIONS = (
    *("allocations_familiales", "complement_familial", "allocation_base", "soutien_familial", "enfant_handicape"),
    *("adulte_handicape", "aide_logement", "prime_activite"),
)
#: The value of each criterion, read from another place than the search does.
VERITES: Mapping[str, Callable[[Verite], Any]] = {
    "situation": lambda v: v.situation,
    "union": lambda v: v.union,
    "enfants": lambda v: v.mineurs,
    "age_enfant": lambda v: v.ages,
    "jumeaux": lambda v: len(set(v.naissances)) < len(v.naissances),
    "garde_alternee": lambda v: v.faits["gardes"] != [],
    "famille_recomposee": lambda v: v.recomposee,
    "personnes": lambda v: len(v.membres),
    "lieu": lambda v: v.commune,
    "sexe": lambda v: v.identite["sexe"],
    "age": lambda v: v.identite["age"],
    "annee_naissance": lambda v: int(v.identite["date_naissance"][:4]),
    "prenom": lambda v: v.identite["prenoms"][0].upper().replace("-", " "),
    "nom": lambda v: v.identite["nom_naissance"],
    "lieu_naissance": lambda v: noms_du_lieu(v.registre.personne(v.ref).lieu_naissance),
    "ne_a_l_etranger": lambda v: v.identite["lieu_naissance"]["code"].startswith("99"),
    "etat_matrimonial": lambda v: "celibataire" if v.avis is None else ETATS[v.avis["sitFam"]],
    "jumeau": lambda v: v.identite["date_naissance"] in [f["date_naissance"] for f in v.dossier["siblings"]],
    "activite": lambda v: v.activite["nature"],
    "employeur": lambda v: (v.activite["employeur"] or "").upper(),
    "regime": lambda v: "general" if v.general else "agricole",
    "c2s": lambda v: v.general and v.registre.vue_cnam(v.ref, JOUR).c2s,
    **{nature: _decision(nature) for nature in ("rsa", "aah", "invalidite")},
    **{nature: _revenu(nature) for nature in REVENUS},
    "organisme": lambda v: "aucun" if v.caf is None else v.caf["quotient_familial"]["fournisseur"],
    "qf": lambda v: v.caf and v.caf["quotient_familial"]["valeur"],
    "enfants_caf": lambda v: v.caf and len(v.caf["enfants"]),
    **{nom: _prestation(nom) for nom in PRESTATIONS},
    "logement": lambda v: v.dossier["household"]["logement"]["statut"],
    "loyer": lambda v: v.dossier["household"]["logement"]["montant"],
    "rfr": _avis("rfr"),
    "parts": _avis("nbPart"),
    "imposable": lambda v: v.avis and v.avis["montTotIr"] > 0,
    "impot": _avis("montTotIr"),
    "situation_fiscale": _avis("sitFam"),
    **REPONSES,
    "personnes_a_charge": lambda v: v.avis and v.avis["pac"]["nbPac"],
}
