"""Arguments for the methods, and responses to them, made from the OpenAPI document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
from helpers.document import OPERATIONS, Operation, example, target
from helpers.surface import id_of, is_iterator

from authpi_admin import Page, types

if TYPE_CHECKING:
    from inspect import Signature

    from helpers.document import Form, Json

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
    """Return a response made from the examples of the OpenAPI document; a list has one page."""
    schema = operation_of(request).response
    if schema is None:
        return httpx.Response(204)
    body = example(schema, form)
    if "has_more" in body:
        body.update(has_more=False, next_cursor=None)
    return httpx.Response(200, json=body, headers={"ETag": ETAG})


# A body that has a short form is checked before it is sent.
_LEAST_BODIES = {"NewUserInput": {"email": "alice@example.com"}, "NewWebhookInput": {"name": "x"}}


def needed(signature: Signature) -> dict[str, Any]:
    """Return the required arguments of a method, with the smallest body that the client accepts."""
    needs = [each for each in signature.parameters.values() if each.default is each.empty]
    return {
        each.name: _LEAST_BODIES.get(each.annotation, {}) if each.name == "body" else id_of(each.name) for each in needs
    }


def arguments(signature: Signature, operation: Operation, form: Form) -> dict[str, Any]:
    """Return the arguments of a method from the document: all, or the required ones."""
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
    """Return an example of each query parameter."""
    listed = operation.inside("query")
    return {each["name"]: example(each["schema"]) for each in listed if form == "full" or each.get("required")}


async def outcome(called: Any) -> Any:
    """Wait for what a method returns; the items of all pages where it gives those."""
    return await (called.collect() if hasattr(called, "collect") else called)


def check_result(name: str, result: Any, operation: Operation, body: Json | None, etag: str | None) -> None:
    """Compare what a method returned with the body of the response; an iterator returns the rows of all pages."""
    if operation.response is None or body is None:
        assert result is None
        return
    schema = operation.response["properties"]["data"]
    if schema.get("type") != "array":
        _check_model(result, body["data"], schema, etag)
        return
    if "has_more" in operation.response["properties"] and not is_iterator(name):
        assert result.__class__ is Page
        assert (result.has_more, result.next_cursor) == (body["has_more"], body["next_cursor"])
        assert len(result) == len(body["data"])
    for row, raw in zip(result, body["data"], strict=True):
        _check_model(row, raw, schema["items"], None)


def _check_model(model: Any, raw: Any, schema: Json, etag: str | None) -> None:
    expected = getattr(types, target(schema) or "")
    if expected == dict[str, Any]:
        assert model == raw
    else:
        assert type(model) is expected
        assert model.model_dump(exclude_unset=True) == raw
        assert model.etag == etag
