"""Finds the parts of the facade that must be changed by hand, and describes each in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refresh.markdown import code
from refresh.shapes import CURSOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from refresh.facade import Facade, Method, Place
    from refresh.renames import Renames
    from refresh.shapes import Function, Shapes


def by_hand(facade: Facade, old: Shapes, new: Shapes, renames: Renames, root: Path) -> list[str]:
    """List what must be changed by hand.

    Args:
        facade: The facade.
        old: What the old document describes.
        new: What the new document describes.
        renames: What has another name in the new document.
        root: The folder of the project.

    Returns:
        Sentences, each with file and line, what is wrong, and what to do.
    """
    found: list[str] = []
    for place in facade.places.values():
        for method in place.methods.values():
            where = f"{place.file.relative_to(root)}:{method.line}: `{place.name}.{method.name}`"
            name = renames.functions.get(method.function, method.function)
            function = new.functions.get(name)
            if function is None:
                found.append(
                    f"{where} calls `{method.function}`, which the document no longer has; delete the method and what "
                    "uses it."
                )
            else:
                found += [f"{where} {problem}" for problem in _problems(place, method, (old, new), function, renames)]
    found += _without_cursor(old, new, renames, facade.called())
    defined = _defined(new)
    for path, line, name in facade.uses:
        if name not in defined:
            after = next((after for before, after in renames.classes.items() if name in _forms(before)), None)
            advice = f"it is now called `{after}`" if after else "use another schema, or correct the overlay"
            found.append(
                f"{path.relative_to(root)}:{line}: uses the schema `{name}`, which no longer exists; {advice}."
            )
    return found


def _problems(
    place: Place, method: Method, documents: tuple[Shapes, Shapes], function: Function, renames: Renames
) -> Iterator[str]:
    """Return the problem of a method whose function exists."""
    old, new = documents
    before = old.functions.get(method.function)
    if method.binder == "pages" and not function.is_paged:
        yield (
            f"iterates over the pages of {code(function.id)}, whose response no longer has `has_more` and "
            "`next_cursor`; "
            "delete the method, or restore them in openapi/overlay.yaml."
        )
    if before is None:
        return
    if method.binder == "pages" and function.is_paged and CURSOR in {*before.keywords} - {*function.keywords}:
        yield (
            f"continues with the parameter `cursor`, which {code(function.id)} no longer has, so that it requests the "
            "first page only; describe the parameter in openapi/overlay.yaml, or delete the method."
        )
    was, now = _bound_path(before.path, place.ids), _bound_path(function.path, place.ids)
    if was != now:
        yield (
            f"calls {code(function.id)}, whose path moved from {code(before.path)} to {code(function.path)}; move the "
            "method to a class that binds the ids of the new path."
        )
    if method.binder == "accept" and before.body and function.body:
        body = function.body.type
        if _members(old, before.body.type, renames) != _members(new, body, None):
            yield (
                f"takes a short form that repeats the members of `{body}`, which changed; write the same changes in "
                "src/authpi_admin/resources/bodies.py."
            )


def _without_cursor(old: Shapes, new: Shapes, renames: Renames, called: Iterable[str]) -> Iterator[str]:
    """Return a problem for each new operation whose response is a page, and for each one whose response became one."""
    known = {renames.functions.get(name, name): old.functions.get(name) for name in called}
    for name, function in new.functions.items():
        before = known.get(name)
        if function.is_paged and not function.has_next_page and (before is None or not before.is_paged):
            yield (
                f"{code(function.id)} returns one page of a list, but has no parameter `cursor`, so that no method "
                "iterates over all pages; if the API accepts the parameter, describe it in openapi/overlay.yaml."
            )


def _members(shapes: Shapes, name: str, renames: Renames | None) -> dict[str, tuple[str, bool]]:
    if name not in shapes.classes:
        return {}
    translate = renames.translated if renames else str
    return {wire: (translate(member.type), member.required) for wire, member in shapes.classes[name].members.items()}


def _bound_path(path: str, ids: int) -> str:
    """Return the part of a path up to the last id that a class binds."""
    parts = re.split(r"({.+?})", path)
    return re.sub("{.+?}", "{}", "".join(parts[: 2 * ids]))


def _defined(shapes: Shapes) -> set[str]:
    """List the names that the models of a document have."""
    return {form for name in shapes.classes for form in _forms(name)}


def _forms(name: str) -> tuple[str, str, str]:
    """List the names that a schema may give to a type."""
    return name, f"{name}Input", f"Open{name}"
