"""Finds renamed operations, schemas, members and enum values in a new document.

An operation is renamed where another `operationId` stands at the same method and path. A schema is renamed where
another one stands at its place in an operation, or has the same members. A member is renamed where one that is gone and
one that is new have the same type and similar names, and no other has; an enum value where only case or punctuation
differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refresh.shapes import Class, Function, Member, Shapes

_SIMILAR = 0.5


@dataclass(frozen=True)
class Renames:
    """The new name of each renamed function and class."""

    functions: Mapping[str, str]
    classes: Mapping[str, str]

    def translated(self, text: str) -> str:
        """Render a type of the old document with the new names of its classes.

        Args:
            text: The type.

        Returns:
            The type as the new document would write it.
        """
        return re.sub(r"\w+", lambda word: self._name(word[0]), text)

    def _name(self, word: str) -> str:
        for form in ("{}", "Open{}", "{}Input"):
            start, _, end = form.partition("{}")
            inner = word.removeprefix(start).removesuffix(end)
            if inner in self.classes and form.format(inner) == word:
                return form.format(self.classes[inner])
        return word


def find_renames(old: Shapes, new: Shapes) -> Renames:
    """Find the renamed functions and classes.

    Args:
        old: What the old document describes.
        new: What the new document describes.

    Returns:
        The renames.
    """
    at = {_place(function): name for name, function in new.functions.items() if name not in old.functions}
    functions = {
        name: at[_place(function)]
        for name, function in old.functions.items()
        if name not in new.functions and _place(function) in at
    }
    classes: dict[str, str] = {}
    while True:
        renames = Renames(functions, classes)
        gone = {name: each for name, each in old.classes.items() if name not in {*new.classes, *classes}}
        fresh = {name: each for name, each in new.classes.items() if name not in {*old.classes, *classes.values()}}
        found = _distinct([*_same_place(old, new, renames, gone, fresh), *_same_shape(renames, gone, fresh)])
        if not found:
            return renames
        classes |= found  # repeated, since a class may be recognized by the class of a member


def renamed_members(gone: Mapping[str, Member], fresh: Mapping[str, Member], renames: Renames) -> dict[str, str]:
    """Find renamed members.

    Args:
        gone: The members that only the old document has.
        fresh: The members that only the new document has.
        renames: The renames of classes.

    Returns:
        The new name of each.
    """
    return _distinct(
        (before, after)
        for before, was in gone.items()
        for after, now in fresh.items()
        if renames.translated(was.type) == now.type and SequenceMatcher(None, before, after).ratio() >= _SIMILAR
    )


def renamed_values(gone: Iterable[str], fresh: Iterable[str]) -> dict[str, str]:
    """Find enum values of which only case or punctuation changed.

    Args:
        gone: The values that only the old document has.
        fresh: The values that only the new document has.

    Returns:
        The new form of each.
    """
    new = list(fresh)
    return _distinct((before, after) for before in gone for after in new if _letters(before) == _letters(after))


def _letters(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).lower()


def _place(function: Function) -> tuple[str, str]:
    """Return the method and the path without the names of ids."""
    return function.method, re.sub(r"{.+?}", "{}", function.path)


def _same_place(
    old: Shapes, new: Shapes, renames: Renames, gone: Mapping[str, Class], fresh: Mapping[str, Class]
) -> Iterable[tuple[str, str]]:
    """Pair classes that are used at the same place in an operation or a class."""
    for was, now in [*_uses_in_functions(old, new, renames), *_uses_in_classes(old, new, renames)]:
        before, after = re.findall(r"\w+", was), re.findall(r"\w+", now)
        if len(before) == len(after):
            yield from (pair for pair in zip(before, after, strict=True) if pair[0] in gone and pair[1] in fresh)


def _uses_in_functions(old: Shapes, new: Shapes, renames: Renames) -> Iterable[tuple[str, str]]:
    """List the types of responses and bodies, before and after."""
    for name, function in old.functions.items():
        if after := new.functions.get(renames.functions.get(name, name)):
            yield function.returns, after.returns
            if function.body and after.body:
                yield function.body.type, after.body.type


def _uses_in_classes(old: Shapes, new: Shapes, renames: Renames) -> Iterable[tuple[str, str]]:
    """List the types of members, before and after, and the names of bodies whose model is renamed."""
    for name, before in old.classes.items():
        if after := new.classes.get(renames.classes.get(name, name)):
            yield f"{name}Input", f"{after.name}Input"
            yield from (
                (member.type, after.members[wire].type)
                for wire, member in before.members.items()
                if wire in after.members
            )


def _same_shape(renames: Renames, gone: Mapping[str, Class], fresh: Mapping[str, Class]) -> Iterable[tuple[str, str]]:
    """Pair classes that have the same members or values."""
    for before, was in gone.items():
        for after, now in fresh.items():
            members = {wire: (renames.translated(each.type), each.required) for wire, each in was.members.items()}
            expected = {wire: (each.type, each.required) for wire, each in now.members.items()}
            shape = (was.kind, members, was.values, renames.translated(was.type))
            if (members or was.values or was.type) and shape == (now.kind, expected, now.values, now.type):
                yield before, after


def _distinct(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the pairs whose names are in no other pair."""
    listed = set(pairs)
    before, after = [pair[0] for pair in listed], [pair[1] for pair in listed]
    return {old: new for old, new in sorted(listed) if before.count(old) == 1 and after.count(new) == 1}
