"""What is wrong with a wheel is said, a sentence each."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from check_wheel import LARGEST, problems
from helpers.document import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "authpi_admin/__init__.py": b"",
    "authpi_admin/py.typed": b"",
    "authpi_core/models/user.py": b"",
    "authpi_core/py.typed": b"",
    "authpi_admin-1.0.dist-info/METADATA": b"",
    "authpi_admin-1.0.dist-info/licenses/LICENSE": b"",
}


def wheel(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "authpi_admin-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_wheel_with_the_two_packages_is_good(tmp_path: Path) -> None:
    assert problems(wheel(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    "name",
    ["tests/test_users.py", "setup.py", "authpi_admin_more/x.py", "authpi_core.py", "more/x.dist-info/METADATA"],
)
def test_anything_else_does_not_belong_into_it(tmp_path: Path, name: str) -> None:
    assert problems(wheel(tmp_path, {**GOOD, name: b""})) == [f"{name} does not belong into the wheel"]


def test_both_packages_are_marked_as_typed(tmp_path: Path) -> None:
    files = {name: content for name, content in GOOD.items() if not name.endswith("py.typed")}
    assert problems(wheel(tmp_path, files)) == ["authpi_admin/py.typed is missing", "authpi_core/py.typed is missing"]


def test_it_is_small(tmp_path: Path) -> None:
    (said,) = problems(wheel(tmp_path, {**GOOD, "authpi_core/core-api.json": os.urandom(LARGEST)}))
    assert said.endswith(f"more than {LARGEST}")


@pytest.mark.parametrize(
    ("more", "status", "said"), [({}, 0, ""), ({"x": b""}, 1, "x does not belong into the wheel\n")]
)
def test_program(tmp_path: Path, more: dict[str, bytes], status: int, said: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "check_wheel.py"), str(wheel(tmp_path, GOOD | more))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (status, said)
