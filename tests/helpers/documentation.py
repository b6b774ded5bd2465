"""Reads the pages of the documentation and the example files that they include."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
README = ROOT / "README.md"
PAGES = sorted(DOCS.glob("*.md"))

OTHER_CORE_API = {
    "AUTHPI_BASE_URL": "http://127.0.0.1:9",  # refuses connections
    "AUTHPI_KEY_ID": "key_other",
    "AUTHPI_KEY_SECRET": "other",
    "AUTHPI_ACCOUNT_ID": "acc_other",
}
"""Variables of another Core API, which a reader may have exported in the terminal."""

# Code for version 1.x, which type checkers refuse, is in the page: tests/docs/test_migration.py runs it.
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?:python|py)\b(?!.*Version 1\.x).*\n(?P<text>(?:.*\n)*?)(?P=indent)```", re.MULTILINE
)
_INCLUDE = re.compile(r'^--8<-- "([^":]+)(?::([\w-]+))?"$')
_SECTION = re.compile(r"^ *# --8<-- \[start:([\w-]+)\]\n(.*?)^ *# --8<-- \[end:\1\]$", re.MULTILINE | re.DOTALL)
_MARKER = re.compile(r"^ *# --8<-- \[(start|end):([\w-]+)\]$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of Python, and the line of its page that it begins on."""

    page: Path
    line: int
    text: str

    @property
    def includes(self) -> list[tuple[str, str | None]] | None:
        """The files and sections that it includes; `None` if it has code of its own."""
        matches = [_INCLUDE.match(line) for line in self.text.splitlines() if line.strip()]
        found = [(match[1], match[2]) for match in matches if match]
        return found if found and len(found) == len(matches) else None


def blocks(page: Path) -> list[Block]:
    """Return the Python blocks of a page."""
    text = page.read_text()
    return [
        Block(page, text.count("\n", 0, match.start()) + 2, dedent(match["text"])) for match in _BLOCK.finditer(text)
    ]


def sections(path: Path) -> dict[str, str]:
    """Return the sections of an example file, without the indentation that they have in common.

    Raises:
        ValueError: A section does not end, or has the name of another one.
    """
    text = path.read_text()
    found = {match[1]: dedent(match[2]) for match in _SECTION.finditer(text)}
    markers = [(match[1], match[2]) for match in _MARKER.finditer(text)]
    if sorted(markers) != sorted((kind, name) for name in found for kind in ("start", "end")):
        raise ValueError(f"{path.name}: sections must have a start and an end, and names of their own: {markers}")
    return found


def printed(source: str) -> list[str]:
    """Return what comments behind calls of `print` say that they print."""
    lines = dedent(source).splitlines()
    calls = [node for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.Call)]
    ends = [(call.end_lineno or 0, call.end_col_offset or 0) for call in calls if ast.unparse(call.func) == "print"]
    behind = [lines[line - 1].encode()[column:].decode() for line, column in sorted(ends)]
    return [comment.removeprefix("  # ") for comment in behind if comment.startswith("  # ")]
