"""Compare the public names with the last release: the changelog must name each breaking change."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"authpi_admin": "src", "authpi_core": "generated"}
"""The packages, and the folder of each."""


def last_release(repository: Path) -> str | None:
    """Return the newest tag of a release (`v1.2.3`) before the current commit; `None` without one."""
    command = [shutil.which("git") or "git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    return done.stdout.strip() or None


def unnamed_breaks(repository: Path, release: str, packages: Mapping[str, str]) -> Iterator[str]:
    """Compare the packages with a release.

    Args:
        repository: The folder of the repository.
        release: The tag of the release.
        packages: The packages, and the folder of each in the repository.

    Yields:
        Each change that breaks programs and is not named in the changelog.
    """
    named = names_in(newest_section((repository / "CHANGELOG.md").read_text(encoding="utf-8")))
    for package, folder in packages.items():
        old = griffe.load_git(package, ref=release, repo=repository, search_paths=[folder])
        new = griffe.load(package, search_paths=[repository / folder], try_relative_path=False)
        for change in griffe.find_breaking_changes(old, new):
            if not is_named(change.obj.path, named):
                yield change.explain(griffe.ExplanationStyle.ONE_LINE)


def newest_section(changelog: str) -> str:
    """Return the part of a changelog below its first heading of a version."""
    return re.split(r"^## ", changelog, flags=re.MULTILINE)[1]


def names_in(text: str) -> set[str]:
    """Return the code spans of a text, without parenthesized parts."""
    return {found.partition("(")[0] for found in re.findall(r"`([^`]+)`", text)}


def is_named(path: str, named: set[str]) -> bool:
    """Return whether a path ends with a name, which may include the class, such as `AuthPIAdmin.close`."""
    parts = path.split("(", maxsplit=1)[0].split(".")
    shortest = 2 if len(parts) > 1 and parts[-2][:1].isupper() else 1
    return any(".".join(parts[start:]) in named for start in range(len(parts) - shortest + 1))


def main() -> None:
    """Print the changes, and exit with 1 if there are any."""
    release = last_release(ROOT)
    if release is None:
        sys.stdout.write("No release is tagged, so there is nothing to compare the public names with.\n")
        return
    found = list(unnamed_breaks(ROOT, release, PACKAGES))
    if found:
        lines = "\n".join(found)
        raise SystemExit(
            f"{lines}\nThese changes break programs written for {release}. Undo them, or name each one in CHANGELOG.md."
        )
    sys.stdout.write(f"CHANGELOG.md names every breaking change since {release}.\n")


if __name__ == "__main__":
    main()
