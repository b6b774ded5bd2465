"""Writes the values of parameters into paths, queries and headers, in the styles of OpenAPI (RFC 6570)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import quote

from authpi_core.values import BINARY, is_array, json_text, unix_milliseconds

# Reserved characters (RFC 3986, section 2.2) that cannot be taken for the end of a value or of the query.
_RESERVED = ":/?@!$'()*;"
_SEPARATORS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C", "deepObject": ","}


@dataclass(slots=True, eq=False, repr=False)  # the value may be a secret
class StyledParameter:
    """The value of a parameter, and how the OpenAPI document says that it is written.

    Attributes:
        value: The value; `None` if the parameter is not sent.
        style: The `style` of the OpenAPI document, or `json` for a parameter whose `content` is JSON.
        explode: Whether each item of an array and each member of an object is written by itself.
        allow_reserved: Whether reserved characters of a query stay as they are.
    """

    value: object
    style: str
    explode: bool = False
    allow_reserved: bool = False


def query_pairs(name: str, value: object) -> list[str]:
    """Write a query parameter.

    Args:
        name: Its name.
        value: Its value; without a `StyledParameter` in the style `form`, exploded.

    Returns:
        The parts of the query that belong to it, each with its name; empty if it is not sent.

    Raises:
        TypeError: The value is nested deeper than its style can express.
        ValueError: A `datetime` has no time zone.
    """
    parameter = value if isinstance(value, StyledParameter) else StyledParameter(value, "form", explode=True)
    safe = _RESERVED if parameter.allow_reserved else ""

    def encode(part: object) -> str:
        return quote(parameter_text(part), safe=safe)

    found, key = parameter.value, quote(name, safe="")
    if found is None:
        return []
    if parameter.style == "json":
        return [f"{key}={quote(json_text(found), safe=safe)}"]
    if isinstance(found, Mapping):
        members = _members(cast("Mapping[object, object]", found), encode)
        if parameter.style == "deepObject":
            return [f"{key}%5B{member}%5D={text}" for member, text in members]
        if parameter.explode:
            return [f"{member}={text}" for member, text in members]
        items = [part for member in members for part in member]
    elif is_array(found):
        items = _items(found, encode)
        if parameter.explode:
            return [f"{key}={item}" for item in items]
    else:
        items = [encode(found)]
    return [f"{key}={_SEPARATORS[parameter.style].join(items)}"] if items else []


def path_text(name: str, parameter: StyledParameter, encode: Callable[[str], str]) -> str:
    """Write a path parameter.

    Args:
        name: Its name.
        parameter: Its value and its style: `simple`, `label` or `matrix`.
        encode: Percent-encodes a part of the value, and checks it.

    Returns:
        What stands in the path in place of the name in braces.

    Raises:
        TypeError: The value is nested.
        ValueError: The value has no parts, or one of them is not allowed in a path.
    """
    found, separator = parameter.value, {"simple": ",", "label": ".", "matrix": ";"}[parameter.style]

    def text(part: object) -> str:
        return encode(parameter_text(part))

    if isinstance(found, Mapping):
        members = _members(cast("Mapping[object, object]", found), text)
        is_spread = parameter.explode
        parts = [f"{member}={value}" for member, value in members] if is_spread else [p for m in members for p in m]
    elif is_array(found):
        parts = _items(found, text)
        is_spread = parameter.explode
        if is_spread and parameter.style == "matrix":
            parts = [f"{quote(name, safe='')}={part}" for part in parts]
    else:
        parts, is_spread = [text(found)], False
    if not parts:
        encode("")  # raises: an empty part of a path is another path
    joined = (separator if is_spread else ",").join(parts)
    if parameter.style == "matrix" and not is_spread:
        joined = f"{quote(name, safe='')}={joined}"
    return joined if parameter.style == "simple" else separator + joined


def header_text(name: str, value: object) -> str:
    """Write a header parameter.

    Args:
        name: Its name, for the error.
        value: Its value; without a `StyledParameter` in the style `simple`.

    Returns:
        The value of the header, not percent-encoded (OpenAPI 3.1.1, appendix D).

    Raises:
        TypeError: The value is nested.
        ValueError: A part of an array or object contains the comma that separates them.
    """
    parameter = value if isinstance(value, StyledParameter) else StyledParameter(value, "simple")
    found = parameter.value
    if parameter.style == "json":
        return json_text(found)

    def text(part: object) -> str:
        written = parameter_text(part)
        if "," in written:
            raise ValueError(f"a part of the header {name} contains a comma, which separates its parts")
        return written

    if isinstance(found, Mapping):
        members = _members(cast("Mapping[object, object]", found), text)
        return ",".join(f"{member}={part}" if parameter.explode else f"{member},{part}" for member, part in members)
    return ",".join(_items(found, text)) if is_array(found) else parameter_text(found)


def parameter_text(value: object) -> str:
    """Render a value that is neither an array nor an object.

    Args:
        value: The value. An aware `datetime` becomes Unix milliseconds.

    Returns:
        Its text, not yet encoded.

    Raises:
        TypeError: It is an array, an object or bytes.
        ValueError: A `datetime` has no time zone.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return str(unix_milliseconds(value))
    kind = type(value)
    if isinstance(value, Mapping | BINARY) or is_array(value):
        raise TypeError(f"a parameter contains an object of type {kind.__name__}; pass text, numbers or booleans")
    return str(value)


def _items(value: object, write: Callable[[object], str]) -> list[str]:
    """Write the items of an array; `None` has no form and is left out (RFC 6570, section 2.3)."""
    return [write(item) for item in cast("Sequence[object]", value) if item is not None]


def _members(value: Mapping[object, object], write: Callable[[object], str]) -> list[tuple[str, str]]:
    """Write the members of an object; those that are `None` are left out, as items are."""
    return [(write(key), write(member)) for key, member in value.items() if member is not None]
