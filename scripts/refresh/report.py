"""Writes the report of a refresh as Markdown: the changes, the next version, and the changes of the facade."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refresh.compare import Change, version_part
from refresh.lines import accessor_lines, class_lines, method_lines, property_lines, scope_lines
from refresh.markdown import block, cell, code
from refresh.plan import new_classes, new_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from refresh.plan import NewClass, NewMethod
    from refresh.scopes import NewScope

_AREAS = ("operation", "parameter", "body", "response", "schema", "field", "enum value")


@dataclass(frozen=True)
class Refresh:
    """The results of a refresh.

    Attributes:
        changes: How the new document differs from the old one.
        differs: Whether the generated code differs at all.
        version: The version before.
        methods: The methods that the facade lacks.
        renamed: The new name of each function that has another one.
        problems: What must be changed by hand.
        is_written: Whether the facade has been edited.
        rows: The rows that the table of methods gets, under the headings of their classes.
    """

    changes: list[Change]
    differs: bool
    version: str
    methods: list[NewMethod]
    renamed: dict[str, str]
    problems: list[str]
    is_written: bool
    rows: list[str] = field(default_factory=list[str])

    @property
    def needs_a_hand(self) -> bool:
        """Whether the facade must still be changed."""
        return bool(self.problems) or (not self.is_written and bool(self.methods or self.renamed))


def next_version(version: str, part: str) -> str:
    """Return the next version.

    Args:
        version: The version before, for example `2.0.0`.
        part: `major`, `minor`, `patch` or `none`.

    Returns:
        The next version.
    """
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    position = {"major": 0, "minor": 1, "patch": 2}.get(part)
    if position is None:
        return version
    return ".".join(map(str, [*numbers[:position], numbers[position] + 1, *[0] * (2 - position)]))


def report(refresh: Refresh, root: Path) -> str:
    """Write the report.

    Args:
        refresh: What the refresh found.
        root: The folder of the project.

    Returns:
        Markdown.
    """
    part = version_part(refresh.changes, differs=refresh.differs)
    following = next_version(refresh.version, part)
    lines = ["# Refreshed OpenAPI document", ""]
    if part == "none":
        lines += ["Nothing changed for users.", ""]
    else:
        breaking = sum(change.facade or change.core for change in refresh.changes)
        count = f"{len(refresh.changes)} changes, {breaking} of them breaking."
        lines += [f"{count} The next version after {refresh.version} is {following} ({part}).", ""]
    lines += [
        *_changes(refresh.changes),
        *_facade(refresh, root),
        *_changelog(refresh.changes, following, part),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _changes(changes: list[Change]) -> Iterator[str]:
    """Write a table of each area."""
    for area in _AREAS:
        found = [change for change in changes if change.area == area]
        if found:
            yield from (f"## {area.capitalize()}s" if area != "body" else "## Bodies", "")
            yield "| change | what | detail | breaks `authpi_admin` | breaks `authpi_core` |"
            yield "| --- | --- | --- | --- | --- |"
            for change in found:
                breaks = f"{_word(change.facade)} | {_word(change.core)}"
                yield f"| {change.verb} | {cell(change.name)} | {cell(change.detail)} | {breaks} |"
            yield ""
    if any(change.verb == "renamed" for change in changes):
        yield (
            "An operation counts as renamed if another `operationId` has the same method and path; a schema, if "
            "another one is at the same place or has the same members; and a member, if the type is the same and the "
            "name is similar."
        )
        yield ""


def _facade(refresh: Refresh, root: Path) -> Iterator[str]:
    """Write the necessary changes of the facade."""
    if refresh.problems:
        yield from ("## By hand", "", *(f"- {problem}" for problem in refresh.problems), "")
    if not refresh.methods and not refresh.renamed:
        return
    yield from ("## " + ("Written to" if refresh.is_written else "To write to") + " the facade", "")
    if not refresh.is_written:
        yield from ("`nox -s refresh -- PATH --write` writes these lines.", "")
    for before, after in refresh.renamed.items():
        yield f"- `op.{before}` becomes `op.{after}`, in `src/authpi_admin`."
    if refresh.renamed:
        yield ""
    classes, scopes = new_classes(refresh.methods), new_scopes(refresh.methods)
    for scope in scopes:
        yield from _scope(scope, classes, scopes, root)
    for new in classes:
        yield from _class(new, [method for method in refresh.methods if method.owner == new.name], root)
    for method in refresh.methods:
        if method.new_class is None:
            written = [line for lines in method_lines(method).values() for line in lines]
            yield from block(f"In `{method.file.relative_to(root)}`, class `{method.owner}`:", written)
    yield from block("In `tests/surface.md`:", refresh.rows, "markdown")


def _scope(scope: NewScope, classes: list[NewClass], scopes: list[NewScope], root: Path) -> Iterator[str]:
    """Write a new scope, and the method that returns it."""
    name = scope.place.name
    where = f"In `{scope.place.file.relative_to(root)}`, a new class:"
    yield from block(where, scope_lines(scope, classes, scopes))
    imported = f"from authpi_admin.scopes import {name}"
    if scope.above is None:
        where = f"In `{scope.parent.file.relative_to(root)}`, class `{scope.parent.name}`:"
        yield from block(where, [imported, "", *accessor_lines(scope)])
    yield from block("In `src/authpi_admin/__init__.py`, also in `__all__`:", [imported])


def _class(new: NewClass, methods: list[NewMethod], root: Path) -> Iterator[str]:
    """Write a new class, and the property that returns it."""
    yield from block(f"In `{new.file.relative_to(root)}`, a new class:", class_lines(new, methods))
    where = f"In `{new.parent.file.relative_to(root)}`, class `{new.parent.name}`:"
    if new.scope:
        return  # the property is in the class of the scope
    yield from block(
        where, [f"from authpi_admin.resources.{new.file.stem} import {new.name}", "", *property_lines(new)]
    )


def _changelog(changes: list[Change], version: str, part: str) -> list[str]:
    """Write the lines of the changelog, breaking changes first."""
    if part == "none":
        return []
    ordered = sorted(changes, key=lambda change: not (change.facade or change.core))
    lines = [_changelog_line(change) for change in ordered if change.verb != "moved" or change.core]
    lines = lines or ["- Updated the descriptions and URLs of the OpenAPI document."]
    return block("## Lines for the changelog", [f"## {version}", "", *lines], "markdown")


def _changelog_line(change: Change) -> str:
    breaking = " (breaking)" if change.facade else " (breaking for `authpi_core`)" if change.core else ""
    detail = f": {code(change.detail)}" if change.detail else ""
    return f"- {change.area.capitalize()} {code(change.name)} {change.verb}{breaking}{detail}."


def _word(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "**yes**" if value else "no"
