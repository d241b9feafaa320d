"""One space's truth on every question: the personas and the nation, with the space's edits laid over them.

A `Registre` is built for a population and a list of edits and never changes: an edit, a reset or a new epoch makes
another one. That is why its answers can be kept in bounded memory without ever being stale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from registry import vues
from registry.erreurs import PersonneInconnue, PlusieursPersonnes
from registry.facts import Famille, Personne, Pivot
from registry.identification import trier
from registry.modifications import Modification, appliquer
from registry.mondes import Monde

CACHE_FAMILLES = 4096
CACHE_VUES = 8192


class Registre:
    """The people of one space. `mondes` are asked in order: personas first, then the nation."""

    def __init__(self, mondes: Sequence[Monde], modifications: Sequence[Modification] = ()) -> None:
        self.mondes = tuple(mondes)
        self.modifications = tuple(modifications)
        self._modifies = frozenset(m.ref for m in self.modifications)
        self.famille: Callable[[str], Famille] = lru_cache(CACHE_FAMILLES)(self._famille)
        self.identifier: Callable[[Pivot], tuple[Personne, ...]] = lru_cache(CACHE_VUES)(self._identifier)
        self.vue_caf: Callable[[str, date], vues.VueCaf] = lru_cache(CACHE_VUES)(self._vue_caf)
        self.vue_dgfip: Callable[[str, int, date], vues.VueDgfip] = lru_cache(CACHE_VUES)(self._vue_dgfip)
        self.vue_cnam: Callable[[str, date], vues.VueCnam] = lru_cache(CACHE_VUES)(self._vue_cnam)
        self.vue_naissance: Callable[[str, date], vues.VueNaissance] = lru_cache(CACHE_VUES)(self._vue_naissance)

    @property
    def identifiant(self) -> str:
        """The population id of the nation served."""
        return self.mondes[-1].identifiant

    def personne(self, ref: str) -> Personne:
        """The person `ref` names; `PersonneInconnue` otherwise."""
        return self.famille(ref).personnes[ref]

    def par_login(self, login: str) -> Personne:
        """The person an identity provider's login names (the login of a citizen of the nation is its ref)."""
        personne = self.personne(login)
        if personne.login != login:
            raise PersonneInconnue(login)
        return personne

    def par_nir(self, nir: str) -> tuple[str, ...]:
        return self._refs(lambda m: m.par_nir(nir))

    def par_spi(self, spi: str) -> tuple[str, ...]:
        return self._refs(lambda m: m.par_spi(spi))

    def par_allocataire(self, code_organisme: str, numero: str) -> tuple[str, ...]:
        return self._refs(lambda m: m.par_allocataire(code_organisme, numero))

    def un_seul(self, pivot: Pivot) -> Personne:
        """The one person who fits; `PersonneInconnue` or `PlusieursPersonnes` otherwise."""
        trouves = self.identifier(pivot)
        if not trouves:
            raise PersonneInconnue(pivot.nom_naissance)
        if len(trouves) > 1:
            raise PlusieursPersonnes(tuple(p.ref for p in trouves))
        return trouves[0]

    def parents(self, ref: str) -> tuple[Personne, ...]:
        """The parents on the birth act; none are known of someone who is only named on another's act."""
        if not any(monde.contient(ref) for monde in self.mondes):
            return ()
        return tuple(self._a_jour(p) for p in self._monde(ref).parents(ref))

    def enfants(self, ref: str) -> tuple[Personne, ...]:
        return tuple(self._a_jour(p) for p in self._monde(ref).enfants(ref))

    def freres_et_soeurs(self, ref: str) -> tuple[Personne, ...]:
        return tuple(self._a_jour(p) for p in self._monde(ref).freres_et_soeurs(ref))

    def echantillon(self, nombre: int, graine: int) -> list[str]:
        """Refs of the nation drawn at random; personas are listed elsewhere."""
        return self.mondes[-1].echantillon(nombre, graine)

    def vue_livret(self, ref: str, jour: date) -> vues.VueLivret:
        return vues.vue_livret(self.famille(ref), ref, self.parents, self.enfants(ref), jour)

    def _monde(self, ref: str) -> Monde:
        for monde in self.mondes:
            if monde.contient(ref):
                return monde
        raise PersonneInconnue(ref)

    def _refs(self, demander: Callable[[Monde], tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(ref for monde in self.mondes for ref in demander(monde))

    def _famille(self, ref: str) -> Famille:
        famille = self._monde(ref).famille(ref)
        if self._modifies and not self._modifies.isdisjoint(famille.personnes):
            famille = appliquer(famille, self.modifications)
        return famille

    def _a_jour(self, personne: Personne) -> Personne:
        return self.personne(personne.ref) if personne.ref in self._modifies else personne

    def _identifier(self, pivot: Pivot) -> tuple[Personne, ...]:
        return trier((self._a_jour(p) for monde in self.mondes for p in monde.candidats(pivot)), pivot)

    def _vue_caf(self, ref: str, jour: date) -> vues.VueCaf:
        return vues.vue_caf(self.famille(ref), ref, jour)

    def _vue_dgfip(self, ref: str, annee: int, jour: date) -> vues.VueDgfip:
        return vues.vue_dgfip(self.famille(ref), ref, annee, jour)

    def _vue_cnam(self, ref: str, jour: date) -> vues.VueCnam:
        return vues.vue_cnam(self.famille(ref), ref, jour)

    def _vue_naissance(self, ref: str, jour: date) -> vues.VueNaissance:
        return vues.vue_naissance(self.famille(ref), ref, self.parents(ref), jour)
