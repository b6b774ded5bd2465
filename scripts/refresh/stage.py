"""Tries a new document in a copy of the project, so that the project changes only if every step succeeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from exchange import verify
from generate import generate

if TYPE_CHECKING:
    from pathlib import Path

    from openapi_document import Document

_COPIED = ("src", "scripts", "tests", "openapi", "pyproject.toml")
# The tests of the generated package that need only the document and take a few seconds.
_TESTS = ("test_operations.py", "test_schemas.py", "test_requests.py")


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
    tests = [str(folder / "tests" / "contract" / name) for name in _TESTS]
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider", *tests]
    places = os.pathsep.join(str(folder / name) for name in ("generated", "src"))
    done = subprocess.run(  # noqa: S603 - no text from outside
        command, check=False, capture_output=True, text=True, cwd=folder, env=os.environ | {"PYTHONPATH": places}
    )
    if done.returncode:
        raise SystemExit(f"the generated package fails its contract tests; nothing was changed:\n{done.stdout}")
    return package
