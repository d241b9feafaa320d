"""The tax household of an assessment, in the terms of the law: who computes the income of a notice starts here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from law.foyer import SituationFamille, SituationFiscale
from registry.facts import Adresse, Personne, Revenus


class Charge(Protocol):
    """A dependent minor; `alternee`: in shared custody."""

    @property
    def ref(self) -> str: ...
    @property
    def alternee(self) -> bool: ...


class Avis(Protocol):
    """What an administration knows of a tax household for one income year."""

    @property
    def annee(self) -> int: ...
    @property
    def situation(self) -> SituationFamille: ...
    @property
    def declarants(self) -> Sequence[Personne]: ...
    @property
    def mineurs(self) -> Sequence[Charge]: ...
    @property
    def majeurs(self) -> Sequence[Personne]: ...
    @property
    def parent_isole(self) -> bool: ...
    @property
    def invalides(self) -> frozenset[str]: ...
    @property
    def adresse(self) -> Adresse: ...
    @property
    def revenus(self) -> Mapping[str, Revenus]: ...


def situation_fiscale(avis: Avis) -> SituationFiscale:
    """The household in the terms of the law; a child in shared custody brings no income to it."""
    exclusifs = [e.ref for e in avis.mineurs if not e.alternee]
    charges = [*exclusifs, *(p.ref for p in avis.majeurs)]
    code = avis.adresse.code_commune
    return SituationFiscale(
        annee=avis.annee,
        situation=avis.situation,
        ages_declarants=tuple(p.age(date(avis.annee, 12, 31)) for p in avis.declarants),
        revenus_declarants=tuple(avis.revenus[p.ref] for p in avis.declarants),
        mineurs=len(exclusifs),
        mineurs_alternee=len(avis.mineurs) - len(exclusifs),
        majeurs_rattaches=len(avis.majeurs),
        invalides_declarants=sum(p.ref in avis.invalides for p in avis.declarants),
        invalides_charge=sum(ref in avis.invalides for ref in charges),
        parent_isole=avis.parent_isole,
        revenus_charge=tuple(avis.revenus[ref] for ref in charges),
        departement=code[:3] if code.startswith("97") else code[:2],
    )
