"""The local Core API over HTTP, from the command line, and without the extra that it needs."""

from __future__ import annotations

import asyncio
import importlib
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.emulator_process import Served, served

import authpi_admin.testing
from authpi_admin.testing.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    from authpi_admin.testing import CoreAPI


async def test_over_http(api: CoreAPI) -> None:
    with api.serve() as url:
        async with httpx.AsyncClient(base_url=url, auth=api.key) as client:
            response = await client.get("/v1/me")
            api.drop_responses(1)
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("/v1/me")
    assert response.json()["data"]["key_id"] == api.key[0]
    assert url.startswith("http://127.0.0.1:")


def test_server_stops_with_the_block(api: CoreAPI) -> None:
    threads = threading.active_count()
    with api.serve() as url:
        assert httpx.get(f"{url}/v1/me", auth=api.key).status_code == 200
    assert threading.active_count() == threads
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_greeting_exports_the_variables(tmp_path: Path) -> None:
    with served() as api:
        *_, base_url, key_id, secret, account, issuer = api.greeting.splitlines()
        for line in (base_url, key_id, secret, account):
            assert line.startswith("export AUTHPI_")
        assert issuer == f"# issuer: {api.issuer_id}"
        script = "import asyncio, authpi_admin\nprint(asyncio.run(authpi_admin.AuthPIAdmin().whoami()).key_id)"
        command = [sys.executable, "-W", "ignore", "-c", script]
        done = subprocess.run(command, env=api.variables, capture_output=True, text=True, cwd=tmp_path, check=True)  # noqa: S603  our own
        assert done.stdout.strip() == api.variables["AUTHPI_KEY_ID"]


def test_access_log_does_not_block_a_process_that_reads_the_greeting_only() -> None:
    with served() as api:
        # A pipe holds 64 KiB: 1,500 lines of the log would fill that of standard output if they went there.
        assert api.process.stderr
        log: list[str] = []
        reader = threading.Thread(target=log.extend, args=(api.process.stderr,))
        reader.start()
        with httpx.Client(base_url=api.variables["AUTHPI_BASE_URL"]) as client:
            statuses = {client.get("/v1/me").status_code for _ in range(1_500)}
        api.process.terminate()
        reader.join()
        assert api.process.stdout
        assert api.process.stdout.read() == ""
    assert statuses == {401}
    assert sum('"GET /v1/me HTTP/1.1" 401' in line for line in log) == 1_500


def test_seeds_and_state(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with ExitStack() as clients, served("--seed", "users=3,organizations=2", "--state", str(state)) as first:
        core = clients.enter_context(core_client(first))
        issuer = f"issuers/{first.issuer_id}"
        ids = [row["user_id"] for row in core.get(f"{issuer}/users").json()["data"]]
        assert len(ids) == 3
        core.delete(f"{issuer}/users/{ids[0]}")
        key = core.post("api-keys", json={"name": "x", "restrictions": {"scopes": ["issuers:**"]}}).json()["data"]
        token = core.post(f"{issuer}/users/{ids[1]}/tokens", json={"name": "x", "restrictions": {"scopes": ["*:**"]}})
        events = core.get("events").json()["data"]
        hook = {"name": "x", "url": "http://127.0.0.1:9/", "auth": {"type": "none"}, "events": ["issuer.created"]}
        hook_id = core.post("webhooks", json=hook).json()["data"]["id"]
        core.post("issuers", json={"name": "Other"})
        first.end()
        assert first.process.returncode == 0
    assert state.stat().st_mode & 0o777 == 0o600

    with ExitStack() as clients, served("--state", str(state)) as second:
        assert {**second.variables, "AUTHPI_BASE_URL": ""} == {**first.variables, "AUTHPI_BASE_URL": ""}
        assert second.issuer_id == first.issuer_id
        core = clients.enter_context(core_client(second))
        assert [row["user_id"] for row in core.get(f"{issuer}/users").json()["data"]] == ids[1:]
        assert [row["user_id"] for row in core.get(f"{issuer}/users?status=deleted").json()["data"]] == ids[:1]
        assert len(core.get(f"{issuer}/organizations").json()["data"]) == 2
        assert core.get("events").json()["data"][: len(events)] == events
        base = second.variables["AUTHPI_BASE_URL"]
        assert httpx.get(f"{base}/v1/me", auth=(key["id"], key["secret_plain"])).status_code == 200
        bearer = {"authorization": f"Bearer {token.json()['data']['token_plain']}"}
        assert httpx.get(f"{base}/v1/me", headers=bearer).json()["data"]["type"] == "personal_token"
        user = core.get(f"{issuer}/users/{ids[1]}").json()["data"]
        taken = {"username_type": "email", "username": user["username"]}
        assert core.post(f"{issuer}/users", json=taken).status_code == 409
        (delivery,) = core.get(f"webhooks/{hook_id}/deliveries").json()["data"]
        assert delivery["status"] == "pending"
        second.end(signal.SIGINT)


def test_invalid_state_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"a": 1}')
    with pytest.raises(SystemExit) as caught:
        main(["--port", "0", "--state", str(other)])
    assert f"{other} is not a state file" in str(caught.value)
    assert capsys.readouterr().out == ""
    assert other.read_text() == '{"a": 1}'


