"""Python types of the schemas of a prepared document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from escape import literal
from openapi_document import Document, Schema, UnsupportedError, alternatives, referenced
from python_type import PythonType, union

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NONE_TYPE = PythonType.named("None")
LIST = PythonType.named("list")
_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_FLOAT = PythonType.named("float")
_NUMBER = PythonType(("int", "float"))
_MEMBERS = {"properties", "items", "additionalProperties", "$ref"}
_SEQUENCE = PythonType.named("Sequence", "collections.abc")
_ANY_OBJECT = PythonType(("dict[str, Any]",), frozenset({"from typing import Any"}))


class SchemaTypes:
    """Gives the type of a schema, which differs between responses and requests."""

    def __init__(self, document: Document, modules: Mapping[str, str]) -> None:
        """Take a document.

        Args:
            document: What `prepare` returns.
            modules: The module of each class, without its package.
        """
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._modules = modules

    def read(self, schema: Schema) -> PythonType:
        """Give the type of a value in a response.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self.named(f"Open{name}" if self._schemas[name]["x-kind"] == "enum" else name)
        if "enum" in schema or "const" in schema:  # a Literal would refuse values that this version does not know
            return PythonType.named("str")
        if len([option for option in alternatives(schema) if option != {"type": "null"}]) > 1:
            raise UnsupportedError(f"a response that is one of several schemas: {schema}")
        return self._type(schema, self.read, LIST)

    def write(self, schema: Schema) -> PythonType:
        """Give the type of a value in a body or a filter.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self.named(f"{name}Input" if self._schemas[name]["x-kind"] == "enum" else name)
        if schema.get("x-unit") == "unix-ms":
            moment = PythonType.named("UnixMilliseconds", "authpi_core.types")
            more = [kind for kind, name in ((_FLOAT, "number"), (NONE_TYPE, "null")) if name in schema["type"]]
            return union([moment, *more])
        # A string is a sequence of strings, so an array of plain strings takes a list only.
        sequence = LIST if schema.get("items", {}).get("type") == "string" else _SEQUENCE
        return self._type(schema, self.write, sequence)

    def named(self, name: str) -> PythonType:
        """Give the type of a class or an alias of the document.

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

    def _type(self, schema: Schema, convert: Callable[[Schema], PythonType], array: PythonType) -> PythonType:
        """Give the type of a schema that refers to no other."""
        if options := alternatives(schema):
            return union(map(convert, options))
        if "const" in schema or "enum" in schema:
            values = schema.get("enum") or [schema["const"]]
            return PythonType(
                (f"Literal[{', '.join(literal(value) for value in values)}]",),
                frozenset({"from typing import Literal"}),
            )
        if "allOf" in schema or "patternProperties" in schema or schema.get("properties"):
            raise UnsupportedError(f"give this schema a name among the components: {schema}")
        kind = schema.get("type")
        if isinstance(kind, list):
            return union(convert({**schema, "type": one}) for one in cast("list[str]", kind))
        if kind == "array":
            return convert(schema["items"]).inside(array)
        return _object_type(schema, convert) if kind == "object" else _simple_type(schema)


def _object_type(schema: Schema, convert: Callable[[Schema], PythonType]) -> PythonType:
    """Give the type of an object without members of its own."""
    values = schema.get("additionalProperties")
    if not isinstance(values, dict):
        return _ANY_OBJECT
    kind = convert(cast("Schema", values))
    return PythonType((f"dict[str, {kind}]",), kind.imports)


def _simple_type(schema: Schema) -> PythonType:
    """Give the type of a value that holds no other."""
    kind = schema.get("type")
    if kind is None and not schema.keys() & _MEMBERS:
        return PythonType.named("Any", "typing")
    if kind not in _SIMPLE:
        raise UnsupportedError(f"no Python type for {schema}; give it one of the JSON types")
    return _NUMBER if kind == "number" else PythonType.named(_SIMPLE[kind])
