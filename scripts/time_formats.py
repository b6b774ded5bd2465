"""Finds the properties of bodies and the parameters whose times are texts, in the form of RFC 3339."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openapi_document import Schema, UnsupportedError, parts, referenced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEXTS = {"date-time", "date"}


def time_formats(schema: Schema, schemas: Mapping[str, Schema], where: str) -> dict[str, str]:
    """Find the format of each property whose value is, or holds, a time or a date in a text.

    Args:
        schema: The schema of a body or a parameter.
        schemas: The component schemas.
        where: The JSON pointer of the body or the parameter.

    Returns:
        `date-time` or `date` by the name of the property in the API, in nested objects too; by the empty string if the
        value itself has a format.

    Raises:
        UnsupportedError: A name has two formats, so that nothing says which one a `datetime` is sent in.
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
    """List the members of a component: of an object, or of the alternatives of a union."""
    yield from schema.get("properties", {}).items()
    yield "", {"oneOf": [part for part in parts({**schema, "properties": {}}) if part]}


def _inline(schema: Schema) -> Iterator[Schema]:
    """List a schema and those inside it, but for members, which have names of their own."""
    yield schema
    for part in parts({**schema, "properties": {}}):
        yield from _inline(part)
