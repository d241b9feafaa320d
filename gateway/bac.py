"""The running sandbox: its database, its spaces as this process knows them, and the people who live in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gateway import cles, hasard, horloge
from gateway.cles import Cles
from gateway.declarations import (
    TOUS,
    FournisseurDonnees,
    Service,
    fournisseurs_integres,
    services_integres,
)
from gateway.fabrique import Atelier
from gateway.franceconnect.fournisseurs_identite import INTEGRES, FournisseurIdentite, FournisseursIdentite, par_uid
from gateway.franceconnect.pannes.armees import Armees, rassembler
from gateway.inoffensif import Inoffensif
from gateway.settings import Settings
from registry.espaces import Peupler, Populations
from registry.modifications import Modification
from registry.registre import Registre
from registry.stockage.base import Base
from registry.stockage.configuration import Configuration, Declaration, EspaceExiste, EspaceInconnu
from registry.stockage.etat import Magasin
from registry.stockage.pilotes import pilote
from registry.stockage.tables import Espace

#: Computed when a process starts.
CITOYENS_D_ESSAI = 10


@dataclass(frozen=True, slots=True)
class Referentiel:
    """What the application root plugs in.

    `scopes` and `par_fournisseur` are what `*` stands for: all of them for a service, its administration's own for a
    data provider; `scopes_api` are those of API tokens that FranceConnect does not know. `peupler(graine, taille,
    epoque)` gives the worlds of a nation, personas first; `personas(epoque)` those one may log in as. `inoffensif`
    recognises the identifiers that belong to nobody, `atelier` makes people.
    """

    scopes: tuple[str, ...]
    par_fournisseur: Mapping[str, frozenset[str]]
    peupler: Peupler
    personas: Callable[[int], Sequence[Any]]
    inoffensif: Inoffensif
    atelier: Atelier
    scopes_api: frozenset[str] = frozenset()


#: The setting of a space that names its optional platforms.
PROFILS_OUVERTS = "profils"


@dataclass(slots=True)
class EspaceOuvert:
    """A space at one version, ready to serve; `verifie` is when this process last saw that the version holds."""

    slug: str
    version: int
    graine: int
    taille: int
    epoque: int | None
    jour: date | None
    secret: str
    tous_services: Mapping[str, Service]
    tous_fournisseurs: Mapping[str, FournisseurDonnees]
    fournisseurs_identite: FournisseursIdentite
    modifications: tuple[Modification, ...]
    cles: Cles
    profils: frozenset[str]
    pannes: Armees
    verifie: float
    services: Mapping[str, Service] = field(init=False)
    fournisseurs: Mapping[str, FournisseurDonnees] = field(init=False)
    integres: Mapping[str, FournisseurDonnees] = field(init=False)

    def __post_init__(self) -> None:
        self.services = {cle: s for cle, s in self.tous_services.items() if s.active}
        self.fournisseurs = {cle: f for cle, f in self.tous_fournisseurs.items() if f.active}
        self.integres = {f.slug: f for f in self.fournisseurs.values() if f.slug}

    @property
    def jour_civil(self) -> date:
        return self.jour or horloge.aujourdhui()

    @property
    def nation(self) -> tuple[int, int, int]:
        """Seed, size and epoch: the default space follows the calendar, whatever its pinned day."""
        return self.graine, self.taille, self.epoque or horloge.aujourdhui().year


class Bac:
    """One per process."""

    def __init__(self, reglages: Settings, referentiel: Referentiel) -> None:
        self.reglages = reglages
        self.referentiel = referentiel
        self.populations = Populations(referentiel.peupler)
        self.base = Base(reglages.database_url)
        self.configuration = Configuration(self.base)
        self.magasin = Magasin(
            pilote(self.base, reglages.database_connections),
            horloge.maintenant,
            intervalle=reglages.traces_interval,
            intervalle_purge=reglages.purge_interval,
            traces_gardees=reglages.traces_kept,
        )
        self._ouverts: dict[str, EspaceOuvert] = {}
        #: Changes made by this process: what was read meanwhile may be older than they are, and is not kept.
        self._ecritures = 0
        self._ouverture = asyncio.Lock()
        #: One edit of people at a time in this process: each is checked against the ones before.
        self.editions = asyncio.Lock()
        self._demarre = False

    async def demarrer(self) -> None:
        """Open the database and the default space; once, whoever asks first."""
        async with self._ouverture:
            if self._demarre:
                return
            await asyncio.to_thread(self._preparer)
            await self.magasin.ouvrir()
            self._demarre = True
        await self.espace("")

    async def arreter(self) -> None:
        """Write what is waiting and close."""
        if self._demarre:
            self._demarre = False
            await self.magasin.fermer()
            self.base.fermer()

    @property
    def pret(self) -> bool:
        return self._demarre

    async def espace(self, slug: str) -> EspaceOuvert:
        """The space as it is now, at most `config_ttl` seconds late on other processes; raises `EspaceInconnu`."""
        connu = self._ouverts.get(slug)
        if connu is not None and horloge.ecoule() - connu.verifie < self.reglages.config_ttl:
            return connu
        # No database keeps a NUL, and PostgreSQL fails on it.
        version = None if "\0" in slug else await self.magasin.version(slug)
        if connu is not None and connu.version == version:
            connu.verifie = horloge.ecoule()
            return connu
        if version is None:
            self._ouverts.pop(slug, None)
            raise EspaceInconnu(slug)
        return await self._rouvrir(slug)

    async def creer_espace(
        self, slug: str, *, graine: int | None = None, taille: int | None = None, jour: date | None = None
    ) -> EspaceOuvert:
        """Raises `EspaceExiste`. The epoch is the year of `jour`, or this one, for good."""
        defaut = self.reglages
        epoque = (jour or horloge.aujourdhui()).year
        nouveau = self._ligne_espace(
            slug,
            defaut.nation_seed if graine is None else graine,
            defaut.nation_size if taille is None else taille,
            epoque,
            jour,
        )
        await asyncio.to_thread(self.configuration.creer_espace, nouveau, self._nouvelles_cles)
        return await self._rouvrir(slug)

    def oublier(self, slug: str) -> None:
        """Read the space again at the next call: this process has just changed it."""
        self._ecritures += 1
        self._ouverts.pop(slug, None)

    async def echauffer(self) -> None:
        """Compute a few citizens, so that what they are made from is read before the first call, not during it."""
        registre = self.registre(await self.espace(""))
        for ref in registre.echantillon(CITOYENS_D_ESSAI, 0):
            registre.famille(ref)

    def registre(self, espace: EspaceOuvert) -> Registre:
        return self.populations.registre(espace.slug, espace.nation, espace.modifications)

    async def _rouvrir(self, slug: str) -> EspaceOuvert:
        ecritures = self._ecritures
        ouvert = await asyncio.to_thread(self._ouvrir, slug)
        if ecritures == self._ecritures:
            self._ouverts[slug] = ouvert
        return ouvert

    def _ouvrir(self, slug: str) -> EspaceOuvert:
        declaration = self.configuration.declaration(slug)
        espace = declaration.espace
        ouvert = EspaceOuvert(
            slug=slug,
            version=espace.version,
            graine=espace.graine,
            taille=espace.taille,
            epoque=espace.epoque,
            jour=espace.jour,
            secret=espace.secret,
            tous_services=self._services(declaration),
            tous_fournisseurs=self._fournisseurs(declaration),
            fournisseurs_identite=_fournisseurs_identite(declaration),
            modifications=declaration.modifications,
            cles=Cles(declaration.cles),
            profils=frozenset(declaration.reglages.get(PROFILS_OUVERTS, ())),
            pannes=rassembler(declaration.pannes),
            verifie=horloge.ecoule(),
        )
        self.registre(ouvert)
        return ouvert

    def _services(self, declaration: Declaration) -> dict[str, Service]:
        propres = (Service.model_validate(d) for d in declaration.services.values())
        return {s.key: self._service(s) for s in (*services_integres(), *propres)}

    def _service(self, service: Service) -> Service:
        return (
            service.model_copy(update={"scopes": list(self.referentiel.scopes)}) if TOUS in service.scopes else service
        )

    def _fournisseurs(self, declaration: Declaration) -> dict[str, FournisseurDonnees]:
        propres = (FournisseurDonnees.model_validate(d) for d in declaration.fournisseurs.values())
        return {f.client_id: self._fournisseur(f) for f in (*fournisseurs_integres(), *propres)}

    def _fournisseur(self, fournisseur: FournisseurDonnees) -> FournisseurDonnees:
        if TOUS not in fournisseur.scopes:
            return fournisseur
        scopes = self.referentiel.par_fournisseur.get(fournisseur.slug, self.referentiel.scopes)
        return fournisseur.model_copy(update={"scopes": sorted(scopes)})

    def _preparer(self) -> None:
        self.base.creer()
        defaut = self.reglages
        try:
            nouveau = self._ligne_espace("", defaut.nation_seed, defaut.nation_size, None, None)
            self.configuration.creer_espace(nouveau, self._nouvelles_cles)
        except EspaceExiste:
            self.configuration.aligner_defaut(defaut.nation_seed, defaut.nation_size)

    def _ligne_espace(self, slug: str, graine: int, taille: int, epoque: int | None, jour: date | None) -> Espace:
        instant = horloge.maintenant()
        return Espace(
            slug=slug,
            graine=graine,
            taille=taille,
            epoque=epoque,
            jour=jour,
            jour_initial=jour,
            secret=hasard.hexa(),
            version=int(instant * 1_000_000),
            cree_le=int(instant),
        )

    def _nouvelles_cles(self) -> dict[str, dict[str, Any]]:
        return cles.nouvelles(self.reglages.rsa_bits)


def _fournisseurs_identite(declaration: Declaration) -> FournisseursIdentite:
    propres = (FournisseurIdentite.model_validate(d) for d in declaration.fournisseurs_identite.values())
    return par_uid((*INTEGRES.values(), *propres))


__all__ = ["Bac", "EspaceExiste", "EspaceInconnu", "EspaceOuvert", "Referentiel"]
