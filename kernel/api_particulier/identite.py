"""The civil-identity parameters of the Sécurité sociale endpoints, checked all at once and turned into a `Pivot`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from starlette.datastructures import QueryParams

from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import Erreur
from registry.facts import FRANCE, Personne, Pivot, Sexe
from registry.identification import normaliser
from registry.registre import Registre

# Latin letters with accents, apostrophe, space, hyphen.
_LETTRE = "A-Za-zÀ-ÖØ-öø-ſ"
NOM = re.compile(rf"['’ \-]*[{_LETTRE}][{_LETTRE}'’ \-]*")
_PAYS = re.compile(r"99\d{3}|92352")
COMMUNE = re.compile(r"(?:\d{2}|2A|2B)\d{3}")
DEPARTEMENT = re.compile(r"0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-46]")
# The code of Algeria for those born there before its independence.
ALGERIE_FRANCAISE, ALGERIE = "92352", "99352"
PREMIER_JOUR = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Demande:
    """The identity asked: the pivot, and the birth place by name (`commune`, `departement`) when no code is given."""

    pivot: Pivot
    commune: str | None = None
    departement: str | None = None

    def personnes(self, registre: Registre) -> tuple[Personne, ...]:
        """Who fits. A place given by name is compared with each candidate's own birth place."""
        trouves = registre.identifier(self.pivot)
        if self.commune is None:
            return trouves
        commune = normaliser(self.commune)
        return tuple(
            p
            for p in trouves
            if p.lieu_naissance.departement == self.departement and normaliser(p.lieu_naissance.libelle) == commune
        )


def lire_identite(parametres: QueryParams, jour: date) -> tuple[Demande | None, list[Erreur]]:
    """The identity asked, or the errors found (every one of them)."""
    fautes: list[Erreur] = []
    nom = _nom(parametres, fautes)
    prenoms = _prenoms(parametres, fautes)
    annee, mois, jour_naissance = _date(parametres, jour, fautes)
    sexe = _sexe(parametres, fautes)
    pays = parametres.get("codeCogInseePaysNaissance", "")
    if not _PAYS.fullmatch(pays):
        fautes.append(erreurs.PAYS)
    code, commune, departement = _commune(parametres, jour, fautes) if pays == FRANCE else (None, None, None)
    if fautes:
        return None, fautes
    pivot = Pivot(
        nom_naissance=nom,
        prenoms=prenoms,
        annee=annee,
        mois=mois,
        jour=jour_naissance,
        sexe=sexe,
        code_lieu=code,
        code_pays=ALGERIE if pays == ALGERIE_FRANCAISE else pays,
        nom_usage=parametres.get("nomUsage") or None,
    )
    return Demande(pivot, commune, departement), []


def _nom(parametres: QueryParams, fautes: list[Erreur]) -> str:
    nom = parametres.get("nomNaissance", "")
    if not NOM.fullmatch(nom):
        fautes.append(erreurs.NOM_NAISSANCE)
    return nom


def _prenoms(parametres: QueryParams, fautes: list[Erreur]) -> tuple[str, ...]:
    """Optional in fact, although the contract says required; `prenoms=` is not an array."""
    prenoms = tuple(parametres.getlist("prenoms[]"))
    if "prenoms" in parametres or not all(NOM.fullmatch(p) for p in prenoms):
        fautes.append(erreurs.PRENOMS)
    return prenoms


def _sexe(parametres: QueryParams, fautes: list[Erreur]) -> Sexe | None:
    sexe = parametres.get("sexeEtatCivil", "").upper()
    if sexe not in ("", "F", "M"):
        fautes.append(erreurs.SEXE)
    return cast(Sexe, sexe) if sexe in ("F", "M") else None


def _date(parametres: QueryParams, aujourdhui: date, fautes: list[Erreur]) -> tuple[int | None, int | None, int | None]:
    """Year, month, day: a month without a year and a day without a month are ignored."""
    textes = [parametres.get(f"{partie}DateNaissance", "") for partie in ("annee", "mois", "jour")]
    valeurs: list[int | None] = []
    for texte, maximum in zip(textes, (aujourdhui.year, 12, 31), strict=True):
        if not texte:
            break
        if not entier(texte) or not 1 <= int(texte) <= maximum:
            fautes.append(erreurs.DATE_NAISSANCE)
            return None, None, None
        valeurs.append(int(texte))
    annee, mois, jour = valeurs + [None] * (3 - len(valeurs))
    if annee is not None and not _plausible(annee, mois, jour, aujourdhui):
        fautes.append(erreurs.DATE_NAISSANCE)
    return annee, mois, jour


