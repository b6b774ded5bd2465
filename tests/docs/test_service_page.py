"""The page about a whole service is complete: its files are saved, tested and run in an empty folder."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.documentation import DOCS, OTHER_CORE_API, ROOT, blocks

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Generator

PAGE = DOCS / "service.md"
ISSUER = "i_…"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a reader of the page has saved, under the names that the page says."""
    lines = PAGE.read_text().splitlines()
    for block in blocks(PAGE):
        ((source, _),) = block.includes or []
        above = lines[block.line - 4 : block.line - 2]  # a name, and an empty line
        name = re.fullmatch(r"`(service/\w+\.py)`:", above[0])
        assert name, block.line
        (tmp_path / name[1]).parent.mkdir(exist_ok=True)
        (tmp_path / name[1]).write_text((ROOT / source).read_text())
    (ini,) = re.findall(r"^```ini\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "pytest.ini").write_text(ini)
    return tmp_path


def commands(containing: str) -> str:
    """Return the one block of commands with this text."""
    found = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    (block,) = [str(block) for block in found if containing in block]
    return block


def environment(**variables: str) -> dict[str, str]:
    """The environment of a reader's terminal, in which `python` is this interpreter."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("AUTHPI_", "PYTHONPATH"))}
    return {**outside, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **variables}


def run(block: str, folder: Path, variables: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - commands of this project's documentation
        ["/bin/sh", "-e", "-c", block], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def started(block: str, folder: Path, variables: dict[str, str]) -> Generator[None]:
    """Run commands of which the last one is a server, until the block ends."""
    with subprocess.Popen(["/bin/sh", "-e", "-c", block], cwd=folder, env=variables, stderr=subprocess.PIPE) as server:  # noqa: S603 - as above
        try:
            yield
        finally:
            server.terminate()


def imported(url: str, csv: Path) -> dict[str, object]:
    """Do what the `curl` of the page does, as soon as the service is up."""
    ends_at = time.monotonic() + 50
    while True:
        try:
            response = httpx.post(f"{url}/imports", content=csv.read_bytes())
        except httpx.ConnectError:
            assert time.monotonic() < ends_at
            time.sleep(0.05)
            continue
        outcome: dict[str, object] = response.json()
        return outcome


def test_the_tests_of_the_page_pass(folder: Path) -> None:
    output = run(commands("python -m pytest"), folder, environment(**OTHER_CORE_API))
    assert re.search(r"\d+ passed", output), output


def test_the_commands_of_the_page_run_the_service(folder: Path) -> None:
    api, port = CoreAPI(), str(free_port())
    url = f"http://127.0.0.1:{port}"
    with api.serve() as base_url:
        key_id, secret = api.key
        variables = environment(AUTHPI_BASE_URL=base_url, AUTHPI_KEY_ID=key_id, AUTHPI_KEY_SECRET=secret)
        run(commands("service.set_up").replace(ISSUER, api.issuer_id).replace("8000", port), folder, variables)
        run(commands("printf").partition("curl")[0], folder, variables)
        server = commands("uvicorn --factory").replace("uvicorn", "exec uvicorn").replace("8000", port)
        with started(server, folder, variables):
            assert imported(url, folder / "users.csv") == {"created": 1, "existing": 0, "failed": []}
            assert imported(url, folder / "users.csv") == {"created": 0, "existing": 1, "failed": []}
            assert run(commands("service.export"), folder, variables) == "1 users\n"
            run(f". ./service.env\n{commands('service.keys')}", folder, variables)
            api.clock.advance(minutes=16)  # the old secret has ended
            (user_id,) = re.findall(r'"(usr_\w+)"', (folder / "users.jsonl").read_text())
            assert httpx.get(f"{url}/users/{user_id}").json()["email"] == "alice@example.com"
            user = f"/v1/accounts/{api.account_id}/issuers/{api.issuer_id}/users/{user_id}"
            httpx.delete(f"{base_url}{user}", auth=api.key).raise_for_status()
            asyncio.run(api.settled())  # the delivery to the webhook
    with closing(sqlite3.connect(folder / "service.sqlite")) as database:
        assert database.execute("SELECT user_id FROM deleted_users").fetchall() == [(user_id,)]
