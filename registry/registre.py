"""One space's truth on every question: the personas and the nation, with the space's edits laid over them.

A `Registre` is built for a population and a list of edits and never changes: an edit, a reset or a new epoch makes
another one. That is why its answers can be kept in bounded memory without ever being stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache

from registry import vues, vues_etudes
from registry.ajouts import Ajouts
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.etudes import AnneeEtudes
from registry.facts import Famille, Personne, Pivot
from registry.groupes import occupation
from registry.identification import trier
from registry.modifications import Modification, appliquer
from registry.mondes import Monde
from registry.scolarite import VueScolarite, scolarite
from registry.service_civique import COMPATIBLES, Contrat, VueServiceCivique, vue_service_civique
from registry.tamis import Condition, Tranche, tranche_unique
from registry.vues_sante import VueComplementaire, vue_complementaire

CACHE_FAMILLES = 4096
CACHE_VUES = 8192


class Registre:
    """The people of one space. `mondes` are asked in order: personas first, then the nation."""

    def __init__(
        self, mondes: Sequence[Monde], modifications: Sequence[Modification] = (), ajouts: Ajouts | None = None
    ) -> None:
        self.mondes = tuple(mondes)
        self.modifications = tuple(modifications)
        self.ajouts = Ajouts(self.modifications) if ajouts is None else ajouts
        self._mondes: tuple[Monde, ...] = (self.ajouts, *self.mondes)
        self._modifies = frozenset((*(m.ref for m in self.modifications), *self.ajouts.personnes))
        self.famille: Callable[[str], Famille] = lru_cache(CACHE_FAMILLES)(self._famille)
        self.identifier: Callable[[Pivot], tuple[Personne, ...]] = lru_cache(CACHE_VUES)(self._identifier)
        self.vue_caf: Callable[[str, date], vues.VueCaf] = lru_cache(CACHE_VUES)(self._vue_caf)
        self.vue_dgfip: Callable[[str, int, date], vues.VueDgfip] = lru_cache(CACHE_VUES)(self._vue_dgfip)
        self.vue_cnam: Callable[[str, date], vues.VueCnam] = lru_cache(CACHE_VUES)(self._vue_cnam)
        self.vue_naissance: Callable[[str, date], vues.VueNaissance] = lru_cache(CACHE_VUES)(self._vue_naissance)

    def avec(self, modification: Modification) -> Registre:
        """The truth once this edit is made."""
        return Registre(self.mondes, (*self.modifications, modification), self.ajouts.plus(modification))

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

    def par_ine(self, ine: str) -> tuple[str, ...]:
        return self._refs(lambda m: m.par_ine(ine))

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
        if not any(monde.contient(ref) for monde in self._mondes):
            return ()
        if self.ajouts.contient(ref):
            return tuple(self._nommee(p, ref) for p in self.personne(ref).parents)
        return tuple(self._a_jour(p) for p in self._monde(ref).parents(ref))

    def _nommee(self, parent: str, enfant: str) -> Personne:
        """A parent of someone whom the space has added."""
        return self.ajouts.ascendant(parent) or self.famille(enfant).personnes.get(parent) or self.personne(parent)

    def enfants(self, ref: str) -> tuple[Personne, ...]:
        ici = self.ajouts.enfants(ref)
        if not self.ajouts.contient(ref):
            ici = (*self._monde(ref).enfants(ref), *ici)
        return tuple(sorted((self._a_jour(p) for p in ici), key=lambda p: (p.naissance.reelle, p.rang_naissance)))

    def freres_et_soeurs(self, ref: str) -> tuple[Personne, ...]:
        """Who has the same parents on their birth act: those of the nation, and those the space has added."""
        parents = self.personne(ref).parents
        if not self.ajouts.contient(ref):
            communs = self._monde(ref).freres_et_soeurs(ref)
        elif parents and any(monde.contient(parents[0]) for monde in self.mondes):
            communs = tuple(p for p in self._monde(parents[0]).enfants(parents[0]) if p.parents == parents)
        else:
            communs = ()
        tous = {p.ref: self._a_jour(p) for p in (*communs, *self.ajouts.de_parents(parents)) if p.ref != ref}
        return tuple(sorted(tous.values(), key=lambda p: (p.naissance.reelle, p.rang_naissance)))

    def echantillon(self, nombre: int, graine: int) -> list[str]:
        """Refs of the nation drawn at random; personas are listed elsewhere."""
        return self.mondes[-1].echantillon(nombre, graine)

    def vue_caf_de_l_enfant(self, ref: str, jour: date) -> vues.VueCaf:
        return vues.vue_caf_de_l_enfant(self.famille(ref), ref, jour)

    def vue_complementaire(self, ref: str, jour: date) -> VueComplementaire:
        return vue_complementaire(self.famille(ref), ref, jour)

    def vue_livret(self, ref: str, jour: date) -> vues.VueLivret:
        return vues.vue_livret(self.famille(ref), ref, self.parents, self.enfants(ref), jour)

    @cached_property
    def _touches(self) -> tuple[str, ...]:
        """Everyone whose facts the space's edits may have changed, in the order of the edits."""
        refs = dict.fromkeys(ref for m in self.modifications for ref in self.famille(m.ref).personnes)
        return tuple(ref for ref in refs if any(monde.contient(ref) for monde in self._mondes))

    def tamiser(
        self, conditions: Sequence[Condition], jour: date, depuis: tuple[int, int] = (0, 0)
    ) -> Iterator[tuple[int, Tranche]]:
        """Everyone who may satisfy the conditions, each once: whom the edits touch, then world after world.

        `depuis` is a stage and a position in it, as what is given tells them.
        """
        touches = dict.fromkeys(self._touches)
        for etape, monde in enumerate((None, *self.mondes)):
            if etape < depuis[0]:
                continue
            debut = depuis[1] if etape == depuis[0] else 0
            if monde is None:
                yield from ((etape, tranche) for tranche in tranche_unique(touches, debut))
                continue
            for refs, suivante in monde.tamiser(conditions, jour, debut):
                yield etape, Tranche([(n, ref) for n, ref in refs if ref not in touches], suivante)

    def etudes(self, ref: str, annee: int) -> AnneeEtudes | None:
        """A school year of higher education; None: none."""
        return vues_etudes.etudes_de(self.famille(ref), ref, annee)

    def vue_etudiant(self, ref: str, jour: date) -> vues_etudes.VueEtudiant:
        return vues_etudes.vue_etudiant(self.famille(ref), ref, jour)

    def vue_bourse(self, ref: str, annee: int, jour: date) -> vues_etudes.VueBourse:
        """The grant of the school year `annee`, as known on `jour`."""
        famille = self.famille(ref)
        vues_etudes.demande_decidee(famille, ref, annee, jour)
        avis = self._avis_de_soutien(ref, annee - vues_etudes.ANNEES_DES_RESSOURCES, jour)
        return vues_etudes.vue_bourse(famille, ref, annee, jour, avis, self.etudes)

    def vue_service_civique(self, ref: str, jour: date) -> VueServiceCivique:
        famille = self.famille(ref)
        return vue_service_civique(self.services_civiques(ref), famille.personnes[ref].age(jour), jour)

    def services_civiques(self, ref: str) -> tuple[Contrat, ...]:
        """The contracts of a volunteer, those left out that another occupation forbids."""
        famille = self.famille(ref)
        contrats = famille.services_civiques(ref)
        return tuple(c for c in contrats if occupation(famille, ref, c.debut) in COMPATIBLES)

    def vue_scolarite(self, ref: str, annee: int, jour: date) -> VueScolarite:
        """The school year `annee`, with the last notice of the parents of who asked for a grant."""
        famille = self.famille(ref)
        trouvee = scolarite(famille, ref, annee)
        try:
            avis = self._avis_de_soutien(ref, annee - 1, jour) if trouvee.bourse else None
        except SansDossier:
            avis = None
        return VueScolarite(jour, famille.personnes[ref], trouvee, avis)

    def _avis_de_soutien(self, ref: str, annee: int, jour: date) -> vues.VueDgfip:
        """The parents' assessment: a student whom no parent supports has no grant here."""
        trouves = []
        for parent in self.parents(ref):
            try:
                trouves.append(self.vue_dgfip(parent.ref, annee, jour))
            except (PersonneInconnue, SansDossier):
                continue
        return vues_etudes.avis_de_soutien(ref, trouves)

    def _monde(self, ref: str) -> Monde:
        for monde in self._mondes:
            if monde.contient(ref):
                return monde
        raise PersonneInconnue(ref)

    def _refs(self, demander: Callable[[Monde], tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for monde in self._mondes for ref in demander(monde)))

    def _famille(self, ref: str) -> Famille:
        ancre = self.ajouts.ancre(ref)
        famille = self.ajouts.joindre(self._monde(ancre).famille(ancre), self._famille_seule)
        if self._modifies and not self._modifies.isdisjoint(famille.personnes):
            famille = appliquer(famille, self.modifications)
        return famille

    def _famille_seule(self, ref: str) -> Famille:
        return self._monde(ref).famille(ref)

    def _a_jour(self, personne: Personne) -> Personne:
        return self.personne(personne.ref) if personne.ref in self._modifies else personne

    def _identifier(self, pivot: Pivot) -> tuple[Personne, ...]:
        return trier((self._a_jour(p) for monde in self._mondes for p in monde.candidats(pivot)), pivot)

    def _vue_caf(self, ref: str, jour: date) -> vues.VueCaf:
        return vues.vue_caf(self.famille(ref), ref, jour)

    def _vue_dgfip(self, ref: str, annee: int, jour: date) -> vues.VueDgfip:
        return vues.vue_dgfip(self.famille(ref), ref, annee, jour)

    def _vue_cnam(self, ref: str, jour: date) -> vues.VueCnam:
        return vues.vue_cnam(self.famille(ref), ref, jour)

    def _vue_naissance(self, ref: str, jour: date) -> vues.VueNaissance:
        return vues.vue_naissance(self.famille(ref), ref, self.parents(ref), jour)
