"""Constructs that the generated code cannot represent raise an error that names them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from generate import generate
from helpers.document import DOCUMENT
from openapi_document import UnsupportedError, python_name
from plain import plain
from prepare import prepare

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "components.schemas.Thing"
MEMBER = f"{SCHEMA}.properties.extra"
STRING = {"type": "string"}
KIND = {"$ref": "#/components/schemas/Kind"}

# Where something is put into the small document, what, and what the error says of it: its JSON pointer, what it is.
SCHEMAS = "#/components/schemas"
EXTRA = f"{SCHEMAS}/Thing/properties/extra"
CASES: list[tuple[str, Any, str]] = [
    # schemas
    (f"{SCHEMA}.oneOf", [KIND], f"{SCHEMAS}/Thing: uses type, required, properties"),
    (f"{SCHEMA}.patternProperties", {"^x": STRING}, f"{SCHEMAS}/Thing: uses patternProperties"),
    (f"{SCHEMA}.$defs", {"Inner": STRING}, f"{SCHEMAS}/Thing: uses $defs"),
    (f"{SCHEMA}.required", ["name", "ghost"], f"{SCHEMAS}/Thing: required properties that are not described (ghost)"),
    (f"{SCHEMA}.nullable", True, f"{SCHEMAS}/Thing: `nullable`, which OpenAPI 3.1 does not have"),
    (f"{SCHEMA}.not", STRING, f"{SCHEMAS}/Thing: uses not"),
    ("components.schemas.Way.properties", {"a": STRING}, f"{SCHEMAS}/Way: uses properties"),
    # members
    (MEMBER, {**KIND, "type": "string"}, f"{EXTRA}: uses type"),
    (
        MEMBER,
        {"$ref": "#/components/schemas/Ghost"},
        f"{EXTRA}: a reference to #/components/schemas/Ghost, which is missing",
    ),
    (MEMBER, {"allOf": [KIND, {"type": "integer"}]}, f"{EXTRA}/allOf/1: an `allOf` with two values of type"),
    (f"{SCHEMA}.x-row-id", "id", f"{SCHEMAS}/Thing: a row that has no member id"),
    (MEMBER, {"type": "object", "patternProperties": {"^x": STRING}}, f"{EXTRA}: uses patternProperties"),
    (MEMBER, {"type": "string", "contentEncoding": "base64"}, f"{EXTRA}: uses contentEncoding"),
    (MEMBER, False, f"{EXTRA}: the schema `false`"),
    (
        MEMBER,
        {**KIND, "nullable": True},
        f"{EXTRA}: `nullable`, which OpenAPI 3.1 does not have; write `anyOf: [{{$ref",
    ),
    (
        MEMBER,
        {"allOf": [{"properties": {"k": KIND}}, {"properties": {"k": {**STRING, "enum": ["a"]}}}]},
        f"{EXTRA}/allOf/1/properties/k: an `allOf` that describes 'k' twice, with different schemas; keep one",
    ),
    # units of what is not a number
    (MEMBER, {"type": "string", "x-unit": "unix-ms"}, f"{EXTRA}: `x-unit: unix-ms` of string, while only an integer"),
    (
        MEMBER,
        {"type": "string", "format": "date-time", "x-unit": "unix-ms"},
        f"{EXTRA}: `x-unit: unix-ms` of string, while only an integer or a number has a unit; remove it; a time in a",
    ),
    (MEMBER, {"type": ["boolean", "null"], "x-unit": "unix-ms"}, f"{EXTRA}: `x-unit: unix-ms` of boolean or null"),
    (MEMBER, {"type": "string", "x-unit": "micro-usd"}, f"{EXTRA}: `x-unit: micro-usd` of string"),
    (MEMBER, {**KIND, "x-unit": "micro-usd"}, f"{EXTRA}: `x-unit: micro-usd` of another schema"),
    (
        MEMBER,
        {"type": "array", "items": {"type": "integer"}, "x-unit": "unix-ms"},
        f"{EXTRA}: `x-unit: unix-ms` of array",
    ),
]

# What is found when the code is written, since it takes the names of the code or where a schema is used.
LATER: list[tuple[str, Any, str]] = [
    (
        "components.schemas.KindInput",
        {"type": "object", "properties": {}},
        "^#/components/schemas/KindInput: a schema with a name that the generated code uses",
    ),
    (
        "components.schemas.OpenKind",
        {"type": "object", "properties": {}},
        "^#/components/schemas/OpenKind: a schema with a name that the generated code uses",
    ),
]


def put(document: dict[str, Any], where: str, value: object) -> None:
    """Set a value in a document; keys are separated by dots."""
    *keys, last = where.split(".")
    part: Any = document
    for key in keys:
        part = part[int(key) if isinstance(part, list) else key]
    part[last] = value


def ids(case: tuple[str, Any, str]) -> str:
    return f"{case[0].removeprefix('paths./v1/').removeprefix('components.')}={case[1]}"


def test_the_vendored_document_and_the_small_one_are_supported(small: dict[str, Any]) -> None:
    prepare(DOCUMENT)
    prepare(small)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_unsupported_schemas_are_errors(small: dict[str, Any], case: tuple[str, Any, str]) -> None:
    where, value, message = case
    put(small, where, value)
    with pytest.raises(UnsupportedError) as stopped:
        prepare(small)
    said = str(stopped.value)
    assert message in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("case", LATER, ids=ids)
def test_names_of_generated_code_are_errors(small: dict[str, Any], case: tuple[str, Any, str], tmp_path: Path) -> None:
    where, value, message = case
    put(small, where, value)
    with pytest.raises(UnsupportedError, match=message):
        generate(small, tmp_path / "authpi_core")


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (f"{SCHEMA}.x-new", {"a": 1}),
        (f"{SCHEMA}.title", "A thing"),
        (MEMBER, {**STRING, "maxLength": 3, "pattern": "a", "format": "uri", "default": "a", "examples": ["b"]}),
        (MEMBER, {"anyOf": [KIND, {"type": "null"}], "description": "Maybe."}),
    ],
    ids=str,
)
def test_ignored_constructs_are_accepted(small: dict[str, Any], where: str, value: object) -> None:
    put(small, where, value)
    before = deepcopy(small)
    prepare(small)
    assert small == before


def test_type_beside_alternatives_applies_to_each() -> None:
    beside = {"type": ["object", "null"], "oneOf": [KIND, {"properties": {"a": STRING}}]}
    assert plain(beside) == {
        "oneOf": [KIND, {"type": "object", "properties": {"a": STRING}}, {"type": "null"}],
    }


def test_keywords_that_do_not_apply_to_a_type_are_removed() -> None:
    assert plain({"type": "string", "items": STRING, "properties": {}, "propertyNames": STRING}) == STRING


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("users.list", "users_list"),
        ("If-Match", "if_match"),
        ("balance_μusd", "balance_micro_usd"),
        ("μusd", "micro_usd"),
        ("issuerId", "issuer_id"),
        ("_private", "private"),
        ("type", "type"),
        ("class", "class_"),
        ("µusd", "micro_usd"),
        ("größe", "gr_e"),
        ("1st", "field_1st"),
        ("--", "field"),
    ],
)
def test_python_name(wire: str, name: str) -> None:
    assert python_name(wire) == name
