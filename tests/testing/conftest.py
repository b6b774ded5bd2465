"""A fresh local Core API for every test, and a client that holds each of its answers against the document."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DOCUMENT: dict[str, Any] = json.loads(files("authpi_core").joinpath("core-api.json").read_text(encoding="utf-8"))
REGISTRY = Registry[Any]().with_resource(
    "urn:api", Resource[Any].from_contents(DOCUMENT, default_specification=DRAFT202012)
)
TEMPLATES = [
    (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path)
    for path in sorted(DOCUMENT["paths"], key=lambda path: path.count("{"))
]
# The document does not repeat these at every operation: DESIGN states them for all that have parameters or a key.
ANYWHERE = {400, 405, 409, 415, 422}


class CheckedTransport(httpx.AsyncBaseTransport):
    """Fails on any answer that the document does not have; `answered` collects the operations that succeeded."""

    def __init__(self, api: CoreAPI) -> None:
        """Call an API."""
        self._inner = api.transport()
        self.answered: set[str] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on, and check what comes back."""
        response = await self._inner.handle_async_request(request)
        await response.aread()
        path = request.url.raw_path.decode().partition("?")[0]
        template = next((template for pattern, template in TEMPLATES if pattern.fullmatch(path)), None)
        operation = DOCUMENT["paths"].get(template, {}).get(request.method.lower())
        if operation is not None and response.status_code < 500:
            response.request = request
            self._check(operation, template or "", response)
        return response

    def _check(self, operation: dict[str, Any], template: str, response: httpx.Response) -> None:
        status = str(response.status_code)
        if response.is_success:
            self.answered.add(operation["operationId"])
        elif status not in operation["responses"]:
            assert response.status_code in ANYWHERE, (template, status, response.text)
            validate({"$ref": "urn:api#/components/schemas/ApiError"}, response)
            return
        declared = operation["responses"][status]
        pointer = ["paths", template, response.request.method.lower(), "responses", status]
        if "$ref" in declared:
            pointer = declared["$ref"].removeprefix("#/").split("/")
            declared = DOCUMENT["components"]["responses"][pointer[-1]]
        if "content" not in declared:
            assert not response.is_success or response.content == b""
            return
        pointer += ["content", "application/json", "schema"]
        escaped = "/".join(part.replace("~", "~0").replace("/", "~1") for part in pointer)
        validate({"$ref": f"urn:api#/{escaped}"}, response)


def validate(schema: dict[str, str], response: httpx.Response) -> None:
    """Hold a body against a schema of the document."""
    validator: Any = Draft202012Validator(schema, registry=REGISTRY)
    assert response.headers["content-type"] == "application/json"
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(response.json())]
    assert errors == [], (str(response.request.url), response.text)


@pytest.fixture
def api() -> CoreAPI:
    """The API under test."""
    return CoreAPI()


@pytest.fixture
def transport(api: CoreAPI) -> CheckedTransport:
    """The way to it."""
    return CheckedTransport(api)


@pytest.fixture
def answered(transport: CheckedTransport) -> set[str]:
    """The operations that the client called with success."""
    return transport.answered


@pytest.fixture
async def client(api: CoreAPI, transport: CheckedTransport) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the root key whose paths begin below the account: `issuers`, `webhooks`."""
    base_url = f"{api.base_url}/v1/accounts/{api.account_id}/"
    async with httpx.AsyncClient(transport=transport, base_url=base_url, auth=api.key) as client:
        yield client


@pytest.fixture
def issuer(api: CoreAPI) -> str:
    """Path of the issuer that is there from the start."""
    return f"issuers/{api.issuer_id}"
