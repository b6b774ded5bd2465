"""Selects the content of a request or a response by its media type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openapi_document import JSON, Schema, only, pointer, removal, stop

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYTHING = {"*/*", "application/*"}
_TEXTS = {"text/plain", "text/html", "text/markdown"}
# `encoding` is for multipart and form contents only (OpenAPI 3.1, section 4.8.14.1).
_KNOWN = {"schema", "example", "examples", "encoding"}


@dataclass(frozen=True)
class Content:
    """The selected content.

    Attributes:
        media_type: The value of `Accept` or `Content-Type`.
        schema: Its schema; a string for plain text.
        where: The JSON pointer of the schema.
        is_text: Whether it is plain text instead of JSON.
    """

    media_type: str
    schema: Schema
    where: str
    is_text: bool = False


def chosen(content: Mapping[str, Any], operation: str, where: str, *, accept_text: bool = False) -> Content | None:
    """Select a content: JSON if available, otherwise text.

    Args:
        content: Contents by media type, as in the document.
        operation: The JSON pointer of the operation.
        where: The JSON pointer of the contents.
        accept_text: Whether text is allowed.

    Returns:
        The content; `None` without one.

    Raises:
        UnsupportedError: The client does not support any of them.
    """
    found: dict[str, tuple[str, Any]] = {}
    for written, media in content.items():
        name = written.partition(";")[0].strip().lower()
        if name in found and found[name][1] != media:
            stop(where, f"two contents of the media type {name!r}", "keep one")
        found[name] = (written, media)
    if not found:
        return None
    ranks = {name: _rank(name, accept_text=accept_text) for name in found}
    best = min(ranks, key=lambda name: ranks[name])
    if ranks[best] == len(_RANKS):
        kinds = " and ".join(map(repr, found))
        stop(
            where,
            f"content of the type {kinds}, which the client does not support",
            f"use {JSON}, or {removal(operation)}",
        )
    written, media = found[best]
    at = pointer(where, written)
    only(media, _KNOWN, at)
    is_text = best in _TEXTS
    schema: Schema = {"type": "string"} if is_text else media.get("schema", {})
    return Content(JSON if best in _ANYTHING else best, schema, f"{at}/schema", is_text)


def _rank(name: str, *, accept_text: bool) -> int:
    """Return the position of a media type in the order of preference."""
    matches = (name == JSON, name.endswith("+json"), name in _ANYTHING, accept_text and name in _TEXTS)
    return matches.index(True) if True in matches else len(matches)


_RANKS = ("JSON", "a kind of JSON", "anything", "text")
