"""One citizen on one day, as the criteria look at them: an administration is asked once, and only when it matters."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from gateway.catalogue import avis_servi, echelon_servi, prestations_servies, quotient_servi
from registry import groupes
from registry.erreurs import SansDossier
from registry.etudes import Admission, annee_scolaire
from registry.facts import Activite, Famille, Logement, Personne, Residence, Revenus, Union
from registry.recents import NatureRecente, recents
from registry.registre import Registre
from registry.scolarite import Scolarite, scolarite
from registry.service_civique import VueServiceCivique
from registry.vues import VueCaf, VueDgfip
from registry.vues_emploi import VueEmploi, vue_emploi
from registry.vues_service_national import Situation, vue_service_national

AGE_MAJORITE = 18


class Sujet:
    """`annee` is the civil year of the incomes looked at."""

    def __init__(self, registre: Registre, ref: str, jour: date, annee: int) -> None:
        self.registre = registre
        self.ref = ref
        self.jour = jour
        self.annee = annee
        self.famille: Famille = registre.famille(ref)
        self.personne: Personne = self.famille.personnes[ref]

    @property
    def present(self) -> bool:
        """Born, and living."""
        return self.personne.ne_le(self.jour) and not self.personne.decede_le(self.jour)

    @property
    def age(self) -> int:
        return self.personne.age(self.jour)

    @cached_property
    def union(self) -> Union | None:
        return groupes.union_en_cours(self.famille, self.ref, self.jour)

    @cached_property
    def conjoint(self) -> str | None:
        return groupes.conjoint(self.famille, self.ref, self.jour)

    @cached_property
    def residence(self) -> Residence | None:
        return groupes.residence(self.famille, self.ref, self.jour)

    @property
    def logement(self) -> Logement | None:
        """How their dwelling is held."""
        return None if self.residence is None else self.famille.logement(self.residence.logement)

    @cached_property
    def menage(self) -> tuple[str, ...]:
        return groupes.menage(self.famille, self.ref, self.jour)

    @cached_property
    def gardes(self) -> frozenset[str]:
        """The children who live by turns with this parent."""
        gardes = (g for g in self.famille.gardes if g.debut <= self.jour and self.ref in g.parents)
        return frozenset(g.enfant for g in gardes)

    @cached_property
    def enfants(self) -> tuple[Personne, ...]:
        """Their children who live with them, always or by turns, by birth."""
        ici = frozenset(self.menage) | self.gardes
        siens = (p for p in self.famille.personnes.values() if self.ref in p.parents and p.ref in ici)
        presents = (p for p in siens if p.ne_le(self.jour) and not p.decede_le(self.jour))
        return tuple(sorted(presents, key=lambda p: (p.naissance.reelle, p.rang_naissance)))

    @property
    def mineurs(self) -> tuple[Personne, ...]:
        return tuple(e for e in self.enfants if e.age(self.jour) < AGE_MAJORITE)

    @property
    def chez_un_parent(self) -> bool:
        return not frozenset(self.menage).isdisjoint(self.personne.parents)

    @cached_property
    def activite(self) -> Activite | None:
        """The last one begun."""
        siennes = [a for a in self.famille.activites if a.occupant == self.ref and a.debut <= self.jour]
        return max(siennes, key=lambda a: a.debut, default=None)

    @cached_property
    def recents(self) -> frozenset[NatureRecente]:
        """What happened to them in the last twelve months."""
        return recents(self.famille, self.ref, self.jour)

    @cached_property
    def inscrit(self) -> VueEmploi | None:
        """At France Travail, on the day."""
        connu = self.dernier_chomage
        return connu if connu is not None and connu.fin is None else None

    @cached_property
    def dernier_chomage(self) -> VueEmploi | None:
        """Their last registration at France Travail, over or not."""
        try:
            return vue_emploi(self.famille, self.ref, self.jour)
        except SansDossier:
            return None

    @property
    def annee_scolaire(self) -> int:
        return annee_scolaire(self.jour)

    @cached_property
    def scolarite(self) -> Scolarite | None:
        """Their school year, from the nursery school to the lycée."""
        try:
            return scolarite(self.famille, self.ref, self.annee_scolaire)
        except SansDossier:
            return None

    @cached_property
    def inscription(self) -> Admission | None:
        """Where they are enrolled for the school year, in higher education."""
        etudes = self.registre.etudes(self.ref, self.annee_scolaire)
        choisie = None if etudes is None else etudes.choisie
        prise = None if choisie is None else choisie.inscrit_le
        return choisie if prise is not None and prise <= self.jour else None

    @cached_property
    def echelon(self) -> str | None:
        """Of the grant of the school year."""
        return echelon_servi(self.registre, self.ref, self.annee_scolaire, self.jour)

    @cached_property
    def service_civique(self) -> VueServiceCivique | None:
        try:
            return self.registre.vue_service_civique(self.ref, self.jour)
        except SansDossier:
            return None

    @cached_property
    def service_national(self) -> Situation | None:
        try:
            return vue_service_national(self.famille, self.ref, self.jour).situation
        except SansDossier:
            return None

    @property
    def vehicule(self) -> bool:
        """Whether a registration certificate names them first."""
        sien = self.famille.vehicule(self.ref)
        return sien is not None and sien.premiere_immatriculation <= self.jour

    @cached_property
    def decisions(self) -> frozenset[str]:
        """The kinds of those in force."""
        siennes = (d for d in self.famille.decisions if d.beneficiaire == self.ref and d.en_cours(self.jour))
        return frozenset(d.nature for d in siennes)

    @cached_property
    def revenus(self) -> Revenus:
        return self.famille.revenus(self.ref, self.annee)

    @cached_property
    def vue_caf(self) -> VueCaf | None:
        try:
            return self.registre.vue_caf(self.ref, self.jour)
        except SansDossier:
            return None

    @cached_property
    def quotient(self) -> int | None:
        """The quotient familial served for the month."""
        return None if self.vue_caf is None else quotient_servi(self.vue_caf)

    @cached_property
    def vue_dgfip(self) -> VueDgfip | None:
        try:
            return self.registre.vue_dgfip(self.ref, self.annee, self.jour)
        except SansDossier:
            return None

    def avis(self, champ: str) -> Any:
        """A field of the tax situation that the DGFiP serves to them; None for who declares nothing."""
        return None if self.vue_dgfip is None else avis_servi(self.vue_dgfip)[champ]

    @cached_property
    def prestations(self) -> dict[str, Any]:
        """The monthly benefits of their file, by name."""
        return prestations_servies(self.registre, self.ref, self.jour)
