"""Each problem of a wheel or its SBOM is reported in a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from check_release import LARGEST, problems
from helpers.document import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

METADATA = """Metadata-Version: 2.4
Name: authpi-admin
Version: 1.0
Requires-Dist: httpx<1,>=0.28
Requires-Dist: typing-extensions>=4
Requires-Dist: aiohttp>=3; extra == 'aiohttp'
Requires-Dist: nothing; python_version < '3'

[Here](https://example.com/a), [below](#b) and in `rows[0](c d)`.
"""
SBOM: dict[str, Any] = {
    "metadata": {"component": {"bom-ref": "root", "name": "authpi-admin", "version": "1.0"}},
    "components": [
        {"bom-ref": "httpx==0.28", "name": "httpx"},
        {"bom-ref": "anyio==4", "name": "anyio"},
        {"bom-ref": "typing_extensions==4", "name": "typing_extensions"},
    ],
    "dependencies": [
        {"ref": "root", "dependsOn": ["httpx==0.28", "typing_extensions==4"]},
        {"ref": "httpx==0.28", "dependsOn": ["anyio==4"]},
        {"ref": "anyio==4", "dependsOn": ["typing_extensions==4"]},
        {"ref": "typing_extensions==4"},
    ],
}


def files(
    folder: Path, change: Callable[[dict[str, Any]], object] = id, size: int = 0, text: str = ""
) -> tuple[Path, Path]:
    """Write a wheel with more text on its page, and an SBOM that differs from the right one by a change."""
    wheel, sbom = folder / "authpi_admin-1.0-py3-none-any.whl", folder / "sbom.json"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("authpi_admin-1.0.dist-info/METADATA", METADATA + text)
        archive.writestr("authpi_core/core-api.json", os.urandom(size))
    document = deepcopy(SBOM)
    change(document)
    sbom.write_text(json.dumps(document))
    return wheel, sbom


def test_valid_wheel_and_sbom_have_no_problems(tmp_path: Path) -> None:
    assert list(problems(*files(tmp_path))) == []


def test_wheel_is_small(tmp_path: Path) -> None:
    (said,) = problems(*files(tmp_path, size=LARGEST))
    assert said.endswith(f"more than {LARGEST}")


def test_package_page_has_no_relative_links(tmp_path: Path) -> None:
    found = problems(*files(tmp_path, text="See [bulk](docs/bulk.md) and [testing](docs/testing.md#seed)."))
    assert list(found) == [
        "the package page has a relative link: docs/bulk.md",
        "the package page has a relative link: docs/testing.md#seed",
    ]


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another version": (
        lambda sbom: sbom["metadata"]["component"].update(version="0.9"),
        "the SBOM describes authpi-admin 0.9, not authpi-admin 1.0",
    ),
    "no version": (
        lambda sbom: sbom["metadata"]["component"].pop("version"),
        "the SBOM describes authpi-admin None, not authpi-admin 1.0",
    ),
    "a dependency that is missing": (lambda sbom: sbom["components"].pop(0), "the SBOM does not list httpx"),
    "a package of the environment": (
        lambda sbom: sbom["components"].append({"bom-ref": "pip==24", "name": "pip"}),
        "the SBOM lists pip, which the wheel does not require",
    ),
}


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_sbom_of_another_environment(change: Callable[[dict[str, Any]], object], said: str, tmp_path: Path) -> None:
    assert list(problems(*files(tmp_path, change))) == [said]


@pytest.mark.parametrize(
    ("change", "status", "said"), [(id, 0, ""), (CHANGES["no version"][0], 1, f"{CHANGES['no version'][1]}\n")]
)
def test_program(change: Callable[[dict[str, Any]], object], status: int, said: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "check_release.py"), *map(str, files(tmp_path, change))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - a script of this project
    assert (done.returncode, done.stderr) == (status, said)
