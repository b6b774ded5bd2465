"""An OpenAPI document with the constructs of real documents that the generated code must carry over."""

from __future__ import annotations

from typing import Any

from helpers import schema_zoo

STRING: dict[str, Any] = {"type": "string"}
INTEGER: dict[str, Any] = {"type": "integer"}
SCHEMA = "#/components/schemas"


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"{SCHEMA}/{name}"}


ENVELOPE: dict[str, Any] = {"type": "object", "properties": {"data": ref("Animal")}}
ONE: dict[str, Any] = {"description": "Done.", "content": {"application/json; charset=utf-8": {"schema": ENVELOPE}}}
NUMBER: dict[str, Any] = {"name": "animal_id", "in": "path", "required": True, "schema": INTEGER}


def annotated_members() -> dict[str, Any]:
    """Return members with descriptions and constraints, and members that refer to components."""
    return {
        "secret": {**STRING, "format": "password"},
        "only_written": {**STRING, "writeOnly": True},
        "deprecated_member": {**STRING, "deprecated": True, "description": "Old."},
        "noted": {
            **STRING,
            "externalDocs": {"url": "https://example.com"},
            "$comment": "x",
            "xml": {"name": "n"},
            "nullable": False,
        },
        "one_of_one": {"allOf": [ref("Keeper")], "description": "Who feeds it."},
        "inherited": ref("HeadKeeper"),
        "parent": ref("Animal"),
        "children": {"type": "array", "items": ref("Animal")},
    }


def animal() -> dict[str, Any]:
    """Return the schema of an animal: its members are named after their constructs."""
    place = {"type": "object", "required": ["town"], "properties": {"town": STRING, "zip code": STRING}}
    meal = {"type": "object", "properties": {"food": STRING, "at": {"type": "integer", "x-unit": "unix-ms"}}}
    properties = {
        "id": {**STRING, "readOnly": True},
        "class": STRING,
        "schema": STRING,
        "json": STRING,
        "copy": INTEGER,
        "model_config": STRING,
        "list": {"type": "array", "items": STRING},
        "2fa": {"type": "boolean"},
        "two words": STRING,
        "größe": INTEGER,
        "cost_µusd": INTEGER,
        "inline object": place,
        "inlineList": {"type": "array", "items": meal},
        "inline_enum": {"type": "string", "enum": ["wild", "tame"]},
        "nullable_enum": {"enum": ["a", None]},
        "number_enum": {"type": "integer", "enum": [1, 2]},
        "constant": {"const": "animal"},
        "anything": {},
        "anything_true": True,
        "map": {"type": "object", "additionalProperties": INTEGER},
        "map_of_objects": {"type": "object", "additionalProperties": ref("Keeper")},
        "scalar_component": {**ref("Email"), "description": "Where to write."},
        "array_component": ref("Tags"),
        **annotated_members(),
    }
    return {"type": "object", "required": ["id", "class", "inline object"], "properties": properties}


def schemas() -> dict[str, Any]:
    """Return the component schemas."""
    page = {"type": "object", "required": ["has_more"], "properties": {"has_more": {"type": "boolean"}}}
    rows = {
        "type": "array",
        "items": {"type": "object", "required": ["name"], "properties": {"name": STRING, "next": ref("Keeper")}},
    }
    return {
        "Animal": animal(),
        "Keeper": {"type": "object", "required": ["name"], "properties": {"name": STRING}},
        "HeadKeeper": {
            "description": "Leads others.",
            "allOf": [
                ref("Keeper"),
                {"type": "object", "required": ["since"], "properties": {"since": INTEGER}},
                {"allOf": [{"type": "object", "properties": {"team": {"type": "array", "items": ref("Keeper")}}}]},
            ],
        },
        "Email": {"type": "string", "format": "email", "description": "An address."},
        "Tags": {"type": "array", "items": ref("Tag")},
        "Tag": {"type": "string"},
        "PageBase": page,
        "RowPage": {"allOf": [ref("PageBase"), {"type": "object", "properties": {"data": rows}}]},
        "NewAnimal": {
            "type": "object",
            "required": ["a-b"],
            "properties": {
                "a-b": STRING,
                "class": STRING,
                "µ": INTEGER,
                "animal": ref("Animal"),
                "place": ref("Place"),
            },
        },
        "Place": {"type": "object", "required": ["town"], "properties": {"town": STRING}},
        "Status": {"type": "string", "enum": ["user.created", "user-created", "User.Created", ""]},
    }


def operations() -> dict[str, Any]:
    """Return the paths."""
    query = [
        {"name": "account_id", "in": "query", "schema": INTEGER},
        {"name": "from", "in": "query", "schema": STRING, "style": "form", "explode": True, "allowReserved": False},
        {"name": "timeout", "in": "query", "schema": INTEGER},
        {"name": "1st", "in": "query", "schema": STRING, "deprecated": True, "description": "Old."},
        {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["wild", "tame"]}},
        {"name": "by", "in": "query", "schema": ref("Email")},
    ]
    listing = {
        "tags": ["Big Animals", "more"],
        "parameters": query,
        "responses": {"200": {"$ref": "#/components/responses/Rows"}},
    }
    create = {
        "operationId": "animals.create",
        "tags": ["import"],
        "requestBody": {"$ref": "#/components/requestBodies/New"},
        "responses": {"201": ONE, "default": {"$ref": "#/components/responses/Missing"}},
    }
    feed = {"operationId": "animals.feed", "responses": {"204": {"description": "Done."}}}
    return {
        "/v1/animals": {"summary": "Animals", "description": "All.", "get": listing, "post": create},
        "/v1/animals/{animal_id}:feed": {"parameters": [{**NUMBER, "schema": STRING}], "post": feed},
        "/v1/animals/{animal_id}": operations_of_an_animal(),
    }


def operations_of_an_animal() -> dict[str, Any]:
    """Return the path of one animal."""
    get: dict[str, Any] = {
        "operationId": "getAnimalByID",
        "description": "All of it.",
        "externalDocs": {"url": "https://example.com"},
        "parameters": [{**NUMBER, "description": "A number."}],
        "responses": {"200": ONE, "202": {"description": "Later."}, "204": {"description": "None.", "content": {}}},
    }
    inline = {
        "type": "object",
        "required": ["why"],
        "properties": {"why": STRING, "more": {"type": "object", "properties": {"deep": STRING}}},
    }
    delete = {
        "operationId": "animals.delete",
        "summary": "Delete it",
        "deprecated": True,
        "parameters": [{**NUMBER, "schema": STRING}],
        "requestBody": {"content": {"application/json": {"schema": inline}}, "description": "Why."},
        "responses": {"204": {"description": "Done."}},
    }
    return {"parameters": [{**NUMBER, "schema": STRING}], "get": get, "delete": delete}


def zoo() -> dict[str, Any]:
    """Make the document."""
    rows = {"application/json": {"schema": ref("RowPage")}}
    body = {"application/json": {"schema": ref("NewAnimal")}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zoo", "version": "1"},
        "externalDocs": {"url": "https://example.com"},
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": "https://{region}.example.com/api", "variables": {"region": {"default": "eu"}}}],
        "paths": operations() | schema_zoo.operations(),
        "components": {
            "schemas": schemas() | schema_zoo.schemas(),
            "responses": {"Rows": {"description": "Done.", "content": rows, "links": {"next": {"operationId": "x"}}}},
            "requestBodies": {"New": {"required": True, "description": "A new one.", "content": body}},
        },
    }
