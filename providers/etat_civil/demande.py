"""An order for a document (the model of town-hall software): what is asked, about whom, and by whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from providers.etat_civil import errors
from registry.facts import Personne, Pivot, Sexe
from registry.identification import normaliser
from registry.registre import Registre

DOCUMENTS_SIMULES = ("EXTAF", "EXTSF")
QUALITES = ("INTERESSE", "ASCENDANT", "DESCENDANT", "CONJOINT")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Individu:
    """Someone as the order names them; `ville` is a birth place given without its code."""

    pivot: Pivot
    ville: str | None = None
    parents: tuple[Pivot, ...] = ()

    def personnes(self, registre: Registre) -> tuple[Personne, ...]:
        trouves = registre.identifier(self.pivot)
        if self.ville is None:
            return trouves
        ville = normaliser(self.ville)
        return tuple(p for p in trouves if normaliser(p.lieu_naissance.libelle) == ville)


@dataclass(frozen=True, slots=True)
class Demande:
    """`demandeur` and `qualite` are required for an extract with filiation only."""

    document: str
    interesse: Individu
    demandeur: Individu | None
    qualite: str | None


def lire_demande(corps: bytes) -> Demande:
    """The order in a JSON body; raises `DemandeInvalide` (with the member at fault) or `DocumentNonSimule`."""
    try:
        racine = orjson.loads(corps)
    except orjson.JSONDecodeError:
        raise errors.DemandeInvalide("corps JSON illisible") from None
    racine = _objet(racine, "corps")
    evenement = _objet(racine.get("evenement"), "evenement")
    document = racine.get("natureDocument")
    if document not in DOCUMENTS_SIMULES or evenement.get("natureEvenement", "NAI") != "NAI":
        raise errors.DocumentNonSimule
    interesse = _interesse(evenement)
    if racine.get("demandeur") is None:
        return Demande(document, interesse, None, None)
    demandeur = _objet(racine["demandeur"], "demandeur")
    qualite = demandeur.get("qualiteDemandeur")
    if qualite not in QUALITES:
        raise errors.DemandeInvalide("demandeur.qualiteDemandeur")
    individu = _objet(demandeur.get("individu"), "demandeur.individu")
    return Demande(document, interesse, _individu(individu, "demandeur.individu"), qualite)


def _interesse(evenement: Mapping[str, Any]) -> Individu:
    """The holder of the act: the date and the place of the event are those of the birth."""
    chemin = "evenement.interesse"
    interesse = dict(_objet(evenement.get("interesse"), chemin))
    quand = _objet(evenement.get("dateEvenement"), "evenement.dateEvenement")
    interesse["naissance"] = {"date": quand.get("dateDebut"), "lieu": evenement.get("lieuEvenement")}
    if not isinstance(evenement.get("lieuEvenement"), dict):
        raise errors.DemandeInvalide("evenement.lieuEvenement")
    return _individu(interesse, chemin)


def _individu(brut: Mapping[str, Any], chemin: str) -> Individu:
    naissance = _objet(brut.get("naissance"), f"{chemin}.naissance")
    annee, mois, jour = _date(naissance.get("date"), f"{chemin}.naissance.date")
    lieu = naissance.get("lieu")
    lieu = _objet(lieu, f"{chemin}.naissance.lieu") if lieu is not None else {}
    code = _texte(lieu, "codeInsee", f"{chemin}.naissance.lieu", facultatif=True)
    ville = _texte(lieu, "ville", f"{chemin}.naissance.lieu", facultatif=True)
    nomme = _nomme(brut, chemin)
    pivot = Pivot(
        nom_naissance=nomme.nom_naissance,
        prenoms=nomme.prenoms,
        annee=annee,
        mois=mois,
        jour=jour,
        sexe=_sexe(brut, chemin),
        code_lieu=code or None,
        code_pays=code if code.startswith("99") else None,
    )
    parents = tuple(_nomme(_objet(brut[p], f"{chemin}.{p}"), f"{chemin}.{p}") for p in ("pere", "mere") if brut.get(p))
    return Individu(pivot, ville if ville and not code else None, parents)


def _nomme(brut: Mapping[str, Any], chemin: str) -> Pivot:
    noms = _objet(brut.get("noms"), f"{chemin}.noms")
    prenoms = _texte(brut, "prenoms", chemin, facultatif=True)
    return Pivot(_texte(noms, "nomDeFamille", f"{chemin}.noms"), tuple(prenoms.split()))


def _sexe(brut: Mapping[str, Any], chemin: str) -> Sexe | None:
    match brut.get("sexe"):
        case "F":
            return "F"
        case "M":
            return "M"
        case None | "NA":
            return None
        case _:
            raise errors.DemandeInvalide(f"{chemin}.sexe")


def _date(brut: object, chemin: str) -> tuple[int, int | None, int | None]:
    """Full date, year-month or year."""
    lue = _DATE.fullmatch(brut) if isinstance(brut, str) else None
    if lue is None:
        raise errors.DemandeInvalide(chemin)
    annee, mois, jour = lue.groups()
    return int(annee), int(mois) if mois else None, int(jour) if jour else None


def _objet(brut: object, chemin: str) -> Mapping[str, Any]:
    if not isinstance(brut, dict):
        raise errors.DemandeInvalide(chemin)
    return brut


def _texte(brut: Mapping[str, Any], membre: str, chemin: str, *, facultatif: bool = False) -> str:
    valeur = brut.get(membre, "" if facultatif else None)
    if not isinstance(valeur, str) or not (valeur.strip() or facultatif):
        raise errors.DemandeInvalide(f"{chemin}.{membre}")
    return valeur.strip()
