"""Finds the members of bodies and the query parameters whose times are texts, as RFC 3339 has them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openapi_document import Schema, UnsupportedError, parts, referenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TEXTS = {"date-time", "date"}


def time_formats(named: Iterable[tuple[str, Schema]], schemas: Mapping[str, Schema], where: str) -> dict[str, str]:
    """Find the format of each name whose value is, or holds, a time or a date in a text.

    Args:
        named: The query parameters and the members of a body, as the API calls them, with their schemas.
        schemas: The component schemas.
        where: The JSON pointer of their operation.

    Returns:
        `date-time` or `date` by name, for members of nested objects too.

    Raises:
        UnsupportedError: A name has two formats, so that nothing says which one a `datetime` is sent in.
    """
    found: dict[str, set[str]] = defaultdict(set)
    waiting, seen = list(named), set[str]()
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
        raise UnsupportedError(f"{where}: times called {odd[0]!r} as {kinds}; give all of this name one format")
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
