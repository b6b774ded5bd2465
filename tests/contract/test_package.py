"""The generated package has every operation, parameter, property and enum value of any document that can be generated.

`nox -s generate` and `nox -s refresh` run these tests before they replace the package. The other tests of this folder
compare the package in more detail with the constructs that the current document has.
"""

from __future__ import annotations

import inspect
import re
import warnings
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from authpi_core import models, operations, types
from authpi_core.model import Model
from generate import DOCUMENT, OVERLAY
from openapi_document import HEADERS, python_name
from openapi_document import operations as walk
from overlay import load_with_overlay
from prepare import prepare

if TYPE_CHECKING:
    from authpi_core.request import Request

PREPARED = prepare(load_with_overlay(DOCUMENT, OVERLAY))
OPERATIONS = {python_name(raw["operationId"]): (method, path, raw) for path, method, raw in walk(PREPARED)}
SCHEMAS: dict[str, dict[str, Any]] = PREPARED["components"]["schemas"]
OPTIONS = ("timeout", "headers", "deadline")


class Client:
    """Records the request of an endpoint function instead of sending it."""

    request: Request

    async def send(self, request: Request, _: object) -> None:
        self.request = request


def plain(value: object) -> object:
    """Return a value without its style."""
    return getattr(value, "value", value)


def of_kinds(*kinds: str) -> list[str]:
    return [name for name, schema in SCHEMAS.items() if schema["x-kind"] in kinds]


def test_each_operation_has_a_function() -> None:
    assert list(operations.__all__) == sorted(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_each_argument_becomes_one_part_of_the_request(name: str) -> None:
    method, path, raw = OPERATIONS[name]
    function, client = getattr(operations, name), Client()
    _, *arguments = [argument for argument in inspect.signature(function).parameters if argument not in OPTIONS]
    given: dict[str, Any] = {argument: {} if argument == "body" else f"<{argument}>" for argument in arguments}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        await function(client, **given)
    sent, body = client.request, raw.get("requestBody")
    wires = {
        place: [each["name"] for each in raw["parameters"] if each["in"] == place] for place in ("query", "header")
    }
    own_headers = [wire for wire in wires["header"] if wire not in HEADERS]
    assert (sent.operation, sent.method, sent.path) == (raw["operationId"], method, path)
    assert [*(sent.query or {})] == wires["query"]
    assert [*(sent.header_parameters or {})] == own_headers
    assert (sent.body, sent.requires_body) == ({} if body else None, bool(body and body["required"]))
    assert sent.content_type == (body["x-media-type"] if body else sent.content_type)
    assert sent.accept == raw["x-result"]["accept"]
    ids = [python_name(wire) for wire in re.findall("{(.+?)}", path)]
    assert [str(plain(value)).strip("<>_") for value in sent.ids] == [name.strip("_") for name in ids]
    known = [getattr(sent, argument) for wire, argument in HEADERS.items() if wire in wires["header"]]
    values = [*sent.ids, *(sent.query or {}).values(), *(sent.header_parameters or {}).values(), *known]
    assert sorted(map(str, map(plain, values))) == sorted(f"<{name}>" for name in arguments if name != "body")


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_type_of_each_response_can_be_built(name: str) -> None:
    module: Any = import_module(getattr(operations, name).__module__)
    module.RESULT.build()
    annotation = inspect.signature(getattr(operations, name)).return_annotation
    assert (annotation == "None") is (OPERATIONS[name][2]["x-result"]["kind"] == "nothing")


@pytest.mark.parametrize("name", of_kinds("model"))
def test_a_model_has_a_field_for_each_property(name: str) -> None:
    model = getattr(models, name)
    assert issubclass(model, Model)
    model.model_rebuild()
    fields = [field if each.alias is None else each.alias for field, each in model.model_fields.items()]
    assert sorted(fields) == sorted(SCHEMAS[name].get("properties", {}))


@pytest.mark.parametrize("name", of_kinds("body"))
def test_a_body_has_a_key_for_each_property(name: str) -> None:
    body = getattr(models, name)
    schema = SCHEMAS[name]
    assert sorted(body.__annotations__) == sorted(schema.get("properties", {}))
    assert sorted(body.__required_keys__) == sorted(schema.get("required", []))


@pytest.mark.parametrize("name", of_kinds("enum"))
def test_an_enum_has_a_member_for_each_value(name: str) -> None:
    enum = getattr(models, name)
    assert issubclass(enum, Enum)
    assert [member.value for member in enum] == SCHEMAS[name]["enum"]


def test_each_other_schema_has_a_type() -> None:
    named = {*models.__all__, *vars(types)}
    assert [name for name in of_kinds("union", "variants", "alias") if name not in named] == []
