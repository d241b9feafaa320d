"""A whole France in one small process."""

from pathlib import Path

import httpx

from tests.conftest import StartSandbox

MEGAOCTET = 1024
PLAFOND_MO = 400


def memoire_maximale_mo(pid: int) -> float:
    """The highest resident memory of a process so far (Linux)."""
    lignes = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(ligne.split()[1]) for ligne in lignes if ligne.startswith("VmHWM:")) / MEGAOCTET


def test_a_process_serving_67_million_citizens_stays_under_400_megabytes(start_sandbox: StartSandbox) -> None:
    """After the whole files of 1,500 citizens drawn at random, the server's peak memory is under 400 MB."""
    sandbox = start_sandbox(nation_size=67_000_000)
    with httpx.Client(base_url=sandbox.url, trust_env=False, timeout=30) as client:
        tirage = client.get("/_bac/citizens", params={"limit": 1500, "seed": 3}).json()
        refs = [c["ref"] if isinstance(c, dict) else c for c in tirage["citizens"]]
        assert len(set(refs)) == 1500
        for ref in refs:
            fiche = client.get(f"/_bac/citizens/{ref}")
            assert fiche.status_code == 200, fiche.text
    assert max(int(ref.removeprefix("n-")) for ref in refs) > 60_000_000
    assert memoire_maximale_mo(sandbox.pid) < PLAFOND_MO
