"""What an identity provider says of a citizen: its userinfo answer read, its claims checked one by one.

The rules are FranceConnect's; a claim outside the list is dropped, and an error names claims, never their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import orjson

from gateway.franceconnect.erreurs import ErreurPage
from registry.facts import FRANCE

LONGUEUR_NOM = 256
GENRES = ("female", "male", "unspecified")
_COG = re.compile(r"(\d{2}|2[AB])\d{3}", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_COURRIEL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Reponse(NamedTuple):
    """An HTTP answer; `delai` in seconds before it comes."""

    statut: int
    corps: str
    delai: float = 0.0


def lire(reponse: Reponse) -> dict[str, Any]:
    """The claims of a JSON answer: Y020027 when there is none, Y020029 without a subject."""
    try:
        claims = orjson.loads(reponse.corps) if reponse.statut == 200 else None
    except orjson.JSONDecodeError as erreur:
        raise ErreurPage("Y020027", "userinfo : ce n'est pas du JSON") from erreur
    if not isinstance(claims, dict):
        raise ErreurPage("Y020027", f"userinfo : statut {reponse.statut}")
    return claims


def valider(claims: Mapping[str, Any]) -> dict[str, str]:
    """The claims FranceConnect keeps; Y020029 without a subject, Y600006 when one is missing or malformed."""
    if not claims.get("sub"):
        raise ErreurPage("Y020029", "userinfo : sub manque")
    refuses = [nom for nom, regle in REGLES.items() if not _respecte(claims.get(nom), regle)]
    # The place of birth is only looked at for a birth in France.
    if claims.get("birthcountry") == FRANCE and not _respecte(claims.get("birthplace"), _cog):
        refuses.append("birthplace")
    usage = claims.get("preferred_username")
    if usage is not None and not _respecte(usage, _nom_facultatif):
        refuses.append("preferred_username")
    if refuses:
        raise ErreurPage("Y600006", f"claims refusés : {', '.join(refuses)}")
    return {n: str(claims[n]) for n in (*REGLES, "birthplace", "preferred_username") if claims.get(n)}


def _respecte(valeur: object, regle: Callable[[str], bool]) -> bool:
    return isinstance(valeur, str) and "\0" not in valeur and regle(valeur)


def _nom(texte: str) -> bool:
    return len(texte.strip()) >= 1 and len(texte) <= LONGUEUR_NOM


def _nom_facultatif(texte: str) -> bool:
    return len(texte) <= LONGUEUR_NOM


def _cog(texte: str) -> bool:
    return _COG.fullmatch(texte) is not None


def _date(texte: str) -> bool:
    """`YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`; never a known day of an unknown month."""
    lue = _DATE.fullmatch(texte)
    if lue is None:
        return False
    annee, mois, jour = (int(partie) for partie in lue.groups())
    if jour and not mois:
        return False
    try:
        date(annee, mois or 1, jour or 1)
    except ValueError:
        return False
    return True


REGLES: dict[str, Callable[[str], bool]] = {
    "sub": lambda s: s.isascii(),
    "given_name": _nom,
    "family_name": _nom,
    "birthdate": _date,
    "gender": GENRES.__contains__,
    "birthcountry": _cog,
    "email": lambda s: _COURRIEL.fullmatch(s) is not None,
}
