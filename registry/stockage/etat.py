"""The protocol's short memory: sessions, codes, tokens, each in one space with a lifetime, and the space's journal.

One-shot things (codes) are taken by a statement that reads and deletes: of two callers one gets them. The journal is
written in batches; a clean stop loses nothing, a crash loses what less than `intervalle` seconds have brought.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import orjson

from registry.stockage.pilotes import PANNES, Pilote

JOURNAL = logging.getLogger("bacasable")

LIRE = "SELECT valeur FROM etat_protocole WHERE espace = ? AND nature = ? AND cle = ? AND expire_le > ?"
LISTER = (
    "SELECT cle, valeur FROM etat_protocole WHERE espace = ? AND nature = ? AND expire_le > ?"
    " AND substr(cle, 1, ?) = ? ORDER BY cle"
)
POSER = (
    "INSERT INTO etat_protocole (espace, nature, cle, valeur, expire_le) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (espace, nature, cle) DO UPDATE SET valeur = excluded.valeur, expire_le = excluded.expire_le"
)
PRENDRE = "DELETE FROM etat_protocole WHERE espace = ? AND nature = ? AND cle = ? AND expire_le > ? RETURNING valeur"
RETIRER = "DELETE FROM etat_protocole WHERE espace = ? AND nature = ? AND cle = ?"
VIDER = "DELETE FROM etat_protocole WHERE espace = ?"
PURGER = (
    "DELETE FROM etat_protocole WHERE (espace, nature, cle) IN"
    " (SELECT espace, nature, cle FROM etat_protocole WHERE expire_le <= ? LIMIT ?)"
)
ECRIRE_TRACE = "INSERT INTO trace (espace, evenement) VALUES (?, ?)"
LIRE_TRACES = "SELECT numero, evenement FROM trace WHERE espace = ? AND numero > ? ORDER BY numero LIMIT ?"
DERNIERES_TRACES = "SELECT numero, evenement FROM trace WHERE espace = ? ORDER BY numero DESC LIMIT ?"
TRACES_AVANT = "SELECT numero, evenement FROM trace WHERE espace = ? AND numero < ? ORDER BY numero DESC LIMIT ?"
VIDER_TRACES = "DELETE FROM trace WHERE espace = ?"
ESPACES_TRACES = "SELECT DISTINCT espace FROM trace"
LIMITE_TRACES = "SELECT numero FROM trace WHERE espace = ? ORDER BY numero DESC LIMIT 1 OFFSET ?"
COUPER_TRACES = "DELETE FROM trace WHERE espace = ? AND numero <= ?"
VERSION_ESPACE = "SELECT version FROM espace WHERE slug = ?"
JETON_API = "SELECT client_id, scopes, expire_le, revoque FROM jeton_api WHERE espace = ? AND jti = ?"

#: Rows deleted at a time, so that a purge never holds the event loop for long.
LOT_PURGE = 500
#: Events kept in memory before they are written without waiting for the interval.
LOT_TRACES = 1000
DERNIER_NUMERO = 2**62


class Magasin:
    """Everything short-lived of every space. `maintenant` gives epoch seconds; durations are in seconds."""

    def __init__(
        self,
        pilote: Pilote,
        maintenant: Callable[[], float],
        *,
        intervalle: float = 0.5,
        intervalle_purge: float = 60.0,
        traces_gardees: int = 100_000,
    ) -> None:
        self._pilote = pilote
        self._maintenant = maintenant
        self._intervalle = intervalle
        self._intervalle_purge = intervalle_purge
        self._traces_gardees = traces_gardees
        self._attente: list[tuple[str, bytes]] = []
        self._ecriture = asyncio.Lock()
        self._plein = asyncio.Event()
        #: Ends the background tasks; a cancellation could be lost in `wait_for` (Python 3.11).
        self._arret = asyncio.Event()
        self._taches: list[asyncio.Task[None]] = []

    async def ouvrir(self) -> None:
        await self._pilote.ouvrir()
        self._taches = [asyncio.create_task(self._ecrire_sans_fin()), asyncio.create_task(self._purger_sans_fin())]

    async def fermer(self) -> None:
        """Write what is waiting, then close."""
        self._arret.set()
        self._plein.set()
        await asyncio.gather(*self._taches)
        self._taches = []
        await self.ecrire_journal()
        await self._pilote.fermer()

    async def lire(self, espace: str, nature: str, cle: str) -> dict[str, Any] | None:
        """The live value of this key."""
        ligne = await self._pilote.une(LIRE, (espace, nature, cle, self._maintenant()))
        return orjson.loads(ligne[0]) if ligne else None

    async def lister(self, espace: str, nature: str, prefixe: str = "") -> list[tuple[str, dict[str, Any]]]:
        """The live keys and values of one nature whose key starts with `prefixe`: it reads them all, so not often."""
        bornes = (espace, nature, self._maintenant(), len(prefixe), prefixe)
        return [(cle, orjson.loads(valeur)) for cle, valeur in await self._pilote.toutes(LISTER, bornes)]

    async def poser(self, espace: str, nature: str, cle: str, valeur: dict[str, Any], duree: int) -> None:
        """Insert or replace, for `duree` seconds."""
        expire = int(self._maintenant()) + duree
        await self._pilote.executer(POSER, (espace, nature, cle, orjson.dumps(valeur), expire))

    async def prendre(self, espace: str, nature: str, cle: str) -> dict[str, Any] | None:
        """Read and delete at once: only one caller ever gets it."""
        ligne = await self._pilote.une(PRENDRE, (espace, nature, cle, self._maintenant()))
        return orjson.loads(ligne[0]) if ligne else None

    async def retirer(self, espace: str, nature: str, cle: str) -> bool:
        return await self._pilote.executer(RETIRER, (espace, nature, cle)) > 0

    async def vider(self, espace: str, nature: str | None = None) -> int:
        """Forget all of the space, or one nature of it; the number of rows deleted."""
        if nature is None:
            return await self._pilote.executer(VIDER, (espace,))
        return await self._pilote.executer(f"{VIDER} AND nature = ?", (espace, nature))

    async def purger(self) -> int:
        """Delete the dead rows, and the journals' oldest events beyond the number kept."""
        total, supprimees = 0, LOT_PURGE
        while supprimees == LOT_PURGE:
            supprimees = await self._pilote.executer(PURGER, (self._maintenant(), LOT_PURGE))
            total += supprimees
            await asyncio.sleep(0)
        for (espace,) in await self._pilote.toutes(ESPACES_TRACES, ()):
            limite = await self._pilote.une(LIMITE_TRACES, (espace, self._traces_gardees))
            if limite is not None:
                await self._pilote.executer(COUPER_TRACES, (espace, limite[0]))
        return total

    async def version(self, espace: str) -> int | None:
        """The version of the space's configuration; None when there is no such space."""
        ligne = await self._pilote.une(VERSION_ESPACE, (espace,))
        return ligne[0] if ligne else None

    async def jeton_api(self, espace: str, jti: str) -> tuple[str, list[str], int, bool] | None:
        """The client_id, scopes, expiry and revocation of an API token, as the database has them now."""
        ligne = await self._pilote.une(JETON_API, (espace, jti))
        return (ligne[0], orjson.loads(ligne[1]), ligne[2], bool(ligne[3])) if ligne else None

    def journaliser(self, espace: str, evenement: dict[str, Any]) -> None:
        """Append to the space's journal: names of fields, never their values."""
        self._attente.append((espace, orjson.dumps(evenement)))
        if len(self._attente) >= LOT_TRACES:
            self._plein.set()

    async def journal(self, espace: str, *, limite: int = 100, apres: int = 0) -> list[dict[str, Any]]:
        """Events in order, each with its number `id`: the last `limite`, or the first `limite` after number `apres`."""
        await self.ecrire_journal()
        if apres:
            lignes = await self._pilote.toutes(LIRE_TRACES, (espace, apres, limite))
        else:
            lignes = (await self._pilote.toutes(DERNIERES_TRACES, (espace, limite)))[::-1]
        return [{"id": numero, **orjson.loads(evenement)} for numero, evenement in lignes]

    async def journal_du_citoyen(
        self, espace: str, citoyen: str, *, depuis: int, limite: int = 1000
    ) -> list[dict[str, Any]]:
        """The events about this citizen since the instant `depuis`, newest first (it reads back to there)."""
        await self.ecrire_journal()
        marque = b'"citoyen":' + orjson.dumps(citoyen)
        trouves: list[dict[str, Any]] = []
        avant = DERNIER_NUMERO
        while len(trouves) < limite:
            lignes = await self._pilote.toutes(TRACES_AVANT, (espace, avant, LOT_TRACES))
            lus = [{"id": numero, **orjson.loads(brut)} for numero, brut in lignes if marque in bytes(brut)]
            trouves += [e for e in lus if e["citoyen"] == citoyen and e["instant"] >= depuis]
            if len(lignes) < LOT_TRACES or any(e["instant"] < depuis for e in lus):
                break
            avant = lignes[-1][0]
            await asyncio.sleep(0)
        return trouves[:limite]

    async def vider_journal(self, espace: str) -> None:
        await self.ecrire_journal()
        await self._pilote.executer(VIDER_TRACES, (espace,))

    async def ecrire_journal(self) -> None:
        """Write the waiting events now."""
        async with self._ecriture:
            if self._attente:
                lot, self._attente = self._attente, []
                try:
                    await self._pilote.executer_lot(ECRIRE_TRACE, lot)
                except PANNES:
                    self._attente = (lot + self._attente)[-self._traces_gardees :]
                    raise

    async def _ecrire_sans_fin(self) -> None:
        while not self._arret.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._plein.wait(), self._intervalle)
            self._plein.clear()
            with _sans_mourir("écriture du journal"):
                await self.ecrire_journal()

    async def _purger_sans_fin(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arret.wait(), self._intervalle_purge)
                return
            with _sans_mourir("purge"):
                await self.purger()


@contextmanager
def _sans_mourir(tache: str) -> Iterator[None]:
    """A background task outlives a database that hiccups: it says so and tries again at its next turn."""
    try:
        yield
    except PANNES:
        JOURNAL.exception("%s : la base de données ne répond pas", tache)
