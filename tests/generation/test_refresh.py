"""`nox -s refresh` in a copy of the project: the report, the exit status, and what is written works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from generate import differences
from helpers.changed_document import ALL, add_widgets, changed
from helpers.document import ROOT
from limits import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.document import Json

COPIED = ("src", "scripts", "tests", "openapi", "generated", "pyproject.toml", "generator_config.yaml")
VENDORED = load(ROOT / "openapi" / "core-api.yaml")


class Run(NamedTuple):
    """The result of a command."""

    status: int
    output: str


def run(project: Path, *command: str) -> Run:
    """Run Python in the copy, which takes precedence over the installed project."""
    places = os.pathsep.join(str(project / name) for name in ("generated", "src", "scripts", "tests"))
    environment = os.environ | {"PYTHONPATH": places, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-B", *command],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=project,
        env=environment,
    )
    return Run(done.returncode, done.stdout)


def git(project: Path, *command: str) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(project), *identity, *command], check=True, capture_output=True)  # noqa: S603, S607 - our own words


def copy_project(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The project")
    return folder


def snapshot(project: Path) -> dict[str, bytes]:
    files = (path for name in COPIED for path in [project / name, *(project / name).rglob("*")])
    return {str(path): path.read_bytes() for path in files if path.is_file() and path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, Run]:
    """A copy of the project, refreshed with a changed document, then with `--write`."""
    project = copy_project(tmp_path_factory.mktemp("refreshed"))
    new = project.parent / "new document.json"
    new.write_text(json.dumps(changed(*ALL, document=VENDORED)), encoding="utf-8")
    first = run(project, "-m", "refresh", str(new))
    assert (project / "openapi" / "core-api.yaml").read_bytes() == new.read_bytes(), first.output
    return project, first, run(project, "-m", "refresh", "--write")


def test_the_report_lists_the_changes(refreshed: tuple[Path, Run, Run]) -> None:
    project, first, _ = refreshed
    for line in (
        "14 changes, 2 of them breaking. The next version after 2.0.0 is 3.0.0 (major).",
        "| renamed | `notes.referrers` | `was notes.backlinks` | no | **yes** |",
        "| added | `users.ban` | `POST /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/ban` | no | no |",
        "| removed | `NoteCount.count` |  | **yes** | **yes** |",
        "| added | `UserStatus.archived` |  | no | no |",
        "- `op.notes_backlinks` becomes `op.notes_referrers`, in `src/authpi_admin`.",
        "In `src/authpi_admin/resources/issuer.py`, a new class:",
        "In `src/authpi_admin/scopes.py`, class `IssuerScope`:",
        "    list_all: Final = pages(lambda: op.widgets_list)",
        "| `ban(user_id)` | `users.ban` | POST `…/issuers/{issuer_id}/users/{user_id}/ban` |",
        "- Field `NoteCount.count` removed (breaking).",
    ):
        assert f"\n{line}\n" in first.output
    assert first.status == 1
    assert (project / "dist" / "refresh-report.md").exists()


def test_with_write_the_facade_needs_no_hand(refreshed: tuple[Path, Run, Run]) -> None:
    project, first, second = refreshed
    assert second.status == 0, second.output
    report = (project / "dist" / "refresh-report.md").read_text(encoding="utf-8")
    assert report in second.output
    assert "## Written to the facade" in report
    assert "## To write to the facade" in first.output
    changes = "## Operations"
    assert (
        report.partition(changes)[2].partition("## Written")[0]
        == (first.output.partition(changes)[2].partition("## To write")[0])
    )


def test_the_tests_of_the_methods_pass(refreshed: tuple[Path, Run, Run]) -> None:
    project, *_ = refreshed
    tests = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/test_methods.py")
    assert tests.status == 0, tests.output


PROGRAM = """
import asyncio
from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI


async def main() -> None:
    api = CoreAPI()
    with api.serve() as base_url:
        async with AuthPIAdmin(api_key=api.key, base_url=base_url) as admin:
            issuer = admin.issuer(api.issuer_id)
            widget = await issuer.widgets.create({"name": "Knob"})
            assert (await issuer.widgets.get(widget.id)).name == "Knob"
            print([each.name async for each in issuer.widgets.list_all()], widget.created_time is not None)
            await issuer.widgets.delete(widget.id)
            print(len(await issuer.widgets.list()))


