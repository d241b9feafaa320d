"""What the administrations of work, studies and the young answer about someone, and what their dated facts tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from providers import asc, cnous, dsnj
from providers.asc.projection import donnees as reponse_asc
from providers.cnous.projection import donnees as reponse_cnous
from providers.dsnj.projection import donnees as reponse_dsnj
from providers.ft.projection import indemnites, statut
from providers.ft.scopes import SCOPES_INDEMNITES, SCOPES_STATUT
from providers.men.projection import donnees as reponse_men
from providers.men.scopes import SCOPES as SCOPES_MEN
from registry.erreurs import SansDossier
from registry.vues_emploi import vue_emploi
from registry.vues_service_national import vue_service_national
from tests.recherche.conftest import JOUR

if TYPE_CHECKING:
    from tests.recherche.verite import Verite

RENTREE, VERSION = 2026, 4
IL_Y_A_UN_AN = JOUR.replace(year=JOUR.year - 1)
UNIONS = {"mariage": "mariage", "pacs": "pacs", "concubinage": "vie_commune"}
AU_TRAVAIL = ("salarie", "independant", "agriculteur")


def _sinon_rien(lire: Callable[[Verite], Any]) -> Callable[[Verite], Any]:
    def lu(v: Verite) -> Any:
        try:
            return lire(v)
        except SansDossier:
            return None

    return lu


@_sinon_rien
def _inscription(v: Verite) -> Any:
    vue = vue_emploi(v.registre.famille(v.ref), v.ref, JOUR)
    lue = statut(vue, SCOPES_STATUT)["inscription"]
    return None if lue["date_fin"] else lue


@_sinon_rien
def _dernier_paiement(v: Verite) -> Any:
    vue = vue_emploi(v.registre.famille(v.ref), v.ref, JOUR)
    return indemnites(vue, SCOPES_INDEMNITES)["paiements"][:1]


@_sinon_rien
def _eleve(v: Verite) -> Any:
    vue = v.registre.vue_scolarite(v.ref, RENTREE, JOUR)
    return reponse_men(vue, VERSION, frozenset(s.nom for s in SCOPES_MEN))


@_sinon_rien
def _boursier(v: Verite) -> Any:
    lu = reponse_cnous(v.registre.vue_bourse(v.ref, RENTREE, JOUR), VERSION, cnous.FOURNISSEUR.noms_scopes)
    return lu if lu["statut_boursier"]["est_boursier"] and lu["echelon_bourse"]["echelon"] else None


@_sinon_rien
def _service_national(v: Verite) -> Any:
    vue = vue_service_national(v.registre.famille(v.ref), v.ref, JOUR)
    return reponse_dsnj(vue, dsnj.FOURNISSEUR.noms_scopes)["statut_service_national"]


@_sinon_rien
def _service_civique(v: Verite) -> Any:
    return reponse_asc(v.registre.vue_service_civique(v.ref, JOUR), asc.FOURNISSEUR.noms_scopes)


def _contrats(v: Verite) -> frozenset[str]:
    lu = _service_civique(v) or {}
    noms = {"en_cours": "statut_actuel", "passe": "statut_passe"}
    return frozenset(n for n, champ in noms.items() if lu and lu[champ]["contrat_trouve"]) or frozenset({"aucun"})


def _place(v: Verite) -> Any:
    """The place taken this school year in higher education."""
    annees = [a for a in v.faits["studies"] if a["annee"] == RENTREE]
    prises = [p for a in annees for p in a["admissions"] if p["inscrit_le"] and p["inscrit_le"] <= JOUR]
    return prises[0] if prises else None


def _etudes(v: Verite) -> str:
    if (lu := _eleve(v)) is None:
        return "aucune" if _place(v) is None else "superieur"
    niveau = lu["module_elementaire_formation"]["libelle"]
    if niveau.endswith("EME"):
        return "college"
    return "lycee" if niveau.startswith(("2NDE", "1ERE", "TERMINALE")) else "ecole"


def _echelon(v: Verite) -> str | None:
    eleve, etudiant = _eleve(v), _boursier(v)
    if eleve is not None:
        return str(eleve["echelon_bourse"]) if eleve["est_boursier"] else None
    return None if etudiant is None else etudiant["echelon_bourse"]["echelon"]


def _indemnise(v: Verite) -> bool:
    """Paid since the first days of last month."""
    return any(date.fromisoformat(p["date_versement"]) > date(2026, 10, 15) for p in _dernier_paiement(v) or ())


def _evenements(v: Verite) -> tuple[str, ...]:
    """From the file that the control API gives."""
    dates = [("naissance", date.fromisoformat(e["date_naissance"])) for e in v.dossier["children"]]
    for u in v.faits["unions"]:
        dates.append((UNIONS[u["nature"]], u["debut"]))
        if u["motif_fin"]:
            dates.append(("veuvage" if u["motif_fin"] == "deces" else "separation", u["fin"]))
    dates += [("demenagement", r["debut"]) for r in sorted(v.faits["residences"], key=lambda r: r["debut"])[1:]]
    for avant, apres in pairwise(sorted(v.faits["activities"], key=lambda a: a["debut"])):
        passage = avant["nature"], apres["nature"]
        if passage == ("salarie", "chomage"):
            dates.append(("perte_emploi", apres["debut"]))
        if passage[0] == "chomage" and passage[1] in AU_TRAVAIL:
            dates.append(("reprise_emploi", apres["debut"]))
        if passage[1] == "retraite":
            dates.append(("retraite", apres["debut"]))
    return tuple(nature for nature, jour in dates if IL_Y_A_UN_AN < jour <= JOUR)


#: The value of each of these criteria, as `verite.VERITES`.
REPONSES: Mapping[str, Callable[[Verite], Any]] = {
    "evenement": _evenements,
    "demandeur_emploi": lambda v: _inscription(v) is not None,
    "categorie_emploi": lambda v: (lu := _inscription(v)) and str(lu["categorie"]["code"]),
    "are": _indemnise,
    "vehicule": lambda v: v.dossier["numbers"]["immatriculation"] is not None,
    "etudes": _etudes,
    "apprenti": lambda v: (lu := _place(v)) is not None and lu["regime"] == "RF4",
    "service_civique": _contrats,
    "service_national": _service_national,
    "boursier": lambda v: _echelon(v) is not None,
    "echelon_bourse": _echelon,
}
