"""A real PostgreSQL server while the tests run, from the machine's own binaries, with one new database per use."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from tests.support.processus import free_port, stop, wait_until_ready

#: Nothing of a test outlives it, so durability is traded for speed.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server on a loopback port, which trusts its only user."""

    port: int
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database of this server."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Create an empty database and give its URL."""
        name = f"test_{next(self.numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True)

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True


def binaries() -> Path:
    """The folder of `initdb` and `postgres`; raises RuntimeError with the remedy when there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if debian:
        return debian[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("No PostgreSQL server on this machine: run tools/ensure_test_tools.sh")


def account() -> pwd.struct_passwd:
    """Who runs the server: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server from its first answer until its stop; its files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bacasable-postgres-") as name:
        folder, port = Path(name), free_port()
        os.chown(folder, account().pw_uid, account().pw_gid)
        log_file = folder / "log"
        with log_file.open("wb") as log:
            start_program(folder, log.fileno(), "initdb", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8").wait()
            options = [*FAST, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
            process = start_program(folder, log.fileno(), "postgres", *(f"--{option}" for option in options))
        postgres = Postgres(port)
        wait_until_ready(process, log_file, postgres.answers)
        try:
            yield postgres
        finally:
            stop(process, signal.SIGINT)


def start_program(folder: Path, log: int, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of PostgreSQL's programs on the data in `folder`, as the account that may."""
    return subprocess.Popen(
        [binaries() / program, "-D", folder / "data", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        user=account().pw_uid,
        group=account().pw_gid,
    )
