"""What would be lost on the way from the document to the code is refused, by name."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from generate import generate
from helpers.document import DOCUMENT
from prepare import prepare
from supported import UnsupportedError, check, python_name

if TYPE_CHECKING:
    from pathlib import Path

THINGS = "paths./v1/{owner_id}/things"
SCHEMA = "components.schemas.Thing"
MEMBER = f"{SCHEMA}.properties.extra"
STRING = {"type": "string"}
KIND = {"$ref": "#/components/schemas/Kind"}
QUERY = {"name": "q", "in": "query", "schema": STRING}
JSON = "application/json"

# Where something is put into the small document, what, and what the error says of it.
CASES: list[tuple[str, Any, str]] = [
    ("webhooks", {}, "the document: .*webhooks"),
    ("jsonSchemaDialect", "x", "the document: .*jsonSchemaDialect"),
    # schemas
    (f"{SCHEMA}.allOf", [KIND], "Thing: .*allOf"),
    (f"{SCHEMA}.oneOf", [KIND], "Thing: .*type, required, properties"),
    (f"{SCHEMA}.patternProperties", {"^x": STRING}, "Thing: .*patternProperties"),
    (f"{SCHEMA}.$defs", {"Inner": STRING}, r"Thing: .*\$defs"),
    (f"{SCHEMA}.additionalProperties", STRING, "Thing: additionalProperties"),
    (f"{SCHEMA}.required", ["name", "ghost"], "Thing: .*ghost"),
    (f"{SCHEMA}.nullable", True, "Thing: .*nullable"),
    (f"{SCHEMA}.not", STRING, "Thing: .*not"),
    ("components.schemas.Kind.enum", [1, 2], r"Kind: .*\[1, 2\]"),
    ("components.schemas.Kind.enum", ["a", None], r"Kind: .*None"),
    ("components.schemas.Kind.enum", ["a", "a"], r"Kind: .*not distinct"),
    ("components.schemas.Kind.minLength", 1, "Kind: .*minLength"),
    ("components.schemas.Kind", STRING, "no object, enum or union"),
    ("components.schemas.Way.discriminator", {"propertyName": "type"}, "Way: a discriminator without a mapping"),
    ("components.schemas.Way.discriminator.mapping", {"b": "#/components/schemas/WayA"}, "Way: .*'b'"),
    ("components.schemas.Way.type", "object", "Way: .*type"),
    ("components.schemas.Way.properties", {"a": STRING}, "Way: .*properties"),
    # members
    (MEMBER, {**KIND, "type": "string"}, "Thing.extra: .*type"),
    (MEMBER, {**KIND, "properties": {"a": STRING}}, "Thing.extra: .*properties"),
    (MEMBER, {"$ref": "#/components/schemas/Ghost"}, "Thing.extra: .*Ghost"),
    (MEMBER, {"$ref": "other.yaml#/Kind"}, "other.yaml#/Kind"),
    (MEMBER, {"allOf": [KIND]}, "Thing.extra: .*allOf"),
    (MEMBER, {"oneOf": [{"allOf": [KIND]}, {"type": "null"}]}, "Thing.extra: .*allOf"),
    (MEMBER, {"type": "array"}, "Thing.extra: an array without items"),
    (MEMBER, {"type": ["array", "null"]}, "Thing.extra: an array without items"),
    (MEMBER, {"type": "array", "items": {"type": "array"}}, "Thing.extra: an array without items"),
    (MEMBER, {"type": "array", "items": STRING, "prefixItems": [STRING]}, "Thing.extra: .*prefixItems"),
    (MEMBER, {"type": "object", "patternProperties": {"^x": STRING}}, "Thing.extra: .*patternProperties"),
    (MEMBER, {"type": "object", "additionalProperties": STRING}, "Thing.extra: additionalProperties"),
    (MEMBER, {"type": "string", "properties": {"a": STRING}}, "Thing.extra: .*properties"),
    (MEMBER, {"type": "string", "contentEncoding": "base64"}, "Thing.extra: .*contentEncoding"),
    (MEMBER, {"type": "integer", "enum": [1]}, r"Thing.extra: .*\[1\]"),
    (MEMBER, {"const": 1}, r"Thing.extra: .*\[1\]"),
    (MEMBER, {**STRING, "readOnly": True}, "Thing.extra: .*readOnly"),
    (MEMBER, True, "Thing.extra: a schema that is True"),
    # operations
    (f"{THINGS}.head", {}, "things: .*head"),
    (f"{THINGS}.summary", "Things", "things: .*summary"),
    (f"{THINGS}.get.callbacks", {}, "things.list: .*callbacks"),
    (f"{THINGS}.get.security", [], "things.list: .*security"),
    (f"{THINGS}.get.deprecated", True, "things.list: .*deprecated"),
    (f"{THINGS}.get.tags", [], "things.list: give it"),
    (f"{THINGS}.get.tags", ["one", "two"], "things.list: give it"),
    (f"{THINGS}.get.tags", ["Big Things"], "things.list: give it"),
    (f"{THINGS}.get.summary", "", "things.list: give it"),
    (f"{THINGS}.get.operationId", "", "''"),
    (f"{THINGS}.get.operationId", "things_create", "things_create: two operations"),
    ("paths./v1/{owner_id}/things/", {}, "each segment"),
    ("paths./v1/{owner_id}:find", {}, "each segment"),
    # parameters
    (f"{THINGS}.get.parameters", [{**QUERY, "in": "cookie"}], "things.list q: a parameter in cookie"),
    (f"{THINGS}.get.parameters", [{**QUERY, "in": "header"}], "things.list q: no place for this header"),
    (f"{THINGS}.get.parameters", [{**QUERY, "in": "path"}], "things.list: the ids of its path.*q"),
    (f"{THINGS}.get.parameters", [{**QUERY, "style": "deepObject"}], "things.list q: .*style"),
    (f"{THINGS}.get.parameters", [{"name": "q", "in": "query", "content": {}}], "things.list q: .*content"),
    (f"{THINGS}.get.parameters", [{**QUERY, "schema": {"type": "array", "items": STRING}}], "q: .*array"),
    (f"{THINGS}.get.parameters", [{**QUERY, "schema": {"$ref": "#/components/schemas/Thing"}}], "q: .*object"),
    (f"{THINGS}.get.parameters", [{"$ref": "#/components/parameters/Ghost"}], "Ghost"),
    (f"{THINGS}.post.parameters.0.required", True, "If-Match: no place for this header"),
    ("components.parameters.Owner.schema", {"type": "integer"}, "owner_id: a parameter in path that is integer"),
    # bodies
    (f"{THINGS}.post.requestBody.content.text/csv", {"schema": STRING}, "the body of things.create: .*text/csv"),
    (f"{THINGS}.post.requestBody.content", {"text/csv": {"schema": STRING}}, "the body of things.create: .*text/csv"),
    (f"{THINGS}.post.requestBody.content.{JSON}.encoding", {}, "the body of things.create: .*encoding"),
    (
        f"{THINGS}.post.requestBody.content.{JSON}.schema",
        {"type": "object"},
        "the body of things.create: give it a name",
    ),
    (f"{THINGS}.post.requestBody.content.{JSON}.schema.description", "It", "the body of things.create: .*description"),
    (f"{THINGS}.post.requestBody", {"$ref": "#/components/requestBodies/New"}, r"the body of things.create: .*\$ref"),
    # answers
    (f"{THINGS}.get.responses", {"404": {"description": "No."}}, "things.list: no answer is a success"),
    (f"{THINGS}.get.responses.200", {"$ref": "#/components/responses/Ok"}, r"the answer of things.list: .*\$ref"),
    (f"{THINGS}.get.responses.200.links", {}, "the answer of things.list: .*links"),
    (f"{THINGS}.get.responses.200.content", {"text/csv": {"schema": STRING}}, "the answer of things.list: .*text/csv"),
    (f"{THINGS}.get.responses.200.content.{JSON}.schema", KIND, "the answer of things.list: it is an envelope"),
    (f"{THINGS}.get.responses.200.content.{JSON}.schema.properties.total", STRING, "things.list: it is an envelope"),
]

# What is found when the code is written, since it takes the names of the code or where a schema is used.
LATER: list[tuple[str, Any, str]] = [
    (MEMBER, {"type": "object", "properties": {"a": STRING}}, "give this schema a name"),
    (MEMBER, {"type": "decimal"}, "no Python type for .*decimal"),
    (MEMBER, {}, "no Python type for {}"),
    (MEMBER, {"type": "string", "enum": ["a"]}, "a response with values of its own"),
    (MEMBER, {"const": "a"}, "a response with values of its own"),
    (MEMBER, {"oneOf": [STRING, KIND]}, "a response that is one of several schemas"),
    (f"{SCHEMA}.properties.Name", STRING, "Thing: .*: name"),
    (f"{SCHEMA}.properties.list", STRING, "Thing: .*: list"),
    (f"{SCHEMA}.properties.etag", STRING, "Thing: .*: etag"),
    (f"{SCHEMA}.properties.model_dump", STRING, "Thing: .*: model_dump"),
    (f"{SCHEMA}.properties.class", STRING, "'class'"),
    (f"{SCHEMA}.properties.größe", STRING, "'größe'"),
    ("components.schemas.NewThing.properties.a-b", STRING, "'a-b'"),
    ("components.schemas.NewThing.properties.in", STRING, "'in'"),
    ("components.schemas.NewThing.properties.__x", STRING, "'__x'"),
    ("components.schemas.KindInput", {"type": "object", "properties": {}}, "something else in the code: KindInput"),
    ("components.schemas.OpenKind", {"type": "object", "properties": {}}, "something else in the code: OpenKind"),
    ("components.schemas.Page", {"type": "object", "properties": {}}, "something else in the code: Page"),
    ("components.schemas.ThingInput", {"type": "object", "properties": {}}, "name of another schema: ThingInput"),
    ("components.schemas.my_thing", {"type": "object", "properties": {}}, "my_thing"),
    ("components.schemas.UserListItem", {"type": "object", "properties": {"id": STRING}}, "UserListItem: .*user_id"),
    (f"{SCHEMA}.properties.way", {"$ref": "#/components/schemas/Way"}, "Way: a response that is one of several"),
    (f"{THINGS}.get.parameters", [{**QUERY, "name": "timeout"}], "things.list: .*: timeout"),
    (f"{THINGS}.get.parameters", [{**QUERY, "name": "owner-id"}], "things.list: .*: owner_id"),
]


def put(document: dict[str, Any], where: str, value: object) -> None:
    """Put a value into a document; keys are parted by dots, but for those of operations."""
    *keys, last = where.split(".")
    part: Any = document
    for key in keys:
        part = part[int(key) if isinstance(part, list) else key]
    part[last] = value


def ids(case: tuple[str, Any, str]) -> str:
    return f"{case[0].removeprefix('paths./v1/').removeprefix('components.')}={case[1]}"


def test_the_vendored_document_and_the_small_one_are_supported(small: dict[str, Any]) -> None:
    check(DOCUMENT)
    check(small)
    prepare(small)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_what_would_be_lost_is_refused(small: dict[str, Any], case: tuple[str, Any, str]) -> None:
    where, value, message = case
    put(small, where, value)
    with pytest.raises(UnsupportedError, match=message):
        prepare(small)


@pytest.mark.parametrize("case", LATER, ids=ids)
def test_what_has_no_place_in_the_code_is_refused(
    small: dict[str, Any], case: tuple[str, Any, str], tmp_path: Path
) -> None:
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
        (f"{THINGS}.get.x-internal", True),
        (f"{THINGS}.get.parameters.0.example", "big"),
        (f"{THINGS}.get.responses.default", {"$ref": "#/components/responses/Ghost"}),
    ],
    ids=str,
)
def test_what_changes_nothing_in_the_code_is_let_through(small: dict[str, Any], where: str, value: object) -> None:
    put(small, where, value)
    before = deepcopy(small)
    prepare(small)
    assert small == before


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
    ],
)
def test_python_name(wire: str, name: str) -> None:
    assert python_name(wire) == name


@pytest.mark.parametrize("wire", ["class", "größe", "µusd", "1st", "", "--", "in"])
def test_name_that_python_cannot_have_is_refused(wire: str) -> None:
    with pytest.raises(UnsupportedError, match=re.escape(repr(wire))):
        python_name(wire)
