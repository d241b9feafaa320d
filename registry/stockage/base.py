"""One database by its URL: the engine of the rare writes, and the tables created once whoever starts first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session, SQLModel

from registry.stockage import tables as tables  # registers the tables in SQLModel's metadata

#: Milliseconds SQLite waits for another process's write.
ATTENTE_SQLITE = 10_000
#: Any number, the same for every process: who holds it creates the tables.
VERROU_CREATION = 7_215_001


class BaseInutilisable(Exception):
    """The database URL cannot be used; the message is for the person who set it."""


def adresse(url: str) -> URL:
    """The SQLAlchemy URL; `postgresql://…` means psycopg 3, and a relative SQLite path starts at the current folder."""
    try:
        lue = make_url(url)
    except (ArgumentError, ValueError) as erreur:
        raise BaseInutilisable(f"adresse de base de données illisible : « {url} »") from erreur
    genre = lue.get_backend_name()
    if genre in ("postgresql", "postgres"):
        return lue.set(drivername="postgresql+psycopg")
    if genre == "sqlite" and lue.database and lue.database != ":memory:":
        return lue.set(drivername="sqlite")
    raise BaseInutilisable(f"base de données non prise en charge : « {url} » (sqlite:///fichier ou postgresql://…)")


class Base:
    """The database of a sandbox, synchronous; callers in the event loop go through a thread."""

    def __init__(self, url: str) -> None:
        self.url = adresse(url)
        self.est_sqlite = self.url.get_backend_name() == "sqlite"
        if self.est_sqlite:
            Path(self.fichier).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(self.url, connect_args={"timeout": ATTENTE_SQLITE / 1000})
            event.listen(self._engine, "connect", _sqlite_connecte)
            event.listen(self._engine, "begin", _sqlite_commence)
        else:
            self._engine = create_engine(self.url, pool_size=2, max_overflow=4, pool_pre_ping=True)

    @property
    def fichier(self) -> str:
        return self.url.database or ""

    @property
    def engine(self) -> Engine:
        return self._engine

    def creer(self) -> None:
        """Create what is missing; several processes may start at once."""
        with self._engine.begin() as connexion:
            if not self.est_sqlite:
                connexion.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": VERROU_CREATION})
            SQLModel.metadata.create_all(connexion)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on an exception."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def fermer(self) -> None:
        self._engine.dispose()


def _sqlite_connecte(connexion: Any, _: Any) -> None:
    connexion.isolation_level = None
    connexion.execute("PRAGMA journal_mode=WAL")
    connexion.execute("PRAGMA synchronous=NORMAL")


def _sqlite_commence(connexion: Connection) -> None:
    """Take the write lock at once: a transaction that reads then writes is never refused half-way."""
    connexion.exec_driver_sql("BEGIN IMMEDIATE")
