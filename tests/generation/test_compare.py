"""A comparison of two documents finds every kind of change, for whom it is breaking, and the version that follows."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from helpers.document import DOCUMENT
from helpers.small_document import small_document
from openapi_document import reference
from refresh.compare import Change, compare, version_part
from refresh.renames import find_renames
from refresh.report import next_version
from refresh.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.document import Json

    Edit = Callable[[Json], object]

BOUND = {"things_list": 1, "things_create": 1}
PATH = "/v1/{owner_id}/things"
STRING = {"type": "string"}
INTEGER = {"type": "integer"}


def changes(edit: Edit, before: Edit | None = None) -> list[Change]:
    """Compare the small document with an edited one."""
    old = small_document()
    if before:
        before(old)
    new = deepcopy(old)
    edit(new)
    left, right = shapes(old), shapes(new)
    return compare(left, right, find_renames(left, right), BOUND)


def thing(document: Json) -> Any:
    return document["components"]["schemas"]["Thing"]


def new_thing(document: Json) -> Any:
    return document["components"]["schemas"]["NewThing"]


def kinds(document: Json) -> Any:
    return document["components"]["schemas"]["Kind"]["enum"]


def listing(document: Json) -> Any:
    return document["paths"][PATH]["get"]


def creation(document: Json) -> Any:
    return document["paths"][PATH]["post"]


def envelope(document: Json) -> Any:
    return listing(document)["responses"]["200"]["content"]["application/json"]["schema"]["properties"]


def with_query(name: str, schema: Json, **more: Any) -> Edit:
    return lambda document: listing(document)["parameters"].append(
        {"name": name, "in": "query", "schema": schema, **more}
    )


def rename(holder: Json, before: str, after: str) -> None:
    holder[after] = holder.pop(before)


def rename_schema(document: Json, before: str, after: str) -> None:
    rename(document["components"]["schemas"], before, after)
    text = json.dumps(document).replace(f'"#/components/schemas/{before}"', f'"#/components/schemas/{after}"')
    document.update(json.loads(text))


def move(document: Json, path: str) -> None:
    rename(document["paths"], PATH, path)


def clear(document: Json, body: Json | None = None) -> None:
    """Add an operation."""
    delete: Json = {"operationId": "things.clear", "tags": ["things"], "summary": "Clear", "responses": {"204": {}}}
    if body:
        delete["requestBody"] = {"content": {"application/json": {"schema": body}}}
    document["paths"][PATH]["delete"] = delete


def breaking(area: str, verb: str, name: str, detail: str = "") -> Change:
    """A change that breaks code of all users."""
    return Change(area, verb, name, detail, facade=True, core=True)


def rename_id(document: Json) -> None:
    document["components"]["parameters"]["Owner"]["name"] = "keeper_id"
    move(document, "/v1/{keeper_id}/things")


def require_label(document: Json) -> None:
    new_thing(document)["properties"]["label"] = STRING
    new_thing(document)["required"].append("label")


def raise_case(document: Json) -> None:
    kinds(document).remove("small")
    kinds(document).append("SMALL")


CASES: dict[str, tuple[Edit, list[Change], str]] = {
    "nothing": (lambda _: None, [], "none"),
    "a text": (lambda d: listing(d).update(summary="All things"), [], "patch"),
    "operation added": (clear, [Change("operation", "added", "things.clear", f"DELETE {PATH}")], "minor"),
    "operation renamed": (
        lambda d: listing(d).update(operationId="things.all"),
        [Change("operation", "renamed", "things.all", "was things.list", facade=False, core=True)],
        "major",
    ),
    "operation moved": (
        lambda d: move(d, "/v2/{owner_id}/things"),
        [
            Change("operation", "moved", "things.list", f"GET {PATH} to GET /v2/{{owner_id}}/things"),
            Change("operation", "moved", "things.create", f"POST {PATH} to POST /v2/{{owner_id}}/things"),
        ],
        "patch",
    ),
    "operation deprecated": (
        lambda d: listing(d).update(deprecated=True),
        [Change("operation", "deprecated", "things.list")],
        "minor",
    ),
    "response retyped": (
        lambda d: envelope(d).update(has_more={"type": "boolean"}),
        [breaking("response", "retyped", "things.list", "list[Thing] to Page[Thing]")],
        "major",
    ),
    "parameter added": (
        with_query("size", INTEGER),
        [Change("parameter", "added", "things.list(size)", "int")],
        "minor",
    ),
    "required parameter added": (
        with_query("size", INTEGER, required=True),
        [breaking("parameter", "added", "things.list(size)", "int")],
        "major",
    ),
    "parameter removed": (
        lambda d: listing(d)["parameters"].clear(),
        [breaking("parameter", "removed", "things.list(kind)")],
        "major",
    ),
    "parameter renamed": (
        lambda d: listing(d)["parameters"][0].update(name="kinds"),
        [breaking("parameter", "renamed", "things.list(kinds)", "was kind")],
        "major",
    ),
    "parameter retyped": (
        lambda d: listing(d)["parameters"][0].update(schema=INTEGER),
        [breaking("parameter", "retyped", "things.list(kind)", "KindInput to int")],
        "major",
    ),
    "parameter newly required": (
        lambda d: listing(d)["parameters"][0].update(required=True),
        [breaking("parameter", "newly required", "things.list(kind)")],
        "major",
    ),
    "id renamed, which the resource binds": (
        rename_id,
        [
            Change("operation", "moved", "things.list", f"GET {PATH} to GET /v1/{{keeper_id}}/things"),
            Change("parameter", "renamed", "things.list(keeper_id)", "was owner_id", facade=False, core=True),
            Change("operation", "moved", "things.create", f"POST {PATH} to POST /v1/{{keeper_id}}/things"),
            Change("parameter", "renamed", "things.create(keeper_id)", "was owner_id", facade=False, core=True),
        ],
        "major",
    ),
    "body no longer required": (
        lambda d: creation(d)["requestBody"].update(required=False),
        [Change("body", "no longer required", "things.create")],
        "minor",
    ),
    "schema added": (
        lambda d: d["components"]["schemas"].update(More={"type": "object", "properties": {"a": STRING}}),
        [Change("schema", "added", "More")],
        "minor",
    ),
    "schema removed": (
        lambda d: d["components"]["schemas"].pop("Problem"),
        [breaking("schema", "removed", "Problem")],
        "major",
    ),
    "schema renamed, by its members": (
        lambda d: rename_schema(d, "Problem", "Failure"),
        [breaking("schema", "renamed", "Failure", "was Problem")],
        "major",
    ),
    "field added": (
        lambda d: d["components"]["schemas"]["Problem"]["properties"].update(code=STRING),
        [Change("field", "added", "Problem.code", "str")],
        "minor",
    ),
    "field removed": (
        lambda d: d["components"]["schemas"]["Problem"]["properties"].pop("error"),
        [breaking("field", "removed", "Problem.error")],
        "major",
    ),
    "field renamed": (
        lambda d: rename(d["components"]["schemas"]["Problem"]["properties"], "error", "error_code"),
        [breaking("field", "renamed", "Problem.error_code", "was error")],
        "major",
    ),
    "field retyped": (
        lambda d: d["components"]["schemas"]["Problem"]["properties"].update(error=INTEGER),
        [breaking("field", "retyped", "Problem.error", "str to int")],
        "major",
    ),
    "field that may be null": (
        lambda d: d["components"]["schemas"]["Problem"]["properties"].update(error={"type": ["string", "null"]}),
        [breaking("field", "retyped", "Problem.error", "str to str | None")],
        "major",
    ),
    "field newly required": (
        lambda d: d["components"]["schemas"]["Problem"].update(required=["error"]),
        [Change("field", "newly required", "Problem.error")],
        "minor",
    ),
    "key added": (
        lambda d: new_thing(d)["properties"].update(label=STRING),
        [Change("field", "added", "NewThingInput.label", "str")],
        "minor",
    ),
    "required key added": (
        require_label,
        [breaking("field", "added", "NewThingInput.label", "str")],
        "major",
    ),
    "key newly required": (
        lambda d: new_thing(d)["required"].append("way"),
        [breaking("field", "newly required", "NewThingInput.way")],
        "major",
    ),
    "key that takes more": (
        lambda d: new_thing(d)["properties"].update(way={"oneOf": [reference("Way"), {"type": "null"}]}),
        [Change("field", "retyped", "NewThingInput.way", "WayInput to WayInput | None")],
        "minor",
    ),
    "enum value added": (lambda d: kinds(d).append("tiny"), [Change("enum value", "added", "Kind.tiny")], "minor"),
    "enum value removed": (
        lambda d: kinds(d).remove("small"),
        [breaking("enum value", "removed", "Kind.small")],
        "major",
    ),
    "enum value renamed": (
        raise_case,
        [breaking("enum value", "renamed", "Kind.SMALL", "was small")],
        "major",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_found(case: str) -> None:
    edit, expected, part = CASES[case]
    found = changes(edit)
    assert found == expected
    assert version_part(found, differs=case != "nothing") == part


def test_a_schema_is_renamed_with_its_uses() -> None:
    """What refers to it is not reported again; its body is renamed with it."""
    found = changes(lambda document: rename_schema(document, "Thing", "Item"))
    assert [(change.area, change.verb, change.name, change.detail) for change in found] == [
        ("schema", "renamed", "Item", "was Thing"),
        ("schema", "renamed", "ItemInput", "was ThingInput"),
    ]


def test_a_schema_is_renamed_although_its_members_changed_too() -> None:
    def edit(document: Json) -> None:
        rename_schema(document, "Thing", "Item")
        document["components"]["schemas"]["Item"]["properties"]["weight"] = INTEGER

    found = changes(edit)
    assert Change("schema", "renamed", "Item", "was Thing", facade=True, core=True) in found
    assert Change("field", "added", "Item.weight", "int") in found
    assert not any(change.verb == "removed" for change in found)


@pytest.mark.parametrize("bound", [{"things_clear": 1}, {}])
def test_a_removed_operation_breaks_the_facade_if_a_method_calls_it(bound: dict[str, int]) -> None:
    old, new = small_document(), small_document()
    clear(old)
    left, right = shapes(old), shapes(new)
    found = compare(left, right, find_renames(left, right), bound)
    assert found == [Change("operation", "removed", "things.clear", f"DELETE {PATH}", facade=bool(bound), core=True)]


def test_a_body_is_added_and_removed() -> None:
    optional = reference("NewThing")
    added = changes(lambda document: clear(document, optional), clear)
    assert added == [Change("body", "added", "things.clear", "NewThingInput")]
    removed = changes(clear, lambda document: clear(document, optional))
    assert removed == [Change("body", "removed", "things.clear", "NewThingInput", facade=False, core=True)]


def test_a_time_that_loses_its_unit_loses_its_property() -> None:
    def unit(document: Json) -> None:
        thing(document)["properties"]["made_at"] = {**INTEGER, "x-unit": "unix-ms"}

    found = changes(lambda document: thing(document)["properties"]["made_at"].pop("x-unit"), unit)
    assert Change("field", "removed", "Thing.made_time", facade=True, core=True) in found


def test_vendored_document_has_no_difference_to_itself() -> None:
    described = shapes(DOCUMENT)
    assert compare(described, described, find_renames(described, described), {}) == []


@pytest.mark.parametrize(
    ("part", "version"), [("major", "3.0.0"), ("minor", "2.2.0"), ("patch", "2.1.4"), ("none", "2.1.3")]
)
def test_the_version_that_follows(part: str, version: str) -> None:
    assert next_version("2.1.3", part) == version
