"""The civil-identity parameters of the endpoints outside the Sécurité sociale: a whole birth date, no country.

Studies, grants and civic service share them; what differs is whether the sex must be told and the birth place may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from starlette.datastructures import QueryParams

from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import Erreur
from kernel.api_particulier.identite import COMMUNE, DEPARTEMENT, NOM, PREMIER_JOUR, Demande, entier
from registry.facts import Pivot, Sexe


@dataclass(frozen=True, slots=True)
class Civilite:
    """What one endpoint wants: `sexe` required (None: ignored), a birth place that may be told (`lieu`)."""

    sexe: bool | None = False
    lieu: bool = True


def lire_civilite(parametres: QueryParams, jour: date, attendue: Civilite) -> tuple[Demande | None, list[Erreur]]:
    """The identity asked, or the errors found (every one of them)."""
    fautes: list[Erreur] = []
    nom = parametres.get("nomNaissance", "")
    if not NOM.fullmatch(nom):
        fautes.append(erreurs.NOM_NAISSANCE)
    prenoms = tuple(parametres.getlist("prenoms[]"))
    if not prenoms or "prenoms" in parametres or not all(NOM.fullmatch(p) for p in prenoms):
        fautes.append(erreurs.PRENOMS_REQUIS)
    annee, mois, jour_naissance = _date(parametres, jour, fautes)
    sexe = _sexe(parametres, attendue, fautes)
    code, commune, departement = _lieu(parametres, jour, fautes) if attendue.lieu else (None, None, None)
    if fautes:
        return None, fautes
    pivot = Pivot(nom, prenoms, annee, mois, jour_naissance, sexe, code)
    return Demande(pivot, commune, departement), []


def verifier_pivot(pivot: Pivot) -> list[Erreur]:
    """What FranceConnect's identity lacks: a presumed birth date has no month or no day."""
    fautes = [] if NOM.fullmatch(pivot.nom_naissance) else [erreurs.NOM_NAISSANCE]
    fautes += [] if pivot.prenoms else [erreurs.PRENOMS_REQUIS]
    parties = ((pivot.annee, erreurs.ANNEE), (pivot.mois, erreurs.MOIS), (pivot.jour, erreurs.JOUR))
    return fautes + [erreur for partie, erreur in parties if not partie]


def _date(parametres: QueryParams, jour: date, fautes: list[Erreur]) -> tuple[int, int, int]:
    """The three parts, each with its own error, then the date they make."""
    bornes = (("annee", jour.year, erreurs.ANNEE), ("mois", 12, erreurs.MOIS), ("jour", 31, erreurs.JOUR))
    lues, avant = [], len(fautes)
    for partie, maximum, erreur in bornes:
        texte = parametres.get(f"{partie}DateNaissance", "")
        if not entier(texte) or not 1 <= int(texte) <= maximum:
            fautes.append(erreur)
        lues.append(int(texte) if entier(texte) else 0)
    annee, mois, jour_naissance = lues
    if len(fautes) == avant and not _existe(annee, mois, jour_naissance):
        fautes.append(erreurs.DATE_IMPOSSIBLE)
    return annee, mois, jour_naissance


def _existe(annee: int, mois: int, jour: int) -> bool:
    try:
        date(annee, mois, jour)
    except ValueError:
        return False
    return True


def _sexe(parametres: QueryParams, attendue: Civilite, fautes: list[Erreur]) -> Sexe | None:
    """An optional sex is not checked: what is neither F nor M says nothing."""
    sexe = parametres.get("sexeEtatCivil", "").upper()
    if attendue.sexe and sexe not in ("F", "M"):
        fautes.append(erreurs.SEXE)
    return cast(Sexe, sexe) if attendue.sexe is not None and sexe in ("F", "M") else None


def _lieu(parametres: QueryParams, jour: date, fautes: list[Erreur]) -> tuple[str | None, str | None, str | None]:
    """The commune by its code, else by its name with its department, else nothing."""
    code, nom = parametres.get("codeCogInseeCommuneNaissance", ""), parametres.get("nomCommuneNaissance", "")
    if code:
        if not COMMUNE.fullmatch(code):
            fautes.append(erreurs.LIEU)
        return code, None, None
    if not nom:
        return None, None, None
    departement = parametres.get("codeCogInseeDepartementNaissance", "").upper()
    if not DEPARTEMENT.fullmatch(departement):
        fautes.append(erreurs.DEPARTEMENT)
    annee = parametres.get("anneeDateNaissance", "")
    if entier(annee) and not PREMIER_JOUR.year <= int(annee) <= jour.year:
        fautes.append(erreurs.ANNEE_COMMUNE)
    return None, nom, departement
