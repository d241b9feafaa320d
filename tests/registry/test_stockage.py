"""The protocol's memory and the journal, on the database of the run (SQLite, or a real PostgreSQL)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from registry.modifications import Modification
from registry.stockage.base import Base, BaseInutilisable
from registry.stockage.configuration import Configuration, EspaceChange, EspaceExiste
from registry.stockage.etat import LOT_TRACES, Magasin
from registry.stockage.pilotes import pilote
from registry.stockage.tables import Espace

Resultat = TypeVar("Resultat")


class Montre:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.instant = 1_000_000.0

    def __call__(self) -> float:
        return self.instant


def avec_magasin(
    url: str, essai: Callable[[Magasin], Awaitable[Resultat]], montre: Callable[[], float], **options: Any
) -> Resultat:
    """What `essai` gives on a store of this database, opened then cleanly closed."""

    async def jouer() -> Resultat:
        base = Base(url)
        base.creer()
        magasin = Magasin(pilote(base, 4), montre, **options)
        await magasin.ouvrir()
        try:
            return await essai(magasin)
        finally:
            await magasin.fermer()
            base.fermer()

    return asyncio.run(jouer())


def test_what_is_put_is_read_until_its_time(database_url: str) -> None:
    """A value lives exactly its duration: read one second before the end, gone at the end."""
    montre = Montre()

    async def essai(magasin: Magasin) -> None:
        await magasin.poser("", "jeton", "a", {"é": [1, None]}, 60)
        montre.instant += 59
        assert await magasin.lire("", "jeton", "a") == {"é": [1, None]}
        montre.instant += 1
        assert await magasin.lire("", "jeton", "a") is None
        assert await magasin.prendre("", "jeton", "a") is None

    avec_magasin(database_url, essai, montre)


def test_put_again_replaces_value_and_time(database_url: str) -> None:
    """The last value wins, with its own duration."""
    montre = Montre()

    async def essai(magasin: Magasin) -> None:
        await magasin.poser("", "session", "a", {"n": 1}, 1)
        await magasin.poser("", "session", "a", {"n": 2}, 60)
        montre.instant += 30
        assert await magasin.lire("", "session", "a") == {"n": 2}

    avec_magasin(database_url, essai, montre)


def test_spaces_and_natures_do_not_meet(database_url: str) -> None:
    """The same key in another space or of another nature is another thing, and emptying one leaves the other."""

    async def essai(magasin: Magasin) -> None:
        for espace, nature in (("", "code"), ("", "jeton"), ("atelier", "code")):
            await magasin.poser(espace, nature, "a", {"ou": [espace, nature]}, 60)
        assert await magasin.lire("atelier", "jeton", "a") is None
        assert await magasin.vider("", "code") == 1
        assert await magasin.lire("", "jeton", "a") == {"ou": ["", "jeton"]}
        assert await magasin.vider("") == 1
        assert await magasin.lire("atelier", "code", "a") is not None
        assert await magasin.retirer("atelier", "code", "a") is True
        assert await magasin.retirer("atelier", "code", "a") is False

    avec_magasin(database_url, essai, Montre())


def test_a_code_is_taken_once_whoever_is_quick(database_url: str) -> None:
    """Four callers on four connections race for fifty codes: each code goes to exactly one of them."""
    codes = [f"code-{n}" for n in range(50)]

    async def poser(magasin: Magasin) -> None:
        for code in codes:
            await magasin.poser("", "code", code, {"code": code}, 60)

    async def courir(magasin: Magasin) -> list[str]:
        return [p["code"] for code in codes if (p := await magasin.prendre("", "code", code))]

    avec_magasin(database_url, poser, Montre())
    with ThreadPoolExecutor(4) as coureurs:
        prises = [coureurs.submit(avec_magasin, database_url, courir, Montre()) for _ in range(4)]
        obtenus = [code for prise in prises for code in prise.result()]
    assert sorted(obtenus) == sorted(codes)


def test_the_purge_deletes_the_dead_only(database_url: str) -> None:
    """Beyond one batch too, dead rows go and live rows stay."""
    montre = Montre()

    async def essai(magasin: Magasin) -> None:
        for n in range(1100):
            await magasin.poser("", "jeton", str(n), {}, 10)
        await magasin.poser("", "jeton", "vivant", {"oui": True}, 60)
        montre.instant += 10
        assert await magasin.purger() == 1100
        assert await magasin.lire("", "jeton", "vivant") == {"oui": True}

    avec_magasin(database_url, essai, montre)


def test_a_clean_stop_loses_no_event(database_url: str) -> None:
    """Events not yet written when the store closes are there when it opens again, in order."""

    async def ecrire(magasin: Magasin) -> None:
        for n in range(250):
            magasin.journaliser("", {"n": n})

    async def relire(magasin: Magasin) -> list[dict[str, Any]]:
        return await magasin.journal("", limite=1000)

    avec_magasin(database_url, ecrire, Montre(), intervalle=3600)
    assert [e["n"] for e in avec_magasin(database_url, relire, Montre())] == list(range(250))


def test_a_store_that_is_busy_writing_still_closes(database_url: str) -> None:
    """Closing at the very moment a full batch wakes the writer ends, and keeps the whole batch."""

    async def ecrire(magasin: Magasin) -> None:
        await asyncio.sleep(0)
        for n in range(LOT_TRACES + 1):
            magasin.journaliser("", {"n": n})

    async def compter(magasin: Magasin) -> int:
        return len(await magasin.journal("", limite=2 * LOT_TRACES))

    avec_magasin(database_url, ecrire, Montre(), intervalle=3600)
    assert avec_magasin(database_url, compter, Montre()) == LOT_TRACES + 1


def test_the_journal_is_read_in_pages_and_by_space(database_url: str) -> None:
    """The last events by default, the following ones after a number, those of one space only."""

    async def essai(magasin: Magasin) -> None:
        for n in range(10):
            magasin.journaliser("atelier" if n % 2 else "", {"n": n})
        derniers = await magasin.journal("", limite=2)
        assert [e["n"] for e in derniers] == [6, 8]
        premiers = await magasin.journal("atelier", limite=2, apres=1)
        assert [e["n"] for e in premiers] == [1, 3]
        suite = await magasin.journal("atelier", apres=premiers[-1]["id"])
        assert [e["n"] for e in suite] == [5, 7, 9]

    avec_magasin(database_url, essai, Montre())


def test_the_journal_keeps_its_last_events_in_each_space(database_url: str) -> None:
    """The purge cuts each space's journal to the number kept, oldest first."""

    async def essai(magasin: Magasin) -> None:
        for n in range(8):
            magasin.journaliser("", {"n": n})
        magasin.journaliser("atelier", {"n": 0})
        await magasin.ecrire_journal()
        await magasin.purger()
        assert [e["n"] for e in await magasin.journal("")] == [5, 6, 7]
        assert len(await magasin.journal("atelier")) == 1

    avec_magasin(database_url, essai, Montre(), traces_gardees=3)