asyncio.run(main())
"""


def test_a_new_method_works_over_http(refreshed: tuple[Path, Run, Run]) -> None:
    project, *_ = refreshed
    (project / "program.py").write_text(PROGRAM)
    assert run(project, "program.py") == Run(0, "['Knob'] True\n0\n")


CHECKERS = {
    "mypy": ["-m", "mypy", "--cache-dir", "mypy-cache"],
    "pyright": ["-m", "pyright", "--pythonpath", sys.executable],
}
CHECKED = [
    *("program.py", "removed.py", "src/authpi_admin/client.py", "src/authpi_admin/scopes.py"),
    "src/authpi_admin/resources",
]


@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_find_the_call_of_a_removed_operation_and_nothing_else(
    refreshed: tuple[Path, Run, Run], checker: str
) -> None:
    project, *_ = refreshed
    (project / "program.py").write_text(PROGRAM)
    source = (project / "src" / "authpi_admin" / "resources" / "account.py").read_text(encoding="utf-8")
    (project / "removed.py").write_text(source.replace("op.notes_referrers", "op.notes_backlinks"))
    checked = run(project, *CHECKERS[checker], *CHECKED)
    errors = [line for line in checked.output.splitlines() if ": error: " in line or " - error: " in line]
    assert errors, checked.output
    assert all("removed.py" in line for line in errors), checked.output
    assert any("notes_backlinks" in line for line in errors)


def test_generated_code_is_formatted(refreshed: tuple[Path, Run, Run]) -> None:
    project, *_ = refreshed
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        assert run(project, "-m", "ruff", *command, "src/authpi_admin").status == 0


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that no test changes."""
    return copy_project(tmp_path_factory.mktemp("untouched"))


INVALID: dict[str, tuple[Callable[[Json], object], str]] = {
    "not valid": (
        lambda document: document.update(info={}),
        "#/info: invalid: 'title' is a required property; correct it with an overlay action\n",
    ),
    "another version": (
        lambda document: document.update(openapi="3.0.3"),
        "#/openapi: version '3.0.3'; convert the document to OpenAPI 3.1\n",
    ),
    "no place for an action": (lambda document: document["paths"].pop("/v1/me"), "overlay.yaml#/actions/"),
}


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_document_changes_nothing(untouched: Path, case: str) -> None:
    edit, message = INVALID[case]
    new = untouched.parent / "new.yaml"
    new.write_text(json.dumps(changed(edit, document=VENDORED)))
    before = snapshot(untouched)
    stopped = run(untouched, "-m", "refresh", str(new), "--write")
    assert stopped.status == 1
    assert message in stopped.output.replace('"', "'")  # jsonschema-rs, which is used if installed, quotes with "
    assert len(stopped.output.splitlines()) == 1
    assert snapshot(untouched) == before


def test_a_package_that_fails_its_contract_tests_changes_nothing(untouched: Path) -> None:
    new = untouched.parent / "widgets.json"
    new.write_text(json.dumps(changed(add_widgets, document=VENDORED)))
    template = untouched / "openapi" / "templates" / "endpoint_module.py.jinja"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ literal(operation.method) }},", '"TRACE",'), encoding="utf-8")
    before = snapshot(untouched)
    try:
        stopped = run(untouched, "-m", "refresh", str(new))
    finally:
        template.write_text(text, encoding="utf-8")
    assert stopped.status == 1
    assert "the generated package fails its contract tests; nothing was changed:" in stopped.output
    assert snapshot(untouched) | {str(template): before[str(template)]} == before


def test_the_same_document_changes_nothing(untouched: Path) -> None:
    before = snapshot(untouched)
    same = run(untouched, "-m", "refresh", "openapi/core-api.yaml", "--report", "report.md")
    assert same.status == 0, same.output
    assert (untouched / "report.md").read_text(encoding="utf-8") == (
        "# Refreshed OpenAPI document\n\nNothing changed for users.\n"
    )
    assert snapshot(untouched) == before
    assert differences(untouched / "generated", ROOT / "generated") == []


def test_a_file_that_does_not_exist() -> None:
    stopped = run(ROOT, "-m", "refresh", "nothing.yaml")
    assert stopped == Run(1, "nothing.yaml is not a file; pass the path of an OpenAPI document\n")
