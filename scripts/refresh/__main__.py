"""Replaces the vendored document, generates the package from it, and reports what changed since the last commit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import replace
from generate import DOCUMENT, GENERATED, ROOT
from openapi_document import UnsupportedError
from overlay import OverlayError, load_with_overlay

from refresh.by_hand import by_hand
from refresh.compare import compare
from refresh.edits import edit_facade
from refresh.facade import read_facade
from refresh.plan import plan
from refresh.renames import find_renames
from refresh.report import Refresh, report
from refresh.shapes import shapes
from refresh.stage import build, stage
from refresh.table import added_rows, update_table
from refresh.valid import check_valid

if TYPE_CHECKING:
    from openapi_document import Document

REPORT = ROOT / "dist" / "refresh-report.md"


@dataclass(frozen=True)
class Options:
    """The arguments of the program."""

    path: Path
    is_written: bool
    report: Path


def main() -> None:
    """Run from the command line; the exit status is 1 if the facade must be changed by hand.

    Raises:
        SystemExit: The document is invalid, or the generated code cannot represent it; nothing was changed.
    """
    parser = ArgumentParser(prog="nox -s refresh --", description=__doc__)
    parser.add_argument("path", nargs="?", default=str(DOCUMENT), help="the new document, a JSON or YAML file")
    parser.add_argument("--write", action="store_true", help="add the missing methods to the facade")
    parser.add_argument("--report", type=Path, default=REPORT, help="where to write the report, as Markdown")
    given = parser.parse_args()
    path = _checked(given.path)
    try:
        needs_a_hand = refresh(Options(path, given.write, given.report))
    except UnsupportedError as error:
        raise SystemExit(f"{path.name}{error}") from None
    except OverlayError as error:
        raise SystemExit(str(error)) from None
    sys.exit(1 if needs_a_hand else 0)


def _checked(path: str) -> Path:
    """Return the path of the document."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", path):
        # The message does not repeat the URL, which may contain a password.
        raise SystemExit("PATH is a URL, and documents are not fetched; download it, and pass the path of the file")
    if not Path(path).is_file():
        raise SystemExit(f"{path} is not a file; pass the path of an OpenAPI document")
    return Path(path)


def refresh(options: Options) -> bool:
    """Replace the document.

    Args:
        options: The arguments of the program.

    Returns:
        Whether the facade must be changed by hand.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        stage(ROOT, folder, options.path.read_bytes())
        document = load_with_overlay(folder / "openapi" / "core-api.yaml", folder / "openapi" / "overlay.yaml")
        check_valid(document)
        package = build(folder, document)
        found, text = _compared(options, folder, _before(), document)
        _exchange(folder, package, is_written=options.is_written)
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the output of the program
    return found.needs_a_hand


def _before() -> Document:
    """Read the document and the overlay of the last commit; without a repository, the document of the package."""
    name = GENERATED.relative_to(ROOT).as_posix()
    command = ["git", "-C", str(ROOT), "show", f"HEAD:./{name}/core-api.json"]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - the arguments are from this project
    text = (GENERATED / "core-api.json").read_bytes() if done.returncode else done.stdout
    document: Document = json.loads(text)
    return document


def _compared(options: Options, folder: Path, before: Document, after: Document) -> tuple[Refresh, str]:
    """Compare the documents, edit the facade of the copy, and report."""
    old, new = shapes(before), shapes(after)
    facade = read_facade(folder / "src" / "authpi_admin")
    renames = find_renames(old, new)
    called = facade.called()
    known = {name: renames.functions.get(name, name) for name in called}
    methods = plan(facade, new, {name: after for name, after in known.items() if after in new.functions})
    renamed = {name: after for name, after in known.items() if name != after}
    problems = by_hand(facade, old, new, renames, folder)
    # The copy is always edited; the edits are copied to the project only with `--write`.
    edit_facade(facade, methods, renamed, folder / "pyproject.toml")
    table = folder / "tests" / "surface.md"
    rows = table.read_text(encoding="utf-8")
    edited = update_table(rows, read_facade(folder / "src" / "authpi_admin"), new.functions)
    table.write_text(edited, encoding="utf-8")
    found = Refresh(
        changes=compare(old, new, renames, called),
        differs=before != after,
        version=_version(folder),
        methods=methods,
        renamed=renamed,
        problems=problems,
        is_written=options.is_written,
        rows=added_rows(rows, edited),
    )
    return found, report(found, folder)


def _exchange(folder: Path, package: Path, *, is_written: bool) -> None:
    """Copy the results to the project: each file, and the package as a whole, in one step."""
    _take(folder / "openapi" / "core-api.yaml", DOCUMENT)

    def copy(target: Path) -> None:
        shutil.copytree(package, target)

    replace(GENERATED, copy)
    if is_written:
        for path in [*sorted((folder / "src").rglob("*.py")), folder / "tests" / "surface.md"]:
            _take(path, ROOT / path.relative_to(folder))


def _take(source: Path, target: Path) -> None:
    """Replace a file in one step if it differs."""
    content = source.read_bytes()
    if target.exists() and target.read_bytes() == content:
        return
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    beside.replace(target)


def _version(root: Path) -> str:
    """Read the version of the project."""
    text = (root / "src" / "authpi_admin" / "_version.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+?)"', text)
    return found[1] if found else "0.0.0"


if __name__ == "__main__":
    main()
