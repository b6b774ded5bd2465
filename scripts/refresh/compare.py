"""Compares two documents, and determines which changes are breaking for which users.

A change is breaking where code that type-checked or ran no longer does. Types of responses may get narrower, and
types of arguments may get wider. Enums are open: a value that is added breaks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refresh.renames import renamed_members, renamed_values
from refresh.shapes import Member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refresh.renames import Renames
    from refresh.shapes import Class, Function, Shapes


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        area: `operation`, `parameter`, `body`, `response`, `schema`, `field` or `enum value`.
        verb: `added`, `removed`, `renamed`, `moved`, `retyped`, `newly required`, `no longer required` or `deprecated`.
        name: What changed, for example `User.status`.
        detail: From what to what.
        facade: Whether it breaks code that uses `authpi_admin`.
        core: Whether it breaks code that uses `authpi_core`.
    """

    area: str
    verb: str
    name: str
    detail: str = ""
    facade: bool = False
    core: bool = False


def compare(old: Shapes, new: Shapes, renames: Renames, bound: Mapping[str, int]) -> list[Change]:
    """Compare two documents.

    Args:
        old: What the old document describes.
        new: What the new document describes.
        renames: What has another name in the new document.
        bound: For each function that a method of the facade calls, how many ids its resource binds at least.

    Returns:
        The changes: operations first, with their parameters, then schemas with their fields and values.
    """
    changes: list[Change] = []
    for name, function in old.functions.items():
        after = new.functions.get(renames.functions.get(name, name))
        if after is None:
            changes.append(Change("operation", "removed", function.id, _request(function), name in bound, core=True))
        else:
            changes += _operation(function, after, renames, bound.get(name))
    known = {*old.functions, *renames.functions.values()}
    changes += [
        Change("operation", "added", function.id, _request(function))
        for name, function in new.functions.items()
        if name not in known
    ]
    for name, each in old.classes.items():
        found = new.classes.get(renames.classes.get(name, name))
        if found is None:
            changes.append(Change("schema", "removed", name, facade=True, core=True))
        else:
            changes += _class(each, found, renames)
    taken = {*old.classes, *renames.classes.values()}
    changes += [Change("schema", "added", name) for name in new.classes if name not in taken]
    return changes


def version_part(changes: list[Change], *, differs: bool) -> str:
    """Return which part of the version follows.

    Args:
        changes: The changes.
        differs: Whether the generated code differs at all, for example in its docstrings.

    Returns:
        `major`, `minor`, `patch` or `none`.
    """
    if any(change.facade or change.core for change in changes):
        return "major"
    if any(change.verb != "moved" for change in changes):
        return "minor"
    return "patch" if differs else "none"


def _request(function: Function) -> str:
    return f"{function.method} {function.path}"


def _operation(old: Function, new: Function, renames: Renames, bound: int | None) -> list[Change]:
    """Compare an operation; `bound` is `None` if the facade has no method for it."""
    called, name = bound is not None, new.id
    changes: list[Change] = []
    if old.name != new.name:
        changes.append(Change("operation", "renamed", name, f"was {old.id}", core=True))
    elif _request(old) != _request(new):
        changes.append(Change("operation", "moved", name, f"{_request(old)} to {_request(new)}"))
    if new.is_deprecated and not old.is_deprecated:
        changes.append(Change("operation", "deprecated", name))
    if (was := renames.translated(old.returns)) != new.returns:
        changes.append(Change("response", "retyped", name, f"{was} to {new.returns}", called, core=True))
    changes += _body(old.body, new.body, renames, name, called=called)
    return changes + _arguments(old, new, renames, bound)


def _body(old: Member | None, new: Member | None, renames: Renames, name: str, *, called: bool) -> list[Change]:
    """Compare the bodies of an operation."""
    if old is None or new is None:
        if old is new:
            return []
        breaks = new is None or new.required
        verb = "added" if old is None else "removed"
        return [Change("body", verb, name, (old or new or Member((), required=False)).type, breaks and called, breaks)]
    return _member("body", name, old, new, renames, is_read=False, called=called)


