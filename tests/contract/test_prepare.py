"""`prepare`, which changes the document before the generator reads it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from helpers.document import DOCUMENT
from openapi_document import UnsupportedError, operations, reference
from prepare import for_generator, prepare

THING: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}}}


def schemas(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = document["components"]["schemas"]
    return found


def operation(document: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (each for _, _, each in operations(document) if each["operationId"] == name)
    return found


def response_with(document: dict[str, Any], envelope: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    content = {"application/json": {"schema": {"type": "object", "properties": envelope}}}
    operation(document, "things.list")["responses"] = {"200": {"description": "Done.", "content": content}}
    result: dict[str, Any] = operation(prepare(document), "things.list")["x-result"]
    return result["kind"], result["schema"]


def test_the_document_is_not_changed(small: dict[str, Any]) -> None:
    for document in (small, DOCUMENT):
        before = deepcopy(document)
        prepared = prepare(document)
        assert document == before
        kept = deepcopy(prepared)
        for_generator(prepared)
        assert prepared == kept


def test_kinds_of_schemas(small: dict[str, Any]) -> None:
    kinds = {name: schema["x-kind"] for name, schema in schemas(prepare(small)).items()}
    assert kinds == {
        "Thing": "model",
        "ThingInput": "body",
        "NewThingInput": "body",
        "Kind": "enum",
        "Free": "alias",
        "WayAInput": "body",
        "WayInput": "union",
        "Problem": "model",
    }


def test_schema_of_responses_and_bodies_becomes_a_model_and_a_body(small: dict[str, Any]) -> None:
    prepared = schemas(prepare(small))
    assert prepared["Thing"]["properties"] == prepared["ThingInput"]["properties"] == small_properties(small, "Thing")
    assert prepared["NewThingInput"]["properties"]["thing"] == reference("ThingInput")
    assert prepared["NewThingInput"]["properties"]["way"] == reference("WayInput")
    assert prepared["WayInput"]["oneOf"] == [reference("WayAInput")]
    assert "NewThing" not in prepared


def small_properties(document: dict[str, Any], name: str) -> Any:
    return schemas(document)[name]["properties"]


def test_body_of_an_operation_refers_to_the_schema_for_bodies(small: dict[str, Any]) -> None:
    content = operation(prepare(small), "things.create")["requestBody"]["content"]
    assert content == {"application/json": {"schema": reference("NewThingInput")}}


def test_schema_used_by_a_property_named_discriminator_is_found(small: dict[str, Any]) -> None:
    """The keyword `discriminator` of a schema must not be confused with it."""
    schemas(small)["Inner"] = deepcopy(THING)
    small_properties(small, "NewThing")["discriminator"] = reference("Inner")
    assert schemas(prepare(small))["InnerInput"]["x-kind"] == "body"


def test_recursive_schemas_are_prepared(small: dict[str, Any]) -> None:
    small_properties(small, "Thing")["parent"] = reference("Thing")
    prepared = schemas(prepare(small))
    assert prepared["Thing"]["properties"]["parent"] == reference("Thing")
    assert prepared["ThingInput"]["properties"]["parent"] == reference("ThingInput")


def test_parameters_of_path_and_operation_are_resolved(small: dict[str, Any]) -> None:
    prepared = prepare(small)
    names = [parameter["name"] for parameter in operation(prepared, "things.list")["parameters"]]
    assert names == ["owner_id", "kind"]
    assert all("parameters" not in item for item in prepared["paths"].values())


def test_results(small: dict[str, Any]) -> None:
    thing, things = reference("Thing"), {"type": "array", "items": reference("Thing")}
    more = {"type": "boolean"}
    assert operation(prepare(small), "things.create")["x-result"]["kind"] == "nothing"
    assert response_with(small, {"data": thing}) == ("one", thing)
    assert response_with(small, {"data": things}) == ("many", thing)
    assert response_with(small, {"data": things, "has_more": more}) == ("page", thing)
    assert response_with(small, {"data": things, "has_more": more, "total": {"type": "integer"}}) == ("page", thing)
    assert response_with(small, {"data": things, "total": {"type": "integer"}})[0] == "whole"
    assert response_with(small, {"data": thing, "meta": thing})[0] == "whole"
    assert response_with(small, {"items": things})[0] == "whole"


def test_success_with_and_without_a_body_may_be_none(small: dict[str, Any]) -> None:
    operation(small, "things.list")["responses"]["204"] = {"description": "None."}
    result = operation(prepare(small), "things.list")["x-result"]
    assert (result["kind"], result["is_optional"]) == ("many", True)


def test_a_schema_named_like_a_body_that_responses_use_too(small: dict[str, Any]) -> None:
    schemas(small)["WayInput"] = deepcopy(THING)
    del schemas(small)["Way"], small_properties(small, "NewThing")["way"]
    small_properties(small, "NewThing")["input"] = reference("WayInput")
    assert schemas(prepare(small))["WayInput"]["x-kind"] == "body"
    small_properties(small, "Thing")["input"] = reference("WayInput")
    prepared = schemas(prepare(small))
    assert [prepared["WayInput"]["x-kind"], prepared["WayInputInput"]["x-kind"]] == ["model", "body"]


def test_body_when_its_name_is_taken_by_a_schema(small: dict[str, Any]) -> None:
    schemas(small)["ThingInput"] = deepcopy(THING)
    small_properties(small, "NewThing")["thing_input"] = reference("ThingInput")
    prepared = schemas(prepare(small))
    members = prepared["NewThingInput"]["properties"]
    assert [members["thing"], members["thing_input"]] == [reference("ThingBody"), reference("ThingInput")]


def test_rows_with_an_id_of_another_name_are_marked() -> None:
    marked = {name: schema["x-row-id"] for name, schema in schemas(prepare(DOCUMENT)).items() if schema.get("x-row-id")}
    assert marked == {"UserListItem": "user_id", "ApprovalListItem": "user_id"}


@pytest.mark.parametrize("changed", [{"id": {"type": "string"}}, None])
def test_rows_with_another_id_member_are_errors(changed: dict[str, Any] | None) -> None:
    document = deepcopy(DOCUMENT)
    members = small_properties(document, "UserListItem")
    if changed:
        members.update(changed)
    else:
        del members["user_id"]
        schemas(document)["UserListItem"]["required"].remove("user_id")
    with pytest.raises(UnsupportedError, match=r"^#/components/schemas/UserListItem: a row that has no member user_id"):
        prepare(document)


def test_the_generator_sees_names_only(small: dict[str, Any]) -> None:
    view = for_generator(prepare(small))
    assert schemas(view)["Thing"] == {"type": "object"}
    assert schemas(view)["Kind"] == {"type": "string", "enum": ["a"]}
    assert "Free" not in schemas(view)
    assert operation(view, "things_list")["responses"] == {"200": {"description": "Done."}}
