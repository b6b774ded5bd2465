"""Runs the examples against a local Core API over HTTP, and compares what they print with what they say."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from helpers.documentation import DOCS, EXAMPLES, OTHER_CORE_API, ROOT, printed

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from pathlib import Path

USERS = 250
GIVEN = {"admin", "issuer", "api"}
"""The parameters of functions that are run here."""

UNDOCUMENTED_KEYS = {"extra_keys", "extra", "body_extra"}
"""Functions that send keys that the OpenAPI document does not describe."""

FILES = sorted(path for path in EXAMPLES.glob("*.py") if path.name != "conftest.py")


def functions(path: Path) -> dict[str, set[str]]:
    """Return the coroutine functions of a file, and the names of their parameters."""
    nodes = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.AsyncFunctionDef)]
    return {node.name: {argument.arg for argument in node.args.args} for node in nodes}


RUN_HERE = [
    (path.stem, name)
    for path in FILES
    if not path.stem.startswith("test_")
    for name, parameters in functions(path).items()
    if parameters and parameters <= GIVEN
]


@pytest.mark.parametrize(("module", "function"), RUN_HERE, ids=[".".join(names) for names in RUN_HERE])
async def test_function_of_an_example_prints_the_documented_output(
    module: str, function: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    api = CoreAPI(unknown_keys="ignore" if function in UNDOCUMENTED_KEYS else "refuse")
    api.seed(users=USERS)
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    call: Any = getattr(importlib.import_module(module), function)
    with api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        monkeypatch.setenv("AUTHPI_KEY_ID", api.key[0])
        monkeypatch.setenv("AUTHPI_KEY_SECRET", api.key[1])
        async with AuthPIAdmin() as admin:
            given = {"admin": admin, "issuer": admin.issuer(api.issuer_id), "api": api}
            await call(**{name: given[name] for name in inspect.signature(call).parameters})
    expected = printed(inspect.getsource(call))
    assert [line for line in capsys.readouterr().out.splitlines() if line in expected] == expected


@pytest.mark.parametrize("function", ["serve", "mount", "steer"])
async def test_a_local_core_api_is_used_instead_of_that_of_the_environment(
    function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in OTHER_CORE_API.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    await getattr(importlib.import_module("local_core_api"), function)(CoreAPI())


def test_every_example_is_run() -> None:
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    run = {f"{module}.py" for module, _ in RUN_HERE}
    run |= {f"webhooks_{name}.py" for name in ("aiohttp", "django", "fastapi")}  # in tests/webhooks
    run |= {path.name for path in FILES if f'"{path.name}"' in tests}
    assert {path.name for path in FILES} == run


@pytest.mark.parametrize("module", sorted({module for module, _ in RUN_HERE}))
def test_every_function_of_an_example_is_run_or_used(module: str) -> None:
    tree = ast.parse((EXAMPLES / f"{module}.py").read_text())
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    run = {name for stem, name in RUN_HERE if stem == module}
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert defined <= run | used


def run(name: str, *arguments: str, **environment: str) -> str:
    """Run an example as a program, and return its output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AUTHPI_")}
    done = subprocess.run(  # noqa: S603 - an example of this project
        [sys.executable, EXAMPLES / name, *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def test_quickstart_shows_everything() -> None:
    lines = run("quickstart.py", **OTHER_CORE_API).splitlines()  # without --real, it does not use these
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


async def test_quickstart_with_real_uses_the_url_of_the_environment_and_cleans_up() -> None:
    api = CoreAPI()
    key_id, secret = api.key
    with api.serve() as url:
        output = run("quickstart.py", "--real", AUTHPI_BASE_URL=url, AUTHPI_KEY_ID=key_id, AUTHPI_KEY_SECRET=secret)
        assert "iterated over 250 users" in output.splitlines()
        async with AuthPIAdmin(api_key=api.key, base_url=url) as admin:
            assert [issuer.name for issuer in await admin.issuers.list()] == ["Default"]
            assert len(await admin.webhooks.list()) == 0


def test_the_first_user_is_created_and_deleted() -> None:
    api = CoreAPI()
    with api.serve() as url:
        key_id, secret = api.key
        output = run(
            "first_user.py", api.issuer_id, AUTHPI_BASE_URL=url, AUTHPI_KEY_ID=key_id, AUTHPI_KEY_SECRET=secret
        )
    assert output.splitlines() == printed((EXAMPLES / "first_user.py").read_text())
    assert f"```text\n{output}```" in (DOCS / "index.md").read_text()
    assert [request.method for request in api.requests] == ["GET", "POST", "GET", "DELETE"]  # first the account


def test_the_example_of_event_loops_prints_what_it_says() -> None:
    assert run("event_loops.py", **OTHER_CORE_API).splitlines() == printed((EXAMPLES / "event_loops.py").read_text())


def test_the_example_of_tracing_prints_spans() -> None:
    output = run("tracing.py", **OTHER_CORE_API)
    assert re.findall(r'^    "name": "(.*)"', output, re.MULTILINE) == ["users.create", "sign-up"]
    assert re.findall(r'"http.response.status_code": (\d+)', output) == ["201", "503", "201"]


@pytest.mark.parametrize(
    ("names", "passed"),
    [
        (["signup.py", "test_signup.py"], 3),
        (["signup.py", "test_mocking.py"], 7),
        (["fastapi_app.py", "test_fastapi_app.py"], 2),
        (["synchronous.py", "django_views.py", "test_django_views.py"], 2),
        (["synchronous.py", "celery_tasks.py", "test_celery_tasks.py"], 2),
    ],
    ids=["testing", "mocking", "fastapi", "django", "celery"],
)
def test_an_example_with_tests_is_whole_and_passes(names: list[str], passed: int, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text((EXAMPLES / name).read_text())
    done = subprocess.run(  # noqa: S603 - an example of this project
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        env={**os.environ, **OTHER_CORE_API},  # which the tests do not use
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{passed} passed" in done.stdout, done.stdout
