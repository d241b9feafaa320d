"""The identity FranceConnect gives: a citizen's claims as the register corrects them, and their pairwise subject."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from gateway.declarations import Service
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from registry.erreurs import PersonneInconnue
from registry.facts import Personne

PIVOT = ("gender", "family_name", "given_name", "given_name_array", "birthdate", "birthplace", "birthcountry")
_GENRES = {"F": "female", "M": "male"}


def verifier(ctx: Appel, ref: str) -> Personne:
    """The citizen as the register of natural persons knows them on the space's day; refused when unknown or dead."""
    try:
        personne = ctx.registre.personne(ref)
    except PersonneInconnue as absence:
        raise ErreurPage("Y010008") from absence
    return _vivante(personne, ctx.jour)


def _vivante(personne: Personne, jour: date) -> Personne:
    if not personne.ne_le(jour):
        raise ErreurPage("Y010008")
    if personne.decede_le(jour, "etat_civil"):
        raise ErreurPage("Y010015")
    return personne


def exiger_email(personne: Personne) -> None:
    """What an identity provider returns must hold an e-mail address."""
    if not personne.email:
        raise ErreurPage("Y600006", "email : absent de l'identité rendue par le fournisseur d'identité")


def claims(personne: Personne) -> dict[str, Any]:
    """Every identity claim; `birthplace` is empty abroad, the usage name is absent when there is none."""
    lieu = personne.lieu_naissance
    tous: dict[str, Any] = {
        "given_name": " ".join(personne.prenoms),
        "given_name_array": list(personne.prenoms),
        "family_name": personne.nom_naissance,
        "birthdate": personne.naissance.reelle.isoformat(),
        "idp_birthdate": str(personne.naissance),
        "gender": _GENRES[personne.sexe],
        "birthplace": lieu.code if lieu.en_france else "",
        "birthcountry": lieu.code_pays,
        "email": personne.email,
    }
    if personne.nom_usage:
        tous["preferred_username"] = personne.nom_usage
    return tous


def claims_du_fi(corriges: Mapping[str, Any], saisie: Mapping[str, str]) -> dict[str, Any]:
    """The identity as its provider gives it, unknown parts of the birth date as `00`, and its corrected twins.

    `saisie` is what the provider typed, empty when it knows what the register knows.
    """
    bruts = {nom: valeur for nom, valeur in corriges.items() if nom not in ("given_name_array", "idp_birthdate")}
    return {
        **bruts,
        "birthdate": corriges["idp_birthdate"],
        **{nom: saisie[nom] for nom in PIVOT if nom in saisie},
        **{f"rnipp_{nom}": corriges[nom] for nom in PIVOT},
    }


def empreinte(claims: Mapping[str, Any]) -> str:
    """The identity hash: Base64 of SHA-256 over the pivot, one byte per character as latin-1 does."""
    texte = "".join(
        claims[c] for c in ("given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry")
    )
    return b64encode(sha256(bytes(ord(c) & 0xFF for c in texte)).digest()).decode()


def sujet(espace: str, secteur: str, empreinte: str) -> str:
    """The `sub` of one identity for one sector: 66 characters, version `v1`. Its salt is no secret here."""
    return f"{sha256(f'{secteur}{empreinte}bacasable:{espace}'.encode()).hexdigest()}v1"


def secteur(service: Service) -> str:
    """What two client_ids must share to see the same subject."""
    return service.entityId
