"""Writes the pages of the API reference: Markdown with a directive for each object, rendered by mkdocstrings."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "errors": ("Errors", ["authpi_admin.errors"]),
}


def write(folder: Path) -> None:
    """Write all pages and their navigation.

    Args:
        folder: Where to; it is made anew.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "index.md").write_text("# API reference\n", encoding="utf-8")
    navigation = ["- [Overview](index.md)"]
    for name, (title, objects) in PAGES.items():
        directives = "\n".join(f"::: {path}\n" for path in objects)
        (folder / f"{name}.md").write_text(f"# {title}\n\n{directives}", encoding="utf-8")
        navigation.append(f"- [{title}]({name}.md)")
    (folder / "SUMMARY.md").write_text("\n".join(navigation) + "\n", encoding="utf-8")
