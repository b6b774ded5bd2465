"""Calls the read operations depth first, with ids from earlier responses. No other requests are sent."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import httpx
from authpi_core.reading import NOTHING
from authpi_core.request import Request

from authpi_admin import ApiError
from smoke.observe import is_success

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from authpi_core.client import Core
    from openapi_document import Document

    from smoke.observe import Observations

Ids = tuple[tuple[str, str], ...]
MOST_REQUESTS = 200
_ATTEMPTS = 3
_FORMS = {"boolean": "true|false", "integer": r"-?[0-9]+", "number": r"-?[0-9]+(\.[0-9]+)?"}
# Further rows are used only for operations below them that no row has reached yet.
_ENOUGH = 3


@dataclass(frozen=True, repr=False)  # the body contains values
class Exchange:
    """The path of an operation, and a response: the JSON type of each header's value, and the body."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes


class Recorder(httpx.AsyncBaseTransport):
    """Sends and counts GET requests, and keeps the last response."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        """Store the transport."""
        self._transport = transport
        self.requests = 0
        self.last: httpx.Response | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Args:
            request: The request.

        Returns:
            The response.

        Raises:
            RuntimeError: The request is not a GET.
        """
        if request.method != "GET":
            raise RuntimeError(f"refused to send a {request.method} request: only GET is allowed")
        self.requests += 1
        response = await self._transport.handle_async_request(request)
        await response.aread()
        self.last = response
        return response

    async def aclose(self) -> None:
        """Close the transport."""
        await self._transport.aclose()


class Walk:
    """Calls the operations of a document."""

    def __init__(self, document: Document, core: Core, recorder: Recorder, observations: Observations) -> None:
        """Prepare a walk.

        Args:
            document: The document, with references to parameters.
            core: The client that sends.
            recorder: The transport of the client.
            observations: The observations to add the responses to.
        """
        self._document = document
        self._core = core
        self._recorder = recorder
        self._observations = observations
        self._called: dict[tuple[str, Ids], Any] = {}
        self._succeeded: set[str] = set()
        self._longest = 0
        self._failures: dict[str, None] = {}

    async def run(self, account: str | None) -> list[str]:
        """Call all operations that can be reached, in rounds: each uses one more row of each list.

        Args:
            account: The only account to use; `None` for all that the credential can access.

        Returns:
            The operations that were not called, each with the reason.

        Raises:
            SystemExit: No request succeeded.
        """
        rows, before = 1, -1
        while before < self._recorder.requests or rows <= self._longest:
            before = self._recorder.requests
            await self._descend((), rows, account)
            rows += 1
            if self._is_over:
                break
        if not self._succeeded:
            kinds = ", ".join(self._failures)
            raise SystemExit(f"no request succeeded ({kinds}); check the credential and AUTHPI_BASE_URL")
        called = {path for path, _ in self._called}
        return [f"GET {path}: {self._reason(path)}" for path in self._paths() if path not in called]

    @property
    def _is_over(self) -> bool:
        """Whether another call might exceed the limit, with its retries."""
        return self._recorder.requests + _ATTEMPTS > MOST_REQUESTS

    async def _descend(self, ids: Ids, rows: int, account: str | None) -> None:
        """Call the operations with these ids, and then those with one more id."""
        for path in self._paths():
            if names(path) == [name for name, _ in ids] and not self._unknown(path):
                await self._call(path, ids)
        for collection, name in self._children(ids):
            found = self._candidates(collection, name, ids)
            if not ids and account:
                found = [account]
            self._longest = max(self._longest, len(found))
            below = [path for path in self._paths() if path.startswith(f"{collection}/{{{name}}}")]
            enough = _ENOUGH if all(path in self._succeeded for path in below) else rows
            for value in found[: min(rows, enough)]:
                await self._descend((*ids, (name, value)), rows, None)

    async def _call(self, path: str, ids: Ids) -> None:
        """Call an operation once."""
        if (path, ids) in self._called or self._is_over:
            return
        operation = self._document["paths"][path]["get"]
        parameters = self._parameters(path)
        query = {each["name"]: self._value(each) for each in parameters if _is_required(each)}
        query |= {"limit": 100} if any(each["name"] == "limit" for each in parameters) else {}
        self._recorder.last = None
        self._called[path, ids] = None
        request = Request(operation.get("operationId", path), "GET", path, tuple(value for _, value in ids), query)
        try:
            await self._core.send(request, NOTHING)
        except ApiError as error:  # its response was recorded, if there was one
            self._failures[type(error).__name__] = None
        response = self._recorder.last
        if response is None:
            return
        exchange = Exchange(path, response.status_code, header_types(response.headers), response.content)
        self._observations.add(exchange)
        if is_success(exchange.status):
            self._succeeded.add(path)
        with suppress(ValueError):  # a body that is not JSON has no ids
            self._called[path, ids] = json.loads(response.content)

    def _children(self, ids: Ids) -> Iterator[tuple[str, str]]:
        """List the collections below the resource with these ids, with the name of the id of an item."""
        known = [name for name, _ in ids]
        found: dict[tuple[str, str], None] = {}
        for path in self._paths():
            listed = names(path)
            if listed[: len(known)] == known and len(listed) > len(known):
                collection = path[: path.index(f"/{{{listed[len(known)]}}}")]
                found[collection, listed[len(known)]] = None
        yield from found

    def _candidates(self, collection: str, name: str, ids: Ids) -> list[str]:
        """List the ids of a collection from its list, or else from lists with the same name elsewhere."""
        last = collection.rpartition("/")[2]
        own = [body for (path, given), body in self._called.items() if path == collection and given == ids]
        others = [
            body
            for (path, given), body in self._called.items()
            if path.rpartition("/")[2] == last and set(ids) <= set(given)
        ]
        found = [value for body in own or others for row in _rows(body) if (value := _id(row, name))]
        if not found and not ids:
            found = list(_values(list(self._called.values()), name))
        return list(dict.fromkeys(found))

    def _paths(self) -> list[str]:
        """List the paths that can be read."""
        return [path for path, item in self._document["paths"].items() if "get" in item]

    def _parameters(self, path: str) -> list[dict[str, Any]]:
        """List the parameters of an operation."""
        item = self._document["paths"][path]
        listed = [*item.get("parameters", []), *item["get"].get("parameters", [])]
        shared = self._document.get("components", {}).get("parameters", {})
        return [shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in listed]

    def _unknown(self, path: str) -> list[str]:
        """List the query parameters that an operation requires, and for which the document gives no value."""
        return [each["name"] for each in self._parameters(path) if _is_required(each) and self._value(each) is None]

    def _value(self, parameter: Mapping[str, Any]) -> Any:
        """Return a value that the document gives for a parameter: an example, the default, or the first of an enum."""
        schema: Mapping[str, Any] = parameter.get("schema", {})
        if "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        examples = [example["value"] for example in parameter.get("examples", {}).values() if "value" in example]
        listed = [parameter.get("example"), *examples, *(schema.get(key) for key in ("default", "example", "const"))]
        found = [*listed, *schema.get("examples", []), *schema.get("enum", [])]
        return next((value for value in found if value is not None), None)

    def _reason(self, path: str) -> str:
        if unknown := self._unknown(path):
            return f"it requires {', '.join(unknown)}, and the document gives no example value"
        return f"{MOST_REQUESTS} requests were sent" if self._is_over else f"no {names(path)[-1]} was found"