def test_unusable_port_is_one_sentence(api: CoreAPI, capsys: pytest.CaptureFixture[str]) -> None:
    with api.serve() as url:
        for port in (url.rpartition(":")[2], "70000"):
            with pytest.raises(SystemExit) as caught:
                main(["--port", port])
            said = str(caught.value)
            assert said.startswith(f"Port {port} of 127.0.0.1 cannot be used")
            assert "\n" not in said
            assert capsys.readouterr().err == ""


@pytest.mark.parametrize("option", ["--host", "--control-host"])
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com"])  # noqa: S104  the case
def test_hosts_other_than_loopback_need_a_token(
    option: str, host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AUTHPI_CONTROL_TOKEN", raising=False)
    with pytest.raises(SystemExit):
        main([option, host])
    assert "requires --control-token" in capsys.readouterr().err


@pytest.mark.parametrize("seed", ["users", "users=many", "uesrs=1"])
def test_invalid_seed(seed: str) -> None:
    with pytest.raises(SystemExit):
        main(["--port", "0", "--seed", seed])


def core_client(api: Served) -> httpx.Client:
    """A client with the root key, below the account."""
    base_url = f"{api.variables['AUTHPI_BASE_URL']}/v1/accounts/{api.variables['AUTHPI_ACCOUNT_ID']}/"
    return httpx.Client(base_url=base_url, auth=(api.variables["AUTHPI_KEY_ID"], api.variables["AUTHPI_KEY_SECRET"]))


def test_one_api_in_several_event_loops(api: CoreAPI) -> None:
    """As with FastAPI's TestClient, which runs the application in a loop of its own."""

    async def create(number: int) -> str:
        issuer = api.client().issuer(api.issuer_id)
        return (await issuer.users.create({"email": f"user{number}@example.com"})).id

    first = asyncio.run(create(1))
    with ThreadPoolExecutor() as threads:
        others: list[str] = list(threads.map(asyncio.run, map(create, range(2, 10))))
    listed = asyncio.run(api.client().issuer(api.issuer_id).users.list_all().collect())
    assert [user.id for user in listed] == sorted([first, *others])


async def test_client_ignores_the_account_of_the_environment(api: CoreAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m authpi_admin.testing` prints lines that export the account of another local Core API."""
    monkeypatch.setenv("AUTHPI_ACCOUNT_ID", "acc_other")
    assert len(await api.client().issuers.list()) == 1


def test_dir_of_the_package() -> None:
    assert {"Clock", "CoreAPI", "Received", "UnknownKeysWarning"} <= set(dir(authpi_admin.testing))


@pytest.mark.parametrize(
    ("missing", "message"),
    [("starlette", r"authpi-admin\[testing\]"), ("authpi_admin.testing._state", r"authpi_admin\.testing\._state")],
)
def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, missing: str, message: str) -> None:
    for name in [name for name in sys.modules if name.startswith(("authpi_admin.testing", "starlette"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    testing = importlib.import_module("authpi_admin.testing")
    with pytest.raises(ImportError, match=message):
        _ = testing.CoreAPI
    with pytest.raises(AttributeError, match="Nothing"):
        _ = testing.Nothing
