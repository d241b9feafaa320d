"""Two processes on one database say the same thing."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.conftest import StartSandbox
from tests.gateway.conftest import SERVICE, client
from tests.gateway.test_espaces import DEMENAGEMENT, jeton, quotient
from tests.support.serveur import running_sandbox


def test_two_processes_share_spaces_services_tokens_edits_and_day(start_sandbox: StartSandbox) -> None:
    """What one process is told the other knows, at once when it looks at each call (config_ttl of 0)."""
    un = start_sandbox(nation_size=20_000, config_ttl=0)
    deux = start_sandbox(un.database_url, nation_size=20_000, config_ttl=0)
    with client(un.url) as ici, client(deux.url) as la:
        cle = ici.post("/_bac/services", json=SERVICE).json()["key"]
        assert la.get(f"/_bac/services/{cle}").status_code == 200
        assert _kids(ici) == _kids(la)
        porteur = jeton(ici)
        ici.post("/_bac/citizens/test/facts", json=DEMENAGEMENT)
        assert quotient(la, porteur).json()["data"]["adresse"]["code_postal_ville"] == "44000 NANTES"
        la.put("/_bac/clock", json={"day": "2027-03-01"})
        assert ici.get("/_bac/clock").json()["day"] == "2027-03-01"
        la.post("/_bac/reset")
        assert quotient(ici, porteur).status_code == 401
        la.post("/_bac/spaces", json={"slug": "commun"})
        assert ici.get("/e/commun/_bac/health").status_code == 200


def _kids(processus: httpx.Client) -> list[str]:
    return [cle["kid"] for cle in processus.get("/api/v2/jwks").json()["keys"]]


def test_a_stop_keeps_the_journal_and_a_start_finds_the_same_keys(database_url: str, tmp_path: Path) -> None:
    """A journal slow to be written is complete after a clean stop, and the JWKS is the same after a restart."""
    lent = running_sandbox(tmp_path, database_url, nation_size=20_000, traces_interval=3600)
    with lent as premier, client(premier.url) as avant:
        jeton(avant)
        kids = _kids(avant)
    with running_sandbox(tmp_path, database_url, nation_size=20_000) as second, client(second.url) as apres:
        assert _kids(apres) == kids
        assert {e["citoyen"] for e in apres.get("/_bac/journal").json()["events"]} == {"test"}
