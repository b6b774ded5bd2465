"""Computes the values for the templates of schemas: the fields of models and bodies, and their imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from describe import INFERRED, described, sentence
from escape import docstring, identifier, is_identifier, literal
from openapi_document import Document, Schema, alternatives, kinds, parts, python_name, reference
from pydantic import BaseModel
from python_type import PythonType, union
from render_operation import Operation, Operations
from schema_types import NONE_TYPE, SchemaTypes
from unions import TAGS, holds_itself

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Names that a field of a model must not shadow: methods of the model, and types in annotations.
_MODEL = {
    *dir(BaseModel),
    "etag",
    "get",
    "bool",
    "datetime",
    "dict",
    "float",
    "int",
    "list",
    "property",
    "str",
    "tuple",
}


@dataclass(frozen=True)
class Converted:
    """A property that returns the value of a field in another type."""

    name: str
    type: str
    function: str
    field: str
    doc: str


@dataclass(frozen=True)
class Union:
    """A union of schemas: its type, and how it is parsed if its alternatives are imported later."""

    type: PythonType
    mark: str
    is_lazy: bool


class Renderer:
    """Renders parts of one prepared document as Python."""

    def __init__(self, document: Document, modules: Mapping[str, str]) -> None:
        """Store a document.

        Args:
            document: The result of `prepare`.
            modules: The module of each class, without its package.
        """
        self.schemas: dict[str, Schema] = document["components"]["schemas"]
        self.types = SchemaTypes(document, modules)
        self._operations = Operations(document, self.types)

    def operation(self, name: str) -> Operation:
        """Describe an operation.

        Args:
            name: The name of its endpoint function.

        Returns:
            The values for its template.
        """
        return self._operations.operation(name)

    def uses(self, name: str) -> list[str]:
        """List the imports that the class of a schema needs.

        Args:
            name: The component's name.

        Returns:
            Import statements, sorted.
        """
        schema = self.schemas[name]
        convert = self.types.read if schema["x-kind"] in {"model", "variants"} else self.types.write
        own = self.types.named(name).imports
        return sorted({line for part in parts(schema) for line in convert(part).imports} - own)

    def union(self, name: str) -> Union:
        """Describe a union.

        Args:
            name: The component's name.

        Returns:
            The values for its template.
        """
        schema = self.schemas[name]
        is_read = schema["x-kind"] == "variants"
        convert = self.types.read if is_read else self.types.write
        if (found := schema.get(TAGS)) is not None:
            wire, values = found
            listed = ", ".join(f"{literal(tag)}: {convert(reference(option))}" for tag, option in values.items())
            mark = f"Tagged({literal(wire)}, lambda: {{{listed}}})"
        else:
            mark = f"OneOf(lambda: [{', '.join(str(convert(option)) for option in alternatives(schema))}])"
        return Union(self.types.alternatives(name), mark, is_lazy=is_read or holds_itself(name, self.schemas))

    def described(self, name: str) -> str:
        """Return the docstring of a schema.

        Args:
            name: The component's name.

        Returns:
            The text of the docstring.
        """
        schema = self.schemas[name]
        texts = ["Deprecated."] if "x-py-deprecated" in schema else []
        texts += [schema["description"]] if "description" in schema else []
        values = schema.get("additionalProperties")
        if "properties" in schema and isinstance(values, dict) and values:
            convert = self.types.read if schema["x-kind"] == "model" else self.types.write
            texts = [*map(sentence, texts), f"Further members are of the type `{convert(cast('Schema', values))}`."]
        return " ".join(texts)

    def fields(self, name: str) -> list[str]:
        """Render the fields of the class of a schema.

        Args:
            name: The component's name.

        Returns:
            Statements, each with its docstring.
        """
        schema = self.schemas[name]
        required = set(schema.get("required", []))
        members: dict[str, Schema] = schema.get("properties", {})
        names = field_names(members)
        lines = self._further(schema)
        for wire, member in members.items():
            if schema["x-kind"] == "body":
                lines.append(f"{identifier(wire)}: {self._body_type(member, required=wire in required)}")
            else:
                lines.append(self._model_field(schema, wire, member, names[wire], required=wire in required))
            text = described(member)
            if member.get("x-provenance") == "inferred":
                text = f"{sentence(text)} {INFERRED}".lstrip()
            if text:
                lines.append(f'"""{docstring(text, 4)}"""')
        return lines

    def keys(self, name: str) -> list[str] | None:
        """Render the keys of a body whose names are not all identifiers, so that it cannot be a class.

        Args:
            name: The component's name.

        Returns:
            The items of a dict; `None` if all keys are identifiers.
        """
        schema = self.schemas[name]
        members: dict[str, Schema] = schema.get("properties", {})
        if all(map(is_identifier, members)):
            return None
        required = set(schema.get("required", []))
        return [
            f"{literal(wire)}: {self._body_type(member, required=wire in required)},"
            for wire, member in members.items()
        ]

    def converted(self, name: str) -> list[Converted]:
        """List the properties of a model that return times as `datetime` and amounts of money as `Decimal`.

        Args:
            name: The component's name.

        Returns:
            The properties, in the order of their fields.
        """
        return list(_converted(self.schemas[name].get("properties", {})))

    def field(self, name: str, wire: str) -> str:
        """Return the name of a model's field for a property of the API."""
        return field_names(self.schemas[name]["properties"])[wire]

    def _model_field(self, schema: Schema, wire: str, member: Schema, field: str, *, required: bool) -> str:
        kind = self.types.read(member)
        options: list[str] = []
        if not required:
            options.append("default=None")
            kind = union([kind, NONE_TYPE])
        if schema.get("x-row-id") == wire:
            options.append(f"validation_alias=AliasChoices({literal(wire)}, 'id'), serialization_alias={literal(wire)}")
        elif field != wire:
            options.append(f"alias={literal(wire)}")
        if _is_secret(member):
            options.append("repr=False")
        if member.get("x-py-deprecated"):
            options.append(f"deprecated={literal(f'{wire} is deprecated by the API')}")
        value = {"": "", "default=None": " = None"}.get(", ".join(options), f" = Field({', '.join(options)})")
        return f"{identifier(field)}: {kind}{value}"

    def _body_type(self, member: Schema, *, required: bool) -> str:
        kind = self.types.write(member)
        # Names that are imported below the class must be quoted. Quotes around the whole type would hide `NotRequired`
        # from `__required_keys__`, and so would `from __future__ import annotations`.
        text = literal(str(kind)) if any(map(is_of_a_schema, kind.imports)) else str(kind)
        return text if required else f"NotRequired[{text}]"

    def _further(self, schema: Schema) -> list[str]:
        """Declare the type of additional properties of a model."""
        values = schema.get("additionalProperties")
        if schema["x-kind"] != "model" or not isinstance(values, dict) or not values:
            return []
        kind = self.types.read(cast("Schema", values))
        ignored = "pyright: ignore[reportIncompatibleVariableOverride]: pydantic reads the type of further members here"
        return [f"__pydantic_extra__: dict[str, {kind}]  # {ignored}"]


