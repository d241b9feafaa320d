"""Hand-built people for the registry's tests: short to write, and true of nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry.facts import (
    Activite,
    Adresse,
    Connaissance,
    DateCivile,
    DossierAllocataire,
    Famille,
    Lieu,
    NatureActivite,
    Personne,
    Residence,
    Revenus,
    Sexe,
)

NANTES = Lieu("44109", "Nantes")
ALGERIE = Lieu("99352", "Oran", "99352", "ALGERIE")


def le(texte: str) -> date:
    return date.fromisoformat(texte)


def personne(ref: str, naissance: str, sexe: Sexe = "F", **champs: Any) -> Personne:
    """Someone named after `ref`; `naissance` may hold `00` for an unknown month or day."""
    annee, mois, jour = (int(partie) for partie in naissance.split("-"))
    valeurs: dict[str, Any] = {
        "nom_naissance": ref.upper(),
        "prenoms": (ref.capitalize(),),
        "lieu_naissance": NANTES,
        "nir": "",
        "spi": "",
        "numero_acte": 1,
        "email": f"{ref}@example.org",
        "telephone": "0639980000",
        "login": ref,
    }
    return Personne(ref=ref, sexe=sexe, naissance=DateCivile(annee, mois, jour), **{**valeurs, **champs})


def habite(ref: str, logement: str, debut: str = "2000-01-01", known_by: Connaissance = None) -> Residence:
    """`ref` moves into `logement`, which gives its name to the street."""
    return Residence(
        ref, logement, Adresse("1", "RUE", logement.upper(), "44000", "NANTES", "44109"), le(debut), known_by
    )


def dossier(ref: str, ouvert_le: str = "2010-01-01", clos_le: str | None = None) -> DossierAllocataire:
    return DossierAllocataire(ref, "CNAF", "950", "9000001", le(ouvert_le), le(clos_le) if clos_le else None)


def activite(ref: str, nature: NatureActivite, debut: str) -> Activite:
    return Activite(ref, nature, le(debut))


def famille(personnes: Sequence[Personne], **faits: Any) -> Famille:
    """These people with these facts; everyone without a stated home lives in `maison`."""
    ailleurs = {r.occupant for r in faits.get("residences", ())}
    chez_eux = tuple(habite(p.ref, "maison") for p in personnes if p.ref not in ailleurs)
    residences = (*faits.pop("residences", ()), *chez_eux)
    return Famille(personnes={p.ref: p for p in personnes}, residences=residences, **faits)


def salaire(ref: str, annee: int) -> Revenus:
    """The same wages for everyone, told apart by the year."""
    return Revenus(salaires=annee)
