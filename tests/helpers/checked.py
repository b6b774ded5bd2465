"""A transport to the local Core API that validates requests and responses against the document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

import httpx
from helpers.calls import operation_of
from helpers.document import DOCUMENT
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.document import Json, Operation

    from authpi_admin.testing import CoreAPI

# The document does not repeat these at every operation: its prose states them for all that have parameters or a key.
ANYWHERE = {400, 405, 409, 413, 415, 422}
OPEN, CLOSED = "urn:open", "urn:closed"


def _closed(node: Any) -> Any:
    """Return a part of the document whose objects allow documented members only, unless it allows more."""
    if isinstance(node, list):
        return [_closed(part) for part in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    branch = {name: _closed(part) for name, part in cast("Json", node).items()}
    if branch.get("type") == "object" and "properties" in branch:
        branch.setdefault("additionalProperties", False)
    return branch


_REGISTRY = Registry[Any]().with_resources(
    (base, Resource[Any].from_contents(document, default_specification=DRAFT202012))
    for base, document in {OPEN: DOCUMENT, CLOSED: _closed(DOCUMENT)}.items()
)


@dataclass(frozen=True)
class Exchange:
    """A request of an operation of the document, and its response."""

    operation: Operation
    request: httpx.Request
    response: httpx.Response


class CheckedTransport(httpx.AsyncBaseTransport):
    """Fails on a response that the document does not describe, and if a request succeeds that it does not describe.

    Attributes:
        exchanges: Requests and responses in order, without errors of the server and unknown routes.
    """

    def __init__(self, api: CoreAPI) -> None:
        self._inner = api.transport()
        self.exchanges: list[Exchange] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and validate it and its response."""
        response = await self._inner.handle_async_request(request)
        await response.aread()
        try:
            operation = operation_of(request)
        except ValueError:
            return response
        if response.status_code < 500:
            response.request = request
            self.exchanges.append(Exchange(operation, request, response))
            if response.is_success:
                _check_request(operation, request)
            _check_response(operation, response)
        return response


def _check_request(operation: Operation, request: httpx.Request) -> None:
    assert request.headers["authorization"]
    query = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    for place, given in {"query": query, "header": dict(request.headers)}.items():
        for parameter in operation.inside(place):
            name = parameter["name"].lower() if place == "header" else parameter["name"]
            assert name in given or not parameter.get("required"), name
            if name in given:
                _check(_value(parameter["schema"], given[name]), parameter["schema"])
    if operation.body is None:
        assert request.content == b""
    elif request.content or operation.body_required:
        assert request.headers["content-type"] == "application/json"
        _check(json.loads(request.content), operation.body)


def _value(schema: Json, text: str) -> Any:
    """Read a parameter's text as a value of its type."""
    types = schema.get("type", ())
    if "null" in types and text in {"", "null"}:
        return None
    return (
        json.loads(text)
        if {"integer", "number", "boolean"} & {*([types] if isinstance(types, str) else types)}
        else text
    )


def _check_response(operation: Operation, response: httpx.Response) -> None:
    status = str(response.status_code)
    declared = operation.raw["responses"].get(status)
    if declared is None:
        assert response.status_code in ANYWHERE, (operation.name, status, response.text)
        declared = DOCUMENT["components"]["responses"]["BadRequest"]
    if "$ref" in declared:
        declared = DOCUMENT["components"]["responses"][declared["$ref"].rpartition("/")[2]]
    if "content" not in declared:
        assert response.content == b""
        return
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    _check(body, _closed(declared["content"]["application/json"]["schema"]), CLOSED)
    data = body.get("data")
    if "ETag" in declared.get("headers", {}) and isinstance(data, dict) and "created_at" in data:
        version = cast("Json", data).get("updated_at")
        assert re.fullmatch(rf'"{version or "[0-9]+"}"', response.headers["etag"])


def _check(value: Any, schema: Json, base: str = OPEN) -> None:
    validator: Any = _validator(json.dumps(schema).replace('"#/', f'"{base}#/'))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)] == []


@cache
def _validator(text: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(text), registry=_REGISTRY)
