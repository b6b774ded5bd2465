"""Decides which parameters of operations are supported, and converts them into one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from class_names import pascal_case
from openapi_document import (
    HEADERS,
    JSON,
    Schema,
    alternatives,
    kinds,
    pointer,
    referenced,
    removal,
    stop,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Parameter = dict[str, Any]

_SCALARS = {"string", "integer", "number", "boolean", "null"}
_ALL = {*_SCALARS, "array", "object"}
# The kinds of values that each style is defined for (OpenAPI 3.1, section 4.8.12.3, "Style Values").
_STYLES: dict[str, dict[str, set[str]]] = {
    "query": {
        "form": _ALL,
        "spaceDelimited": {"array", "object", "null"},
        "pipeDelimited": {"array", "object", "null"},
        "deepObject": {"object", "null"},
    },
    "path": {"simple": _ALL, "label": _ALL, "matrix": _ALL},
    "header": {"simple": _ALL},
}
# OpenAPI ignores parameters with these names; the media types and the credential determine these headers.
_IGNORED_HEADERS = {"accept", "content-type", "authorization"}
_OWN_HEADERS = {"connection", "content-length", "cookie", "host", "transfer-encoding", "user-agent"}
_NOTES = {"description", "example", "examples", "$comment", "externalDocs", "allowEmptyValue"}
_KNOWN = {"name", "in", "required", "deprecated", "schema", "content", "style", "explode", "allowReserved", *_NOTES}


def is_ignored(parameter: Parameter) -> bool:
    """Return whether OpenAPI ignores a parameter.

    Args:
        parameter: The parameter, references resolved.

    Returns:
        Whether it is a header that the media types or the credential determine.
    """
    return parameter["in"] == "header" and parameter["name"].lower() in _IGNORED_HEADERS


def normalized(parameter: Parameter, operation: str, where: str, normalize_schema: Callable[..., Schema]) -> Parameter:
    """Convert a parameter into one form.

    Args:
        parameter: The published parameter, references resolved.
        operation: The prefix of the names of its inline schemas.
        where: Its JSON pointer.
        normalize_schema: A function of a schema, a name for it and its pointer, which returns the normalized schema.

    Returns:
        The parameter with `schema`, `style` (`json` where its `content` is JSON), `explode`, `allowReserved`, and its
        JSON pointer as `x-pointer`.

    Raises:
        UnsupportedError: The parameter is not supported.
    """
    if lost := [key for key in parameter if key not in _KNOWN and not key.startswith("x-")]:
        stop(where, f"a parameter with {', '.join(lost)}, which the generated code cannot represent", "leave it out")
    place, name = parameter["in"], parameter["name"]
    _check_place(place, name, where)
    schema, at = _schema(parameter, where)
    styles = _STYLES[place]
    style = "json" if "content" in parameter else parameter.get("style", next(iter(styles)))
    if style not in {*styles, "json"}:
        stop(where, f"a parameter in {place} with the style {style!r}", f"use {' or '.join(styles)}")
    by_lower = {header.lower(): header for header in HEADERS}
    return {
        "name": by_lower.get(name.lower(), name) if place == "header" else name,
        "in": place,
        "required": place == "path" or parameter.get("required", False),
        "description": parameter.get("description", ""),
        "schema": normalize_schema(schema, operation + pascal_case(name), at),
        "style": style,
        "explode": parameter.get("explode", style in {"form", "deepObject"}),
        "allowReserved": place == "query" and parameter.get("allowReserved", False),
        "deprecated": parameter.get("deprecated", False),
        "x-pointer": where,
    }


def check_values(parameter: Parameter, schemas: Mapping[str, Schema]) -> None:
    """Raise an error for a parameter whose style is not defined for its values.

    Args:
        parameter: The parameter, normalized.
        schemas: The component schemas.

    Raises:
        UnsupportedError: The message has the JSON pointer of the parameter, the problem, and the solution.
    """
    place, style, where = parameter["in"], parameter["style"], parameter["x-pointer"]
    found = _kinds(parameter["schema"], schemas)
    if found == {"null"}:
        stop(where, "a parameter that can only be null, and is never sent", removal(where))
    if style == "json":
        return
    fitting = _STYLES[place][style]
    if lost := found - fitting:
        kind, better = (
            " or ".join(sorted(lost)),
            " or ".join(s for s, all_of in _STYLES[place].items() if lost <= all_of),
        )
        stop(where, f"a parameter in {place} with the style {style} that is {kind}", f"use {better}")
    if style.endswith("Delimited") and parameter["explode"]:
        stop(
            where,
            f"a parameter with the style {style} and `explode`, which OpenAPI does not define",
            "use form, or no `explode`",
        )
    parts = [part for schema in resolved_options(parameter["schema"], schemas) for part in _parts(schema)]
    if nested := {kind for part in parts for kind in _kinds(part, schemas)} - _SCALARS:
        kind = " or ".join(sorted(nested))
        stop(
            where,
            f"a parameter in {place} that contains {kind}, which cannot be serialized",
            f"use `content` with {JSON}",
        )


def _check_place(place: str, name: str, where: str) -> None:
    """Raise an error for a parameter that is in a cookie or that the client sets itself."""
    if place not in _STYLES:
        stop(where, f"a parameter in {place!r}, which the client cannot send", removal(where))
    if place == "header" and name.lower() in _OWN_HEADERS:
        stop(where, f"the header {name}, which the client sets itself", removal(where))


def _schema(parameter: Parameter, where: str) -> tuple[Schema, str]:
    """Return the schema of a parameter and its pointer; the schema can be inside `content`."""
    if ("schema" in parameter) == ("content" in parameter):
        stop(where, "a parameter with neither or both of `schema` and `content`", "keep one")
    if "schema" in parameter:
        return parameter["schema"], f"{where}/schema"
    (media, content), *more = list(parameter["content"].items()) or [("", {})]
    is_json = media.partition(";")[0].strip() == JSON
    if more or not is_json or parameter["in"] == "path":
        stop(f"{where}/content", f"a parameter in {parameter['in']} with the content {media!r}", "use `schema`")
    return content.get("schema", {}), pointer(where, "content", media, "schema")


def resolved_options(schema: Schema, schemas: Mapping[str, Schema], seen: frozenset[str] = frozenset()) -> list[Schema]:
    """List the alternative schemas of a value, with references resolved.

    Args:
        schema: The schema of the value.
        schemas: The component schemas.
        seen: The names of the schemas that refer to this one.

    Returns:
        The schema itself, or those of its `oneOf` or `anyOf`, and of theirs.
    """
    if (name := referenced(schema)) is not None:
        return [] if name in seen else resolved_options(schemas[name], schemas, seen | {name})
    found = alternatives(schema)
    return [each for option in found for each in resolved_options(option, schemas, seen)] if found else [schema]


def _kinds(schema: Schema, schemas: Mapping[str, Schema]) -> set[str]:
    """List the JSON types of a value; empty if it may have any type."""
    return {kind for option in resolved_options(schema, schemas) for kind in _own_kinds(option)}


def _own_kinds(schema: Schema) -> list[str]:
    return ["string"] if ("enum" in schema or "const" in schema) and not kinds(schema) else kinds(schema)


def _parts(schema: Schema) -> list[Schema]:
    """List the schemas of the items or properties of a value."""
    items = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    return [*schema.get("properties", {}).values(), *items]
