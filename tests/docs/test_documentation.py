"""Executes the Python blocks of README and docs, and the examples, against a local Core API over HTTP."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^ *print\(.*\)  # (.+)$", re.MULTILINE)
FILE = re.compile(r"# ([\w/]+\.py)\n")
USERS = 250


def blocks() -> list[Any]:
    found: list[Any] = []
    for page in PAGES:
        text = page.read_text()
        for match in BLOCK.finditer(text):
            if FILE.match(match[1]):
                continue
            line = text.count("\n", 0, match.start()) + 2
            found.append(pytest.param((page, line, match[1]), id=f"{page.name}:{line}"))
    return found


@pytest.fixture
def api() -> CoreAPI:
    api = CoreAPI()
    api.seed(users=USERS)
    return api


def compiled(block: tuple[Path, int, str], api: CoreAPI) -> Any:
    """Compile a block, with line numbers of its page, and with the key and the issuer of a local Core API."""
    page, line, source = block
    key_id, secret = api.key
    code = source.replace('"key_…", "secret"', f'"{key_id}", "{secret}"').replace("i_…", api.issuer_id)
    return compile("\n" * (line - 1) + code, page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.mark.parametrize("block", blocks())
async def test_block_runs_and_prints_what_it_says(
    block: tuple[Path, int, str],
    api: CoreAPI,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
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
            result: object = eval(compiled(block, api), names)  # noqa: S307 - our own documentation
            if inspect.iscoroutine(result):
                await cast("Any", result)
    expected = PRINTED.findall(block[2])
    assert [text for text in capsys.readouterr().out.splitlines() if text in expected] == expected


def test_the_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^```sh\n(.*?)^```", PAGES[0].read_text(), re.MULTILINE | re.DOTALL)
    setup = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s"
    assert commands[:2] == [f"{setup} quickstart\n", f"{setup} tests\n"]
    assert f"\n{commands[1]}" in (ROOT / ".ci" / "run").read_text()


def run_quickstart(**environment: str) -> list[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AUTHPI_")}
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, EXAMPLES / "quickstart.py"],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


def test_quickstart_shows_everything() -> None:
    lines = run_quickstart()
    begins = [
        "issuers: ['Default']",
        "created the issuer Quickstart i_",
        "created the user alice@example.com Alice",
        "created the user bob",
        "a page of 50 users; more: True",
        "iterated over 250 users",
        "created the webhook example.com for user.created, organization.suspended, organization.deleted",
        "its token, shown this once: wht_",
        "NotFoundError: GET /v1/accounts/acc_",
        "ValidationError: [('username', ",
        "deleted the issuer",
    ]
    assert len(lines) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(lines, begins, strict=True))


async def test_quickstart_takes_the_address_of_the_environment_and_leaves_nothing_there() -> None:
    api = CoreAPI()
    with api.serve() as url:
        lines = run_quickstart(AUTHPI_BASE_URL=url, AUTHPI_KEY_ID=api.key[0], AUTHPI_KEY_SECRET=api.key[1])
        assert "iterated over 250 users" in lines
        async with AuthPIAdmin(api_key=api.key, base_url=url) as admin:
            assert [issuer.name for issuer in await admin.issuers.list()] == ["Default"]
            assert len(await admin.webhooks.list()) == 0


def files() -> list[Any]:
    """Every block that shows a file of the examples, by its name."""
    return [
        pytest.param(named[1], FILE.sub("", block[1], count=1), id=f"{page.name}:{named[1]}")
        for page in PAGES
        for block in BLOCK.finditer(page.read_text())
        if (named := FILE.match(block[1]))
    ]


@pytest.mark.parametrize(("name", "text"), files())
def test_a_block_with_the_name_of_an_example_shows_that_example(name: str, text: str) -> None:
    assert (EXAMPLES / name).read_text() == text


def test_every_example_of_one_file_is_shown_on_a_page() -> None:
    shown = {param.values[0] for param in files()}
    assert shown == {path.name for path in EXAMPLES.glob("*.py")} - {"quickstart.py"}  # which the README runs


def test_the_example_of_tracing_prints_spans() -> None:
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, EXAMPLES / "tracing.py"], capture_output=True, text=True, check=True
    )
    assert re.findall(r'^    "name": "(.*)"', done.stdout, re.MULTILINE) == ["users.create", "sign-up"]
    assert re.findall(r'"http.response.status_code": (\d+)', done.stdout) == ["201", "503", "201"]


@pytest.mark.parametrize(
    ("names", "passed"),
    [
        (["signup.py", "test_signup.py"], 3),
        (["signup.py", "test_mocking.py"], 7),
        (["fastapi_app.py", "test_fastapi_app.py"], 2),
    ],
    ids=["testing", "mocking", "fastapi"],
)
def test_an_example_with_tests_is_whole_and_passes(names: list[str], passed: int, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text((EXAMPLES / name).read_text())
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{passed} passed" in done.stdout, done.stdout
