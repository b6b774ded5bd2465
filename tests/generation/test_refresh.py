"""`nox -s refresh` in a copy of the project: the report, the exit status, and what is written works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import generate
import pytest
from exchange import run_contract_tests
from helpers.changed_document import ALL, add_widgets, changed
from helpers.document import ROOT
from helpers.zoo import zoo
from limits import load
from refresh import __main__ as program
from refresh.stage import stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.document import Json

COPIED = ("src", "scripts", "tests", "openapi", "generated", "pyproject.toml", "generator_config.yaml")
GENERATED = ROOT / "generated" / "authpi_core"
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
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A copy of the project, refreshed with a changed document and with `--write`."""
    project = copy_project(tmp_path_factory.mktemp("refreshed"))
    new = project.parent / "new document.json"
    new.write_text(json.dumps(changed(*ALL, document=VENDORED)), encoding="utf-8")
    done = run(project, "-m", "refresh", str(new), "--write")
    assert done.status == 0, done.output
    assert (project / "openapi" / "core-api.yaml").read_bytes() == new.read_bytes()
    return project, done


REPORTED = (
    "31 changes, 2 of them breaking. The next version after 2.0.0 is 3.0.0 (major).",
    "| renamed | `notes.referrers` | `was notes.backlinks` | no | **yes** |",
    "| added | `users.ban` | `POST /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/ban` | no | no |",
    "| removed | `NoteCount.count` |  | **yes** | **yes** |",
    "| added | `UserStatus.archived` |  | no | no |",
    "- `op.notes_backlinks` becomes `op.notes_referrers`, in `src/authpi_admin`.",
    "In `src/authpi_admin/resources/issuer.py`, a new class:",
    "In `src/authpi_admin/scopes.py`, class `IssuerScope`:",
    "    list_all: Final = pages(lambda: op.widgets_list)",
    "In `src/authpi_admin/scopes.py`, a new class:",
    'class GadgetScope(InIssuer, Editable["models.Widget", "models.CreateWidgetInput", "models.Widget"]):',
    "    def gadget(self, gadget_id: str) -> GadgetScope:",
    "        return Parts(*self.bound)",
    "## `admin.gadget(gadget_id).parts`",
    "| `ban(user_id)` | `users.ban` | POST `…/issuers/{issuer_id}/users/{user_id}/ban` |",
    "- Field `NoteCount.count` removed (breaking).",
)


def test_the_report_lists_the_changes(refreshed: tuple[Path, Run]) -> None:
    project, done = refreshed
    for line in (*REPORTED, "## Written to the facade"):
        assert f"\n{line}\n" in done.output
    report = (project / "dist" / "refresh-report.md").read_text(encoding="utf-8")
    assert done.output.endswith(report + "\n")


def test_the_lines_of_the_report_are_those_that_were_written(refreshed: tuple[Path, Run]) -> None:
    project, done = refreshed
    blocks = re.findall(r"^In `([^`\n]+)`[^\n]*:\n\n```\w+\n(.+?)\n```$", done.output, re.MULTILINE | re.DOTALL)
    assert {file for file, _ in blocks} >= {"src/authpi_admin/client.py", "tests/surface.md"}
    for file, lines in blocks:
        text = (project / file).read_text(encoding="utf-8")
        for line in lines.splitlines():
            written = line if not line.startswith("from ") else line.rpartition(" ")[2]  # beside other imports
            assert written in text, (file, line)


def test_the_tests_of_the_methods_pass(refreshed: tuple[Path, Run]) -> None:
    project, *_ = refreshed
    tests = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/test_methods.py")
    assert tests.status == 0, tests.output


PROGRAM = """
import asyncio
from authpi_admin import AuthPIAdmin, GadgetScope, PartScope
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
            gadget: GadgetScope = admin.gadget((await admin.gadgets.create({"name": "Mixer"})).id)
            await gadget.parts.create({"name": "Bowl"})
            parts = [part async for part in gadget.parts.list_all()]
            part: PartScope = gadget.part(parts[0].id)
            screws = part.screws
            await screws.create({"name": "Bolt"})
            print((await gadget.get()).name, [each.name for each in [*parts, *await screws.list_all().collect()]])


asyncio.run(main())
"""


def test_a_new_method_works_over_http(refreshed: tuple[Path, Run]) -> None:
    project, *_ = refreshed
    (project / "program.py").write_text(PROGRAM)
    assert run(project, "program.py") == Run(0, "['Knob'] True\n0\nMixer ['Bowl', 'Bolt']\n")


CHECKERS = {
    "mypy": ["-m", "mypy", "--cache-dir", "mypy-cache"],
    "pyright": ["-m", "pyright", "--pythonpath", sys.executable],
}
CHECKED = [
    *("program.py", "removed.py", "src/authpi_admin/__init__.py"),
    *("src/authpi_admin/client.py", "src/authpi_admin/scopes.py"),
    "src/authpi_admin/resources",
]


