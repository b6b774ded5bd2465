"""Replaces the generated package with a new one in one step, after verifying the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = ".authpi_core-"
_IMPORT_ALL = """
import pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = __import__(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    __import__(module.name)
"""
# The tests that hold for every document; others know the constructs of the current one.
_TESTS = "tests/contract/test_package.py"
_AT_WORKING_DIRECTORY = -100
_RENAME_EXCHANGE = 2


def replace(target: Path, write: Callable[[Path], None], test: Callable[[Path], None] | None = None) -> None:
    """Write a package next to an old one, verify it, and exchange the two.

    If this is interrupted at any moment, even by SIGKILL, the target is either the complete old or the complete new
    package.

    Args:
        target: The folder of the package.
        write: Writes the new package to a folder.
        test: Raises an error if the new package fails its tests.

    Raises:
        SystemExit: The new package cannot be parsed or imported. The old one is unchanged.
    """
    for abandoned in target.parent.glob(f"{PREFIX}*"):  # left by a run that was killed
        shutil.rmtree(abandoned)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=target.parent) as folder:
        fresh = Path(folder) / target.name
        write(fresh)
        verify(fresh)
        if test:
            test(fresh)
        if target.exists():
            exchange(fresh, target)
        else:
            fresh.rename(target)


def verify(package: Path) -> None:
    """Parse and import every module of a package.

    Args:
        package: Its folder.

    Raises:
        SystemExit: A module cannot be parsed or imported.
    """
    for path in sorted(package.rglob("*.py")):
        try:
            compile(path.read_text(encoding="utf-8"), str(path), "exec")
        except (SyntaxError, ValueError) as error:
            raise SystemExit(f"the generated {path.relative_to(package)} is not valid Python: {error}") from None
    # In a separate process: this one may have imported the old package.
    command = [sys.executable, "-B", "-c", _IMPORT_ALL, str(package.parent), package.name]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - the arguments are from this project
    if done.returncode:
        reason = done.stderr.strip().rpartition("\n")[2]
        raise SystemExit(f"the generated package cannot be imported: {reason}")


def run_contract_tests(project: Path, package: Path) -> None:
    """Run the contract tests that need only the document and the generated package, which takes a few seconds.

    Args:
        project: The project whose document the package was generated from.
        package: The folder of the package.

    Raises:
        SystemExit: A test fails.
    """
    options = ["-q", "-x", "--no-header", "-p", "no:cacheprovider", "-p", "no:schemathesis"]
    # pytest itself adds `scripts` and `tests`.
    places = os.pathsep.join([str(package.parent), str(project / "src")])
    done = subprocess.run(  # noqa: S603 - no text from outside
        [sys.executable, "-B", "-m", "pytest", *options, str(project / _TESTS)],
        check=False,
        capture_output=True,
        text=True,
        cwd=project,
        env=os.environ | {"PYTHONPATH": places},
    )
    if done.returncode:
        shown = done.stdout or done.stderr
        raise SystemExit(f"the generated package fails its contract tests; nothing was changed:\n{shown}")


def exchange(fresh: Path, target: Path) -> None:
    """Exchange two folders of one file system.

    Args:
        fresh: The new folder, which is moved to the path of the target.
        target: The old folder, which is moved to the path of the new one.
    """
    # Two renames would leave a moment without a package. Linux can exchange the two in one step (renameat2(2)).
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    names = (os.fsencode(fresh), os.fsencode(target))
    if renameat2 and not renameat2(_AT_WORKING_DIRECTORY, names[0], _AT_WORKING_DIRECTORY, names[1], _RENAME_EXCHANGE):
        return
    old = fresh.with_name(f"{target.name}-old")
    target.rename(old)
    fresh.rename(target)
