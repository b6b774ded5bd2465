"""The generated package is replaced in one step: interrupted at any time, the old or the new one is whole."""

from __future__ import annotations

import ctypes
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import exchange
import pytest
from helpers.document import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OLD = {f"module_{number}.py": f"VALUE = 'old {number}'\n" for number in range(60)} | {"__init__.py": ""}
NEW = {f"module_{number}.py": f"VALUE = 'new {number}'\n" for number in range(80)} | {"__init__.py": ""}


def write(files: dict[str, str], folder: Path) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)


def tree(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("*.py")}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A package that was generated before."""
    write(OLD, tmp_path / "package")
    return tmp_path / "package"


def left_beside(target: Path) -> list[str]:
    return [path.name for path in target.parent.iterdir() if path != target]


def test_a_new_package_replaces_an_old_one(target: Path) -> None:
    exchange.replace(target, lambda folder: write(NEW, folder))
    assert (tree(target), left_beside(target)) == (NEW, [])


def test_the_first_package(tmp_path: Path) -> None:
    exchange.replace(tmp_path / "package", lambda folder: write(NEW, folder))
    assert tree(tmp_path / "package") == NEW


def test_without_an_exchange_in_one_step_two_renames_do(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def library(_: object, *, use_errno: bool) -> object:
        assert use_errno
        return object()

    monkeypatch.setattr(ctypes, "CDLL", library)
    exchange.replace(target, lambda folder: write(NEW, folder))
    assert (tree(target), left_beside(target)) == (NEW, [])


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.py": "x = (\n"}, r"^the generated a.py is not valid Python: '\(' was never closed"),
        ({"a.py": "x = '\0'\n"}, "^the generated a.py is not valid Python: "),
        ({"a.py": "raise KeyError('lost')\n"}, "^the generated package cannot be imported: KeyError: 'lost'$"),
        ({"b.py": "import nothing_of_this_name\n"}, "^the generated package cannot be imported: ModuleNotFoundError"),
    ],
)
def test_invalid_package_does_not_replace_the_old_one(target: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        exchange.replace(target, lambda folder: write(NEW | files, folder))
    assert (tree(target), left_beside(target)) == (OLD, [])


def test_failure_while_writing_keeps_the_old_package(target: Path) -> None:
    def fail(folder: Path) -> None:
        write({"a.py": ""}, folder)
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        exchange.replace(target, fail)
    assert (tree(target), left_beside(target)) == (OLD, [])


PROGRAM = """
import sys
from pathlib import Path
import exchange

files = {f"module_{number}.py": f"VALUE = 'new {number}'\\n" for number in range(80)} | {"__init__.py": ""}

def write(folder):
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)

print("begins", flush=True)
exchange.replace(Path(sys.argv[1]), write)
print("ended", flush=True)
"""


def test_package_is_complete_whenever_the_process_is_killed(target: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(target)]
    environment = {"PYTHONPATH": str(ROOT / "scripts")}
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603 - no text from outside
    whole = time.perf_counter() - start
    chosen = random.Random(13)  # noqa: S311 - no secret
    found: list[str] = []
    for _ in range(30):
        exchange.replace(target, lambda folder: write(OLD, folder))
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:  # noqa: S603 - as above
            assert process.stdout is not None
            assert process.stdout.readline() == b"begins\n"
            time.sleep(chosen.uniform(0, whole))
            process.kill()
        files = tree(target)
        assert files in (OLD, NEW)
        found.append("old" if files == OLD else "new")
    assert {*found} == {"old", "new"}
    exchange.replace(target, lambda folder: write(NEW, folder))
    assert (tree(target), left_beside(target)) == (NEW, [])  # what was left behind is removed by the next run


def test_package_is_complete_when_killed_before_and_after_the_exchange(target: Path) -> None:
    for when, expected in (("before", OLD), ("after", NEW)):
        killing = (
            "import os, signal, exchange\n"
            "real = exchange.exchange\n"
            "def killed(fresh, target):\n"
            f"    if {when!r} == 'after': real(fresh, target)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "exchange.exchange = killed\n"
        )
        command = [sys.executable, "-c", killing + PROGRAM, str(target)]
        environment = {"PYTHONPATH": str(ROOT / "scripts")}
        done = subprocess.run(command, check=False, env=environment, capture_output=True)  # noqa: S603 - as above
        assert done.returncode == -9
        assert tree(target) == expected
