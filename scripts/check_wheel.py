"""Check that the wheel holds the two packages, marked as typed, and nothing else, and stays small."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

LARGEST = 450_000  # bytes
PACKAGES = {"authpi_admin", "authpi_core"}


def problems(wheel: Path) -> list[str]:
    """Look into a wheel.

    Args:
        wheel: Its file.

    Returns:
        What is wrong with it, a sentence each.
    """
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    found = [
        f"{name} does not belong into the wheel"
        for name in names
        if (top := name.split("/")[0]) not in PACKAGES and not top.endswith(".dist-info")
    ]
    found += [f"{package}/py.typed is missing" for package in sorted(PACKAGES) if f"{package}/py.typed" not in names]
    size = wheel.stat().st_size
    if size > LARGEST:
        found.append(f"the wheel has {size} bytes, more than {LARGEST}")
    return found


if __name__ == "__main__":
    if found := problems(Path(sys.argv[1])):
        raise SystemExit("\n".join(found))
