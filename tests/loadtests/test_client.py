"""The benchmark's own client, against a small server: it counts what it is told, and every kind of error."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from loadtests.client import derouler, en_octets, tirer
from loadtests.parcours import Conversation, ParcoursRompu, Requete

Repondre = Callable[[str], bytes | None]


@contextmanager
def serveur(repondre: Repondre) -> Iterator[str]:
    """A keep-alive server whose answer to a request (its whole head) is `repondre`'s; None closes the connection."""

    async def servir(lecteur: asyncio.StreamReader, redacteur: asyncio.StreamWriter) -> None:
        try:
            while (octets := repondre((await lecteur.readuntil(b"\r\n\r\n")).decode())) is not None:
                redacteur.write(octets)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            pass
        redacteur.close()

    async def ecouter() -> None:
        ouvert = await asyncio.start_server(servir, "127.0.0.1", 0)
        adresse.append(f"http://127.0.0.1:{ouvert.sockets[0].getsockname()[1]}")
        pret.set()
        await asyncio.to_thread(fin.wait)
        ouvert.close()

    adresse: list[str] = []
    pret, fin = threading.Event(), threading.Event()
    fil = threading.Thread(target=asyncio.run, args=(ecouter(),))
    fil.start()
    pret.wait()
    try:
        yield adresse[0]
    finally:
        fin.set()
        fil.join()


def reponse(statut: int = 200, corps: bytes = b"ok", *entetes: str) -> bytes:
    lignes = (f"HTTP/1.1 {statut} X", f"Content-Length: {len(corps)}", *entetes, "", "")
    return "\r\n".join(lignes).encode() + corps


def test_each_request_of_a_list_is_sent_once() -> None:
    """Without a loop, as many answers as requests, each with its latency."""
    with serveur(lambda _: reponse()) as url:
        mesure = tirer(url, [en_octets(url, Requete(f"/{n}")) for n in range(100)], 30, en_boucle=False)
    assert (mesure.faits, len(mesure.latences), mesure.erreurs) == (100, 100, {})


def test_other_statuses_are_errors() -> None:
    """One answer in two is a 500: half is done, half is counted as errors."""
    numeros = count()
    with serveur(lambda _: reponse(200 if next(numeros) % 2 else 500)) as url:
        mesure = tirer(url, [en_octets(url, Requete("/"))] * 100, 30, en_boucle=False)
    assert (mesure.faits, mesure.erreurs) == (50, {"statut 500": 50})


@pytest.mark.parametrize(("octets", "motif"), [(None, "connexion coupée"), (b"bonjour\r\n\r\n", "réponse illisible")])
def test_a_broken_server_is_an_error(octets: bytes | None, motif: str) -> None:
    """A connection closed in the middle, or something that is not HTTP, is counted and not tried again."""
    with serveur(lambda _: octets) as url:
        mesure = tirer(url, [en_octets(url, Requete("/"))] * 100, 30, en_boucle=False)
    assert mesure.faits == 0
    assert set(mesure.erreurs) == {motif}


def test_nobody_there_is_an_error() -> None:
    """Without a server, nothing is done and nothing hangs."""
    with serveur(lambda _: None) as url:
        pass
    assert set(tirer(url, [b""], 1).erreurs) == {"connexion refusée"}


def conversation(resultat: int) -> Conversation[int]:
    """Two requests, the second where the first says, with the cookie it gave."""
    premiere = yield Requete("/pose", "POST")
    seconde = yield Requete(premiere.lieu)
    if seconde.corps != b"cookie":
        raise ParcoursRompu("cookie perdu")
    return resultat


def avec_cookie(entete: str) -> bytes:
    if entete.startswith("POST"):
        return reponse(303, b"", "Location: /suite", "Set-Cookie: sid=1; Path=/; HttpOnly")
    return reponse(200, b"cookie" if "Cookie: sid=1\r\n" in entete else b"")


def test_conversations_keep_their_cookies_and_results() -> None:
    """Each conversation sees its own answers, headers and cookies, and gives its result."""
    with serveur(avec_cookie) as url:
        mesure = derouler(url, [conversation(n) for n in range(50)])
    assert (sorted(mesure.resultats), mesure.reponses, mesure.erreurs) == ([*range(50)], 100, {})


def test_a_broken_conversation_is_an_error() -> None:
    """What the conversation refuses is counted under its own words; the others go on."""
    with serveur(lambda _: reponse(200, b"", "Location: /suite")) as url:
        mesure = derouler(url, [conversation(n) for n in range(10)])
    assert (mesure.faits, mesure.erreurs) == (0, {"cookie perdu": 10})


def test_a_request_as_it_goes_on_the_wire() -> None:
    """Host, length and cookies are there; the path of the address comes first."""
    octets = en_octets("http://127.0.0.1:8000/e/atelier", Requete("/x?a=1", "POST", b"b=2", {"A": "B"}), {"s": "1"})
    entete, corps = octets.split(b"\r\n\r\n")
    assert corps == b"b=2"
    assert entete.decode().split("\r\n") == [
        "POST /e/atelier/x?a=1 HTTP/1.1",
        "Host: 127.0.0.1:8000",
        "A: B",
        "Cookie: s=1",
        "Content-Length: 3",
    ]
