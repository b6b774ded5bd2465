"""Tries a new document in a copy of the project, so that the project changes only if every step succeeds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from exchange import run_contract_tests, verify
from generate import generate

if TYPE_CHECKING:
    from pathlib import Path

    from openapi_document import Document

_COPIED = ("src", "scripts", "tests", "openapi", "pyproject.toml")


def stage(root: Path, folder: Path, document: bytes) -> None:
    """Copy the project, with another document.

    Args:
        root: The project.
        folder: The folder of the copy.
        document: The content of the document's file.
    """
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for name in _COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=ignored)
        else:
            shutil.copyfile(root / name, folder / name)
    (folder / "openapi" / "core-api.yaml").write_bytes(document)


def build(folder: Path, document: Document) -> Path:
    """Generate the package in a copy of the project, parse and import it, and run its contract tests.

    Args:
        folder: The copy.
        document: The document with its overlay applied.

    Returns:
        The folder of the package.

    Raises:
        SystemExit: The package cannot be generated, parsed or imported, or a test fails.
    """
    package = folder / "generated" / "authpi_core"
    package.parent.mkdir()
    generate(document, package)
    verify(package)
    run_contract_tests(folder, package)
    return package
