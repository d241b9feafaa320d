"""The tables, the space first in every key; the same on SQLite and PostgreSQL.

Times are epoch seconds. JSON is kept as bytes, written and read by orjson.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field, SQLModel

#: SQLite only numbers rows by itself in a column of type INTEGER.
NUMERO = BigInteger().with_variant(Integer, "sqlite")


class Espace(SQLModel, table=True):
    """A space; the default one has the slug `""` and no `epoque` (it follows the calendar).

    `jour` is the pinned civil day, `jour_initial` the one a reset goes back to; `version` grows with every change of
    the space's configuration, so that each process sees when its copy is old; `secret` signs the API tokens.
    """

    __tablename__ = "espace"

    slug: str = Field(primary_key=True)
    graine: int = Field(sa_type=BigInteger)
    taille: int = Field(sa_type=BigInteger)
    epoque: int | None = None
    jour: date | None = None
    jour_initial: date | None = None
    secret: str
    version: int = Field(default=1, sa_type=BigInteger)
    cree_le: int = Field(sa_type=BigInteger)


class ServiceEnregistre(SQLModel, table=True):
    """A service declared in the space, or its own version of a built-in one; `cle` is the client_id."""

    __tablename__ = "service"

    espace: str = Field(primary_key=True)
    cle: str = Field(primary_key=True)
    donnees: bytes


class FournisseurEnregistre(SQLModel, table=True):
    """A data provider declared in the space, or its own version of a built-in one."""

    __tablename__ = "fournisseur_donnees"

    espace: str = Field(primary_key=True)
    client_id: str = Field(primary_key=True)
    donnees: bytes


class FournisseurIdentiteEnregistre(SQLModel, table=True):
    """An identity provider declared in the space, or its own version of a built-in one."""

    __tablename__ = "fournisseur_identite"

    espace: str = Field(primary_key=True)
    uid: str = Field(primary_key=True)
    donnees: bytes


class JetonApi(SQLModel, table=True):
    """An API Particulier token: the row, not the JWT, gives the rights."""

    __tablename__ = "jeton_api"

    espace: str = Field(primary_key=True)
    jti: str = Field(primary_key=True)
    client_id: str
    scopes: bytes
    emis_le: int = Field(sa_type=BigInteger)
    expire_le: int = Field(sa_type=BigInteger)
    revoque: bool = False


class ModificationEnregistree(SQLModel, table=True):
    """An edit laid over the computed people (`registry.modifications.Modification`); `numero` gives the order."""

    __tablename__ = "modification"
    __table_args__ = (Index("modification_espace", "espace", "numero"), {"sqlite_autoincrement": True})

    numero: int | None = Field(default=None, primary_key=True, sa_type=NUMERO)
    espace: str
    ref: str
    nature: str
    valeur: bytes
    date_effet: date
    known_by: bytes | None = None


class CleSignature(SQLModel, table=True):
    """A private signing key of the space, as a JWK."""

    __tablename__ = "cle_signature"

    espace: str = Field(primary_key=True)
    alg: str = Field(primary_key=True)
    jwk: bytes


class ReglageEspace(SQLModel, table=True):
    """A choice made for the space, as JSON."""

    __tablename__ = "reglage_espace"

    espace: str = Field(primary_key=True)
    nom: str = Field(primary_key=True)
    valeur: bytes


class Trace(SQLModel, table=True):
    """One event of the space's journal."""

    __tablename__ = "trace"
    __table_args__ = (Index("trace_espace", "espace", "numero"), {"sqlite_autoincrement": True})

    numero: int | None = Field(default=None, primary_key=True, sa_type=NUMERO)
    espace: str
    evenement: bytes


class EtatProtocole(SQLModel, table=True):
    """A session, code, token… of the protocol, dead from `expire_le` on."""

    __tablename__ = "etat_protocole"
    __table_args__ = (Index("etat_protocole_expire_le", "expire_le"),)

    espace: str = Field(primary_key=True)
    nature: str = Field(primary_key=True)
    cle: str = Field(primary_key=True)
    valeur: bytes
    expire_le: int = Field(sa_type=BigInteger)
