"""Executes the Python blocks of the README against a local Core API over HTTP."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any, cast

import httpx
import pytest
from helpers.documentation import README, ROOT, Block, blocks, printed

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

USERS = 250
BLOCKS = [pytest.param(block, id=f"line {block.line}") for block in blocks(README)]


@pytest.fixture
def api() -> CoreAPI:
    api = CoreAPI()
    api.seed(users=USERS)
    return api


def compiled(block: Block, api: CoreAPI) -> Any:
    """Compile a block, with line numbers of its page, and with the key and the issuer of a local Core API."""
    key_id, secret = api.key
    code = block.text.replace('"key_…", "secret"', f'"{key_id}", "{secret}"').replace("i_…", api.issuer_id)
    return compile("\n" * (block.line - 1) + code, block.page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.mark.parametrize("block", BLOCKS)
async def test_block_prints_the_documented_output(
    block: Block, api: CoreAPI, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        async with AuthPIAdmin(api_key=api.key) as admin:
            names = {
                "AuthPIAdmin": AuthPIAdmin,
                "httpx": httpx,
                "admin": admin,
                "issuer": admin.issuer(api.issuer_id),
                "issuer_id": api.issuer_id,
                "me": await admin.whoami(),
            }
            result: object = eval(compiled(block, api), names)  # noqa: S307 - code of this project's README
            if inspect.iscoroutine(result):
                await cast("Any", result)
    expected = printed(block.text)
    assert [text for text in capsys.readouterr().out.splitlines() if text in expected] == expected


def test_the_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    setup = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s"
    assert commands[:2] == [f"{setup} quickstart\n", f"{setup} tests\n"]
    assert f"\n{commands[1]}" in (ROOT / ".ci" / "run").read_text()
