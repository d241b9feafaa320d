"""The identity an identity provider gives, looked up in the register of natural persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from registry.facts import FRANCE, Pivot, Sexe

_SEXES: dict[str, Sexe] = {"male": "M", "female": "F"}
#: What services receive from the identity provider; the register gives the rest.
DU_FOURNISSEUR = ("email", "preferred_username")


def identifier(ctx: Appel, saisie: Mapping[str, str]) -> str:
    """The ref of the one citizen who fits; Y010008 when nobody does, Y010006 when several do."""
    trouves = ctx.registre.identifier(_pivot(saisie))
    if not trouves:
        raise ErreurPage("Y010008")
    if len(trouves) > 1:
        raise ErreurPage("Y010006")
    return trouves[0].ref


def _pivot(saisie: Mapping[str, str]) -> Pivot:
    annee, mois, jour = (int(partie) for partie in saisie["birthdate"].split("-"))
    en_france = saisie["birthcountry"] == FRANCE
    return Pivot(
        nom_naissance=saisie["family_name"],
        prenoms=tuple(saisie["given_name"].split()),
        annee=annee,
        mois=mois,
        jour=jour,
        sexe=_SEXES.get(saisie["gender"]),
        code_lieu=saisie["birthplace"] if en_france else None,
        code_pays=saisie["birthcountry"],
    )


def completer(claims: Mapping[str, Any], saisie: Mapping[str, str]) -> dict[str, Any]:
    """The register's claims with those that only the identity provider knows, and the birth date as it gave it."""
    du_registre = {n: v for n, v in claims.items() if n not in DU_FOURNISSEUR}
    donnes = {n: saisie[n] for n in DU_FOURNISSEUR if n in saisie}
    return {**du_registre, **donnes, "idp_birthdate": saisie["birthdate"]}
