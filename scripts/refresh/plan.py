"""Chooses the classes of the facade for methods of new operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from class_names import pascal_case
from escape import identifier
from openapi_document import python_name

from refresh.facade import BOUND_IDS, CLIENT
from refresh.names import ID, free, position, segments
from refresh.scopes import find_scopes, scope_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from refresh.facade import Facade, Place
    from refresh.scopes import NewScope
    from refresh.shapes import Function, Shapes


@dataclass(frozen=True)
class NewClass:
    """A new class of the facade, and the property of a scope or of the client that returns it.

    Attributes:
        name: Its name.
        base: What it binds.
        doc: Its docstring.
        file: Its file, which may be new.
        parent: The class of the property.
        attribute: The property.
        scope: The parent, if that is new too.
    """

    name: str
    base: str
    doc: str
    file: Path
    parent: Place
    attribute: str
    scope: NewScope | None = None

    @property
    def ids(self) -> int:
        """The number of path ids that it binds."""
        return BOUND_IDS[self.base]


@dataclass(frozen=True)
class NewMethod:
    """A new method of a class of the facade.

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
        """The names of the new attributes: the method and, if pages can be requested, the iterator over them."""
        return [*([] if self.exists else [self.name]), *([f"{self.name}_all"] if self.function.has_next_page else [])]


