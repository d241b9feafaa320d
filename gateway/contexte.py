"""One call in one space: what every part of the sandbox may ask while it answers."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any

from gateway import horloge, jetons_api
from gateway.bac import Bac, EspaceOuvert
from gateway.cles import Cles, ClesClient, nouvelles_client
from gateway.declarations import FournisseurDonnees, Service
from gateway.franceconnect.fournisseurs_identite import FournisseursIdentite
from gateway.franceconnect.introspection import introspecter
from gateway.franceconnect.pannes.armees import Armees
from gateway.franceconnect.profil import BAS, Profil
from gateway.settings import Settings
from kernel.contexte import Introspection, JetonApi
from registry.facts import Pivot
from registry.registre import Registre
from registry.stockage.etat import Magasin

_SEXES: dict[str, Any] = {"male": "M", "female": "F"}


class ContexteAppel:
    """`kernel.contexte.Contexte` and more, made for each request by `gateway.app` and put in its ASGI scope."""

    __slots__ = ("_registre", "bac", "base_url", "jour", "maintenant", "ouvert", "profil")

    def __init__(self, bac: Bac, ouvert: EspaceOuvert, base_url: str) -> None:
        self.bac = bac
        self.ouvert = ouvert
        self.base_url = base_url
        self.maintenant = int(horloge.maintenant())
        self.jour: date = ouvert.jour_civil
        self.profil: Profil = BAS
        self._registre: Registre | None = None

    @property
    def espace(self) -> str:
        return self.ouvert.slug

    @property
    def registre(self) -> Registre:
        if self._registre is None:
            self._registre = self.bac.registre(self.ouvert)
        return self._registre

    @property
    def reglages(self) -> Settings:
        return self.bac.reglages

    @property
    def magasin(self) -> Magasin:
        return self.bac.magasin

    @property
    def emetteur(self) -> str:
        """The issuer, in this space, of the platform that is called (FranceConnect unless `profil` says otherwise)."""
        return f"{self.base_url}{self.profil.prefixe}"

    @property
    def services(self) -> Mapping[str, Service]:
        """The active services, by client_id."""
        return self.ouvert.services

    @property
    def fournisseurs_donnees(self) -> Mapping[str, FournisseurDonnees]:
        """The active data providers, by client_id."""
        return self.ouvert.fournisseurs

    @property
    def secret(self) -> str:
        """What signs the space's own cookies and API tokens."""
        return self.ouvert.secret

    @property
    def fournisseurs_identite(self) -> FournisseursIdentite:
        """The identity providers, closed ones too, by uid, in the order of their tiles."""
        return self.ouvert.fournisseurs_identite

    @property
    def cles(self) -> Cles:
        return self.ouvert.cles

    async def cles_client(self) -> ClesClient:
        """FranceConnect's keys as the client of identity providers, made the first time."""
        cles = self.ouvert.cles
        if cles.client is None:
            proposees = await asyncio.to_thread(nouvelles_client, self.reglages.rsa_bits)
            garder = self.bac.configuration.completer_cles
            cles.client = ClesClient(await asyncio.to_thread(garder, self.espace, proposees))
        return cles.client

    @property
    def pannes(self) -> Armees:
        """The faults armed in the space, by place where they strike."""
        return self.ouvert.pannes

    def personas(self) -> tuple[Any, ...]:
        """The hand-written people of the space's epoch."""
        return tuple(self.bac.referentiel.personas(self.ouvert.nation[2]))

    async def introspecter(self, jeton: str, fournisseur: str) -> Introspection | None:
        """The token as the built-in data provider of this slug sees it; None when either is not active."""
        declare = self.ouvert.integres.get(fournisseur)
        if declare is None:
            return None
        lu = await introspecter(self, jeton, declare)
        return None if lu is None or not lu.get("active") else _introspection(lu)

    async def jeton_api_particulier(self, jeton: str) -> JetonApi:
        return await jetons_api.verifier(self.magasin, self.espace, self.ouvert.secret, jeton, self.maintenant)

    async def emettre_jeton_dgfip(
        self, client_id: str, client_secret: str, ressources: frozenset[str]
    ) -> tuple[str, int] | None:
        service = self.services.get(client_id)
        if service is None or not hmac.compare_digest(service.client_secret.encode(), client_secret.encode()):
            return None
        duree = self.reglages.dgfip_token_ttl
        jeton = await jetons_api.emettre_dgfip(
            self.magasin,
            self.espace,
            client_id=client_id,
            scopes=service.scopes,
            ressources=ressources,
            echeance=self.maintenant + duree,
            duree=duree,
        )
        return jeton, duree

    async def jeton_dgfip(self, jeton: str) -> JetonApi:
        return await jetons_api.lire_dgfip(self.magasin, self.espace, jeton, self.maintenant)

    def tracer(
        self,
        *,
        fournisseur: str,
        ressource: str,
        statut: int,
        service: str,
        citoyen: str | None,
        champs: tuple[str, ...],
    ) -> None:
        evenement = {
            "type": "echange",
            "instant": self.maintenant,
            "fournisseur": fournisseur,
            "ressource": ressource,
            "statut": statut,
            "service": service,
            "citoyen": citoyen,
            "champs": champs,
        }
        self.magasin.journaliser(self.espace, evenement)


def _introspection(lu: Mapping[str, Any]) -> Introspection:
    annee, mois, jour = (int(partie) for partie in lu["birthdate"].split("-"))
    pivot = Pivot(
        nom_naissance=lu["family_name"],
        prenoms=tuple(lu["given_name_array"]),
        annee=annee,
        mois=mois,
        jour=jour,
        sexe=_SEXES.get(lu["gender"]),
        code_lieu=lu["birthplace"] or None,
        code_pays=lu["birthcountry"],
    )
    return Introspection(
        scopes=frozenset(lu["scope"].split()), pivot=pivot, aud=lu["aud"], sub=lu["sub"], jti=lu["jti"]
    )
