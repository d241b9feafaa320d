"""The identity an identity provider gives: the question to the register about it, and what services keep of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.rnipp.recherche import Demande
from registry.facts import FRANCE, Sexe

_SEXES: dict[str, Sexe] = {"male": "M", "female": "F"}
#: What services receive from the identity provider; the register gives the rest.
DU_FOURNISSEUR = ("email", "preferred_username")


def demande(saisie: Mapping[str, str]) -> Demande:
    """What FranceConnect asks the register about this identity."""
    annee, mois, jour = (int(partie) for partie in saisie["birthdate"].split("-"))
    pays = saisie["birthcountry"]
    return Demande(
        nom=saisie["family_name"],
        prenoms=tuple(saisie["given_name"].split()),
        naissance=(annee, mois, jour),
        sexe=_SEXES.get(saisie["gender"]),
        lieu=saisie["birthplace"] if pays == FRANCE else pays,
    )


def completer(claims: Mapping[str, Any], saisie: Mapping[str, str]) -> dict[str, Any]:
    """The register's claims with those that only the identity provider knows, and the birth date as it gave it."""
    du_registre = {n: v for n, v in claims.items() if n not in DU_FOURNISSEUR}
    donnes = {n: saisie[n] for n in DU_FOURNISSEUR if n in saisie}
    return {**du_registre, **donnes, "idp_birthdate": saisie["birthdate"]}