def _is_secret(schema: Schema) -> bool:
    """Return whether a value contains a secret outside of a model; models omit their secrets themselves."""
    return bool(schema.get("x-secret")) or any(map(_is_secret, parts(schema)))


def field_names(members: Iterable[str]) -> dict[str, str]:
    """Choose the names of the fields of a model.

    Args:
        members: The names of the properties in the API.

    Returns:
        The name of each field; if two would be the same, a number is appended to the second.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for wire in sorted(members, key=lambda wire: python_name(wire, _MODEL) != wire):  # valid names are kept
        names[wire] = _numbered(python_name(wire, _MODEL), taken)
    return names


def _numbered(name: str, taken: set[str]) -> str:
    """Append a number to a name if it is taken, and reserve it."""
    found, number = name, 1
    while found in taken or found in _MODEL:
        number += 1
        found = f"{name}_{number}"
    taken.add(found)
    return found


def _converted(members: Mapping[str, Schema]) -> Iterator[Converted]:
    fields = field_names(members)
    taken = set(fields.values())
    for wire, member in members.items():
        field, unit = fields[wire], _unit(wire, member)
        if unit == "unix-ms":
            name = _numbered(f"{field.removesuffix('_at')}_time", taken)
            text = f"`{field}` as an aware `datetime` in UTC; `None` if it is absent or not a time."
            yield Converted(name, "datetime", "to_datetime", field, text)
        elif unit == "micro-usd":
            name = _numbered(f"{field.removesuffix('_micro_usd')}_usd", taken)
            text = f"`{field}` in US dollars; `None` if it is absent or not an integer."
            yield Converted(name, "Decimal", "to_dollars", field, text)


def _unit(wire: str, schema: Schema) -> str | None:
    """Return the unit of a number, from its extension or, for money, from its name."""
    units = {option.get("x-unit") for option in [schema, *alternatives(schema)]} - {None}
    if {"integer", "number"}.isdisjoint(kind for option in [schema, *alternatives(schema)] for kind in kinds(option)):
        return None
    return units.pop() if len(units) == 1 else "micro-usd" if python_name(wire).endswith("micro_usd") else None


def is_of_a_schema(statement: str) -> bool:
    """Return whether a statement imports another schema, which may import this one in turn.

    Args:
        statement: The import statement.

    Returns:
        Whether it belongs below the class, where circular imports resolve.
    """
    return statement.startswith("from authpi_core.models.")
