"""Checks that an OpenAPI document uses nothing that the generated code cannot represent.

The parser of the generator and the templates ignore unknown keys without an error. So each part of a document may have
only supported keys, and keys without effect on the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from class_names import home
from openapi_document import (
    JSON,
    POINTER,
    Document,
    Schema,
    alternatives,
    kinds,
    only,
    operations,
    pointer,
    stop,
)
from parameters import check_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from problems import Problems

_NOTES = {"description", "title", "example", "examples", "readOnly", "writeOnly"}
# Not enforced: the API validates requests, and responses are parsed tolerantly.
_LIMITS = {
    *("default", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maximum", "maxProperties"),
    *("minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern", "uniqueItems"),
}
_MEMBERS = {"object": {"properties", "required", "additionalProperties"}, "array": {"items", "prefixItems"}}


def check(document: Document, problems: Problems) -> None:
    """Find what the generated code cannot represent.

    Args:
        document: The document, normalized.
        problems: Collects the JSON pointer of each such part, the problem, and the solution.
    """
    schemas: dict[str, Schema] = document["components"]["schemas"]
    for name, schema in schemas.items():
        with problems.part():
            _schema(schema, home(name, schema), schemas)
    for _, _, operation in operations(document):
        for parameter in operation["parameters"]:
            with problems.part():
                _schema(parameter["schema"], f"{parameter['x-pointer']}/schema", schemas)
                check_values(parameter, schemas)
        if body := operation.get("requestBody"):
            with problems.part():
                _schema(body["content"][JSON]["schema"], body["x-pointer"], schemas)
        with problems.part():
            _schema(operation["x-result"]["schema"], operation["x-result"]["x-pointer"], schemas)


def _schema(found: object, where: str, schemas: dict[str, Schema]) -> None:
    if not isinstance(found, dict):
        stop(where, f"a schema that is {found}", "write an object with a `type`")
    schema = cast("Schema", found)
    where = schema.get(POINTER, where)
    only(schema, _form(schema) | _NOTES, where)
    _check_unit(schema, where)
    if lost := set(schema.get("required", [])) - set(schema.get("properties", {})):
        stop(where, f"required properties that are not described ({', '.join(sorted(lost))})", "describe them")
    for part, at in _inside(schema, where):
        _schema(part, at, schemas)


def _check_unit(schema: Schema, where: str) -> None:
    """Raise an error for a unit of something that is not a number, where it would have no effect."""
    found = {kind for option in [schema, *alternatives(schema)] for kind in kinds(option)}
    if "x-unit" in schema and found.isdisjoint({"integer", "number"}):
        kind = " or ".join(sorted(found)) or "another schema"
        advice = "remove it; a time in a string has `format: date-time`, and the unit of items stands in `items`"
        stop(where, f"`x-unit: {schema['x-unit']}` of {kind}, while only an integer or a number has a unit", advice)


def _inside(schema: Schema, where: str) -> Iterator[tuple[object, str]]:
    """List the schemas inside a schema with their pointers."""
    for key in ("oneOf", "anyOf", "prefixItems"):
        for number, option in enumerate(schema.get(key, [])):
            yield option, pointer(where, key, number)
    for key in ("items", "additionalProperties"):
        if not isinstance(schema.get(key, False), bool):
            yield schema[key], f"{where}/{key}"
    for wire, member in schema.get("properties", {}).items():
        yield member, pointer(where, "properties", wire)


def _form(schema: Schema) -> set[str]:
    """List the keys that determine the kind of a schema, which may have only one."""
    for key in ("$ref", "oneOf", "anyOf", "enum", "const"):
        if key in schema:
            beside = {"enum": "type", "const": "type", "oneOf": "discriminator", "anyOf": "discriminator"}
            return {key, beside.get(key, key), *_LIMITS}
    return {"type", *_LIMITS, *(key for kind in kinds(schema) for key in _MEMBERS.get(kind, ()))}
