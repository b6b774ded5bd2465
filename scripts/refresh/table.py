"""Brings `tests/surface.md` up to date: a row for each method, under the heading of its class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refresh.lines import table_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refresh.facade import Facade
    from refresh.shapes import Function

_HEADING = re.compile(r"## `(admin.*)`")
_ROW = re.compile(r"\| `(\w+)\(")


def update_table(text: str, facade: Facade, functions: Mapping[str, Function]) -> str:
    """Update the table.

    Args:
        text: The table as it is.
        facade: The facade.
        functions: What its methods call; a method that calls anything else gets no row.

    Returns:
        The table. Rows that are up to date stay where they are.
    """
    wanted = _rows(facade, functions)
    blocks = re.split(r"(?m)^(?=## )", text)
    sections: dict[str, list[str]] = {}
    for block in blocks[1:]:
        lines = block.rstrip("\n").splitlines()
        heading = _HEADING.match(lines[0])
        name = heading[1] if heading else lines[0]
        if rows := wanted.pop(name, {}):
            sections[name] = _section(lines, rows)
    for name, rows in wanted.items():
        table = [f"## `{name}`", "", "| method | operation | request |", "| --- | --- | --- |"]
        sections = _with_section(sections, name, _section(table, rows))
    return blocks[0] + "\n".join("\n".join([*lines, ""]) for lines in sections.values())


def added_rows(before: str, after: str) -> list[str]:
    """List the new rows of the table.

    Args:
        before: The table before.
        after: The table after.

    Returns:
        The rows, under the headings of their classes.
    """
    known = set(before.splitlines())
    found: list[str] = []
    for section in re.split(r"(?m)^(?=## )", after)[1:]:
        heading, *lines = section.splitlines()
        rows = [line for line in lines if _ROW.match(line) and line not in known]
        found += [heading, "", *rows, ""] if rows else []
    return found


def _rows(facade: Facade, functions: Mapping[str, Function]) -> dict[str, dict[str, str]]:
    """Write the rows of each class under its heading."""
    found: dict[str, dict[str, str]] = {}
    for name, accessor in facade.accessors().items():
        place = facade.places[name]
        rows = {
            method.name: table_row(method.name, functions[method.function], place.ids)
            for method in place.methods.values()
            if method.function in functions
        }
        if rows:
            found[accessor] = rows
    return found


def _section(lines: list[str], rows: dict[str, str]) -> list[str]:
    """Update the rows of a section."""
    shown = [(row[1], line) for line in lines if (row := _ROW.match(line))]
    kept = [(name, _same(line, rows[name])) for name, line in shown if name in rows]
    for name in sorted(rows.keys() - {name for name, _ in kept}):
        position = next((number for number, (other, _) in enumerate(kept) if other > name), len(kept))
        kept.insert(position, (name, rows[name]))
    return [*(line for line in lines if not _ROW.match(line)), *(line for _, line in kept)]


def _same(line: str, row: str) -> str:
    """Keep a row that differs only in the order of its keywords."""
    return line if sorted(re.findall(r"[^\s,()|]+", line)) == sorted(re.findall(r"[^\s,()|]+", row)) else row


def _with_section(sections: dict[str, list[str]], name: str, section: list[str]) -> dict[str, list[str]]:
    """Insert a section in alphabetical order among those of the same parent."""
    parent = name.rpartition(".")[0]
    names = list(sections)
    siblings = [number for number, other in enumerate(names) if other.rpartition(".")[0] == parent]
    before = [number for number in siblings if names[number] < name]
    position = before[-1] + 1 if before else siblings[0] if siblings else len(names)
    listed = list(sections.items())
    listed.insert(position, (name, section))
    return dict(listed)
