"""Every endpoint function passes the documented request to its client, and the `Result` that parses the response."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from authpi_core import operations
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL, AccountRef
from helpers.document import OPERATIONS, SCHEMAS, Json, Operation, example, reached
from helpers.document_types import read

if TYPE_CHECKING:
    from authpi_core.reading import Result
    from authpi_core.types import Timeout

R = TypeVar("R")

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


class Account(AccountRef):
    """An account that endpoint functions must not resolve: a client does that."""

    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        raise AssertionError(f"an endpoint function resolved the account ({timeout}, {deadline})")


class Recorder:
    """A client that records requests."""

    def __init__(self) -> None:
        self.asked: list[tuple[Request, Any]] = []
        self.response = object()

    async def send(self, request: Request, result: Result[R]) -> R:
        self.asked.append((request, result))
        return cast("R", self.response)


async def call(operation: Operation, *placed: Any, **named: Any) -> tuple[Request, Any]:
    recorder = Recorder()
    assert await getattr(operations, operation.name)(recorder, *placed, **named) is recorder.response
    ((request, result),) = recorder.asked
    return request, result


def ids(operation: Operation) -> dict[str, Any]:
    account = Account()
    names = [parameter["name"] for parameter in operation.inside("path")]
    return {name: account if name == "account_id" else f"{name} 1" for name in names}


def required_filters(operation: Operation) -> Json:
    return {each["name"]: example(each["schema"]) for each in operation.inside("query") if each.get("required")}


def least(operation: Operation) -> list[Any]:
    """Return the required arguments of the function."""
    bodies: list[Json] = [{}] if operation.body_required else []
    return [*ids(operation).values(), *required_filters(operation).values(), *bodies]


def is_secret(node: object) -> bool:
    if isinstance(node, dict):
        branch = cast("Json", node)
        return bool(branch.get("x-secret")) or any(is_secret(part) for part in branch.values())
    return isinstance(node, list) and any(is_secret(part) for part in cast("list[object]", node))


@each_operation
async def test_each_argument_goes_to_its_place(operation: Operation) -> None:
    """Every argument is another object, so that two that are exchanged show."""
    names = list(inspect.signature(getattr(operations, operation.name)).parameters)
    values: dict[str, Any] = {name: object() for name in names if name != "client"}
    request, _ = await call(operation, **values)
    assert request.operation == operation.raw["operationId"]
    assert (request.method, request.path) == (operation.method, operation.path)
    assert (request.query or {}).keys() == {parameter["name"] for parameter in operation.inside("query")}
    found: Json = {field: getattr(request, field) for field in Request.__slots__} | {**(request.query or {})}
    found |= dict(zip([each["name"] for each in operation.inside("path")], request.ids, strict=True))
    assert {name: found[name] for name in values} == values


@each_operation
async def test_omitted_arguments_are_not_sent(operation: Operation) -> None:
    request, _ = await call(operation, *least(operation))
    sent = {name: value for name, value in (request.query or {}).items() if value is not None}
    assert sent == required_filters(operation)
    assert request.body == ({} if operation.body_required else None)
    assert request.requires_body is operation.body_required
    assert request.if_match is UNCONDITIONAL
    rest = (request.idempotency_key, request.timeout, request.headers, request.deadline)
    assert rest == (None,) * 4


@each_operation
async def test_response_is_parsed_as_documented_and_marked_if_it_has_secrets(operation: Operation) -> None:
    _, result = await call(operation, *least(operation))
    data = (operation.response or {}).get("properties", {}).get("data", {"type": "null"})
    assert result.item == read(data["items"] if data.get("type") == "array" else data)
    handled = reached([operation.body, operation.response])
    assert result.secret is is_secret([SCHEMAS[name] for name in handled])
