"""The family's file: what the four administrations said, put side by side, and the fee that follows."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from demo.creche.cartes import Carte, cartes
from demo.creche.donnees import Reponse
from demo.creche.lecture import EnfantCite, declarants_fiscaux, enfants_caf, enfants_etat_civil, revenus_declares
from demo.creche.tarif import Tarif, calculer, en_vigueur

#: A crèche welcomes children under six (CSP art. L2324-1).
AGE_LIMITE = 6


@dataclass(frozen=True, slots=True)
class Enfant:
    """A child of the family, and who knows of them."""

    cle: str
    prenom: str
    nom: str
    naissance: date
    age: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the pages show; `annee` is the income year."""

    identite: Mapping[str, Any]
    jour: date
    annee: int
    cartes: tuple[Carte, ...]
    enfants: tuple[Enfant, ...]
    tarif: Tarif
    lignes_revenus: tuple[tuple[str, int], ...]
    source_enfants: str
    avertissements: tuple[str, ...]

    @property
    def inscriptibles(self) -> tuple[Enfant, ...]:
        return tuple(e for e in self.enfants if e.age < AGE_LIMITE)


@dataclass(frozen=True, slots=True)
class Inscription:
    numero: str
    enfant: Enfant
    tarif: Tarif


def ouvrir(identite: Mapping[str, Any], reponses: Mapping[str, Reponse], jour: date) -> Dossier:
    """The file of the person `identite`, from the answers of `demo.creche.donnees.demander`, refusals included."""
    etat_civil, caf = enfants_etat_civil(reponses["naissances"].corps), enfants_caf(reponses["quotient"].corps)
    enfants = _rapprocher(etat_civil, caf, jour)
    charges, source = _enfants_a_charge(reponses, len(enfants))
    lignes, avertissements = _ressources(reponses["impot"])
    annuelles = sum(m for _, m in lignes) if lignes else int(en_vigueur("plafond", jour) * 12)
    return Dossier(
        identite=identite,
        jour=jour,
        annee=jour.year - 2,
        cartes=cartes(reponses),
        enfants=enfants,
        tarif=calculer(max(0, annuelles), charges, jour),
        lignes_revenus=lignes,
        source_enfants=source,
        avertissements=(*avertissements, *_discordances(reponses)),
    )


def inscrire(dossier: Dossier, enfant: Enfant, alea: str) -> Inscription:
    return Inscription(f"CR-{dossier.jour.year}-{alea}", enfant, dossier.tarif)


def _rapprocher(etat_civil: list[EnfantCite], caf: list[EnfantCite], jour: date) -> tuple[Enfant, ...]:
    """One child for each (first given name, birth date), whoever named them; the youngest first."""
    connus: dict[tuple[str, date], tuple[EnfantCite, list[str]]] = {}
    for source, cites in (("État civil", etat_civil), ("CAF et MSA", caf)):
        for cite in cites:
            cle = (_sans_accent(cite.prenom), cite.naissance)
            connus.setdefault(cle, (cite, []))[1].append(source)
    tries = sorted(connus.values(), key=lambda c: (c[0].naissance, c[0].prenom), reverse=True)
    return tuple(
        Enfant(str(i), c.prenom, c.nom, c.naissance, _age(c.naissance, jour), tuple(sources))
        for i, (c, sources) in enumerate(tries)
    )


def _sans_accent(prenom: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", prenom.upper()) if c.isalpha())


def _age(naissance: date, jour: date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def _enfants_a_charge(reponses: Mapping[str, Reponse], connus: int) -> tuple[int, str]:
    """How many children count, and who says so: the CAF first, then the tax household, then the civil status."""
    quotient, impot = reponses["quotient"].corps, reponses["impot"].corps
    if quotient is not None and "enfants" in quotient["data"]:
        return len(quotient["data"]["enfants"]), "CAF et MSA"
    if impot is not None and "nbPac" in impot.get("pac", {}):
        return int(impot["pac"]["nbPac"]), "DGFiP"
    return connus, "État civil"


def _ressources(impot: Reponse) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """The declared incomes line by line; without them, no line and the reason."""
    if not impot.bonne:
        return (), ("La DGFiP ne connaît pas vos revenus : le tarif maximal s’applique jusqu’à vos justificatifs.",)
    lignes = revenus_declares(impot.corps)
    if lignes is not None:
        return lignes, ()
    if "rfr" not in impot.corps:
        return (), ("Vous n’avez pas transmis vos revenus : le tarif maximal s’applique.",)
    avis = "Vos revenus avant abattement n’ont pas été transmis : le revenu fiscal de référence les remplace."
    return (("Revenu fiscal de référence", int(impot.corps["rfr"])),), (avis,)


def _discordances(reponses: Mapping[str, Reponse]) -> tuple[str, ...]:
    """Two adults for the CAF but one in the tax household: the other one's incomes are missing."""
    quotient, impot = reponses["quotient"], reponses["impot"]
    if not quotient.bonne or not impot.bonne:
        return ()
    adultes = len(quotient.corps["data"].get("allocataires", ()))
    if adultes > declarants_fiscaux(impot.corps):
        return (
            "Votre conjoint ou concubin déclare ses revenus à part : le tarif est provisoire, la crèche lui demandera "
            "aussi ses revenus.",
        )
    return ()
