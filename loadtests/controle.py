"""What a load asks of our own buttons before it starts: a service, adult citizens drawn at random, tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self
from urllib.parse import urlsplit
from zlib import crc32

import httpx

from loadtests.parcours import RETOUR, SORTIE, Citoyen, Service

#: Refs asked at a time.
LOT = 500
#: Draws after which the nation is taken for exhausted.
TIRAGES = 1000
MAJORITE = 18


class Controle:
    """The control API of the sandbox (or of one space) at `url`; `cle` when its server has a key."""

    def __init__(self, url: str, cle: str = "") -> None:
        self.url = url.rstrip("/")
        entetes = {"X-Bac-Key": cle} if cle else {}
        self._http = httpx.Client(base_url=self.url, headers=entetes, trust_env=False, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sante(self) -> dict[str, Any]:
        return self._lire("/_bac/health")

    def service(self) -> Service:
        """Register the service of the load, entitled to every scope."""
        fiche = {"name": "Service de charge", "redirect_uris": [RETOUR], "post_logout_redirect_uris": [SORTIE]}
        recu = self._envoyer("/_bac/services", fiche)
        annee = int(self.sante()["jour"][:4]) - 2
        return Service(recu["client_id"], recu["client_secret"], annee, urlsplit(self.url).path)

    def citoyens(self, annee: int, *, part: tuple[int, int] = (0, 1)) -> Iterator[Citoyen]:
        """Living adults drawn at random, each once; with `part=(k, n)`, those of the k-th of n disjoint shares.

        `annee` is the income year for which `avis` is told.
        """
        vus: set[str] = set()
        rang, parts = part
        for graine in range(TIRAGES):
            for ref in self._lire(f"/_bac/citizens?limit={LOT}&seed={graine}")["citizens"]:
                if ref not in vus and crc32(ref.encode()) % parts == rang:
                    vus.add(ref)
                    dossier = self._lire(f"/_bac/citizens/{ref}")
                    if dossier["identity"]["age"] >= MAJORITE and dossier["identity"]["deces"] is None:
                        yield citoyen(dossier, annee)

    def jeton_api(self) -> str:
        """An API Particulier token for every data scope."""
        jeton: str = self._envoyer("/_bac/api-tokens", {})["token"]
        return jeton

    def fournisseur(self, fiche: dict[str, Any]) -> dict[str, Any]:
        """Register a data provider."""
        return self._envoyer("/_bac/data-providers", fiche)

    def _lire(self, chemin: str) -> dict[str, Any]:
        recu: dict[str, Any] = self._http.get(chemin).raise_for_status().json()
        return recu

    def _envoyer(self, chemin: str, corps: dict[str, Any]) -> dict[str, Any]:
        recu: dict[str, Any] = self._http.post(chemin, json=corps).raise_for_status().json()
        return recu


def citoyen(dossier: dict[str, Any], annee: int) -> Citoyen:
    """The citizen of a whole file (`GET /_bac/citizens/{ref}`)."""
    declarants = [f["declarants"] for f in dossier["foyers"]["fiscaux"] if f["annee"] == annee]
    return Citoyen(
        ref=dossier["ref"],
        login=dossier["login"],
        nom=dossier["identity"]["nom_naissance"],
        dossier_caf=dossier["foyers"]["allocataire"] is not None,
        avis=any(dossier["ref"] in refs for refs in declarants),
    )
