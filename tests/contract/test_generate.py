"""The generated package is deterministic and complete, and `--check` writes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import generate
import pytest
from exchange import run_contract_tests
from helpers.document import DOCUMENT, ROOT
from openapi_document import UnsupportedError
from prepare import for_generator

if TYPE_CHECKING:
    from pathlib import Path

GENERATED = ROOT / "generated" / "authpi_core"


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def target(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the program, which already has the generated package, to save time."""

    def copy(document: Any, folder: Path) -> None:
        assert document is DOCUMENT
        shutil.copytree(fresh, folder)

    def load(*_: Path) -> dict[str, Any]:
        return DOCUMENT

    def pass_tests(project: Path, package: Path) -> None:
        assert project == ROOT
        assert tree(package) == tree(fresh)  # it is complete when it is tested

    monkeypatch.setattr(generate, "run_contract_tests", pass_tests)
    monkeypatch.setattr(generate, "load_with_overlay", load)
    monkeypatch.setattr(generate, "generate", copy)
    monkeypatch.setattr(generate, "GENERATED", tmp_path / "authpi_core")
    shutil.copytree(fresh, tmp_path / "authpi_core")
    return tmp_path / "authpi_core"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["generate.py", *arguments])
    generate.main()


def spoil(folder: Path) -> None:
    (folder / "models" / "user.py").write_text("changed")
    (folder / "lazy.py").unlink()
    (folder / "more.py").write_text("by hand")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "lazy.pyc").write_text("of no account")


def test_committed_code_is_up_to_date(fresh: Path) -> None:
    assert generate.differences(fresh, GENERATED) == []


def test_second_run_has_the_same_output(fresh: Path, tmp_path: Path) -> None:
    """In another process, where sets have another order."""
    script = (
        "import sys, pathlib, generate; document = generate.load_with_overlay(generate.DOCUMENT, generate.OVERLAY); "
        "generate.generate(document, pathlib.Path(sys.argv[1]))"
    )
    seed = {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-c", script, str(tmp_path / "authpi_core")]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | seed)  # noqa: S603 - our own words
    assert tree(tmp_path / "authpi_core") == tree(fresh)


def test_size_of_the_generated_code() -> None:
    lines = sum(content.count(b"\n") for name, content in tree(GENERATED).items() if name.endswith(".py"))
    assert 5_000 < lines <= 20_000


def test_package_contains_the_document_as_json() -> None:
    text = (GENERATED / "core-api.json").read_text(encoding="utf-8")
    assert json.loads(text) == DOCUMENT
    assert list(json.loads(text)["components"]["schemas"]) == list(DOCUMENT["components"]["schemas"])


def test_package_has_a_py_typed_file() -> None:
    assert (GENERATED / "py.typed").read_bytes() == b""


def test_check_succeeds_without_a_difference(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, folder = tree(target), target.stat()
    run(monkeypatch, "--check")
    assert tree(target) == before
    assert target.stat() == folder  # not even written anew


def test_check_names_the_files_that_differ_and_changes_nothing(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(target)
    before = tree(target)
    with pytest.raises(SystemExit) as stop:
        run(monkeypatch, "--check")
    said, *names = str(stop.value).splitlines()
    assert "nox -s generate" in said
    assert [name.strip() for name in names] == [
        "generated/authpi_core/lazy.py",
        "generated/authpi_core/models/user.py",
        "generated/authpi_core/more.py",
    ]
    assert tree(target) == before


def test_without_check_it_writes_the_package_anew(fresh: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(target)
    for _ in range(2):
        run(monkeypatch)
        assert tree(target) == tree(fresh)
    shutil.rmtree(target)
    run(monkeypatch)
    assert tree(target) == tree(fresh)


def test_a_package_that_fails_its_contract_tests_replaces_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests import the new package, which can be imported, and not the one that is installed."""

    def generate_another_method(_: Any, folder: Path) -> None:
        shutil.copytree(target, folder)
        module = folder / "api" / "me" / "me_get.py"
        module.write_text(module.read_text(encoding="utf-8").replace('"GET"', '"TRACE"'), encoding="utf-8")

    before = tree(target)
    monkeypatch.setattr(generate, "generate", generate_another_method)
    monkeypatch.setattr(generate, "run_contract_tests", run_contract_tests)
    with pytest.raises(SystemExit, match=r"^the generated package fails its contract tests; nothing was changed:\n"):
        run(monkeypatch)
    assert tree(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["authpi_core"]


def test_differences(tmp_path: Path) -> None:
    left, right = tmp_path / "left", tmp_path / "right"
    for folder, text in ((left, "a"), (right, "b")):
        (folder / "in" / "__pycache__").mkdir(parents=True)
        (folder / "in" / "__pycache__" / "x.pyc").write_text(text)
        (folder / "in" / "other.py").write_text(text)
        (folder / "same.py").write_text("same")
        (folder / f"{text}.py").write_text("same")
    assert generate.differences(left, right) == ["a.py", "b.py", "in/other.py"]
    assert generate.differences(left, tmp_path / "none") == ["a.py", "in/other.py", "same.py"]
    assert generate.differences(left, left) == []


def test_operation_that_the_generator_cannot_parse_is_an_error(
    small: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_parameters(prepared: dict[str, Any]) -> dict[str, Any]:
        view = for_generator(prepared)
        view["paths"]["/v1/{owner_id}/things"]["get"]["parameters"] = []
        return view

    monkeypatch.setattr(generate, "for_generator", without_parameters)
    with pytest.raises(SystemExit, match=r"GET /v1/\{owner_id\}/things"):
        generate.generate(small, tmp_path / "authpi_core")


def test_unknown_unit_is_an_error(small: dict[str, Any], tmp_path: Path) -> None:
    small["components"]["schemas"]["Thing"]["properties"]["size"]["x-unit"] = "unix_ms"
    where = "#/components/schemas/Thing/properties/size/x-unit"
    units = "`unix-ms` or `micro-usd`"
    message = rf"^{where}: a string \('unix_ms'\) instead of {units}; replace it with {units}$"
    with pytest.raises(UnsupportedError, match=message):
        generate.generate(small, tmp_path / "authpi_core")


@pytest.mark.parametrize(("key", "version"), [("swagger", "2.0"), ("openapi", "3.0.3"), ("openapi", "3.2.0")])
def test_document_of_another_version_is_an_error(small: dict[str, Any], tmp_path: Path, key: str, version: str) -> None:
    del small["openapi"]
    small[key] = version
    with pytest.raises(UnsupportedError, match=f"^#/{key}: version '{version}'; convert the document to OpenAPI 3.1$"):
        generate.generate(small, tmp_path / "authpi_core")
    assert not (tmp_path / "authpi_core").exists()
