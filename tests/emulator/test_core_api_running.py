"""The local Core API over HTTP, from the command line, and without the extra that it needs."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import httpx
import pytest

from authpi_admin.testing.__main__ import main

if TYPE_CHECKING:
    from authpi_admin.testing import CoreAPI


async def test_over_http(api: CoreAPI) -> None:
    with api.serve() as url:
        async with httpx.AsyncClient(base_url=url, auth=api.key) as client:
            answer = await client.get("/v1/me")
            api.drop_answers(1)
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("/v1/me")
    assert answer.json()["data"]["key_id"] == api.key[0]
    assert url.startswith("http://127.0.0.1:")


def test_the_server_ends_with_the_block(api: CoreAPI) -> None:
    threads = threading.active_count()
    with api.serve() as url:
        assert httpx.get(f"{url}/v1/me", auth=api.key).status_code == 200
    assert threading.active_count() == threads
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_the_command_prints_what_a_client_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: list[httpx.Response] = []

    class Interrupted:
        """Stands for the event that never comes: one request, then Ctrl-C."""

        def wait(self) -> None:
            """Do what a user at another terminal would."""
            found = re.search(r"-u (\S+):(\S+) (\S+)", capsys.readouterr().out)
            assert found
            answers.append(httpx.get(found[3], auth=(found[1], found[2])))
            raise KeyboardInterrupt

    monkeypatch.setattr("authpi_admin.testing.__main__.threading", SimpleNamespace(Event=Interrupted))
    main(["--port", "0"])
    assert [answer.status_code for answer in answers] == [200]
    assert '"GET /v1/me HTTP/1.1" 200' in capsys.readouterr().out


def test_a_port_that_cannot_be_used_is_said_in_a_line(api: CoreAPI, capsys: pytest.CaptureFixture[str]) -> None:
    with api.serve() as url:
        for port in (url.rpartition(":")[2], "70000"):
            with pytest.raises(SystemExit):
                main(["--port", port])
            *_, said = capsys.readouterr().err.splitlines()
            assert f"port {port} cannot be used, choose another one: " in said


@pytest.mark.parametrize(
    ("missing", "message"),
    [("starlette", r"authpi-admin\[testing\]"), ("authpi_admin.testing._state", r"authpi_admin\.testing\._state")],
)
def test_only_what_the_extra_holds_is_blamed_on_it(monkeypatch: pytest.MonkeyPatch, missing: str, message: str) -> None:
    for name in [name for name in sys.modules if name.startswith(("authpi_admin.testing", "starlette"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    testing = importlib.import_module("authpi_admin.testing")
    with pytest.raises(ImportError, match=message):
        _ = testing.CoreAPI
    with pytest.raises(AttributeError, match="Nothing"):
        _ = testing.Nothing


def test_the_sdk_does_not_load_it() -> None:
    code = "import sys, authpi_admin; print('authpi_admin.testing' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603  our own code
    assert done.stdout == "False\n"
