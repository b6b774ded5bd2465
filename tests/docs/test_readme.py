"""Executes the Python blocks of the README against a local Core API over HTTP."""

from __future__ import annotations

import ast
import inspect
import re
from typing import TYPE_CHECKING, Any, cast

import pytest
from helpers.documentation import OTHER_CORE_API, README, ROOT, Block, blocks, printed

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Mapping

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


async def execute(block: Block, api: CoreAPI, names: Mapping[str, object]) -> None:
    result: object = eval(compiled(block, api), dict(names))  # noqa: S307 - code of this project's README
    if inspect.iscoroutine(result):
        await cast("Any", result)


@pytest.mark.parametrize("block", BLOCKS)
async def test_block_prints_the_documented_output(
    block: Block, api: CoreAPI, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        async with AuthPIAdmin(api_key=api.key) as admin:
            names = {
                "AuthPIAdmin": AuthPIAdmin,
                "admin": admin,
                "issuer": admin.issuer(api.issuer_id),
                "issuer_id": api.issuer_id,
                "me": await admin.whoami(),
            }
            await execute(block, api, names)
    expected = printed(block.text)
    assert [text for text in capsys.readouterr().out.splitlines() if text in expected] == expected


async def test_the_block_on_tests_does_not_use_the_core_api_of_the_environment(
    api: CoreAPI, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = [block for block in blocks(README) if "CoreAPI()" in block.text]
    for name, value in OTHER_CORE_API.items():
        monkeypatch.setenv(name, value)
    await execute(block, api, {})
    assert capsys.readouterr().out.splitlines() == printed(block.text)


def test_the_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    setup = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s"
    assert commands[:2] == [f"{setup} quickstart\n", f"{setup} tests\n"]
    assert f"\n{commands[1]}" in (ROOT / ".ci" / "run").read_text()