def _arguments(old: Function, new: Function, renames: Renames, bound: int | None) -> list[Change]:
    """Compare the parameters of an operation: ids of the path by their position, others by their names."""
    called = bound is not None
    old_ids, new_ids = list(old.arguments)[: len(old.ids)], list(new.arguments)[: len(new.ids)]
    changes: list[Change] = []
    for number, (before, after) in enumerate(zip(old_ids, new_ids, strict=False)):
        if before != after:
            shown = called and number >= (bound or 0)
            changes.append(Change("parameter", "renamed", f"{new.id}({after})", f"was {before}", shown, core=True))
    shared = min(len(old_ids), len(new_ids))
    was = {wire: each for wire, each in old.arguments.items() if wire not in old_ids[:shared]}
    now = {wire: each for wire, each in new.arguments.items() if wire not in new_ids[:shared]}
    changes += _members("parameter", f"{new.id}({{}})", was, now, renames, called=called)
    kept = [name for name in old.filters if name in new.filters]
    if kept != [name for name in new.filters if name in old.filters]:
        changes.append(Change("parameter", "moved", new.id, "another order of positional arguments", called, core=True))
    return changes


def _class(old: Class, new: Class, renames: Renames) -> list[Change]:
    """Compare a class."""
    changes: list[Change] = []
    name = new.name
    if old.name != name:
        changes.append(Change("schema", "renamed", name, f"was {old.name}", facade=True, core=True))
    if old.kind != new.kind:
        return [*changes, Change("schema", "retyped", name, f"{old.kind} to {new.kind}", facade=True, core=True)]
    if (was := renames.translated(old.type)) != new.type:
        breaks = not set(was.split(" | ")) <= set(new.type.split(" | "))
        changes.append(Change("schema", "retyped", name, f"{was} to {new.type}", breaks, breaks))
    is_read = new.kind == "model"
    changes += _members("field", f"{name}.{{}}", old.members, new.members, renames, is_read=is_read)
    gone = [value for value in old.values if value not in new.values]
    fresh = [value for value in new.values if value not in old.values]
    again = renamed_values(gone, fresh)
    for value in gone:
        verb, shown = ("renamed", again[value]) if value in again else ("removed", value)
        detail = f"was {value}" if value in again else ""
        changes.append(Change("enum value", verb, f"{name}.{shown}", detail, facade=True, core=True))
    added = [value for value in fresh if value not in again.values()]
    return changes + [Change("enum value", "added", f"{name}.{value}") for value in added]


def _members(  # noqa: PLR0913 - two sides, and functions for their names and their effects
    area: str,
    form: str,
    old: Mapping[str, Member],
    new: Mapping[str, Member],
    renames: Renames,
    *,
    is_read: bool = False,
    called: bool = True,
) -> list[Change]:
    """Compare the members of a class or the parameters of a function."""
    gone = {wire: each for wire, each in old.items() if wire not in new}
    fresh = {wire: each for wire, each in new.items() if wire not in old}
    again = renamed_members(gone, fresh, renames)
    changes: list[Change] = []
    for wire, before in old.items():
        if wire in new:
            changes += _member(area, form.format(wire), before, new[wire], renames, is_read=is_read, called=called)
        elif wire in again:
            after = again[wire]
            changes.append(Change(area, "renamed", form.format(after), f"was {wire}", called, core=True))
            changes += _member(area, form.format(after), before, new[after], renames, is_read=is_read, called=called)
        else:
            changes.append(Change(area, "removed", form.format(wire), "", called, core=True))
    for wire, each in fresh.items():
        if wire not in again.values():
            breaks = each.required and not is_read
            changes.append(Change(area, "added", form.format(wire), each.type, breaks and called, breaks))
    return changes


def _member(  # noqa: PLR0913 - as above
    area: str, name: str, old: Member, new: Member, renames: Renames, *, is_read: bool, called: bool
) -> list[Change]:
    """Compare one member."""
    changes: list[Change] = []
    was = {renames.translated(option) for option in old.options}
    now = set(new.options)
    if was != now:
        breaks = not (now <= was if is_read else was <= now)
        detail = f"{renames.translated(old.type)} to {new.type}"
        changes.append(Change(area, "retyped", name, detail, breaks and called, breaks))
    if old.required != new.required:
        verb = "newly required" if new.required else "no longer required"
        # A required parameter is positional, and an optional field may be `None`.
        breaks = new.required != is_read if area != "parameter" else True
        changes.append(Change(area, verb, name, "", breaks and called, breaks))
    return changes
