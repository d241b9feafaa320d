"""The rare writes: spaces, declarations, edits, API tokens, keys; each change of a space raises its version.

Synchronous; callers in the event loop go through a thread. A `Declaration` is what one process keeps of a space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import delete, func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from registry.modifications import Modification
from registry.stockage.base import Base
from registry.stockage.tables import (
    CleSignature,
    Espace,
    EtatProtocole,
    FournisseurEnregistre,
    FournisseurIdentiteEnregistre,
    JetonApi,
    ModificationEnregistree,
    ReglageEspace,
    ServiceEnregistre,
    Trace,
)

PAR_ESPACE = (
    ServiceEnregistre,
    FournisseurEnregistre,
    FournisseurIdentiteEnregistre,
    JetonApi,
    ModificationEnregistree,
    CleSignature,
    ReglageEspace,
    Trace,
    EtatProtocole,
)
#: Protocol state that belongs to the configuration: each change of it raises the space's version.
NATURE_PANNE = "panne"
#: One row for each strike that an armed fault has left, keyed `{number}-{rank}`.
NATURE_COUP = "panne-coup"
#: What a reset always forgets.
REMISE_A_ZERO = (JetonApi, ModificationEnregistree, Trace, EtatProtocole)
#: What it forgets too when everything must go.
DECLARATIONS = (ServiceEnregistre, FournisseurEnregistre, FournisseurIdentiteEnregistre, ReglageEspace)
#: After the name of an algorithm: the key that signed before the last rotation.
PRECEDENTE = "/precedente"


class EspaceInconnu(Exception):
    """No space has this slug."""


class EspaceExiste(Exception):
    """A space has this slug already."""


class EspaceChange(Exception):
    """The space is no longer at the version that the change was made for."""


class DejaDeclare(Exception):
    """This client_id is taken in the space."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A space at one version: its row and what was declared in it, read together."""

    espace: Espace
    services: Mapping[str, dict[str, Any]]
    fournisseurs: Mapping[str, dict[str, Any]]
    fournisseurs_identite: Mapping[str, dict[str, Any]]
    modifications: tuple[Modification, ...]
    cles: Mapping[str, dict[str, Any]]
    reglages: Mapping[str, Any]
    #: The faults armed in the space, by number: opaque records of `gateway.franceconnect.pannes`.
    pannes: Mapping[str, dict[str, Any]]


