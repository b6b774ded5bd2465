"""Hooks of schemathesis for rules that the document states only in prose."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import schemathesis

Hook: TypeAlias = Callable[..., None]
hook = cast("Callable[[Hook], Hook]", schemathesis.hook)  # pyright: ignore[reportUnknownMemberType]: its type is incomplete
_LONGEST_KEY = 256
_ERROR = {
    "description": "As the document's prose says.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ApiError"}}},
}


@hook
def before_load_schema(context: object, raw_schema: dict[str, Any]) -> None:  # noqa: ARG001 - is passed by name
    """Add responses that the document describes in prose: to a malformed request, and to a reused idempotency key.

    Args:
        context: The context of schemathesis.
        raw_schema: The document, changed in place.
    """
    for item in raw_schema["paths"].values():
        for method, operation in item.items():
            if method == "parameters":
                continue
            operation["responses"].setdefault("400", _ERROR)
            names = {parameter.get("$ref", "").rpartition("/")[2] for parameter in operation.get("parameters", [])}
            if "IdempotencyKey" in names:
                operation["responses"].setdefault("409", _ERROR)
                operation["responses"].setdefault("422", _ERROR)
    _separate_null(raw_schema["components"]["schemas"])


def _separate_null(node: object) -> None:
    # With "null" in a list of types, schemathesis ignores a format when it generates data.
    if isinstance(node, list):
        for value in cast("list[object]", node):
            _separate_null(value)
    elif isinstance(node, dict):
        schema = cast("dict[str, Any]", node)
        if schema.get("type") == ["string", "null"] and "format" in schema:
            del schema["type"]
            schema["oneOf"] = [{"type": "string", "format": schema.pop("format")}, {"type": "null"}]
        for value in list(schema.values()):
            _separate_null(value)


@hook
def before_call(context: object, case: Any, kwargs: object) -> None:  # noqa: ARG001 - are passed by name
    """Use values once that must be unique, keep the API key valid, and follow rules that are stated in prose.

    A cursor is one that a list returned, and the username is an email address if its type is `email`.

    Args:
        context: The context of schemathesis.
        case: The request, changed in place.
        kwargs: Further arguments of schemathesis.
    """
    headers: dict[str, Any] = case.headers or {}
    key: object = headers.get("Idempotency-Key")
    if isinstance(key, str) and 0 < len(key) <= _LONGEST_KEY:
        case.headers["Idempotency-Key"] = key[: _LONGEST_KEY - 32] + uuid.uuid4().hex
    ids: dict[str, Any] = case.path_parameters or {}
    if ids.get("key_id") == os.environ["API_KEY"]:
        case.path_parameters["key_id"] = "key_0"
    query: dict[str, Any] = case.query or {}
    if isinstance(query.get("cursor"), str):
        del case.query["cursor"]
    given: object = case.body
    body = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    name: object = body.get("username")
    if body.get("username_type") == "email" and isinstance(name, str) and name:
        body["username"] = f"{uuid.uuid4().hex}@example.com"
