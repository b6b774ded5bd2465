"""Finds the properties of bodies and the parameters that contain times as strings (RFC 3339)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openapi_document import Schema, UnsupportedError, parts, referenced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEXTS = {"date-time", "date"}


def time_formats(schema: Schema, schemas: Mapping[str, Schema], where: str) -> dict[str, str]:
    """Find the format of each property that is, or contains, a time or a date as a string.

    Args:
        schema: The schema of a body or a parameter.
        schemas: The component schemas.
        where: The JSON pointer of the body or the parameter.

    Returns:
        `date-time` or `date` by the name of the property in the API, in nested objects too; by the empty string if the
        value itself has a format.

    Raises:
        UnsupportedError: Properties of the same name have different formats, so that of a `datetime` is ambiguous.
    """
    found: dict[str, set[str]] = defaultdict(set)
    waiting, seen = [("", schema)], set[str]()
    while waiting:
        wire, schema = waiting.pop()
        for part in _inline(schema):
            if part.get("x-unit") == "unix-ms":
                found[wire].add("unix-ms")
            elif part.get("type") == "string" or "string" in part.get("type", []):
                found[wire].update({part.get("format", "")} & _TEXTS)
            name = referenced(part)
            if name is not None and name not in seen:
                seen.add(name)
                waiting += _members(schemas[name])
    if odd := sorted(wire for wire, formats in found.items() if len(formats) > 1):
        kinds = " and ".join(sorted(found[odd[0]]))
        raise UnsupportedError(
            f"{where}: times called {odd[0]!r} with the formats {kinds}; use one format for this name"
        )
    return {wire: text for wire, formats in sorted(found.items()) for text in formats & _TEXTS}


def _members(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """List the properties of an object, or of the alternatives of a union."""
    yield from schema.get("properties", {}).items()
    yield "", {"oneOf": [part for part in parts({**schema, "properties": {}}) if part]}


def _inline(schema: Schema) -> Iterator[Schema]:
    """List a schema and the schemas inside it, except those of properties."""
    yield schema
    for part in parts({**schema, "properties": {}}):
        yield from _inline(part)
