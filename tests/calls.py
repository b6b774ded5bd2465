"""Calls of methods as the document has them: their arguments, and the answers of the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
from document import OPERATIONS, Operation, example
from surface import id_of

if TYPE_CHECKING:
    from inspect import Signature

    from document import Form, Json

ETAG = '"1764547200123"'
KEY = "an idempotency key"


def operation_of(request: httpx.Request) -> Operation:
    """Find the operation that a request asks for."""
    path = request.url.raw_path.decode().partition("?")[0]
    fitting = [
        operation
        for operation in OPERATIONS
        if operation.method == request.method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", operation.path), path)
    ]
    return min(fitting, key=lambda operation: operation.path.count("{"))  # `notes/count` is no note


def documented(request: httpx.Request, form: Form = "full") -> httpx.Response:
    """Answer with an example from the document; a list has one page."""
    schema = operation_of(request).answer
    if schema is None:
        return httpx.Response(204)
    body = example(schema, form)
    if "has_more" in body:
        body.update(has_more=False, next_cursor=None)
    return httpx.Response(200, json=body, headers={"ETag": ETAG})


def needed(signature: Signature) -> dict[str, Any]:
    """Give what a method cannot be called without; its body is empty."""
    names = [each.name for each in signature.parameters.values() if each.default is each.empty]
    return {name: {} if name == "body" else id_of(name) for name in names}


def arguments(signature: Signature, operation: Operation, form: Form) -> dict[str, Any]:
    """Give what a method takes of an operation, as the document describes it: all of it, or what is required."""
    given = needed(signature)
    if "body" in given or (form == "full" and operation.body):
        given["body"] = example(operation.body or {}, form)
    given.update(query(operation, form))
    if form == "full":
        given.update({"if_match": ETAG} if "if_match" in signature.parameters else {})
        given.update({"idempotency_key": KEY} if "idempotency_key" in signature.parameters else {})
        given.update(timeout=5.0, headers={"X-Request-Source": "tests"})
    return given


def query(operation: Operation, form: Form) -> Json:
    """Give an example of each query parameter."""
    listed = operation.inside("query")
    return {each["name"]: example(each["schema"]) for each in listed if form == "full" or each.get("required")}


def path_of(operation: Operation, given: Json, account_id: str) -> str:
    """Write the path of an operation, below scopes that have the ids of `surface.at`."""
    ids = {part[1:-1]: id_of(part[1:-1]) for part in operation.segments if part.startswith("{")}
    ids = {name: quote(given.get(name, value), safe="") for name, value in ids.items()}
    if "account_id" not in given:
        ids["account_id"] = account_id
    return operation.path.format(**ids)


async def outcome(called: Any) -> Any:
    """Wait for what a method returns; the items of all pages where it gives those."""
    return await (called.collect() if hasattr(called, "collect") else called)