def _plausible(annee: int, mois: int | None, jour: int | None, aujourdhui: date) -> bool:
    try:
        naissance = date(annee, mois or 1, jour or 1)
    except ValueError:
        return False
    return PREMIER_JOUR <= naissance <= aujourdhui - timedelta(days=1)


def _commune(parametres: QueryParams, jour: date, fautes: list[Erreur]) -> tuple[str | None, str | None, str | None]:
    """Code, or name and department (then with the year of birth), of the commune of a birth in France."""
    code = parametres.get("codeCogInseeCommuneNaissance", "")
    nom = parametres.get("nomCommuneNaissance", "")
    if code or not nom:
        if not COMMUNE.fullmatch(code):
            fautes.append(erreurs.LIEU)
        return code, None, None
    departement = parametres.get("codeCogInseeDepartementNaissance", "").upper()
    if not DEPARTEMENT.fullmatch(departement):
        fautes.append(erreurs.DEPARTEMENT)
    annee = parametres.get("anneeDateNaissance", "")
    if not entier(annee) or not PREMIER_JOUR.year <= int(annee) <= jour.year:
        fautes.append(erreurs.ANNEE_COMMUNE)
    return None, nom, departement


def entier(texte: str) -> bool:
    """A short run of ASCII digits."""
    return texte.isascii() and texte.isdigit() and len(texte) <= 4


def lire_identite_complete(parametres: QueryParams, aujourdhui: date) -> tuple[Pivot, list[Erreur]]:
    """The identity asked with its whole birth date, and the errors found; with an error, the pivot is of no use.

    The service national asks this: given names, sex, country and the three parts of the date, and a commune if told.
    """
    fautes: list[Erreur] = []
    nom = _nom(parametres, fautes)
    mal_formes: list[Erreur] = []
    prenoms = _prenoms(parametres, mal_formes)
    if mal_formes or not prenoms:
        fautes.append(erreurs.PRENOMS_REQUIS)
    annee, mois, jour = _date_complete(parametres, aujourdhui, fautes)
    if parametres.get("sexeEtatCivil", "").upper() not in ("F", "M"):
        fautes.append(erreurs.SEXE)
    pays = parametres.get("codeCogInseePaysNaissance", "")
    if not _PAYS.fullmatch(pays):
        fautes.append(erreurs.PAYS)
    code = None
    if pays == FRANCE and parametres.get("codeCogInseeCommuneNaissance"):
        code, _, _ = _commune(parametres, aujourdhui, fautes)
    pivot = Pivot(
        nom_naissance=nom,
        prenoms=prenoms,
        annee=annee,
        mois=mois,
        jour=jour,
        sexe=_sexe(parametres, mal_formes),
        code_lieu=code,
        code_pays=ALGERIE if pays == ALGERIE_FRANCAISE else pays,
    )
    return pivot, fautes


def _date_complete(
    parametres: QueryParams, aujourdhui: date, fautes: list[Erreur]
) -> tuple[int | None, int | None, int | None]:
    """The three parts, each with its own error, then the date they make; None when there is no date."""
    bornes = (("annee", aujourdhui.year, erreurs.ANNEE), ("mois", 12, erreurs.MOIS), ("jour", 31, erreurs.JOUR))
    lues, avant = [], len(fautes)
    for partie, maximum, erreur in bornes:
        texte = parametres.get(f"{partie}DateNaissance", "")
        if not entier(texte) or not 1 <= int(texte) <= maximum:
            fautes.append(erreur)
            continue
        lues.append(int(texte))
    if len(fautes) > avant:
        return None, None, None
    try:
        date(*lues)
    except ValueError:
        fautes.append(erreurs.DATE_IMPOSSIBLE)
        return None, None, None
    return lues[0], lues[1], lues[2]
