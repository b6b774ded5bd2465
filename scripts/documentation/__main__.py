"""Builds the documentation site and checks or serves it: `python -m documentation [check|serve]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from documentation.pages import write

ROOT = Path(__file__).parents[2]


def _zensical(command: str, *options: str) -> None:
    """Run a command of zensical from the root, where the paths of snippets start."""
    program = [sys.executable, "-m", "zensical", command, "-f", str(ROOT / "docs" / "zensical.toml"), *options]
    subprocess.run(program, cwd=ROOT, check=True)  # noqa: S603 - a fixed command


def main(arguments: list[str]) -> None:
    """Write the API reference, and build the site or serve it while it is edited."""
    write(ROOT / "docs" / "reference")
    if arguments == ["serve"]:
        _zensical("serve", "--dev-addr", "127.0.0.1:8000")
    else:
        _zensical("build", "--clean", "--strict")


if __name__ == "__main__":
    main(sys.argv[1:])
