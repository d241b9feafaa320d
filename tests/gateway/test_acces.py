"""Who may call the control API."""

from __future__ import annotations

import httpx
import pytest
from starlette.requests import Request

from gateway.controle.acces import refus_acces
from gateway.settings import ReglageRefuse, Settings
from tests.conftest import StartSandbox

SANTE = "/_bac/health"


def appel(pair: str = "127.0.0.1", **entetes: str) -> Request:
    """A request from this peer; `_` stands for `-` in header names."""
    bruts = {"host": "127.0.0.1:8000"} | {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}
    brut = [(nom.encode(), valeur.encode()) for nom, valeur in bruts.items()]
    return Request({"type": "http", "client": (pair, 5000), "headers": brut, "path": "/services", "method": "GET"})


def code(request: Request, **reglages: str) -> str | None:
    refus = refus_acces(request, Settings(**reglages))  # type: ignore[arg-type]
    return refus.corps["erreur"] if refus else None


@pytest.mark.parametrize(("pair", "attendu"), [("127.0.0.1", None), ("::1", None), ("192.0.2.7", "machine_seulement")])
def test_without_a_key_only_the_machine_itself_may_call(pair: str, attendu: str | None) -> None:
    """The peer of the socket decides."""
    assert code(appel(pair)) == attendu


@pytest.mark.parametrize("entete", ["x_forwarded_for", "forwarded", "x_real_ip", "via"])
def test_a_relay_on_the_machine_does_not_speak_for_it(entete: str) -> None:
    """What came through a relay is not the machine itself, and no header makes it so."""
    assert code(appel(**{entete: "127.0.0.1"})) == "machine_seulement"


def test_with_a_key_everyone_must_show_it() -> None:
    """The key in X-Bac-Key or as a bearer opens from anywhere; loopback without it stays out."""
    assert code(appel("192.0.2.7", x_bac_key="s3cret"), control_key="s3cret") is None
    assert code(appel(authorization="Bearer s3cret"), control_key="s3cret") is None
    assert code(appel(), control_key="s3cret") == "cle_requise"
    assert code(appel(x_bac_key="s3cre"), control_key="s3cret") == "cle_requise"


def test_a_page_of_another_site_is_refused() -> None:
    """A foreign or null Origin is refused; our own pages, at the Host asked or at the public address, may call."""
    assert code(appel(origin="https://exemple.fr")) == "origine_refusee"
    assert code(appel(origin="null")) == "origine_refusee"
    assert code(appel(origin="http://127.0.0.1:8000")) is None
    ailleurs = appel(origin="https://bac.exemple.fr", host="interne:8000", x_bac_key="k")
    assert code(ailleurs, public_url="https://bac.exemple.fr", control_key="k") is None


def test_a_name_that_is_not_ours_is_refused() -> None:
    """Without a key the Host must be the machine: a site that gives its name our address gets nothing."""
    assert code(appel(host="piege.exemple:8000", origin="http://piege.exemple:8000")) == "hote_refuse"
    assert code(appel(host="piege.exemple")) == "hote_refuse"
    assert code(appel(host="localhost:8000")) is None
    assert code(appel(host="[::1]:8000")) is None


def test_listening_elsewhere_needs_a_key() -> None:
    """An address that other machines reach is refused without a key, and accepted with one."""
    with pytest.raises(ReglageRefuse, match="BACASABLE_CONTROL_KEY"):
        Settings(host="0.0.0.0").verifier_acces()
    Settings(host="0.0.0.0", control_key="k").verifier_acces()
    Settings(host="localhost").verifier_acces()


def test_the_door_over_http(start_sandbox: StartSandbox) -> None:
    """With a key, health stays open to all, the rest wants the key, and errors say what to do."""
    url = start_sandbox(control_key="cle-de-test", nation_size=20_000).url
    with httpx.Client(base_url=url, trust_env=False) as client:
        assert client.get(SANTE).status_code == 200
        refus = client.get("/_bac/services")
        assert refus.status_code == 401
        assert refus.json().keys() == {"erreur", "message", "remede"}
        assert client.get("/_bac/openapi.json").status_code == 401
        assert client.get("/_bac/services", headers={"X-Bac-Key": "cle-de-test"}).status_code == 200
        assert client.get("/api/v2/jwks").status_code == 200