def plan(facade: Facade, shapes: Shapes, known: Mapping[str, str]) -> list[NewMethod]:
    """Choose the classes for methods of operations that no method calls.

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
        called = {function.name for functions in self._functions.values() for function in functions}
        self._missing = [each for name, each in shapes.functions.items() if name not in called]
        self._paths = scope_paths(facade, self._functions)
        self._scopes = find_scopes(facade, shapes, self._missing, self._paths)

    def plan(self) -> list[NewMethod]:
        """Plan all methods."""
        return [*self._iterators(), *map(self._method, self._missing)]

    def _iterators(self) -> Iterator[NewMethod]:
        """List the methods that return one page without a method that iterates over all pages."""
        for place in self._facade.places.values():
            iterated = {method.function for method in place.methods.values() if method.binder == "pages"}
            for method in place.methods.values():
                function = self._shapes.functions.get(self._known.get(method.function, ""))
                if function and function.has_next_page and method.function not in iterated:
                    yield NewMethod(method.name, function, place.name, place.file, exists=True)

    def _method(self, function: Function) -> NewMethod:
        if place := self._owner(function):
            name = self._name(function, place.name, python_name(self._collection(place)[-1]))
            return NewMethod(name, function, place.name, place.file)
        new = self._new_class(function)
        return NewMethod(self._name(function, new.name, new.attribute), function, new.name, new.file, new)

    def _owner(self, function: Function) -> Place | None:
        """Find the class with operations of the same resource below the same path, or of the same collection."""
        path, resource = segments(function.path), _resource(function)
        above, _, scope = self._parent(path)
        if scope:
            return None
        fitting = [
            (len(collection), place)
            for place in self._facade.places.values()
            if not place.is_scope and (collection := self._collection(place)) and path[: len(collection)] == collection
        ]
        same = [(length, place) for length, place in fitting if self._has(place, resource)]
        found = same or [(length, place) for length, place in fitting if length == len(above) + 1]
        return max(found, key=lambda each: each[0])[1] if found else None

    def _has(self, place: Place, resource: str) -> bool:
        return bool(resource) and any(_resource(each) == resource for each in self._functions[place.name])

    def _collection(self, place: Place) -> list[str]:
        """Return the path of a class: the ids that it binds, and the following name."""
        paths = [segments(function.path) for function in self._functions[place.name]]
        if not paths:
            return []
        shortest = min(paths, key=len)
        if place.ids:
            return shortest[: position(shortest, place.ids) + 1]
        return shortest[: shortest.index(ID)] if ID in shortest else shortest

    def _parent(self, path: list[str]) -> tuple[tuple[str, ...], Place, NewScope | None]:
        """Find the scope or the client with the longest path that contains a path."""
        for scope in reversed(self._scopes):
            if scope.holds(path):
                return scope.path, scope.place, scope
        above = [each for each in self._paths if len(each) < len(path) and tuple(path[: len(each)]) == each]
        longest = max(above, key=len, default=())
        return longest, self._paths.get(longest, self._facade.places[CLIENT]), None

    def _new_class(self, function: Function) -> NewClass:
        path = segments(function.path)
        above, parent, scope = self._parent(path)
        literals = [segment for segment in path if segment != ID] or [function.id]
        below = [segment for segment in path[len(above) :] if segment != ID]
        start = below[0] if above and below else literals[-1]
        key = (parent.name, start)
        if key not in self._classes:
            attribute = free(python_name(start), {*parent.names, *(each.accessor for each in self._scopes)})
            base = "InRoot" if not above else "InAccount" if parent.name == CLIENT else parent.base
            self._classes[key] = NewClass(
                name=identifier(self._class_name(start, parent)),
                base=base,
                doc=self._doc(function, start),
                file=self._file(parent, scope),
                parent=parent,
                attribute=identifier(attribute),
                scope=scope,
            )
        return self._classes[key]

    def _class_name(self, start: str, parent: Place) -> str:
        """Name a class after its collection, and after its parent if another class has that name."""
        name = pascal_case(start.replace("_", "-"))
        taken = {"Core", *self._facade.places, *(each.name for each in self._classes.values())}
        if name in taken:
            name = ("Account" if parent.name == CLIENT else parent.name.removesuffix("Scope")) + name
        return free(name, taken)

    def _doc(self, function: Function, start: str) -> str:
        """Describe a class as the document describes its tag, if the tag is named after the collection."""
        resource = _resource(function)
        described = self._shapes.descriptions.get(resource)
        if described and python_name(resource).endswith(python_name(start)):
            return described
        return f"{start.replace('-', ' ').replace('_', ' ').capitalize()}."

    def _file(self, parent: Place, scope: NewScope | None) -> Path:
        """Find the module with the other classes of a parent; a new scope gets a module for its classes."""
        files = [self._facade.places[kind].file for kind in parent.properties.values() if kind in self._facade.places]
        name = scope.accessor if scope else python_name(parent.name.removesuffix("Scope"))
        return files[0] if files else parent.file.with_name("resources") / f"{name}.py"

    def _name(self, function: Function, owner: str, held: str) -> str:
        """Name a method after its operation, without the name of the resource."""
        taken = self._taken.setdefault(owner, set())
        resource, _, verb = function.id.rpartition(".")
        name = python_name(verb or function.id)
        for word in (held, held.removesuffix("s")):
            name = name.removesuffix(f"_{word}")
        if name in taken:
            name = python_name(f"{name}_{resource or function.id}")
        name = identifier(free(name, taken))
        taken |= {name, f"{name}_all"}
        return name


def new_classes(methods: Iterable[NewMethod]) -> list[NewClass]:
    """List the classes that methods need.

    Args:
        methods: The methods that the facade gets.

    Returns:
        The classes.
    """
    return list({each.new_class.name: each.new_class for each in methods if each.new_class}.values())


def new_scopes(methods: Iterable[NewMethod]) -> list[NewScope]:
    """List the scopes that methods need.

    Args:
        methods: The methods that the facade gets.

    Returns:
        The scopes, outer ones first.
    """
    found: dict[tuple[str, ...], NewScope] = {}
    for new in new_classes(methods):
        scope = new.scope
        while scope:
            found[scope.path] = scope
            scope = scope.above
    return [found[path] for path in sorted(found, key=lambda each: (len(each), each))]


def arguments(name: str, base: str) -> str:
    """Render the arguments with which a property creates a class.

    Args:
        name: The class of the property.
        base: What the class that it returns binds.

    Returns:
        The arguments, as they stand in the code.
    """
    if name != CLIENT:
        return "*self.bound"
    return "self._pipeline, self._account" if BOUND_IDS[base] else "self._pipeline"


def _resource(function: Function) -> str:
    """Return the resource of an operation: the part of its id before the last dot."""
    return function.id.rpartition(".")[0]
