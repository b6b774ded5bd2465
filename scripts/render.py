"""What the templates ask of a prepared document: Python names, types and docstrings."""

from __future__ import annotations

import json
import keyword
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel
from python_type import PythonType, union
from supported import (
    HEADERS,
    JSON,
    Document,
    Schema,
    UnsupportedError,
    alternatives,
    operations,
    parts,
    python_name,
    referenced,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_WIDTH = 116
_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_NONE = PythonType.named("None")
_LIST = PythonType.named("list")
_SEQUENCE = PythonType.named("Sequence", "collections.abc")
_ACCOUNT_ID = PythonType.named("AccountId", "authpi_core.types")
_HEADER_TYPES = {
    "If-Match": PythonType.named("IfMatch", "authpi_core.types"),
    "Idempotency-Key": PythonType.named("str"),
}
_ANY_OBJECT = PythonType(("dict[str, Any]",), frozenset({"from typing import Any"}))
# Names that a member of a model would hide, from itself or from the types of the others.
_MODEL = {*dir(BaseModel), "etag", "with_etag", "bool", "dict", "float", "int", "list", "str"}
# Arguments that every endpoint function has.
_ARGUMENTS = ["client", "body", "timeout", "headers", "deadline"]


@dataclass(frozen=True)
class Argument:
    """One argument of an endpoint function: its name in Python and on the wire, its type and what it means."""

    name: str
    wire: str
    type: PythonType
    doc: str
    is_required: bool = True


@dataclass(frozen=True)
class Operation:
    """One operation of the document as its endpoint function shows it."""

    id: str
    method: str
    path: str
    summary: str
    note: str
    answer: str
    segments: str
    positional: list[Argument]
    body: Argument | None
    query: list[Argument]
    keywords: list[Argument]
    returns: PythonType
    reader: str
    reader_import: str
    imports: list[str]
    typing_imports: list[str]


class Renderer:
    """Turns parts of one prepared document into Python."""

    def __init__(self, document: Document, modules: Mapping[str, str]) -> None:
        """Take a document.

        Args:
            document: What `prepare` gives.
            modules: The module of each class, without its package.
        """
        self.document = document
        self.schemas: dict[str, Schema] = document["components"]["schemas"]
        self.modules = modules

    def read_type(self, schema: Schema) -> PythonType:
        """Give the type of a value in a response.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self._class(f"Open{name}" if self.schemas[name]["x-kind"] == "enum" else name)
        if "enum" in schema or "const" in schema:  # a Literal would refuse values that this version does not know
            raise UnsupportedError(
                f"a response with values of its own: make an enum of it among the components: {schema}"
            )
        if len([option for option in alternatives(schema) if option != {"type": "null"}]) > 1:
            raise UnsupportedError(f"a response that is one of several schemas: {schema}")
        return self._type(schema, self.read_type, _LIST)

    def write_type(self, schema: Schema) -> PythonType:
        """Give the type of a value in a body or a filter.

        Args:
            schema: Its schema.

        Returns:
            A Python type.
        """
        if name := referenced(schema):
            return self._class(f"{name}Input" if self.schemas[name]["x-kind"] == "enum" else name)
        if schema.get("x-unit") == "unix-ms":
            moment = PythonType.named("UnixMilliseconds", "authpi_core.types")
            return union([moment, _NONE]) if "null" in schema["type"] else moment
        # A string is a sequence of strings, so an array of plain strings takes a list only.
        sequence = _LIST if schema.get("items", {}).get("type") == "string" else _SEQUENCE
        return self._type(schema, self.write_type, sequence)

    def uses(self, name: str) -> list[str]:
        """List the imports that the class of a schema needs.

        Args:
            name: The component's name.

        Returns:
            Import statements, sorted.
        """
        schema = self.schemas[name]
        convert = self.read_type if schema["x-kind"] == "model" else self.write_type
        own = self._class(name).imports
        return sorted({line for part in parts(schema) for line in convert(part).imports} - own)

    def fields(self, name: str) -> list[str]:
        """Write the members of the class of a schema.

        Args:
            name: The component's name.

        Returns:
            Statements, each with its docstring.
        """
        schema = self.schemas[name]
        required = set(schema.get("required", []))
        write = self._body_field if schema["x-kind"] == "body" else self._model_field
        members: dict[str, Schema] = schema.get("properties", {})
        if schema["x-kind"] == "model":
            _distinct([python_name(wire) for wire in members], _MODEL, name)
        lines: list[str] = []
        for wire, member in members.items():
            lines.append(write(schema, wire, member, required=wire in required))
            if text := described(member):
                lines.append(f'"""{doc(text, 4)}"""')
        return lines

    def operation(self, name: str) -> Operation:
        """Describe an operation.

        Args:
            name: The name of its endpoint function.

        Returns:
            What its template shows.
        """
        for path, method, operation in operations(self.document):
            if python_name(operation["operationId"]) == name:
                return self._operation(path, method, operation)
        raise UnsupportedError(f"no operation is called {name}")

    def _operation(self, path: str, method: str, operation: dict[str, Any]) -> Operation:
        parameters = {(p["in"], p["name"]): p for p in operation["parameters"]}
        ids = re.findall(r"{(.+?)}", path)
        positional = [self._argument(parameters["path", wire]) for wire in ids]
        query = [p for p in operation["parameters"] if p["in"] == "query"]
        headers = [p for p in operation["parameters"] if p["in"] == "header"]
        body = self._body(operation)
        result = operation["x-result"]
        returned = self.read_type(result["schema"]) if result["schema"] else _NONE
        generics = {"page": PythonType.named("Page", "authpi_core.types"), "many": _LIST}
        returns = returned.inside(generics[result["kind"]]) if result["kind"] in generics else returned
        content = operation.get("requestBody", {}).get("content", {}).values()
        handled = [result["schema"], *(media["schema"] for media in content)]
        secret = ", secret=True" if any(self._has_secret(schema, set()) for schema in handled) else ""
        keywords = [self._argument(p) for p in query if not p.get("required")]
        keywords += [
            Argument(HEADERS[p["name"]], p["name"], _HEADER_TYPES[p["name"]], p["description"]) for p in headers
        ]
        positional += [self._argument(p) for p in query if p.get("required")]
        _distinct([argument.name for argument in [*positional, *keywords]], _ARGUMENTS, operation["operationId"])
        typed = [returns, *(argument.type for argument in [*positional, *keywords, *([body] if body else [])])]
        return Operation(
            id=operation["operationId"],
            method=method,
            path=path,
            summary=sentence(operation["summary"]),
            note=operation.get("description", ""),
            answer=described(result["schema"]),
            segments=_segments(path),
            positional=positional,
            body=body,
            query=[self._argument(p) for p in query],
            keywords=keywords,
            returns=returns,
            reader="NOTHING" if returned == _NONE else f"{result['kind']}({returned}{secret})",
            reader_import="NOTHING" if returned == _NONE else result["kind"],
            imports=sorted(returned.imports),
            typing_imports=sorted({line for each in typed for line in each.imports} - returned.imports),
        )

    def _argument(self, parameter: dict[str, Any]) -> Argument:
        is_account = parameter["name"] == "account_id"
        kind = _ACCOUNT_ID if is_account else self.write_type(parameter["schema"])
        text = described(parameter) or "Filter."
        return Argument(python_name(parameter["name"]), parameter["name"], kind.without_none(), text)

    def _header(self, parameter: dict[str, Any]) -> Argument:
        wire = parameter["name"]
        return Argument(HEADERS[wire], wire, _HEADER_TYPES[wire], parameter["description"])

    def _body(self, operation: dict[str, Any]) -> Argument | None:
        if "requestBody" not in operation:
            return None
        schema = operation["requestBody"]["content"][JSON]["schema"]
        text = self.schemas[str(referenced(schema))].get("description", "")
        is_required = bool(operation["requestBody"].get("required"))
        return Argument("body", "", self.write_type(schema), text, is_required)

    def _type(self, schema: Schema, convert: Callable[[Schema], PythonType], array: PythonType) -> PythonType:
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
        if kind == "object":
            return _ANY_OBJECT
        if kind not in _SIMPLE:
            raise UnsupportedError(f"no Python type for {schema}")
        return PythonType.named(_SIMPLE[kind])

    def _model_field(self, schema: Schema, wire: str, member: Schema, *, required: bool) -> str:
        kind = self.read_type(member)
        options: list[str] = []
        if not required:
            options.append("default=None")
            kind = union([kind, _NONE])
        if schema.get("x-row-id") == wire:
            options.append(f"validation_alias=AliasChoices({literal(wire)}, 'id'), serialization_alias={literal(wire)}")
        elif python_name(wire) != wire:
            options.append(f"alias={literal(wire)}")
        if member.get("x-secret"):
            options.append("repr=False")
        value = {"": "", "default=None": " = None"}.get(", ".join(options), f" = Field({', '.join(options)})")
        return f"{python_name(wire)}: {kind}{value}"

    def _body_field(self, schema: Schema, wire: str, member: Schema, *, required: bool) -> str:
        # A name with two underscores before it would be mangled.
        if not wire.isidentifier() or keyword.iskeyword(wire) or wire.startswith("__"):
            raise UnsupportedError(f"a body whose key {wire!r} is no Python name: {schema.get('description')}")
        kind = self.write_type(member)
        # What is imported below the class must be quoted. Quotes around all of it would hide `NotRequired` from
        # `__required_keys__`, and so would `from __future__ import annotations`.
        text = f'"{kind}"' if any(map(is_of_a_schema, kind.imports)) else str(kind)
        return f"{wire}: {text if required else f'NotRequired[{text}]'}"

    def _has_secret(self, schema: Schema, seen: set[str]) -> bool:
        if schema.get("x-secret"):
            return True
        name = referenced(schema)
        if name in seen:
            return False
        target = self.schemas[name] if name else schema
        return any(self._has_secret(part, seen | ({name} if name else set())) for part in parts(target))

    def _class(self, name: str) -> PythonType:
        """Give the type of a class or an alias of the document."""
        if self.schemas.get(name, {}).get("x-kind") == "alias":
            return PythonType.named(name, "authpi_core.types")
        for home in (name, name.removeprefix("Open"), name.removesuffix("Input")):
            if home in self.modules:
                return PythonType.named(name, f"authpi_core.models.{self.modules[home]}")
        raise UnsupportedError(f"no module has {name}")


def is_of_a_schema(statement: str) -> bool:
    """Tell whether an import is the one of another schema, which may import this one in turn.

    Args:
        statement: The import statement.

    Returns:
        Whether it belongs below the class, where circular imports resolve.
    """
    return statement.startswith("from authpi_core.models.")


def literal(value: object) -> str:
    """Write a value of the document in Python.

    Args:
        value: A string, a number or a boolean.

    Returns:
        Its literal, in double quotes where it is a string.
    """
    return repr(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)


def members(values: Iterable[str]) -> dict[str, str]:
    """Name the members of an enum.

    Args:
        values: Its values on the wire.

    Returns:
        The value of each name; values that differ only in punctuation get names that end in a number.
    """
    named: dict[str, str] = {}
    for value in values:
        plain = re.sub(r"\W+", "_", value, flags=re.ASCII).strip("_").upper()
        plain = plain if plain.isidentifier() else f"VALUE_{plain}"
        number = 1
        name = plain
        while name in named:
            number += 1
            name = f"{plain}_{number}"
        named[name] = value
    return named


def described(part: Schema) -> str:
    """Gather what the document says of a part.

    Args:
        part: A schema or a parameter, itself described or by what is inside.

    Returns:
        The descriptions, one after the other; empty where there is none.
    """
    return " ".join(dict.fromkeys(sentence(text) for text in _descriptions(part)))


def _descriptions(part: Schema) -> Iterator[str]:
    if text := part.get("description"):
        yield text
    for inside in [part["schema"]] if "schema" in part else [] if "properties" in part else parts(part):
        yield from _descriptions(inside)


def doc(text: str, indent: int) -> str:
    """Make text safe and narrow enough for a docstring.

    Args:
        text: The text.
        indent: How many spaces stand before the docstring.

    Returns:
        The text in lines, each but the first indented.
    """
    safe = text.strip().replace("\\", "\\\\").replace('"""', "'''")
    safe = f'{safe[:-1]}\\"' if safe.endswith('"') else safe
    lines = textwrap.wrap(safe, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * indent}".join(lines) or "Not described."


def sentence(text: str) -> str:
    """End a text with a full stop.

    Args:
        text: The text.

    Returns:
        The same as a sentence.
    """
    return text if text.endswith((".", "?", "!")) else text + "."


def _segments(path: str) -> str:
    segments = path.removeprefix("/").split("/")
    words = [python_name(part[1:-1]) if part.startswith("{") else literal(part) for part in segments]
    return ", ".join(words) + "," * (len(words) == 1)


def _distinct(names: list[str], taken: Iterable[str], where: str) -> None:
    if clash := sorted({name for name in names if name in taken or names.count(name) > 1}):
        raise UnsupportedError(f"{where}: names that something else has in Python: {', '.join(clash)}")
