"""Finds keys of a request body that the OpenAPI document does not describe; most are misspelled."""

import warnings
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, cast

from authpi_admin.testing import UnknownKeysWarning
from authpi_admin.testing._document import Document, Operation
from authpi_admin.testing._problem import invalid
from authpi_admin.testing._state import UnknownKeys
from authpi_admin.testing._store import JsonObject


def report(document: Document, operation: Operation, body: JsonObject, mode: UnknownKeys) -> None:
    """Warn about unknown keys, or fail with 400; an object without documented keys can have any key."""
    found = [] if mode == "ignore" else list(_unknown(document, operation.body, body, ""))
    if not found:
        return
    if mode == "refuse":
        texts = [(path, f"The key is not described{_hint(near) or '.'}") for path, near in found]
        raise invalid([{"field": path, "code": "unknown_key", "message": text} for path, text in texts])
    hints = "; ".join(f"`{path}`{_hint(near)}" for path, near in found)
    message = f"{operation.id}: the OpenAPI document does not describe {hints}"
    warnings.warn(UnknownKeysWarning(message), stacklevel=2)


def _unknown(document: Document, schema: JsonObject, value: object, path: str) -> Iterator[tuple[str, str | None]]:
    """Yield the paths of unknown keys, each with the most similar known key."""
    schema = document.resolve(schema)
    for branch in map(document.resolve, schema.get("oneOf", ())):
        members: dict[str, JsonObject] = branch.get("properties", {})
        constants = {name: of["const"] for name, of in members.items() if "const" in of}
        if isinstance(value, dict) and constants.items() <= cast("JsonObject", value).items():
            yield from _unknown(document, branch, cast("object", value), path)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(cast("list[object]", value)):
            yield from _unknown(document, schema["items"], item, f"{path}{index}.")
    known: dict[str, Any] = schema.get("properties", {})
    if isinstance(value, dict) and known:
        for key, inner in cast("JsonObject", value).items():
            if key in known:
                yield from _unknown(document, known[key], inner, f"{path}{key}.")
            else:
                yield path + key, next(iter(get_close_matches(key, known, 1)), None)


def _hint(near: str | None) -> str:
    return f": did you mean `{near}`?" if near else ""
