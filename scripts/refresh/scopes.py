"""Determines which resources need a scope: those with collections below their id.

For example, operations at `/v1/accounts/{account_id}/gadgets/{gadget_id}/parts` lead to `GadgetScope`, which
`admin.gadget(gadget_id)` returns, and whose property `parts` returns the resource.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from class_names import pascal_case

from refresh.facade import BOUND_IDS, CLIENT, Place
from refresh.names import ID, free, item, position, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refresh.facade import Facade
    from refresh.shapes import Function, Shapes

Path = tuple[str, ...]
_VERBS = {"GET": "get", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}
_BASES = {ids: base for base, ids in BOUND_IDS.items()}


@dataclass(frozen=True)
class NewScope:
    """A new scope of the facade.

    Attributes:
        place: Its class, without members.
        parent: The scope, or the client, whose method returns it.
        above: The parent, if that is new too.
        accessor: The name of that method.
        argument: The argument of that method.
        path: The path of the resource, which ends with its id.
        collections: What follows the id in the paths of its collections.
        methods: The functions of the resource itself, by the names of their methods.
        editable: The result of `get`, and the body and the result of `update`; empty if `edit` cannot use them.
    """

    place: Place
    parent: Place
    above: NewScope | None
    accessor: str
    argument: str
    path: Path
    collections: frozenset[str]
    methods: Mapping[str, Function]
    editable: tuple[str, ...]

    @property
    def noun(self) -> str:
        """The resource in a sentence."""
        return self.accessor.replace("_", " ").strip()

    def holds(self, path: list[str]) -> bool:
        """Return whether a path leads to one of its collections.

        Args:
            path: The segments of the path.

        Returns:
            Whether it does.
        """
        length = len(self.path)
        return tuple(path[:length]) == self.path and len(path) > length and path[length] in self.collections


def scope_paths(facade: Facade, functions: Mapping[str, Iterable[Function]]) -> dict[Path, Place]:
    """Find the path of each scope, up to its id, and of the client, up to the id of the account.

    Args:
        facade: The facade.
        functions: The functions that the methods of each class call.

    Returns:
        The scope of each path.
    """
    client = facade.places[CLIENT]
    found: dict[Path, Place] = {}
    for place in facade.places.values():
        scope = place if place.is_scope else client
        if scope is client and place.ids != 1:
            continue
        for function in functions[place.name]:
            path = segments(function.path)
            if end := position(path, place.ids):
                found.setdefault(tuple(path[:end]), scope)
    return found


def find_scopes(
    facade: Facade, shapes: Shapes, missing: Iterable[Function], known: Mapping[Path, Place]
) -> list[NewScope]:
    """Decide which scopes to add.

    Args:
        facade: The facade.
        shapes: What the new document describes.
        missing: The functions that no method calls.
        known: The path of each scope.

    Returns:
        The scopes, outer ones first. A resource without operations of its own, or whose id is not a string, has none.
    """
    found: dict[Path, NewScope] = {}
    taken = {name: place.names for name, place in facade.places.items()}
    for path, below in sorted(_collections(missing).items(), key=lambda each: (len(each[0]), each[0])):
        above = found.get(path[:-2])
        parent = above.place if above else known.get(path[:-2])
        own = [each for each in shapes.functions.values() if tuple(segments(each.path)) == path]
        if path in known or parent is None or not own or not _is_text(own[0]) or _ids(parent) == max(_BASES):
            continue
        argument = own[0].ids[-1]
        accessor = item(path[-2], argument, taken.setdefault(parent.name, set()))
        classes = {*facade.places, *(each.place.name for each in found.values())}
        name = free(f"{pascal_case(accessor.replace('_', '-'))}Scope", classes)
        taken[parent.name].add(accessor)
        found[path] = NewScope(
            place=Place(name, facade.places[CLIENT].file.with_name("scopes.py"), _BASES[_ids(parent) + 1]),
            parent=parent,
            above=above,
            accessor=accessor,
            argument=argument if argument.endswith("_id") else f"{accessor}_id",
            path=path,
            collections=frozenset(below),
            methods=_methods(own),
            editable=_editable(_methods(own), shapes),
        )
    return list(found.values())


def _collections(functions: Iterable[Function]) -> dict[Path, set[str]]:
    """Find the collections below an id: paths that are listed, or that have items with ids."""
    found: dict[Path, set[str]] = {}
    for function in functions:
        path = segments(function.path)
        for end in (number for number, segment in enumerate(path, start=1) if segment == ID):
            name, *rest = path[end:] or [ID]
            if name != ID and (rest[:1] == [ID] or (not rest and function.is_list)):
                found.setdefault(tuple(path[:end]), set()).add(name)
    return found


def _methods(own: Iterable[Function]) -> dict[str, Function]:
    """Name the functions of a resource: PUT is `update`, or `replace` if PATCH is `update`."""
    found = {_VERBS[each.method]: each for each in own if each.method in _VERBS}
    if "replace" in found and "update" not in found:
        found["update"] = found.pop("replace")
    return dict(sorted(found.items()))


def _ids(parent: Place) -> int:
    """Return the number of path ids that a scope binds; the client binds the account."""
    return max(parent.ids, 1)


def _is_text(function: Function) -> bool:
    """Return whether the last id of a path is a string, as the ids of scopes are."""
    return list(function.arguments.values())[len(function.ids) - 1].type == "str"


def _editable(methods: Mapping[str, Function], shapes: Shapes) -> tuple[str, ...]:
    """List the types with which `edit` reads and updates the resource."""
    get, update = methods.get("get"), methods.get("update")
    if get is None or update is None or update.body is None or "if_match" not in update.keywords:
        return ()
    types = (get.returns, update.body.type, update.returns)
    return types if all(name in shapes.classes for name in types) else ()
