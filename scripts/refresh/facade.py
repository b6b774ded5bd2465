"""Reads the facade: its classes, their locations, and the endpoint functions that their methods call."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BOUND_IDS = {"InRoot": 0, "InAccount": 1, "InIssuer": 2, "InParent": 3}
"""The number of path ids that each base class binds."""
CLIENT = "AuthPIAdmin"


@dataclass(frozen=True)
class Method:
    """An attribute of a class that binds an endpoint function with `call`, `pages` or `accept`."""

    name: str
    binder: str
    function: str
    line: int


@dataclass(frozen=True)
class Place:
    """A class of the facade.

    Attributes:
        name: The class.
        file: Its file.
        base: What it binds, one of `BOUND_IDS`.
        methods: Its methods by their names.
        properties: The class that each property returns, for example `Users`.
        accessors: The argument of each method that returns a scope, and the scope's class.
        lines: The line of each attribute, and of the end of the class under its own name.
        others: The names of its other functions.
    """

    name: str
    file: Path
    base: str
    methods: Mapping[str, Method] = field(default_factory=dict[str, Method])
    properties: Mapping[str, str] = field(default_factory=dict[str, str])
    accessors: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    others: frozenset[str] = frozenset()

    @property
    def ids(self) -> int:
        """The number of path ids that it binds."""
        return BOUND_IDS[self.base]

    @property
    def names(self) -> set[str]:
        """The names of all its members."""
        return {*self.methods, *self.properties, *self.accessors, *self.others, *self.lines} - {self.name}

    @property
    def is_scope(self) -> bool:
        """Whether it is the client, or the result of a method such as `admin.issuer`."""
        return self.name == CLIENT or self.name.endswith("Scope")


@dataclass(frozen=True)
class Facade:
    """The classes of the facade by their names, and the names of the document that its other code uses."""

    places: Mapping[str, Place]
    uses: list[tuple[Path, int, str]] = field(default_factory=list[tuple["Path", int, str]])

    def called(self) -> dict[str, int]:
        """Return which endpoint functions have a method.

        Returns:
            For each function, the lowest number of ids that one of its resources binds.
        """
        found: dict[str, int] = {}
        for place in self.places.values():
            for method in place.methods.values():
                found[method.function] = min(place.ids, found.get(method.function, place.ids))
        return found

    def accessors(self) -> dict[str, str]:
        """Return how users reach each class.

        Returns:
            For example `admin.issuer(issuer_id).users` for `Users`.
        """
        found = {CLIENT: "admin"}
        waiting = [CLIENT]
        while waiting:
            name = waiting.pop()
            inside = dict(self.places[name].properties)
            inside |= {f"{member}({given})": kind for member, (given, kind) in self.places[name].accessors.items()}
            for member, kind in inside.items():
                if kind in self.places and kind not in found:
                    found[kind] = f"{found[name]}.{member}"
                    waiting.append(kind)
        return found


def read_facade(source: Path) -> Facade:
    """Read the facade.

    Args:
        source: The folder of `authpi_admin`.

    Returns:
        Its classes that have methods, and its other uses of classes of the document.
    """
    files = [source / "client.py", source / "scopes.py", *sorted((source / "resources").glob("*.py"))]
    places: dict[str, Place] = {}
    for path in files:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and (base := _base(node)):
                places[node.name] = _place(node, path, base)
    uses = [use for path in sorted(source.rglob("*.py")) for use in _uses(path)]
    return Facade(places, uses)


def _base(node: ast.ClassDef) -> str | None:
    """Return the base class that determines what a class binds."""
    return next((base.id for base in node.bases if isinstance(base, ast.Name) and base.id in BOUND_IDS), None)


def _place(node: ast.ClassDef, path: Path, base: str) -> Place:
    methods: dict[str, Method] = {}
    properties: dict[str, str] = {}
    accessors: dict[str, tuple[str, str]] = {}
    lines = {node.name: node.end_lineno or 0}
    for member in node.body:
        if isinstance(member, ast.AnnAssign) and (method := _method(member)):
            methods[method.name] = method
            lines[method.name] = member.lineno
        elif isinstance(member, ast.FunctionDef) and isinstance(member.returns, ast.Name):
            lines[member.name] = min([member.lineno, *(decorator.lineno for decorator in member.decorator_list)])
            given = [argument.arg for argument in member.args.args[1:]]
            if any(isinstance(each, ast.Name) and each.id == "property" for each in member.decorator_list):
                properties[member.name] = member.returns.id
            elif len(given) == 1:
                accessors[member.name] = (given[0], member.returns.id)
    functions = {each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
    return Place(node.name, path, base, methods, properties, accessors, lines, frozenset(functions - {*lines}))


def _method(member: ast.AnnAssign) -> Method | None:
    """Read `name: Final = call(lambda: op.function)`."""
    match member:
        case ast.AnnAssign(
            target=ast.Name(id=name),
            value=ast.Call(
                func=ast.Name(id="call" | "pages" | "accept" as binder),
                args=[ast.Lambda(body=ast.Attribute(attr=function)), *_],
            ),
        ):
            return Method(name, binder, function, member.lineno)
        case _:
            return None


def _uses(path: Path) -> Iterator[tuple[Path, int, str]]:
    """List the names of schemas in the imports, strings and exclusions of a module."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "authpi_core.models":
            yield from ((path, node.lineno, name.name) for name in node.names if name.name != "*")
    for number, line in enumerate(text.splitlines(), start=1):
        yield from (
            (path, number, name)
            for name in re.findall(r'"models\.(\w+)"|__all__\.remove\("(\w+)"\)', line)
            for name in name
            if name
        )
