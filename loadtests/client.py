"""A lean HTTP/1.1 client for measures: asyncio, uvloop and httptools over keep-alive connections, errors counted.

It runs in a process of its own, so that the server measured has its core to itself. Each connection always has one
request under way: `tirer` fires ready-made bytes, `derouler` holds conversations (`loadtests.parcours`) to their end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter
from typing import Any, cast
from urllib.parse import urlsplit

import httptools
import uvloop

from loadtests.parcours import Conversation, ParcoursRompu, Reponse, Requete

CONNEXIONS = 32
BON = 200
#: Seconds without the end of the work after which what is under way counts as an error.
PATIENCE = 30.0


@dataclass(slots=True)
class Mesure:
    """`faits` requests or conversations in `secondes`, each one's `latences` (seconds), `reponses` received in all."""

    faits: int = 0
    reponses: int = 0
    secondes: float = 0.0
    latences: list[float] = field(default_factory=list)
    erreurs: dict[str, int] = field(default_factory=dict)
    resultats: list[Any] = field(default_factory=list)

    @property
    def debit(self) -> float:
        return self.faits / self.secondes if self.secondes else 0.0

    def noter(self, debut: float) -> None:
        self.faits += 1
        self.latences.append(perf_counter() - debut)

    def noter_erreur(self, motif: str) -> None:
        self.erreurs[motif] = self.erreurs.get(motif, 0) + 1


def en_octets(url: str, requete: Requete, cookies: Mapping[str, str] | None = None) -> bytes:
    """The request to the sandbox at `url` as it goes on the wire."""
    lue = urlsplit(url)
    entetes = {"Host": lue.netloc, **requete.entetes}
    if cookies:
        entetes["Cookie"] = "; ".join(f"{nom}={valeur}" for nom, valeur in cookies.items())
    if requete.corps:
        entetes["Content-Length"] = str(len(requete.corps))
    lignes = [f"{requete.methode} {lue.path}{requete.chemin} HTTP/1.1", *(f"{n}: {v}" for n, v in entetes.items())]
    return "\r\n".join((*lignes, "", "")).encode() + requete.corps


class Connexion(asyncio.Protocol):
    """One keep-alive connection; `fin` is set once it is closed."""

    def __init__(self, mesure: Mesure) -> None:
        self.mesure = mesure
        self.fin = asyncio.get_running_loop().create_future()
        self._lecteur = httptools.HttpResponseParser(self)
        self._transport = asyncio.Transport()
        self._attend = False

    def suivante(self) -> bytes | None:
        """What to send now; None when there is nothing left."""
        raise NotImplementedError

    def recue(self, statut: int) -> None:
        """A complete answer has come."""
        raise NotImplementedError

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._envoyer()

    def _envoyer(self) -> None:
        octets = self.suivante()
        self._attend = octets is not None
        if octets is None:
            self._transport.close()
        else:
            self._transport.write(octets)

    def data_received(self, data: bytes) -> None:
        try:
            self._lecteur.feed_data(data)
        except httptools.HttpParserError:
            self.mesure.noter_erreur("réponse illisible")
            self._attend = False
            self._transport.abort()

    def on_message_complete(self) -> None:
        self.mesure.reponses += 1
        self.recue(self._lecteur.get_status_code())
        self._envoyer()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._attend:
            self.mesure.noter_erreur("connexion coupée")
        if not self.fin.done():
            self.fin.set_result(None)


class Rafale(Connexion):
    """Ready-made requests, one after the other, until `arret` (of `perf_counter`) or the end of `suite`."""

    def __init__(self, mesure: Mesure, suite: Iterator[bytes], arret: float) -> None:
        super().__init__(mesure)
        self._suite, self._arret = suite, arret
        self._debut = 0.0

    def suivante(self) -> bytes | None:
        self._debut = perf_counter()
        return next(self._suite, None) if self._debut < self._arret else None

    def recue(self, statut: int) -> None:
        if statut == BON:
            self.mesure.noter(self._debut)
        else:
            self.mesure.noter_erreur(f"statut {statut}")


class Dialogue(Connexion):
    """Whole conversations, one after the other, each with its own cookies; one begun before `arret` is finished."""

    def __init__(self, mesure: Mesure, url: str, suite: Iterator[Conversation[Any]], arret: float) -> None:
        super().__init__(mesure)
        self._url, self._suite, self._arret = url, suite, arret
        self._conversation: Conversation[Any] | None = None
        self._prochaine: Requete | None = None
        self._cookies: dict[str, str] = {}
        self._debut = 0.0
        self._entetes: dict[bytes, bytes] = {}
        self._corps: list[bytes] = []

    def on_header(self, nom: bytes, valeur: bytes) -> None:
        nom = nom.lower()
        self._entetes[nom] = valeur
        if nom == b"set-cookie":
            cle, _, contenu = valeur.decode().partition(";")[0].partition("=")
            self._cookies[cle] = contenu

    def on_body(self, corps: bytes) -> None:
        self._corps.append(corps)

    def suivante(self) -> bytes | None:
        if self._prochaine is None and not self._commencer():
            return None
        assert self._prochaine is not None
        return en_octets(self._url, self._prochaine, self._cookies)

    def _commencer(self) -> bool:
        self._debut, self._cookies = perf_counter(), {}
        self._conversation = next(self._suite, None) if self._debut < self._arret else None
        self._prochaine = next(self._conversation) if self._conversation else None
        return self._prochaine is not None

    def recue(self, statut: int) -> None:
        reponse = Reponse(statut, b"".join(self._corps), self._entetes.get(b"location", b"").decode())
        self._entetes, self._corps = {}, []
        assert self._conversation is not None
        try:
            self._prochaine = self._conversation.send(reponse)
        except StopIteration as fin:
            self._prochaine = None
            self.mesure.noter(self._debut)
            self.mesure.resultats.append(fin.value)
        except ParcoursRompu as rupture:
            self._prochaine = None
            self.mesure.noter_erreur(str(rupture))


def tirer(url: str, requetes: Iterable[bytes], secondes: float, *, en_boucle: bool = True) -> Mesure:
    """Fire `requetes` for `secondes`, over and over or once each; an answer that is not a 200 is an error."""
    suite = cycle(requetes) if en_boucle else iter(requetes)
    return uvloop.run(_mesurer(url, CONNEXIONS, lambda m: Rafale(m, suite, perf_counter() + secondes)))


def derouler(
    url: str, conversations: Iterable[Conversation[Any]], secondes: float = PATIENCE, *, connexions: int = CONNEXIONS
) -> Mesure:
    """Hold as many conversations as `secondes` allow, and give what each returned in `resultats`."""
    suite = iter(conversations)
    return uvloop.run(_mesurer(url, connexions, lambda m: Dialogue(m, url, suite, perf_counter() + secondes)))


async def _mesurer(url: str, connexions: int, ouvrir: Callable[[Mesure], Connexion]) -> Mesure:
    mesure, lue, boucle = Mesure(), urlsplit(url), asyncio.get_running_loop()
    hote = lue.hostname or "127.0.0.1"
    debut = perf_counter()
    ouvertes = []
    for _ in range(connexions):
        try:
            _, connexion = await boucle.create_connection(lambda: ouvrir(mesure), hote, lue.port or 80)
        except OSError:
            mesure.noter_erreur("connexion refusée")
        else:
            ouvertes.append(connexion.fin)
    if ouvertes:
        _, restantes = await asyncio.wait(ouvertes, timeout=PATIENCE)
        for _ in restantes:
            mesure.noter_erreur("sans réponse")
    mesure.secondes = perf_counter() - debut
    return mesure
