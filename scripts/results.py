"""Determines what an operation returns: the common schema of its successful responses, without the envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from contents import Content, chosen
from openapi_document import (
    JSON,
    Document,
    Schema,
    kinds,
    only,
    pointer,
    referenced,
    removal,
    resolved,
    stop,
)
from parameters import resolved_options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Keys that an envelope may have beside `data`. A page keeps further keys; other results would lose them.
_ENVELOPE = {"data", "has_more", "next_cursor", "invalid_count"}
_NEXT = {"has_more", "next_cursor"}
_RESPONSE = {"description", "content", "headers", "links", "summary", "$comment"}
Members = dict[str, tuple[Schema, str]]


def result(
    document: Document,
    operation: dict[str, Any],
    where: str,
    published: Mapping[str, Schema],
    normalize_schema: Callable[[Schema, str, str], Schema],
) -> dict[str, Any]:
    """Determine what an operation returns.

    Args:
        document: The published document.
        operation: The operation.
        where: Its JSON pointer.
        published: The published component schemas.
        normalize_schema: A function of a schema, the suffix of its name and its pointer, which returns the normalized
            schema.

    Returns:
        `kind`: `one`, `many` or `page` for a body with an envelope; `whole` for a body without one; `text`; `nothing`.
        `schema`: the schema of the item. `is_optional`: whether a success may have no body. `accept`: its media type.

    Raises:
        UnsupportedError: No response is successful, or their schemas differ.
    """
    contents, is_optional = _successes(document, operation, where)
    if not contents:
        return {"kind": "nothing", "schema": {}, "is_optional": False, "accept": JSON, "x-pointer": where}
    opened = [_opened(content, published) for content in contents]
    forms = {kind for kind, _, _ in opened}
    if len(forms) > 1 or (len(opened) > 1 and forms & {"page", "many"}):
        stop(f"{where}/responses", f"2xx responses of different forms ({', '.join(sorted(forms))})", "keep one")
    ((kind, schema, at), *more) = opened
    if more:
        schema, at = {"anyOf": [schema, *(other for _, other, _ in more)]}, f"{where}/responses"
    accept = ", ".join(dict.fromkeys(content.media_type for content in contents))
    schema = normalize_schema(schema, "Item" if kind in {"page", "many"} else "", at)
    return {"kind": kind, "schema": schema, "is_optional": is_optional, "accept": accept, "x-pointer": at}


def _successes(document: Document, operation: dict[str, Any], where: str) -> tuple[list[Content], bool]:
    """List the different contents of successful responses, and whether one has no content."""
    responses: dict[str, Any] = {str(status): found for status, found in operation.get("responses", {}).items()}
    successes = [status for status in responses if status.startswith("2")]
    if not successes and [status for status in responses if not status.startswith("x-")] == ["default"]:
        successes = ["default"]
    if not successes:
        stop(f"{where}/responses", "an operation without a 2xx response", f"add one, or {removal(where)}")
    contents: list[Content] = []
    is_optional = False
    for status in successes:
        response, at = resolved(document, responses[status], "responses", pointer(where, "responses", status))
        only(response, _RESPONSE, at)
        content = chosen(response.get("content", {}), where, f"{at}/content", accept_text=True)
        if content is None:
            is_optional = True
        elif (content.schema, content.is_text) not in [(known.schema, known.is_text) for known in contents]:
            contents.append(content)
    return contents, is_optional


def _opened(content: Content, published: Mapping[str, Schema]) -> tuple[str, Schema, str]:
    """Return the schema inside an envelope that has only `data`."""
    if content.is_text:
        return "text", content.schema, content.where
    members = _members(content.schema, content.where, published, frozenset())
    if "data" not in members:
        return "whole", content.schema, content.where
    data, at = members["data"]
    if (items := _items(data, at, published)) is not None:
        if members.keys() & _NEXT:
            _check_next(members, published)
            return "page", *items
        if members.keys() <= _ENVELOPE:
            return "many", *items
    elif members.keys() <= _ENVELOPE:
        return "one", data, at
    return "whole", content.schema, content.where


def _check_next(members: Members, published: Mapping[str, Schema]) -> None:
    """Raise an error for a page whose `next_cursor` or `has_more` the client could not read."""
    for name, kind in (("next_cursor", "string"), ("has_more", "boolean")):
        schema, where = _target(*members.get(name, ({}, "")), published)
        options = resolved_options(schema, published)
        if odd := sorted({found for option in options for found in kinds(option)} - {kind, "null"}):
            stop(where, f"a `{name}` of a page that is {' or '.join(odd)}", f"describe it as a {kind}")


def _members(schema: object, where: str, published: Mapping[str, Schema], seen: frozenset[str]) -> Members:
    """List the properties of an object and of its `allOf`, with their pointers."""
    target, at = _target(schema, where, published)
    if at in seen:
        return {}
    found: Members = {}
    for number, option in enumerate(target.get("allOf", [])):
        found |= _members(option, pointer(at, "allOf", number), published, seen | {at})
    own = target.get("properties", {})
    return found | {wire: (member, pointer(at, "properties", wire)) for wire, member in own.items()}


def _items(schema: object, where: str, published: Mapping[str, Schema]) -> tuple[Schema, str] | None:
    """Return the schema of the items of an array; `None` for other values."""
    target, at = _target(schema, where, published)
    if target.get("type") != "array" and "items" not in target:
        return None
    return target.get("items", {}), f"{at}/items"


def _target(schema: object, where: str, published: Mapping[str, Schema]) -> tuple[Schema, str]:
    """Resolve references to component schemas; booleans and missing targets become the empty schema."""
    seen: set[str] = set()
    found = cast("Schema", schema) if isinstance(schema, dict) else {}
    while (name := referenced(found)) is not None:
        if name not in published or name in seen:
            return {}, where
        seen.add(name)
        found, where = published[name], pointer("#/components/schemas", name)
    return found, where
