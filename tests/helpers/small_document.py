"""A small OpenAPI document with each construct that the generator supports."""

from __future__ import annotations

from typing import Any

from openapi_document import reference


def json_content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def things() -> dict[str, Any]:
    """Return the operations of the small document: a list, and a write without a response."""
    envelope = {"type": "object", "properties": {"data": {"type": "array", "items": reference("Thing")}}}
    create = {
        "operationId": "things.create",
        "tags": ["things"],
        "summary": "Create a thing",
        "parameters": [{"name": "If-Match", "in": "header", "description": "Tag.", "schema": {"type": "string"}}],
        "requestBody": {"required": True, "content": json_content(reference("NewThing"))},
        "responses": {"204": {"description": "Done."}, "409": {"description": "No."}},
    }
    find = {
        "operationId": "things.list",
        "tags": ["things"],
        "summary": "List things",
        "parameters": [{"name": "kind", "in": "query", "schema": reference("Kind")}],
        "responses": {"200": {"description": "Done.", "content": json_content(envelope)}},
    }
    return {"parameters": [{"$ref": "#/components/parameters/Owner"}], "get": find, "post": create}


def schemas() -> dict[str, Any]:
    """Return a schema of each kind; `Thing` is read, and written inside `NewThing`."""
    thing = {"name": {"type": "string"}, "kind": reference("Kind"), "size": {"type": ["integer", "null"]}}
    times = {"type": "array", "items": {"type": "integer", "x-unit": "unix-ms"}}
    new = {"thing": reference("Thing"), "times": times, "way": reference("Way")}
    way = {"type": {"type": "string", "const": "a"}}
    mapping = {"a": "#/components/schemas/WayA"}
    return {
        "Thing": {"type": "object", "required": ["name"], "properties": thing, "additionalProperties": True},
        "NewThing": {"type": "object", "required": ["thing"], "properties": new},
        "Kind": {"type": "string", "enum": ["big", "small"]},
        "Free": {"type": "object", "additionalProperties": True},
        "WayA": {"type": "object", "required": ["type"], "properties": way},
        "Way": {"oneOf": [reference("WayA")], "discriminator": {"propertyName": "type", "mapping": mapping}},
        "Problem": {"type": "object", "properties": {"error": {"type": "string"}}},
    }


def small_document() -> dict[str, Any]:
    """Make the document anew, so that a test may change it."""
    owner = {"name": "owner_id", "in": "path", "required": True, "description": "Owner.", "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.test"}],
        "paths": {"/v1/{owner_id}/things": things()},
        "components": {"parameters": {"Owner": owner}, "schemas": schemas()},
    }
