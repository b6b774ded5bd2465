"""Every operation of the document is an endpoint function with the documented signature and docstring."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, get_type_hints

import authpi_core
import authpi_core.types
import httpx
import pytest
from authpi_core import models, operations
from authpi_core.client import Core
from authpi_core.model import Model
from authpi_core.types import UNCONDITIONAL, Page, Unconditional
from helpers.document import HEADERS, OPERATIONS, PATH, SCHEMAS, Json, Operation, resolve, target
from helpers.document_types import read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

Endpoint: TypeAlias = "Callable[..., Coroutine[Any, Any, Any]]"
PLACED = inspect.Parameter.POSITIONAL_OR_KEYWORD
NAMED = inspect.Parameter.KEYWORD_ONLY
TIMEOUT = float | httpx.Timeout | None
# What modules import for type checkers only, so that annotations can be evaluated.
NAMES: dict[str, Any] = {
    **vars(authpi_core.types),
    **{name: getattr(models, name) for name in models.__all__},
    "Core": Core,
    "Timeout": float | httpx.Timeout,
    "IfMatch": str | Model | Unconditional,
}

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


def endpoint(operation: Operation) -> Endpoint:
    function: Endpoint = getattr(operations, operation.name)
    return function


def described(parameter: Json) -> str:
    return str(parameter.get("description") or parameter["schema"].get("description") or "")


def test_each_operation_has_exactly_one_function() -> None:
    assert len(OPERATIONS) == len(re.findall(r'operationId"?:', PATH.read_text(encoding="utf-8")))
    assert list(operations.__all__) == sorted(operation.name for operation in OPERATIONS)
    with pytest.raises(AttributeError, match=r"authpi_core.operations.* 'users_list_all'"):
        _ = getattr(operations, "users_list_all")  # noqa: B009 - type checkers know that it does not exist


@each_operation
def test_function_is_async_and_in_its_own_module(operation: Operation) -> None:
    function = endpoint(operation)
    module = import_module(f"authpi_core.api.{operation.tag}.{operation.name}")
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
    assert own == [operation.name]
    assert getattr(module, operation.name) is function
    assert inspect.iscoroutinefunction(function)


@each_operation
def test_signature(operation: Operation) -> None:
    hints = get_type_hints(endpoint(operation), NAMES)
    found = [
        (p.name, p.kind, p.default, hints[p.name]) for p in inspect.signature(endpoint(operation)).parameters.values()
    ]
    query = operation.inside("query")
    needed = inspect.Parameter.empty
    expected: list[tuple[str, Any, Any, Any]] = [("client", PLACED, needed, Core)]
    for parameter in operation.inside("path"):
        kind = authpi_core.types.AccountId if parameter["name"] == "account_id" else write(parameter["schema"])
        expected.append((parameter["name"], PLACED, needed, kind))
    expected += [(p["name"], PLACED, needed, write(p["schema"])) for p in query if p.get("required")]
    if operation.body and operation.body_required:
        expected.append(("body", PLACED, needed, write(operation.body)))
    elif operation.body:
        expected.append(("body", PLACED, None, write(operation.body) | None))
    expected += [(p["name"], NAMED, None, write(p["schema"]) | None) for p in query if not p.get("required")]
    header_types: dict[str, tuple[Any, Any]] = {
        "If-Match": (UNCONDITIONAL, str | Model | Unconditional),
        "Idempotency-Key": (None, str | None),
    }
    for parameter in operation.inside("header"):
        default, kind = header_types[parameter["name"]]
        expected.append((HEADERS[parameter["name"]], NAMED, default, kind))
    expected += [("timeout", NAMED, None, TIMEOUT), ("headers", NAMED, None, authpi_core.types.Headers | None)]
    expected += [("deadline", NAMED, None, float | None)]
    assert found == expected


@each_operation
def test_return_annotation(operation: Operation) -> None:
    expected: Any = type(None)
    if operation.response:
        members = operation.response["properties"]
        kind = members["data"].get("type")
        shape: Any = Page if "has_more" in members else list if kind == "array" else None
        item = read(members["data"]["items"] if kind == "array" else members["data"])
        expected = shape[item] if shape else item
    assert get_type_hints(endpoint(operation), NAMES)["return"] == expected


@each_operation
def test_docstring_describes_the_operation_and_each_parameter(operation: Operation) -> None:
    text = inspect.getdoc(endpoint(operation)) or ""
    flat = " ".join(text.split())
    assert text.splitlines()[0].rstrip(".") == operation.raw["summary"].rstrip(".")
    assert operation.raw.get("description", "") in flat
    if scope := operation.raw.get("x-scope"):
        inferred = " (inferred, not documented)" if "x-scope-provenance" in operation.raw else ""
        assert f"Requires the scope `{scope}`{inferred}." in flat
    else:
        assert "scope" not in flat
    for parameter in operation.parameters:
        name = HEADERS.get(parameter["name"], parameter["name"])
        assert f" {name}: {described(parameter)}" in flat
    if operation.body:
        assert f" body: {SCHEMAS[target(operation.body) or ''].get('description', '')}" in flat
    lines = [line.strip() for line in text.splitlines()]
    for name in inspect.signature(endpoint(operation)).parameters:
        assert len([line for line in lines if line.startswith(f"{name}: ")]) == 1
    assert ("Returns:" in lines) is (operation.response is not None)
    assert sum(line.rstrip(".") == operation.raw["summary"].rstrip(".") for line in lines) == 1
    if operation.response:
        returned = inspect.signature(endpoint(operation)).return_annotation
        assert lines[lines.index("Returns:") + 1].startswith(f"{returned}: ")
    raised = lines[lines.index("Raises:") + 1 :]
    assert [line.partition(":")[0] for line in raised if line] == ["ValueError", "TypeError", "ApiError"]


def nested_objects(operation: Operation) -> list[str]:
    """Name the members of a body that are objects."""
    members = SCHEMAS[target(operation.body or {}) or ""]["properties"]
    options = {wire: [resolve(each) for each in [member, *member.get("oneOf", [])]] for wire, member in members.items()}
    return [
        wire
        for wire, listed in options.items()
        if any("object" in str(each.get("type", "")) or "discriminator" in each for each in listed)
    ]


UPDATES = [operation for operation in OPERATIONS if operation.name.endswith("_update")]


@pytest.mark.parametrize("operation", UPDATES, ids=lambda operation: operation.name)
def test_an_update_says_that_nested_objects_may_be_replaced(operation: Operation) -> None:
    text = " ".join((inspect.getdoc(endpoint(operation)) or "").split())
    names = nested_objects(operation)
    listed = ", ".join(f"`{name}`" for name in names)
    assert ("merges or replaces" in text) is bool(names)
    if names:
        assert f"merges or replaces nested objects ({listed}) is not documented. Send the whole object" in text


def test_most_updates_have_nested_objects() -> None:
    assert sum(bool(nested_objects(operation)) for operation in UPDATES) > len(UPDATES) / 2
    update = inspect.getdoc(operations.users_update) or ""
    assert "`{**user.profile.model_dump(exclude_unset=True), …}`" in " ".join(update.split())
