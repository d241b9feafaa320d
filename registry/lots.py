"""A lot: facts added together to a space, by a creation or a life event, written as JSON and laid over a family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import orjson

from registry.etudes import AnneeEtudes
from registry.facts import (
    Activite,
    Connaissance,
    Deces,
    Decision,
    DossierAllocataire,
    Famille,
    GardeAlternee,
    Logement,
    Personne,
    Rattachement,
    Residence,
    Revenus,
    Union,
)
from registry.service_civique import Contrat


@dataclass(frozen=True, slots=True)
class FinUnion:
    """The end of the union in force between two people."""

    membres: tuple[str, str]
    fin: date
    motif_fin: Literal["divorce", "dissolution", "separation", "deces"] | None = None
    known_by: Connaissance = None


@dataclass(frozen=True, slots=True)
class Cloture:
    """The end of a CAF or MSA file."""

    code_organisme: str
    numero: str
    clos_le: date


@dataclass(frozen=True, slots=True)
class RevenusDates:
    """What `ref` earns each civil year from `premiere_annee` to `derniere_annee` (None: without limit)."""

    ref: str
    revenus: Revenus
    premiere_annee: int | None = None
    derniere_annee: int | None = None

    def vaut_pour(self, ref: str, annee: int) -> bool:
        return (
            ref == self.ref
            and (self.premiere_annee is None or self.premiere_annee <= annee)
            and (self.derniere_annee is None or annee <= self.derniere_annee)
        )


@dataclass(frozen=True, slots=True)
class EtudesDatees:
    """One school year of `ref`."""

    ref: str
    etudes: AnneeEtudes


@dataclass(frozen=True, slots=True)
class ServiceCiviqueDe:
    """One contract of `ref`."""

    ref: str
    contrat: Contrat


@dataclass(frozen=True, slots=True)
class Lot:
    """The facts to add, then the changes of facts that are there.

    `ascendants` are named on acts and live nowhere; `joint` are people of other families who become linked to this one;
    `fins_rattachement` gives the last year in which someone is declared by another.
    """

    personnes: tuple[Personne, ...] = ()
    ascendants: tuple[Personne, ...] = ()
    unions: tuple[Union, ...] = ()
    residences: tuple[Residence, ...] = ()
    activites: tuple[Activite, ...] = ()
    gardes: tuple[GardeAlternee, ...] = ()
    rattachements: tuple[Rattachement, ...] = ()
    dossiers: tuple[DossierAllocataire, ...] = ()
    decisions: tuple[Decision, ...] = ()
    revenus: tuple[RevenusDates, ...] = ()
    etudes: tuple[EtudesDatees, ...] = ()
    services_civiques: tuple[ServiceCiviqueDe, ...] = ()
    fins_union: tuple[FinUnion, ...] = ()
    clotures: tuple[Cloture, ...] = ()
    deces: Mapping[str, Deces] | None = None
    noms_usage: Mapping[str, str] | None = None
    logements: Mapping[str, Logement] | None = None
    fins_rattachement: Mapping[str, int] | None = None
    joint: tuple[str, ...] = ()

    def en_json(self) -> dict[str, Any]:
        """What is not empty, ready for storage."""
        champs = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}
        lu: dict[str, Any] = orjson.loads(orjson.dumps(champs))
        return lu


#: The fields of a lot that only add facts to the field of the same name of a family.
AJOUTS = ("unions", "residences", "activites", "gardes", "rattachements", "dossiers", "decisions")
#: The fields of a family that are asked by ref.
DEMANDES = ("revenus", "etudes", "services_civiques", "emploi", "service_national", "vehicule")


def lot_de(valeur: Mapping[str, Any]) -> Lot:
    """The inverse of `Lot.en_json`."""
    lot: Lot = _lire(Lot, valeur)
    return lot


def _lire(attendu: Any, valeur: Any) -> Any:
    """`valeur`, read from JSON, as the type of a fact."""
    origine, parties = get_origin(attendu), get_args(attendu)
    if valeur is None or origine is Literal:
        return valeur
    if origine is UnionType:
        return _lire(next(p for p in parties if p is not type(None)), valeur)
    if origine is tuple:
        types = parties[:1] * len(valeur) if parties[-1] is ... else parties
        return tuple(_lire(t, v) for t, v in zip(types, valeur, strict=True))
    if isinstance(origine, type) and issubclass(origine, Mapping):
        return {cle: _lire(parties[1], v) for cle, v in valeur.items()}
    if isinstance(attendu, type) and is_dataclass(attendu):
        return attendu(**{c: _lire(t, valeur[c]) for c, t in _types(attendu).items() if c in valeur})
    return date.fromisoformat(valeur) if attendu is date else valeur


@lru_cache(maxsize=64)
def _types(attendu: type) -> dict[str, Any]:
    types = get_type_hints(attendu)
    return {f.name: types[f.name] for f in fields(attendu)}


def reunir(a: Famille, b: Famille) -> Famille:
    """One family of two that share nobody."""
    champs: dict[str, Any] = {champ: (*getattr(a, champ), *getattr(b, champ)) for champ in AJOUTS}
    champs |= {champ: _de_chacun(a, b, champ) for champ in DEMANDES}
    champs["logement"] = lambda ou: a.logement(ou) or b.logement(ou)
    return Famille(personnes={**a.personnes, **b.personnes}, **champs)


def _de_chacun(a: Famille, b: Famille, champ: str) -> Callable[..., Any]:
    """What is asked of the family a person comes from."""

    def demander(ref: str, *details: Any) -> Any:
        return getattr(b if ref in b.personnes else a, champ)(ref, *details)

    return demander


def poser(famille: Famille, lot: Lot) -> Famille:
    """The family with the lot laid over it."""
    champs: dict[str, Any] = {champ: (*getattr(famille, champ), *getattr(lot, champ)) for champ in AJOUTS}
    personnes = {**famille.personnes, **{p.ref: p for p in lot.personnes}}
    for ref, deces in (lot.deces or {}).items():
        personnes[ref] = replace(personnes[ref], deces=deces)
    for ref, nom in (lot.noms_usage or {}).items():
        personnes[ref] = replace(personnes[ref], nom_usage=nom or None)
    famille = replace(famille, personnes=personnes, **champs)
    if lot.fins_union:
        famille = replace(famille, unions=tuple(_finie(u, lot.fins_union) for u in famille.unions))
    if lot.clotures:
        famille = replace(famille, dossiers=tuple(_clos(d, lot.clotures) for d in famille.dossiers))
    if lot.fins_rattachement:
        famille = replace(famille, rattachements=tuple(_detaches(famille.rattachements, lot.fins_rattachement)))
    if lot.etudes:
        famille = _avec_etudes(famille, lot.etudes)
    if lot.services_civiques:
        famille = _avec_contrats(famille, lot.services_civiques)
    if lot.logements:
        famille = _avec_logements(famille, lot.logements)
    return _avec_revenus(famille, lot.revenus) if lot.revenus else famille


def _avec_logements(famille: Famille, poses: Mapping[str, Logement]) -> Famille:
    avant = famille.logement
    return replace(famille, logement=lambda ou: poses.get(ou) or avant(ou))


def _detaches(rattachements: Iterable[Rattachement], fins: Mapping[str, int]) -> Iterator[Rattachement]:
    for r in rattachements:
        fin = fins.get(r.enfant)
        if fin is None or (r.derniere_annee is not None and r.derniere_annee <= fin):
            yield r
        elif r.premiere_annee <= fin:
            yield replace(r, derniere_annee=fin)


def _finie(union: Union, fins: tuple[FinUnion, ...]) -> Union:
    for f in fins:
        if union.fin is None and set(union.membres) == set(f.membres) and union.debut < f.fin:
            return replace(union, fin=f.fin, motif_fin=f.motif_fin, fin_known_by=f.known_by)
    return union


def _clos(dossier: DossierAllocataire, clotures: tuple[Cloture, ...]) -> DossierAllocataire:
    for c in clotures:
        if (dossier.code_organisme, dossier.numero) == (c.code_organisme, c.numero) and dossier.clos_le is None:
            return replace(dossier, clos_le=c.clos_le)
    return dossier


def _avec_revenus(famille: Famille, dates: tuple[RevenusDates, ...]) -> Famille:
    """The last line that fits wins; a year that none fits is what it was."""
    avant = famille.revenus

    def revenus(ref: str, annee: int) -> Revenus:
        trouve = next((d for d in reversed(dates) if d.vaut_pour(ref, annee)), None)
        return avant(ref, annee) if trouve is None else trouve.revenus

    return replace(famille, revenus=revenus)


def _avec_etudes(famille: Famille, dites: tuple[EtudesDatees, ...]) -> Famille:
    avant = famille.etudes
    annees = {(e.ref, e.etudes.annee): e.etudes for e in dites}

    def etudes(ref: str, annee: int) -> AnneeEtudes | None:
        return annees.get((ref, annee)) or avant(ref, annee)

    return replace(famille, etudes=etudes)


def _avec_contrats(famille: Famille, ajoutes: tuple[ServiceCiviqueDe, ...]) -> Famille:
    avant = famille.services_civiques

    def services_civiques(ref: str) -> tuple[Contrat, ...]:
        return (*avant(ref), *(s.contrat for s in ajoutes if s.ref == ref))

    return replace(famille, services_civiques=services_civiques)
