"""One life in order: what the facts say happened to a person up to a day, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from registry.facts import Activite, Famille, Personne, Union

OCCUPATIONS = {
    "salarie": "un emploi salarié commence",
    "independant": "une activité à son compte commence",
    "agriculteur": "une activité agricole commence",
    "chomage": "au chômage",
    "retraite": "départ en retraite",
    "etudes": "des études commencent",
    "scolarite": "entrée à l’école",
    "sans": "sans activité",
}
UNIONS = {"mariage": "mariage", "pacs": "PACS", "concubinage": "vie commune"}
FINS = {"divorce": "divorce d’avec", "dissolution": "fin du PACS avec", "separation": "séparation d’avec"}


class Moment(NamedTuple):
    jour: date
    texte: str


def moments(famille: Famille, personne: Personne, enfants: tuple[Personne, ...], jour: date) -> tuple[Moment, ...]:
    """From birth to `jour`; two facts of one day in the order of a life."""
    ne = personne.naissance.reelle
    tous = (
        Moment(ne, f"naissance, {personne.lieu_naissance.libelle}"),
        *_adresses(famille, personne),
        *(
            _occupation(a)
            for a in famille.activites
            if a.occupant == personne.ref and a.debut > personne.naissance.reelle
        ),
        *(m for u in famille.unions if personne.ref in u.membres for m in _union(famille, personne, u)),
        *(Moment(e.naissance.reelle, f"naissance de {_nom(e)}") for e in enfants),
        *(Moment(e.deces.jour, f"décès de {_nom(e)}") for e in enfants if e.deces is not None),
        *((Moment(personne.deces.jour, f"décès, {personne.deces.lieu.libelle}"),) if personne.deces else ()),
    )
    return tuple(sorted((m for m in tous if m.jour <= jour), key=lambda m: m.jour))


def _nom(p: Personne) -> str:
    return f"{p.prenoms[0] if p.prenoms else ''} {p.nom_naissance}".strip()


def _adresses(famille: Famille, personne: Personne) -> Iterator[Moment]:
    siennes = sorted((r for r in famille.residences if r.occupant == personne.ref), key=lambda r: r.debut)
    for rang, r in enumerate(siennes):
        if r.debut > personne.naissance.reelle:
            yield Moment(r.debut, f"{'déménagement' if rang else 'emménagement'}, {r.adresse.ligne_commune}")


def _occupation(activite: Activite) -> Moment:
    chez = f" ({activite.employeur})" if activite.employeur else ""
    return Moment(activite.debut, OCCUPATIONS[activite.nature] + chez)


def _union(famille: Famille, personne: Personne, union: Union) -> Iterator[Moment]:
    autre = famille.personnes.get(union.autre(personne.ref))
    nom = _nom(autre) if autre is not None else "une personne"
    yield Moment(union.debut, f"{UNIONS[union.nature]} avec {nom}")
    if union.fin is not None and union.motif_fin == "deces":
        if autre is not None and autre.deces is not None and autre.deces.jour == union.fin:
            yield Moment(union.fin, f"décès de {nom}")
    elif union.fin is not None and union.motif_fin is not None:
        yield Moment(union.fin, f"{FINS[union.motif_fin]} {nom}")
