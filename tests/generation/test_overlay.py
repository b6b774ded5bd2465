"""The overlay corrects and extends the document; an action that does not fit it is an error, in one sentence."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from generate import DOCUMENT, OVERLAY
from helpers.document import DOCUMENT as MERGED
from helpers.small_document import small_document
from limits import load
from named_schemas import name_schemas
from openapi_document import UnsupportedError
from overlay import OverlayError, apply, load_with_overlay

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.document import Json


def overlay(*actions: Any) -> Json:
    return {"overlay": "1.0.0", "info": {"title": "x", "version": "1"}, "actions": list(actions)}


def action(target: str, **members: Any) -> Json:
    return {"target": target, "description": "For a reason.", **members}


def applied(*actions: Any) -> Json:
    document = small_document()
    before = deepcopy(document)
    changed = apply(document, overlay(*actions))
    assert document == before
    return changed


def test_objects_are_merged_arrays_are_concatenated_and_other_values_are_replaced() -> None:
    update = {
        "required": ["size"],
        "description": "A thing.",
        "properties": {"name": {"type": "integer", "minimum": 1}},
    }
    thing = small_document()["components"]["schemas"]["Thing"]
    changed = applied(action("$.components.schemas.Thing", update=update))["components"]["schemas"]["Thing"]
    assert changed["required"] == ["name", "size"]
    assert changed["description"] == "A thing."
    assert changed["properties"]["name"] == {"type": "integer", "minimum": 1}
    assert changed["properties"]["kind"] == thing["properties"]["kind"]


def test_an_update_of_an_array_is_a_new_item() -> None:
    tag = {"name": "X-Tag", "in": "header", "schema": {"type": "string"}}
    paths = applied(action("$.paths.*.post.parameters", update=tag))["paths"]
    assert [each["name"] for each in paths["/v1/{owner_id}/things"]["post"]["parameters"]] == ["If-Match", "X-Tag"]


def test_filters_select_what_is_removed() -> None:
    target = "$.paths.*[?@.operationId == 'things.create'].parameters[?@.in == 'header' && @.name == 'If-Match']"
    assert applied(action(target, remove=True))["paths"]["/v1/{owner_id}/things"]["post"]["parameters"] == []


def test_all_selected_items_of_an_array_are_removed() -> None:
    more = [action("$.paths.*.post.parameters", update={"name": f"p{number}", "in": "query"}) for number in range(12)]
    paths = applied(*more, action("$.paths.*.post.parameters[?@.in == 'query']", remove=True))["paths"]
    assert paths == small_document()["paths"]


def test_members_are_selected_by_name_and_type() -> None:
    rule = action("$..properties[?@.type == 'string']", update={"x-secret": True})
    schemas = applied({**rule, "x-member-name": "na.*|type"})["components"]["schemas"]
    marked = {
        name: [wire for wire, member in schema.get("properties", {}).items() if member.get("x-secret")]
        for name, schema in schemas.items()
    }
    assert {name: found for name, found in marked.items() if found} == {"Thing": ["name"], "WayA": ["type"]}


def test_actions_apply_in_order() -> None:
    remove = action("$.components.schemas.Thing.properties.size", remove=True)
    add = action("$.components.schemas.Thing.properties", update={"size": {"type": "string"}})
    schemas = applied(remove, add)["components"]["schemas"]
    assert schemas["Thing"]["properties"]["size"] == {"type": "string"}


def test_what_a_new_document_no_longer_has_is_reported_at_once() -> None:
    """A path that was removed, one of several schemas, and an operation to which an action only adds extensions."""
    extensions = {"/v1/{owner_id}/things": {"get": {"x-scope": "a"}, "delete": {"x-scope": "b"}}}
    with pytest.raises(OverlayError) as stopped:
        applied(
            action("$.paths['/v2'].get", update={"x-order": "newest-first"}),
            action("$.components.schemas['Thing', 'Gone'].properties.name", update={"x-secret": True}),
            action("$.paths", update=extensions),
            action("$.paths['/v1/{owner_id}/things', '/v2']['get', 'delete']", update={"x-scope": "c"}),
        )
    advice = "if the API no longer has it, delete this part of the overlay, or else correct it"
    assert str(stopped.value).splitlines() == [
        f"overlay.yaml#/actions/0: $.paths['/v2'].get matches nothing in the document; {advice}",
        (
            "overlay.yaml#/actions/1: $.components.schemas['Gone'].properties.name, one of several names in the "
            f"target, matches nothing in the document; {advice}"
        ),
        (
            "overlay.yaml#/actions/2: $.paths['/v1/{owner_id}/things']['delete'] does not exist, and the action only "
            f"adds extensions to it; {advice}"
        ),
        *(
            f"overlay.yaml#/actions/3: $.paths['{path}']['{method}'], one of several names in the target, matches "
            f"nothing in the document; {advice}"
            for path, method in (("/v1/{owner_id}/things", "delete"), ("/v2", "get"), ("/v2", "delete"))
        ),
    ]


@pytest.mark.parametrize(
    ("schema", "unit"),
    [
        ({"type": "integer"}, "unix-ms"),
        ({"type": ["null", "integer"]}, "unix-ms"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "unix-ms"),
        ({"$ref": "#/components/schemas/Milliseconds"}, "unix-ms"),
        ({"type": "string", "format": "date-time"}, None),
        ({"type": ["null", "string"], "format": "date-time"}, None),
    ],
)
def test_filters_by_time_have_their_unit_in_every_form(schema: Any, unit: str | None) -> None:
    (rule,) = [each for each in load(OVERLAY)["actions"] if each["target"].startswith("$.paths..parameters[?")]
    document, filters = small_document(), [{"name": "after", "in": "query", "schema": schema}]
    document["paths"]["/v1/{owner_id}/things"]["get"]["parameters"] = filters
    if unit is None:
        with pytest.raises(OverlayError, match="matches nothing"):
            apply(document, overlay(rule))
        return
    (parameter,) = apply(document, overlay(rule))["paths"]["/v1/{owner_id}/things"]["get"]["parameters"]
    assert parameter["schema"]["x-unit"] == unit


ERRORS: list[tuple[Any, str]] = [
    (
        action("$.paths['/v2']", update={}),
        "$.paths['/v2'] matches nothing in the document; if the API no longer has it, delete this part of the overlay,",
    ),
    (
        action("$.paths", update={"/v2": {"get": {"x-scope": "a"}}}),
        "$.paths['/v2'] does not exist, and the action only adds extensions to it",
    ),
    (action("$.paths[", update={}), "an invalid JSONPath ($.paths["),
    (action("$.openapi", update={}), "$.openapi selects a value that is neither an object nor an array"),
    (action("$.info", update="x"), "$.info selects an object, but the update is not an object"),
    (action("$.info", update={"title": ["x"]}), "$.info['title'] and the update have different types; remove it first"),
    (action("$", remove=True), "the document itself cannot be removed"),
    (action("$.info"), "an action needs either `update` or `remove: true`"),
    (action("$.info", update={}, remove=True), "an action needs either `update` or `remove: true`"),
    (action("$.info", update={}, why="x"), "an action with why; use description, remove, target, update"),
    ({"target": "$.info", "update": {}}, "an action without `description`; add one"),
    ({"description": "x", "update": {}}, "an action without `target`; add one"),
    ("$.info", "an action with action"),
]


@pytest.mark.parametrize(("wrong", "message"), ERRORS, ids=range(len(ERRORS)))
def test_invalid_action_is_an_error(wrong: Any, message: str) -> None:
    with pytest.raises(OverlayError) as stopped:
        applied(action("$.info", update={"x-checked": True}), wrong)
    said = str(stopped.value)
    assert said.startswith(f"overlay.yaml#/actions/1: {message}")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("wrong", [{}, {"overlay": "2.0.0", "actions": []}, {"overlay": "1.0.0"}])
def test_invalid_overlay_is_an_error(wrong: Json) -> None:
    with pytest.raises(OverlayError, match=r"^overlay.yaml#: not an OpenAPI Overlay 1.0; begin it with"):
        apply(small_document(), wrong)


def test_an_overlay_that_is_not_yaml_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "core-api.json").write_text(json.dumps(small_document()))
    (tmp_path / "overlay.yaml").write_text("overlay: [")
    with pytest.raises(OverlayError, match=r"^overlay.yaml#: the document is neither YAML nor JSON"):
        load_with_overlay(tmp_path / "core-api.json", tmp_path / "overlay.yaml")


def test_inline_schemas_get_names() -> None:
    document = small_document()
    row = {"type": "object", "properties": {"name": {"type": "string", "x-name": "Title", "enum": ["a"]}}}
    items = "$.paths.*.get.responses['200'].content['application/json'].schema.properties.data"
    changed = apply(document, overlay(action(items, update={"x-rows": True})))
    data = changed["paths"]["/v1/{owner_id}/things"]["get"]["responses"]["200"]["content"]["application/json"]
    data["schema"]["properties"]["data"]["items"] = {**row, "x-name": "ThingListItem"}
    named = name_schemas(changed)
    schemas = named["components"]["schemas"]
    assert list(schemas) == sorted([*document["components"]["schemas"], "ThingListItem", "Title"])
    assert schemas["ThingListItem"]["properties"]["name"] == {"$ref": "#/components/schemas/Title"}
    assert schemas["Title"] == {"type": "string", "enum": ["a"]}
    rows = named["paths"]["/v1/{owner_id}/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert rows["properties"]["data"]["items"] == {"$ref": "#/components/schemas/ThingListItem"}


def test_two_schemas_of_one_name_are_an_error() -> None:
    document = small_document()
    document["components"]["schemas"]["Thing"]["properties"]["name"]["x-name"] = "Kind"
    with pytest.raises(UnsupportedError, match=r"^#/components/schemas/Kind: another schema has this x-name"):
        name_schemas(document)
    document["components"]["schemas"]["Thing"]["properties"]["name"]["x-name"] = "Text"
    document["components"]["schemas"]["Problem"]["properties"]["error"] = {"type": "integer", "x-name": "Text"}
    with pytest.raises(UnsupportedError, match=r"error: a different schema has the x-name Text"):
        name_schemas(document)


def test_the_document_has_no_extensions_and_the_overlay_gives_a_reason_for_each() -> None:
    assert re.findall(r"[\s{]x-[a-z-]+:", DOCUMENT.read_text(encoding="utf-8")) == []
    merged = json.dumps(MERGED)
    for name in ("x-unit", "x-secret", "x-row-id", "x-scope", "x-id-prefix", "x-order", "x-provenance"):
        assert f'"{name}": ' in merged
    assert '"x-name"' not in merged
    assert all(action["description"] for action in load(OVERLAY)["actions"])


def test_an_invalid_regular_expression_for_member_names_is_an_error_with_its_pointer() -> None:
    action = {"target": "$.components", "description": "d", "x-member-name": "(", "update": {"x-a": 1}}
    with pytest.raises(OverlayError, match=r"^overlay\.yaml#/actions/0: an invalid regular expression"):
        apply({"components": {}}, {"overlay": "1.0.0", "actions": [action]})