def test_processes_that_start_together_create_one_database(database_url: str) -> None:
    """Four starts at once create the tables and one default space."""

    def demarrer(_: int) -> str:
        base = Base(database_url)
        base.creer()
        try:
            espace = Espace(slug="", graine=1, taille=1, secret="s", cree_le=0)
            Configuration(base).creer_espace(espace, lambda: {"ES256": {}})
        except EspaceExiste:
            return "existe"
        finally:
            base.fermer()
        return "cree"

    with ThreadPoolExecutor(4) as departs:
        assert sorted(departs.map(demarrer, range(4))) == ["cree", "existe", "existe", "existe"]


def test_a_database_in_a_new_folder(tmp_path: Path) -> None:
    """The folder of a SQLite file is made with it."""
    base = Base(f"sqlite:///{tmp_path}/nouveau/bac.db")
    base.creer()
    base.fermer()
    assert (tmp_path / "nouveau" / "bac.db").exists()


@pytest.mark.parametrize("url", ["mysql://hote/base", "pas une adresse", "sqlite://", "sqlite:///:memory:"])
def test_another_database_is_refused_in_a_sentence(url: str) -> None:
    """Only SQLite files and PostgreSQL are supported; the refusal quotes what was given."""
    with pytest.raises(BaseInutilisable, match="base de données"):
        Base(url)


def test_what_is_listed_is_alive_and_of_its_kind(database_url: str) -> None:
    """A list holds the live values of one space and nature whose key starts as asked."""
    montre = Montre()

    async def essai(magasin: Magasin) -> None:
        for espace, nature, cle, duree in (
            ("", "courriel", "a|1", 60),
            ("", "courriel", "a|2", 10),
            ("", "courriel", "b|1", 60),
            ("", "jeton", "a|3", 60),
            ("autre", "courriel", "a|4", 60),
        ):
            await magasin.poser(espace, nature, cle, {"cle": cle}, duree)
        montre.instant += 10
        assert await magasin.lister("", "courriel", "a|") == [("a|1", {"cle": "a|1"})]
        assert [cle for cle, _ in await magasin.lister("", "courriel")] == ["a|1", "b|1"]

    avec_magasin(database_url, essai, montre)


def test_a_citizen_journal_is_theirs_newest_first(database_url: str) -> None:
    """Across batches, the events of one citizen since an instant, and of nobody whose ref only resembles theirs."""

    async def essai(magasin: Magasin) -> None:
        for instant in range(2500):
            qui = ("a", "ab", None)[instant % 3]
            magasin.journaliser("", {"instant": instant, "citoyen": qui})
        lus = await magasin.journal_du_citoyen("", "a", depuis=600)
        assert [e["instant"] for e in lus] == list(range(2499, 599, -3))
        assert await magasin.journal_du_citoyen("autre", "a", depuis=0) == []
        assert len(await magasin.journal_du_citoyen("", "a", depuis=0, limite=5)) == 5

    avec_magasin(database_url, essai, Montre())


def test_an_edit_made_for_an_older_version_is_not_kept(database_url: str) -> None:
    """Of two edits checked against the same version of the space, the second is refused and nothing of it remains."""
    base = Base(database_url)
    base.creer()
    configuration = Configuration(base)
    configuration.creer_espace(Espace(slug="", graine=1, taille=1, secret="s", version=7, cree_le=0), dict)
    edition = Modification("test", "email", {"email": "a@example.org"}, date(2026, 1, 1))
    configuration.ajouter_modification("", edition, 7)
    with pytest.raises(EspaceChange):
        configuration.ajouter_modification("", edition, 7)
    assert len(configuration.modifications("", "test")) == 1
    base.fermer()
