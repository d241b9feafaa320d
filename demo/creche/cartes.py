"""One card for each administration: what it gave, in the parent's words, or why it gave nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from demo.creche.donnees import Reponse
from demo.creche.lecture import titulaire
from demo.creche.tarif import nombre

SITUATIONS = {"M": "marié(e)", "O": "pacsé(e)", "C": "célibataire", "D": "divorcé(e)", "V": "veuf ou veuve"}
#: Refusals that mean "this person is not one of ours", said kindly.
INCONNUS = {404, 410, 422}


@dataclass(frozen=True, slots=True)
class Ligne:
    """`champ` is the wire name of a figure, kept in the page for whoever wants to find it."""

    nom: str
    valeur: str
    champ: str = ""


@dataclass(frozen=True, slots=True)
class Bloc:
    titre: str
    lignes: tuple[Ligne, ...]
    statut: int
    code: str = ""
    refus: str = ""


@dataclass(frozen=True, slots=True)
class Carte:
    administration: str
    blocs: tuple[Bloc, ...]


def cartes(reponses: Mapping[str, Reponse]) -> tuple[Carte, ...]:
    """The four cards, in the order of the questions."""
    par_administration: dict[str, list[Bloc]] = {}
    for nom, reponse in reponses.items():
        par_administration.setdefault(reponse.administration, []).append(_bloc(reponse, LECTURES[nom]))
    return tuple(Carte(nom, tuple(blocs)) for nom, blocs in par_administration.items())


def _bloc(reponse: Reponse, lire: Callable[[Any], list[Ligne]]) -> Bloc:
    if reponse.bonne:
        lignes = tuple(lire(reponse.corps)) or (Ligne("Réponse", "rien à montrer"),)
        return Bloc(reponse.titre, lignes, reponse.statut)
    bonjour = f"{reponse.administration} ne vous connaît pas. " if reponse.statut in INCONNUS else ""
    return Bloc(reponse.titre, (), reponse.statut, reponse.code, bonjour + reponse.message)


def _quotient(corps: Any) -> list[Ligne]:
    donnees, lignes = corps["data"], []
    if "quotient_familial" in donnees:
        qf = donnees["quotient_familial"]
        lignes.append(Ligne("Quotient familial", str(qf["valeur"]), "quotient_familial"))
        lignes.append(Ligne("Mois", f"{qf['mois']:02d}/{qf['annee']} ({qf['fournisseur']})"))
    lignes += [Ligne("Adulte", _personne(a)) for a in donnees.get("allocataires", ())]
    lignes += [Ligne("Enfant", _personne(e)) for e in donnees.get("enfants", ())]
    if "adresse" in donnees:
        adresse = donnees["adresse"]
        voie = adresse.get("numero_libelle_voie") or adresse.get("lieu_dit") or ""
        lignes.append(Ligne("Adresse", f"{voie}, {adresse['code_postal_ville']}".strip(", ")))
    return lignes


def _personne(p: Mapping[str, Any]) -> str:
    return f"{p['prenoms']} {p['nom_naissance']}, {_date(p['date_naissance'])}"


def _date(texte: str) -> str:
    """`2024-03-01` as `01/03/2024`; unknown parts stay `00`."""
    return "/".join(reversed(texte.split("-")))


def _impot(corps: Any) -> list[Ligne]:
    lignes = []
    if "rfr" in corps:
        lignes.append(Ligne("Revenu fiscal de référence", f"{nombre(corps['rfr'], 0)} €", "rfr"))
    if "sitFam" in corps:
        lignes.append(Ligne("Situation de famille", SITUATIONS.get(corps["sitFam"], corps["sitFam"])))
    if "nbPart" in corps:
        lignes.append(Ligne("Nombre de parts", f"{corps['nbPart']:g}".replace(".", ","), "nbPart"))
    if "nbPac" in corps.get("pac", {}):
        lignes.append(Ligne("Personnes à charge", str(corps["pac"]["nbPac"]), "nbPac"))
    return lignes


def _assure(corps: Any) -> list[Ligne]:
    return [Ligne("Assuré", f"{corps.get('prenom', '')} {corps['nom_famille']}".strip())]


def _ayants_droit(corps: Any) -> list[Ligne]:
    if not corps:
        return [Ligne("Ayants droit", "aucun")]
    return [
        Ligne("Ayant droit", f"{b.get('prenom', '')} {b['nom_famille']}, {_date(b['date_naissance'])}") for b in corps
    ]


def _caisse(corps: Any) -> list[Ligne]:
    return [Ligne("Caisse", corps["libelle"], "caisse")]


def _naissances(corps: Any) -> list[Ligne]:
    actes = [titulaire(acte) for acte in corps["enfants"]]
    if not actes:
        return [Ligne("Actes de naissance", "aucun enfant")]
    return [Ligne("Acte de naissance", f"{a.prenom} {a.nom}, {a.naissance:%d/%m/%Y}") for a in actes]


def _livret(corps: Any) -> list[Ligne]:
    return [
        Ligne("Titulaires", " et ".join(f"{t.prenom} {t.nom}" for t in map(titulaire, corps["titulaires"]))),
        Ligne("Enfants inscrits", str(len(corps["enfants"])), "enfants_livret"),
    ]


LECTURES: Mapping[str, Callable[[Any], list[Ligne]]] = {
    "quotient": _quotient,
    "impot": _impot,
    "assure": _assure,
    "ayants_droit": _ayants_droit,
    "caisse": _caisse,
    "naissances": _naissances,
    "livret": _livret,
}
