"""Decides which class of the facade gets a method for an operation that has none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from class_names import pascal_case
from escape import identifier
from openapi_document import python_name

from refresh.facade import BOUND_IDS, CLIENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from refresh.facade import Facade, Place
    from refresh.shapes import Function, Shapes

_ID = "{}"


@dataclass(frozen=True)
class NewClass:
    """A class that the facade gets, and the property of a scope or of the client that returns it."""

    name: str
    base: str
    doc: str
    file: Path
    parent: Place
    attribute: str

    @property
    def ids(self) -> int:
        """How many ids of the path it binds."""
        return BOUND_IDS[self.base]


@dataclass(frozen=True)
class NewMethod:
    """A method that a class of the facade gets.

    Attributes:
        name: Its name.
        function: The endpoint function that it calls.
        owner: Its class.
        file: The file of the class.
        new_class: The class, where it is new too.
        exists: Whether the class has it, and lacks only the method that iterates over all pages.
    """

    name: str
    function: Function
    owner: str
    file: Path
    new_class: NewClass | None = None
    exists: bool = False

    @property
    def names(self) -> list[str]:
        """The names of what is added: the method, and where it returns one page, the one that iterates over all."""
        return [*([] if self.exists else [self.name]), *([f"{self.name}_all"] if self.function.is_paged else [])]


def plan(facade: Facade, shapes: Shapes, known: Mapping[str, str]) -> list[NewMethod]:
    """Decide where the methods of operations go that no method calls.

    Args:
        facade: The facade.
        shapes: What the new document describes.
        known: The function of the new document for each one that a method calls.

    Returns:
        The methods, in the order of the document.
    """
    return _Planner(facade, shapes, known).plan()


class _Planner:
    """Plans the methods of one document."""

    def __init__(self, facade: Facade, shapes: Shapes, known: Mapping[str, str]) -> None:
        self._facade = facade
        self._shapes = shapes
        self._known = known
        self._functions = {
            place.name: [
                shapes.functions[known[method.function]]
                for method in place.methods.values()
                if method.function in known
            ]
            for place in facade.places.values()
        }
        self._taken = {name: set(place.methods) for name, place in facade.places.items()}
        self._classes: dict[tuple[str, str], NewClass] = {}

    def plan(self) -> list[NewMethod]:
        """Plan all methods."""
        called = {function.name for functions in self._functions.values() for function in functions}
        methods = [self._method(each) for name, each in self._shapes.functions.items() if name not in called]
        return [*self._iterators(), *methods]

    def _iterators(self) -> Iterator[NewMethod]:
        """List the methods that return one page, and have none beside them that iterates over all pages."""
        for place in self._facade.places.values():
            iterated = {method.function for method in place.methods.values() if method.binder == "pages"}
            for method in place.methods.values():
                function = self._shapes.functions.get(self._known.get(method.function, ""))
                if function and function.is_paged and method.function not in iterated:
                    yield NewMethod(method.name, function, place.name, place.file, exists=True)

    def _method(self, function: Function) -> NewMethod:
        if place := self._owner(function):
            name = self._name(function, place.name, python_name(self._collection(place)[-1]))
            return NewMethod(name, function, place.name, place.file)
        new = self._new_class(function)
        return NewMethod(self._name(function, new.name, new.attribute), function, new.name, new.file, new)

    def _owner(self, function: Function) -> Place | None:
        """Find the class that has operations of the same resource above the same path, or the same collection."""
        path, resource = _segments(function.path), _resource(function)
        fitting = [
            (len(collection), place)
            for place in self._facade.places.values()
            if not place.properties
            and (collection := self._collection(place))
            and path[: len(collection)] == collection
        ]
        same = [(length, place) for length, place in fitting if self._has(place, resource)]
        deepest = len(self._parent(path)[0])
        found = same or [(length, place) for length, place in fitting if length == deepest + 1]
        return max(found, key=lambda each: each[0])[1] if found else None

    def _has(self, place: Place, resource: str) -> bool:
        return bool(resource) and any(_resource(each) == resource for each in self._functions[place.name])

    def _collection(self, place: Place) -> list[str]:
        """Return the path of what a class holds: the ids that it binds, and the name that follows."""
        paths = [_segments(function.path) for function in self._functions[place.name]]
        if not paths:
            return []
        shortest = min(paths, key=len)
        if place.ids:
            return shortest[: _position(shortest, place.ids) + 1]
        return shortest[: shortest.index(_ID)] if _ID in shortest else shortest

    def _parent(self, path: list[str]) -> tuple[list[str], Place]:
        """Find the scope, or the client, that a path is below: the one with the longest path."""
        client = self._facade.places[CLIENT]
        found: tuple[list[str], Place] = ([], client)
        for place in self._facade.places.values():
            for own in (_segments(each.path) for each in self._functions[place.name]):
                scope = place if place.properties and place is not client else client
                if scope is client and place.ids != 1:
                    continue
                prefix = own[: _position(own, place.ids)]
                if len(found[0]) < len(prefix) < len(path) and path[: len(prefix)] == prefix:
                    found = (prefix, scope)
        return found

    def _new_class(self, function: Function) -> NewClass:
        path = _segments(function.path)
        prefix, parent = self._parent(path)
        literals = [segment for segment in path[len(prefix) :] if segment != _ID]
        start = literals[0] if prefix else literals[-1]
        key = (parent.name, start)
        if key not in self._classes:
            attribute = _free(python_name(start), {*parent.properties, *parent.accessors, *parent.methods})
            name = pascal_case(start.replace("_", "-"))
            taken = {*self._facade.places, *(each.name for each in self._classes.values())}
            if name in taken:
                name = ("Account" if parent.name == CLIENT else parent.name.removesuffix("Scope")) + name
            words = start.replace("-", " ").replace("_", " ").capitalize()
            doc = self._shapes.descriptions.get(_resource(function)) or f"{words}."
            base = "InRoot" if not prefix else "InAccount" if parent.name == CLIENT else parent.base
            self._classes[key] = NewClass(
                identifier(name), base, doc, self._file(parent, base), parent, identifier(attribute)
            )
        return self._classes[key]

    def _file(self, parent: Place, base: str) -> Path:
        """Find the module with the other classes of a parent."""
        files = [self._facade.places[kind].file for kind in parent.properties.values() if kind in self._facade.places]
        if not files:
            raise ValueError(f"{parent.name} has no property that returns a {base}; add the first one by hand")
        return files[0]

    def _name(self, function: Function, owner: str, held: str) -> str:
        """Name a method after what its operation does, without the name of what its class holds."""
        taken = self._taken.setdefault(owner, set())
        resource, _, verb = function.id.rpartition(".")
        name = python_name(verb or function.id)
        for word in (held, held.removesuffix("s")):
            name = name.removesuffix(f"_{word}")
        if name in taken:
            name = python_name(f"{name}_{resource or function.id}")
        name = identifier(_free(name, taken))
        taken |= {name, f"{name}_all"}
        return name


def arguments(name: str, base: str) -> str:
    """Write the arguments with which a property makes a class.

    Args:
        name: The class of the property.
        base: What the class that it returns binds.

    Returns:
        The arguments, as they stand in the code.
    """
    if name != CLIENT:
        return "*self.bound"
    return "self._pipeline, self._account" if BOUND_IDS[base] else "self._pipeline"


def _free(name: str, taken: set[str]) -> str:
    """Add a number to a name that is taken."""
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _segments(path: str) -> list[str]:
    """Split a path; an id is `{}`, whatever its name."""
    return re.sub(r"{.+?}", _ID, path).removeprefix("/").split("/")


def _position(path: list[str], ids: int) -> int:
    """Return how many segments a path has up to its last bound id."""
    positions = [number for number, segment in enumerate(path, start=1) if segment == _ID]
    return positions[ids - 1] if 0 < ids <= len(positions) else 0


def _resource(function: Function) -> str:
    """Name the resource of an operation: what stands before the last dot of its id."""
    return function.id.rpartition(".")[0]