def names(path: str) -> list[str]:
    """List the names of the ids of a path.

    Args:
        path: The path, with names in braces.

    Returns:
        The names.
    """
    return re.findall(r"{(.+?)}", path)


def header_types(headers: Mapping[str, str]) -> dict[str, str]:
    """Name the JSON type of each header's value.

    Args:
        headers: The headers of a response.

    Returns:
        The type by the name in lower case: `boolean`, `integer`, `number` or `string`. The values are not kept.
    """
    return {
        name.lower(): next((kind for kind, form in _FORMS.items() if re.fullmatch(form, value)), "string")
        for name, value in headers.items()
    }


def _is_required(parameter: Mapping[str, Any]) -> bool:
    return parameter["in"] == "query" and bool(parameter.get("required"))


def _rows(body: Any) -> list[dict[str, Any]]:
    """List the rows of the response of a list."""
    data: Any = cast("dict[str, Any]", body).get("data") if isinstance(body, dict) else None
    if not isinstance(data, list):
        return []
    return [cast("dict[str, Any]", row) for row in cast("Iterable[Any]", data) if isinstance(row, dict)]


def _id(row: dict[str, Any], name: str) -> str | None:
    """Find the id of a row: by its name in the path, as `id`, or by a shorter form of the name."""
    for key in (name, "id", name.removesuffix("_id"), "host"):
        if isinstance(row.get(key), str):
            return str(row[key])
    return None


def _values(node: Any, name: str) -> Iterator[str]:
    """List the strings with a given key, at any depth."""
    if isinstance(node, list):
        for item in cast("Iterable[Any]", node):
            yield from _values(item, name)
    elif isinstance(node, dict):
        members = cast("dict[str, Any]", node)
        if isinstance(members.get(name), str):
            yield members[name]
        for item in members.values():
            yield from _values(item, name)
