"""The people a space has added: those of its creations and those its life events brought in, found like any citizen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from registry.erreurs import PersonneInconnue
from registry.facts import Famille, Personne, Pivot
from registry.identification import normaliser
from registry.lots import Lot, lot_de, poser, reunir
from registry.modifications import NATURES_LOT, Modification
from registry.tamis import Condition, Tranche, tranche_unique


class Ajouts:
    """A `registry.mondes.Monde` made of the lots among a space's edits; its families are those of the creations."""

    identifiant = "ajouts"

    def __init__(self, modifications: Sequence[Modification]) -> None:
        self._familles: dict[str, Famille] = {}
        self._ancres: dict[str, str] = {}
        self._joints: list[tuple[str, ...]] = []
        self._ascendants: dict[str, Personne] = {}
        self.personnes: dict[str, Personne] = {}
        self._dossiers: dict[tuple[str, str], str] = {}
        self._par_ine: dict[str, str] = {}
        for m in modifications:
            if m.nature in NATURES_LOT:
                self._ajouter(m, lot_de(m.valeur["lot"]))

    def plus(self, m: Modification) -> Ajouts:
        """These additions and one more."""
        autre = Ajouts(())
        autre._familles, autre._ancres = dict(self._familles), dict(self._ancres)
        autre._joints, autre._ascendants = list(self._joints), dict(self._ascendants)
        autre.personnes, autre._dossiers = dict(self.personnes), dict(self._dossiers)
        autre._par_ine = dict(self._par_ine)
        if m.nature in NATURES_LOT:
            autre._ajouter(m, lot_de(m.valeur["lot"]))
        return autre

    def _ajouter(self, m: Modification, lot: Lot) -> None:
        if m.nature == "creation":
            famille = poser(Famille({}), lot)
            self._familles |= dict.fromkeys(famille.personnes, famille)
        else:
            self._ancres |= {p.ref: m.ref for p in lot.personnes}
        if lot.joint:
            self._joints.append((m.ref, *lot.joint))
        self._ascendants |= {p.ref: p for p in lot.ascendants}
        self.personnes |= {p.ref: p for p in lot.personnes}
        self._par_ine |= {e.etudes.ine: e.ref for e in lot.etudes if e.ref in self.personnes}
        self._dossiers |= {(d.code_organisme, d.numero): d.allocataire for d in lot.dossiers}

    @cached_property
    def _par_nom(self) -> dict[str, list[Personne]]:
        index: dict[str, list[Personne]] = {}
        for p in self.personnes.values():
            index.setdefault(normaliser(p.nom_naissance), []).append(p)
        return index

    @cached_property
    def _par_nir(self) -> dict[str, str]:
        return {nir: p.ref for p in self.personnes.values() for nir in (p.nir, p.nir[:13])}

    @cached_property
    def _par_spi(self) -> dict[str, str]:
        return {p.spi: p.ref for p in self.personnes.values()}

    def contient(self, ref: str) -> bool:
        return ref in self.personnes

    def ancre(self, ref: str) -> str:
        """The person in whose family `ref` was brought: themselves when they came by no event."""
        while ref in self._ancres:
            ref = self._ancres[ref]
        return ref

    def famille(self, ref: str) -> Famille:
        """The family of a creation, as it was created."""
        if ref not in self._familles:
            raise PersonneInconnue(ref)
        return self._familles[ref]

    def joindre(self, famille: Famille, famille_de: Callable[[str], Famille]) -> Famille:
        """`famille` with the families that events have linked to it, step by step."""
        reste = [tuple(self.ancre(r) for r in groupe) for groupe in self._joints]
        touches = [groupe for groupe in reste if any(r in famille.personnes for r in groupe)]
        while touches:
            for groupe in touches:
                reste.remove(groupe)
                for ref in groupe:
                    if ref not in famille.personnes:
                        famille = reunir(famille, famille_de(ref))
            touches = [groupe for groupe in reste if any(r in famille.personnes for r in groupe)]
        return famille

    def ascendant(self, ref: str) -> Personne | None:
        """Someone who is only named on an act."""
        return self._ascendants.get(ref)

    def parents(self, ref: str) -> tuple[Personne, ...]:
        gens = self.personnes | self._ascendants
        return tuple(gens[p] for p in self.personnes[ref].parents if p in gens)

    def enfants(self, ref: str) -> tuple[Personne, ...]:
        return tuple(p for p in self.personnes.values() if ref in p.parents)

    def de_parents(self, parents: tuple[str, ...]) -> tuple[Personne, ...]:
        """Whose birth act names these parents."""
        return tuple(p for p in self.personnes.values() if parents and p.parents == parents)

    def freres_et_soeurs(self, ref: str) -> tuple[Personne, ...]:
        return tuple(p for p in self.de_parents(self.personnes[ref].parents) if p.ref != ref)

    def par_nir(self, nir: str) -> tuple[str, ...]:
        return (self._par_nir[nir],) if nir in self._par_nir else ()

    def par_spi(self, spi: str) -> tuple[str, ...]:
        return (self._par_spi[spi],) if spi in self._par_spi else ()

    def par_ine(self, ine: str) -> tuple[str, ...]:
        ref = self._par_ine.get(ine.upper())
        return () if ref is None else (ref,)

    def par_allocataire(self, code_organisme: str, numero: str) -> tuple[str, ...]:
        ref = self._dossiers.get((code_organisme, numero))
        return () if ref is None else (ref,)

    def candidats(self, pivot: Pivot) -> Iterable[Personne]:
        return self._par_nom.get(normaliser(pivot.nom_naissance), ())

    def echantillon(self, nombre: int, graine: int) -> list[str]:
        """The people added, in the order they were."""
        return list(self.personnes)[:nombre]

    def tamiser(self, conditions: Sequence[Condition], jour: date, depuis: int) -> Iterator[Tranche]:
        return tranche_unique(self.personnes, depuis)
