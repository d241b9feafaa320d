"""The thinnest way to each database for what happens at every call: prepared statements, autocommit, no ORM.

Statements are written once with `?`; both pilots have the same four verbs, which is all that `etat.Magasin` needs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol, cast

import psycopg
from psycopg_pool import AsyncConnectionPool

from registry.stockage.base import ATTENTE_SQLITE, Base

Ligne = tuple[Any, ...]
#: What a database that hiccups raises.
PANNES = (sqlite3.Error, psycopg.Error)


class Pilote(Protocol):
    async def ouvrir(self) -> None: ...

    async def une(self, sql: str, valeurs: Sequence[Any]) -> Ligne | None:
        """The first row, also of a statement that writes and returns."""

    async def toutes(self, sql: str, valeurs: Sequence[Any]) -> list[Ligne]: ...

    async def executer(self, sql: str, valeurs: Sequence[Any]) -> int:
        """Run and commit; the number of rows touched."""

    async def executer_lot(self, sql: str, lot: Sequence[Sequence[Any]]) -> None:
        """Run for each set of values, in one transaction."""

    async def fermer(self) -> None: ...


class PiloteSqlite:
    """SQLite inside the event loop: a statement lasts less than a thread hop."""

    def __init__(self, fichier: str) -> None:
        self.fichier = fichier
        self._connexion: sqlite3.Connection | None = None

    @property
    def connexion(self) -> sqlite3.Connection:
        if self._connexion is None:
            raise RuntimeError("magasin fermé")
        return self._connexion

    async def ouvrir(self) -> None:
        connexion = sqlite3.connect(
            self.fichier, isolation_level=None, check_same_thread=False, timeout=ATTENTE_SQLITE / 1000
        )
        connexion.execute("PRAGMA journal_mode=WAL")
        connexion.execute("PRAGMA synchronous=NORMAL")
        connexion.execute("PRAGMA mmap_size=268435456")
        self._connexion = connexion

    async def une(self, sql: str, valeurs: Sequence[Any]) -> Ligne | None:
        lignes = self.connexion.execute(sql, valeurs).fetchall()
        return lignes[0] if lignes else None

    async def toutes(self, sql: str, valeurs: Sequence[Any]) -> list[Ligne]:
        return self.connexion.execute(sql, valeurs).fetchall()

    async def executer(self, sql: str, valeurs: Sequence[Any]) -> int:
        return self.connexion.execute(sql, valeurs).rowcount

    async def executer_lot(self, sql: str, lot: Sequence[Sequence[Any]]) -> None:
        self.connexion.execute("BEGIN IMMEDIATE")
        try:
            self.connexion.executemany(sql, lot)
        except sqlite3.Error:
            self.connexion.execute("ROLLBACK")
            raise
        self.connexion.execute("COMMIT")

    async def fermer(self) -> None:
        if self._connexion is not None:
            self._connexion.close()
            self._connexion = None


class PilotePostgres:
    """PostgreSQL through a pool of psycopg connections, each keeping its prepared statements."""

    def __init__(self, conninfo: str, connexions: int) -> None:
        self._pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
            conninfo,
            min_size=1,
            max_size=connexions,
            open=False,
            kwargs={"autocommit": True, "prepare_threshold": 1},
        )

    async def ouvrir(self) -> None:
        await self._pool.open(wait=True)

    async def une(self, sql: str, valeurs: Sequence[Any]) -> Ligne | None:
        async with self._pool.connection() as connexion:
            curseur = await connexion.execute(_psycopg(sql), valeurs)
            return cast(Ligne | None, await curseur.fetchone())

    async def toutes(self, sql: str, valeurs: Sequence[Any]) -> list[Ligne]:
        async with self._pool.connection() as connexion:
            curseur = await connexion.execute(_psycopg(sql), valeurs)
            return cast(list[Ligne], await curseur.fetchall())

    async def executer(self, sql: str, valeurs: Sequence[Any]) -> int:
        async with self._pool.connection() as connexion:
            curseur = await connexion.execute(_psycopg(sql), valeurs)
            return int(curseur.rowcount)

    async def executer_lot(self, sql: str, lot: Sequence[Sequence[Any]]) -> None:
        async with self._pool.connection() as connexion, connexion.transaction(), connexion.cursor() as curseur:
            await curseur.executemany(_psycopg(sql), lot)

    async def fermer(self) -> None:
        await self._pool.close()


@lru_cache(maxsize=64)
def _psycopg(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def pilote(base: Base, connexions: int) -> Pilote:
    """The pilot of this database; `connexions`: at most so many to PostgreSQL."""
    if base.est_sqlite:
        return PiloteSqlite(base.fichier)
    conninfo = base.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PilotePostgres(conninfo, connexions)