class Configuration:
    def __init__(self, base: Base) -> None:
        self.base = base

    def declaration(self, slug: str) -> Declaration:
        """Raises `EspaceInconnu`."""
        with self.base.session() as session:
            espace = _espace(session, slug)
            services = session.exec(select(ServiceEnregistre).where(ServiceEnregistre.espace == slug)).all()
            fournisseurs = session.exec(select(FournisseurEnregistre).where(FournisseurEnregistre.espace == slug)).all()
            table = FournisseurIdentiteEnregistre
            identite = session.exec(select(table).where(table.espace == slug)).all()
            cles = session.exec(select(CleSignature).where(CleSignature.espace == slug)).all()
            reglages = session.exec(select(ReglageEspace).where(ReglageEspace.espace == slug)).all()
            return Declaration(
                espace,
                {s.cle: orjson.loads(s.donnees) for s in services},
                {f.client_id: orjson.loads(f.donnees) for f in fournisseurs},
                {f.uid: orjson.loads(f.donnees) for f in identite},
                tuple(modification for _, modification in _modifications(session, slug)),
                {c.alg: orjson.loads(c.jwk) for c in cles},
                {r.nom: orjson.loads(r.valeur) for r in reglages},
                _pannes(session, slug),
            )

    def espaces(self) -> list[Espace]:
        """The named spaces and the default one, by slug."""
        with self.base.session() as session:
            return list(session.exec(select(Espace).order_by(Espace.slug)).all())

    def creer_espace(self, espace: Espace, cles: Callable[[], Mapping[str, dict[str, Any]]]) -> None:
        """Raises `EspaceExiste`; `cles` makes the private keys, by algorithm."""
        try:
            with self.base.session() as session:
                if session.get(Espace, espace.slug) is not None:
                    raise EspaceExiste(espace.slug)
                session.add(espace)
                session.flush()
                for alg, jwk in cles().items():
                    session.add(CleSignature(espace=espace.slug, alg=alg, jwk=orjson.dumps(jwk)))
        except IntegrityError as erreur:  # another process was quicker
            raise EspaceExiste(espace.slug) from erreur

    def aligner_defaut(self, graine: int, taille: int) -> None:
        """Give the default space the nation of the settings, which may have changed since the last start."""
        with self.base.session() as session:
            espace = _espace(session, "")
            if (espace.graine, espace.taille) != (graine, taille):
                espace.graine, espace.taille = graine, taille
                espace.version += 1

    def supprimer_espace(self, slug: str) -> None:
        with self.base.session() as session:
            session.delete(_espace(session, slug))
            for table in PAR_ESPACE:
                session.exec(delete(table).where(col(table.espace) == slug))

    def remettre_a_zero(self, slug: str, *, tout: bool) -> None:
        """Forget what happened in the space; with `tout`, its services and data providers too."""
        with self.base.session() as session:
            espace = _espace(session, slug)
            for table in (*REMISE_A_ZERO, *(DECLARATIONS if tout else ())):
                session.exec(delete(table).where(col(table.espace) == slug))
            espace.jour = espace.jour_initial
            espace.version += 1

    def fixer_jour(self, slug: str, jour: date | None) -> None:
        with self.base.session() as session:
            espace = _espace(session, slug)
            espace.jour = jour
            espace.version += 1

    def poser_service(self, slug: str, cle: str, donnees: dict[str, Any], *, nouveau: bool) -> None:
        """Write a service; `DejaDeclare` when it must be new and is not."""
        with self.base.session() as session:
            _poser(
                session, ServiceEnregistre(espace=slug, cle=cle, donnees=orjson.dumps(donnees)), (slug, cle), nouveau
            )
            _changer(session, slug)

    def retirer_service(self, slug: str, cle: str) -> bool:
        with self.base.session() as session:
            return _retirer(session, ServiceEnregistre, slug, cle)

    def poser_fournisseur(self, slug: str, client_id: str, donnees: dict[str, Any], *, nouveau: bool) -> None:
        """Write a data provider; `DejaDeclare` when it must be new and is not."""
        with self.base.session() as session:
            ligne = FournisseurEnregistre(espace=slug, client_id=client_id, donnees=orjson.dumps(donnees))
            _poser(session, ligne, (slug, client_id), nouveau)
            _changer(session, slug)

    def retirer_fournisseur(self, slug: str, client_id: str) -> bool:
        with self.base.session() as session:
            return _retirer(session, FournisseurEnregistre, slug, client_id)

    def poser_fournisseur_identite(self, slug: str, uid: str, donnees: dict[str, Any], *, nouveau: bool) -> None:
        """Write an identity provider; `DejaDeclare` when it must be new and is not."""
        with self.base.session() as session:
            ligne = FournisseurIdentiteEnregistre(espace=slug, uid=uid, donnees=orjson.dumps(donnees))
            _poser(session, ligne, (slug, uid), nouveau)
            _changer(session, slug)

    def retirer_fournisseur_identite(self, slug: str, uid: str) -> bool:
        with self.base.session() as session:
            return _retirer(session, FournisseurIdentiteEnregistre, slug, uid)

    def ajouter_modification(self, slug: str, modification: Modification, version: int | None = None) -> int:
        """The number of the new edit; raises `EspaceChange` when the space is no longer at `version`."""
        m = modification
        with self.base.session() as session:
            if version is not None:
                _reserver_version(session, slug, version)
            ligne = ModificationEnregistree(
                espace=slug,
                ref=m.ref,
                nature=m.nature,
                valeur=orjson.dumps(dict(m.valeur)),
                date_effet=m.date_effet,
                known_by=None if m.known_by is None else orjson.dumps(dict(m.known_by)),
            )
            session.add(ligne)
            _changer(session, slug)
            session.flush()
            return ligne.numero or 0

    def modifications(self, slug: str, ref: str) -> list[tuple[int, Modification]]:
        """The edits of one person, in order, with their numbers."""
        with self.base.session() as session:
            return [(numero, m) for numero, m in _modifications(session, slug) if m.ref == ref]

    def ajouter_jeton(self, jeton: JetonApi) -> None:
        with self.base.session() as session:
            session.add(jeton)

    def jetons(self, slug: str) -> list[JetonApi]:
        with self.base.session() as session:
            requete = select(JetonApi).where(JetonApi.espace == slug).order_by(col(JetonApi.emis_le), JetonApi.jti)
            return list(session.exec(requete).all())

    def revoquer_jeton(self, slug: str, jti: str) -> bool:
        """Put the token on the black list; False when the space never issued it."""
        with self.base.session() as session:
            jeton = session.get(JetonApi, (slug, jti))
            if jeton is not None:
                jeton.revoque = True
            return jeton is not None

    def poser_reglage(self, slug: str, nom: str, valeur: Any) -> None:
        """A choice for the space, which a reset of everything forgets."""
        with self.base.session() as session:
            session.merge(ReglageEspace(espace=slug, nom=nom, valeur=orjson.dumps(valeur)))
            _changer(session, slug)

    def tourner_cles(self, slug: str, nouvelles: Mapping[str, dict[str, Any]]) -> None:
        """Sign with `nouvelles` (by algorithm); the keys replaced are kept until the next rotation."""
        with self.base.session() as session:
            for alg, jwk in nouvelles.items():
                actuelle = session.get_one(CleSignature, (slug, alg))
                session.merge(CleSignature(espace=slug, alg=alg + PRECEDENTE, jwk=actuelle.jwk))
                actuelle.jwk = orjson.dumps(jwk)
            _changer(session, slug)

    def completer_cles(self, slug: str, proposees: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """The keys of these names: those proposed, unless another process has already given the space its own."""
        try:
            with self.base.session() as session:
                for nom, jwk in proposees.items():
                    if session.get(CleSignature, (slug, nom)) is None:
                        session.add(CleSignature(espace=slug, alg=nom, jwk=orjson.dumps(jwk)))
        except IntegrityError:  # it was quicker
            pass
        with self.base.session() as session:
            return {nom: orjson.loads(session.get_one(CleSignature, (slug, nom)).jwk) for nom in proposees}

    def armer(self, slug: str, numero: str, panne: dict[str, Any], *, expire_le: int, coups: int) -> None:
        """Arm a fault until `expire_le` (epoch seconds), for `coups` strikes (0: no limit)."""
        with self.base.session() as session:
            session.add(_etat(slug, NATURE_PANNE, numero, panne, expire_le))
            for rang in range(coups):
                session.add(_etat(slug, NATURE_COUP, f"{numero}-{rang}", {}, expire_le))
            _changer(session, slug)

    def desarmer(self, slug: str, numero: str | None = None) -> int:
        """Disarm one fault, or all of the space; how many were armed."""
        table = EtatProtocole
        with self.base.session() as session:
            pannes = delete(table).where(col(table.espace) == slug, col(table.nature) == NATURE_PANNE)
            coups = delete(table).where(col(table.espace) == slug, col(table.nature) == NATURE_COUP)
            if numero is not None:
                pannes = pannes.where(col(table.cle) == numero)
                coups = coups.where(col(table.cle).startswith(f"{numero}-", autoescape=True))
            armees = session.exec(pannes).rowcount
            session.exec(coups)
            _changer(session, slug)
            return armees

    def pannes(self, slug: str, maintenant: float) -> dict[str, tuple[dict[str, Any], int]]:
        """The faults still armed, by number, each with the strikes that it has left."""
        table = EtatProtocole
        with self.base.session() as session:
            coups = session.exec(
                select(table.cle).where(
                    table.espace == slug, table.nature == NATURE_COUP, col(table.expire_le) > maintenant
                )
            ).all()
            restes = Counter(cle.rpartition("-")[0] for cle in coups)
            armees = select(table).where(
                table.espace == slug, table.nature == NATURE_PANNE, col(table.expire_le) > maintenant
            )
            lignes = session.exec(armees.order_by(col(table.cle))).all()
            return {ligne.cle: (orjson.loads(ligne.valeur), restes[ligne.cle]) for ligne in lignes}

    def nombre_espaces(self) -> int:
        with self.base.session() as session:
            return session.exec(select(func.count()).select_from(Espace)).one()


def _espace(session: Session, slug: str) -> Espace:
    espace = session.get(Espace, slug)
    if espace is None:
        raise EspaceInconnu(slug)
    return espace


def _changer(session: Session, slug: str) -> None:
    session.exec(update(Espace).where(col(Espace.slug) == slug).values(version=Espace.version + 1))


def _reserver_version(session: Session, slug: str, version: int) -> None:
    """Take the next version of the space; of two callers at the same version, one only gets it."""
    a_cette_version = (col(Espace.slug) == slug) & (col(Espace.version) == version)
    if not session.exec(update(Espace).where(a_cette_version).values(version=version + 1)).rowcount:
        raise EspaceChange(slug)


def _poser(session: Session, ligne: Any, cle: tuple[str, str], nouveau: bool) -> None:
    if nouveau and session.get(type(ligne), cle) is not None:
        raise DejaDeclare(cle[1])
    session.merge(ligne)


def _retirer(session: Session, table: type[Any], slug: str, cle: str) -> bool:
    ligne = session.get(table, (slug, cle))
    if ligne is None:
        return False
    session.delete(ligne)
    _changer(session, slug)
    return True


def _etat(slug: str, nature: str, cle: str, valeur: dict[str, Any], expire_le: int) -> EtatProtocole:
    return EtatProtocole(espace=slug, nature=nature, cle=cle, valeur=orjson.dumps(valeur), expire_le=expire_le)


def _pannes(session: Session, slug: str) -> dict[str, dict[str, Any]]:
    requete = select(EtatProtocole).where(EtatProtocole.espace == slug, EtatProtocole.nature == NATURE_PANNE)
    return {ligne.cle: orjson.loads(ligne.valeur) for ligne in session.exec(requete).all()}


def _modifications(session: Session, slug: str) -> list[tuple[int, Modification]]:
    table = ModificationEnregistree
    lignes = session.exec(select(table).where(table.espace == slug).order_by(col(table.numero))).all()
    return [(ligne.numero or 0, _modification(ligne)) for ligne in lignes]


def _modification(ligne: ModificationEnregistree) -> Modification:
    connue = orjson.loads(ligne.known_by) if ligne.known_by else None
    return Modification(
        ligne.ref,
        ligne.nature,  # type: ignore[arg-type]  # checked by registry.modifications.verifier before it was written
        orjson.loads(ligne.valeur),
        ligne.date_effet,
        {qui: date.fromisoformat(jour) for qui, jour in connue.items()} if connue else None,
    )