@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_find_the_call_of_a_removed_operation_and_nothing_else(
    refreshed: tuple[Path, Run], checker: str
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


def test_generated_code_is_formatted(refreshed: tuple[Path, Run]) -> None:
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
        "#/info: invalid: 'title' is a required property; correct it with an overlay action",
    ),
    "another version": (
        lambda document: document.update(openapi="3.0.3"),
        "#/openapi: version '3.0.3'; convert the document to OpenAPI 3.1",
    ),
    "no place for an action": (lambda document: document["paths"].pop("/v1/me"), "overlay.yaml#/actions/"),
}


class Refresh:
    """Runs the program in this process, for a copy of the project."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self._monkeypatch, self._capsys = project, monkeypatch, capsys
        monkeypatch.setattr(program, "ROOT", project)
        monkeypatch.setattr(program, "DOCUMENT", project / "openapi" / "core-api.yaml")
        monkeypatch.setattr(program, "GENERATED", project / "generated" / "authpi_core")

    def __call__(self, path: Path | str, *arguments: str) -> tuple[int | str, str]:
        """Return the exit status, or the message of the error, and what was printed."""
        report = str(self.project.parent / "report.md")
        self._monkeypatch.setattr(sys, "argv", ["refresh", str(path), "--report", report, *arguments])
        with pytest.raises(SystemExit) as stopped:
            program.main()
        assert stopped.value.code is not None
        return stopped.value.code, self._capsys.readouterr().out


@pytest.fixture
def refresh(untouched: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refresh:
    return Refresh(untouched, monkeypatch, capsys)


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_document_changes_nothing(refresh: Refresh, case: str) -> None:
    edit, message = INVALID[case]
    new = refresh.project.parent / "new.yaml"
    new.write_text(json.dumps(changed(edit, document=VENDORED)))
    before = snapshot(refresh.project)
    error, _ = refresh(new, "--write")
    assert message in str(error).replace('"', "'")  # jsonschema-rs, which is used if installed, quotes with "
    assert len(str(error).splitlines()) == 1
    assert snapshot(refresh.project) == before


def test_a_package_that_fails_its_contract_tests_changes_nothing(
    refresh: Refresh, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    new = refresh.project.parent / "widgets.json"
    new.write_text(json.dumps(changed(add_widgets, document=VENDORED)))
    shutil.copytree(generate.TEMPLATES, tmp_path / "templates")
    template = tmp_path / "templates" / "endpoint_module.py.jinja"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ literal(operation.method) }},", '"TRACE",'), encoding="utf-8")
    monkeypatch.setattr(generate, "TEMPLATES", tmp_path / "templates")
    before = snapshot(refresh.project)
    error, _ = refresh(new)
    assert "the generated package fails its contract tests; nothing was changed:" in str(error)
    assert snapshot(refresh.project) == before


def test_a_document_with_other_constructs_passes_its_contract_tests(zoo_package: Path, tmp_path: Path) -> None:
    """For example other headers, bare arrays, unions, and names that Python does not take."""
    stage(ROOT, tmp_path, json.dumps(zoo()).encode())
    (tmp_path / "openapi" / "overlay.yaml").write_text("overlay: 1.0.0\nactions: []\n")
    run_contract_tests(tmp_path, zoo_package / "authpi_core")


def test_without_write_the_facade_is_not_changed(refresh: Refresh, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package, whose generation the other tests show, is not generated."""

    def copy_package(folder: Path, _: Json) -> Path:
        return shutil.copytree(GENERATED, folder / "package")

    monkeypatch.setattr(program, "build", copy_package)
    new = refresh.project.parent / "all.json"
    new.write_text(json.dumps(changed(*ALL, document=VENDORED)))
    document = refresh.project / "openapi" / "core-api.yaml"
    before = snapshot(refresh.project)
    status, output = refresh(new)
    after = snapshot(refresh.project)
    document.write_bytes(before[str(document)])
    assert status == 1
    for line in (*REPORTED, "## To write to the facade", "`nox -s refresh -- PATH --write` writes these lines."):
        assert f"\n{line}\n" in output
    assert after == before | {str(document): new.read_bytes()}


def test_the_same_document_changes_nothing(refresh: Refresh) -> None:
    before = snapshot(refresh.project)
    status, output = refresh(refresh.project / "openapi" / "core-api.yaml")
    report = "# Refreshed OpenAPI document\n\nNothing changed for users.\n"
    assert status == 0
    assert output.endswith(report + "\n")
    assert (refresh.project.parent / "report.md").read_text(encoding="utf-8") == report
    assert snapshot(refresh.project) == before
    assert generate.differences(refresh.project / "generated", ROOT / "generated") == []


PATHS = {
    "nothing.yaml": "nothing.yaml is not a file; pass the path of an OpenAPI document",
    "https://user:password@api.test/openapi.json": (
        "PATH is a URL, and documents are not fetched; download it, and pass the path of the file"
    ),
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_no_file(refresh: Refresh, path: str) -> None:
    assert refresh(path) == (PATHS[path], "")
