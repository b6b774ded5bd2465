"""Python types of the schemas of a prepared document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from escape import literal
from openapi_document import Document, Schema, UnsupportedError, alternatives, kinds, referenced
from plain import VALUES
from python_type import PythonType, tuple_of, union

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NONE_TYPE = PythonType.named("None")
LIST = PythonType.named("list")
_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_FLOAT = PythonType.named("float")
_NUMBER = PythonType(("int", "float"))
_SEQUENCE = PythonType.named("Sequence", "collections.abc")
# String formats with a Python type: the types in models, and those in bodies and filters.
_READ = {"date-time": "DateTime", "date": "Date"}
_WRITTEN = {"date-time": "Rfc3339", "date": "Rfc3339Date"}
_ANY_OBJECT = PythonType(("dict[str, Any]",), frozenset({"from typing import Any"}))


class SchemaTypes:
    """Converts schemas to types, which differ between responses and requests."""

    def __init__(self, document: Document, modules: Mapping[str, str]) -> None:
        """Store a document.

        Args:
            document: The result of `prepare`.
            modules: The module of each class, without its package.
        """
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._modules = modules

    def read(self, schema: Schema) -> PythonType:
        """Return the type of a value in a response.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self.named(f"Open{name}" if self._schemas[name]["x-kind"] == "enum" else name)
        if "enum" in schema or "const" in schema:  # a Literal would reject values that this version does not know
            return PythonType.named("str")
        if schema.get("type") == "string" and (name := _READ.get(schema.get("format", ""))):
            return PythonType.named(name, "authpi_core.times")
        return self._type(schema, self.read, LIST)

    def write(self, schema: Schema) -> PythonType:
        """Return the type of a value in a body or a filter.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self.named(f"{name}Input" if self._schemas[name]["x-kind"] == "enum" else name)
        if schema.get("x-unit") == "unix-ms":
            moment = PythonType.named("UnixMilliseconds", "authpi_core.types")
            more = [kind for kind, name in ((_FLOAT, "number"), (NONE_TYPE, "null")) if name in kinds(schema)]
            return union([moment, *more])
        if schema.get("type") == "string" and (name := _WRITTEN.get(schema.get("format", ""))):
            return PythonType.named(name, "authpi_core.types")
        if VALUES in schema:
            return _literals(schema[VALUES])
        # A string is a sequence of strings too, so an array of plain strings accepts a list only.
        sequence = LIST if "string" in kinds(schema.get("items", {})) else _SEQUENCE
        return self._type(schema, self.write, sequence)

    def alternatives(self, name: str) -> PythonType:
        """Return the type of a union: its alternatives and, in a response, any other object.

        Args:
            name: The component.

        Returns:
            A Python type.
        """
        schema = self._schemas[name]
        if schema["x-kind"] == "union":
            return union(map(self.write, alternatives(schema)))
        found = [self.read(option) for option in alternatives(schema)]
        return union([*found, _ANY_OBJECT] if any(map(self._is_object, alternatives(schema))) else found)

    def named(self, name: str) -> PythonType:
        """Return the type of a class or an alias of the document.

        Args:
            name: Its name.

        Returns:
            The type with its import.
        """
        if self._schemas.get(name, {}).get("x-kind") == "alias":
            return PythonType.named(name, "authpi_core.types")
        for home in (name, name.removeprefix("Open"), name.removesuffix("Input")):
            if home in self._modules:
                return PythonType.named(name, f"authpi_core.models.{self._modules[home]}")
        raise UnsupportedError(f"no module has {name}")

    def _is_object(self, schema: Schema) -> bool:
        """Return whether a value can be an object."""
        name = referenced(schema)
        schema = self._schemas[name] if name else schema
        return "object" in kinds(schema) or any(map(self._is_object, alternatives(schema)))

    def _type(self, schema: Schema, convert: Callable[[Schema], PythonType], array: PythonType) -> PythonType:
        """Return the type of a schema without references."""
        if options := alternatives(schema):
            return union(map(convert, options))
        if "const" in schema or "enum" in schema:
            return _literal(schema.get("enum") or [schema["const"]])
        if schema.get("properties"):
            raise UnsupportedError(f"move this schema to the components: {schema}")
        kind = schema.get("type")
        if isinstance(kind, list):
            return union(convert({**schema, "type": one}) for one in cast("list[str]", kind))
        if kind == "array" and "prefixItems" in schema:
            return _tuple_type(schema, convert, array)
        if kind == "array":
            return convert(schema["items"]).inside(array)
        return _object_type(schema, convert) if kind == "object" else _simple_type(schema)


def _tuple_type(schema: Schema, convert: Callable[[Schema], PythonType], array: PythonType) -> PythonType:
    """Return the type of an array with a schema for each of its first items."""
    firsts = list(map(convert, schema["prefixItems"]))
    if schema.get("maxItems", len(firsts) + 1) <= len(firsts):
        return tuple_of(firsts)
    others = convert(schema["items"])
    return (union([*firsts, others]) if schema["items"] else others).inside(array)


def _literals(values: list[object]) -> PythonType:
    """Return the type of an enumerated value; fractions and objects have no literals."""
    exact = [value for value in values if isinstance(value, str | int)]  # booleans are integers
    others = {type(value) for value in values if value is not None and not isinstance(value, str | int)}
    if others - {float}:
        return PythonType.named("Any", "typing")
    found = [_literal(exact)] if exact else []
    return union([*found, *([_FLOAT] if others else []), *([NONE_TYPE] if None in values else [])])


def _literal(values: Sequence[object]) -> PythonType:
    """Return the type of an enumerated string, integer or boolean."""
    return PythonType((f"Literal[{', '.join(map(literal, values))}]",), frozenset({"from typing import Literal"}))


def _object_type(schema: Schema, convert: Callable[[Schema], PythonType]) -> PythonType:
    """Return the type of an object without described properties."""
    values = schema.get("additionalProperties")
    if not isinstance(values, dict):
        return _ANY_OBJECT
    kind = convert(cast("Schema", values))
    return PythonType((f"dict[str, {kind}]",), kind.imports)


def _simple_type(schema: Schema) -> PythonType:
    """Return the type of a value that is neither an array nor an object."""
    kind = schema.get("type")
    if kind is None:
        return PythonType.named("Any", "typing")
    if kind not in _SIMPLE:
        raise UnsupportedError(f"no Python type for {schema}; give it one of the JSON types")
    return _NUMBER if kind == "number" else PythonType.named(_SIMPLE[kind])
