"""Builds the documentation site and checks or serves it: `python -m documentation [check|serve]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from documentation.diagrams import draw
from documentation.pages import write

ROOT = Path(__file__).parents[2]


def _zensical(command: str, *options: str) -> None:
    """Run a command of zensical from the root, where the paths of snippets start."""
    program = [sys.executable, "-m", "zensical", command, "-f", str(ROOT / "docs" / "zensical.toml"), *options]
    if code := subprocess.run(program, cwd=ROOT, check=False).returncode:  # noqa: S603 - a fixed command
        sys.exit(code)


def main(arguments: list[str]) -> None:
    """Write the diagrams and the API reference, and build the site or serve it while it is edited."""
    draw(ROOT / "docs" / "diagrams")
    write(ROOT / "docs" / "reference")
    if arguments == ["serve"]:
        _zensical("serve", "--dev-addr", "127.0.0.1:8000")
    else:
        _zensical("build", "--clean", "--strict")
    if arguments == ["check"]:
        from documentation import check  # noqa: PLC0415 - a browser is needed for this alone

        check.main(ROOT / "docs" / ".site")


if __name__ == "__main__":
    main(sys.argv[1:])
