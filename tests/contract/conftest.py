"""A small document with a bit of everything, and the package as it is generated now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import generate
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

# How fast a machine is says nothing about the code.
settings.register_profile("contract", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("contract")


def reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def json_content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


@pytest.fixture
def small() -> dict[str, Any]:
    """A document with a list, a write, and a schema of each kind; `Thing` is read, and written inside `NewThing`."""
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
    thing = {"name": {"type": "string"}, "kind": reference("Kind"), "size": {"type": ["integer", "null"]}}
    new = {"thing": reference("Thing"), "times": {"type": "array", "items": {"type": "integer", "x-unit": "unix-ms"}}}
    kinds = {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "const": "a"}}}
    owner = {"name": "owner_id", "in": "path", "required": True, "description": "Owner.", "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.test"}],
        "paths": {
            "/v1/{owner_id}/things": {
                "parameters": [{"$ref": "#/components/parameters/Owner"}],
                "get": find,
                "post": create,
            }
        },
        "components": {
            "parameters": {"Owner": owner},
            "schemas": {
                "Thing": {"type": "object", "required": ["name"], "properties": thing, "additionalProperties": True},
                "NewThing": {"type": "object", "required": ["thing"], "properties": {**new, "way": reference("Way")}},
                "Kind": {"type": "string", "enum": ["big", "small"]},
                "Free": {"type": "object", "additionalProperties": True},
                "WayA": kinds,
                "Way": {
                    "oneOf": [reference("WayA")],
                    "discriminator": {"propertyName": "type", "mapping": {"a": "#/components/schemas/WayA"}},
                },
                "Problem": {"type": "object", "properties": {"error": {"type": "string"}}},
            },
        },
    }


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, generated from the vendored document."""
    target = tmp_path_factory.mktemp("generated") / "authpi_core"
    generate.generate(generate.load(), target)
    return target
