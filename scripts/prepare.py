"""Prepares the document for the generator and its templates, as a pure function from document to document.

The parser of the generator ignores some parts without an error (text beside a reference, discriminators, the names of
unions) and generates unnecessary classes for others (envelopes, free-form objects). So the values that the templates
need are moved to keys that begin with `x-`, and the rest is simplified.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from class_names import TAKEN, home, unique
from normalize import normalize
from openapi_document import (
    JSON,
    POINTER,
    SCHEMAS,
    Document,
    Schema,
    alternatives,
    operations,
    parts,
    python_name,
    reference,
    referenced,
    stop,
)
from problems import Problems
from shape import check_shape
from supported import check
from unions import TAGS, check_circle, tags

if TYPE_CHECKING:
    from collections.abc import Iterable


def prepare(document: Document) -> Document:
    """Prepare the document for the generator.

    Args:
        document: The published document. It is not changed.

    Returns:
        A document in which every component schema has an `x-kind` (`enum`, `model`, `body`, `alias`; `union` in bodies,
        `variants` in responses), and every operation has an `x-result` (`kind` and `schema`) and resolved parameters.

    Raises:
        UnsupportedError: The document uses a construct that the generated code cannot represent.
    """
    problems = Problems()
    check_shape(document, problems)
    problems.stop()
    document = normalize(document, problems)
    check(document, problems)
    problems.stop()
    published: dict[str, Schema] = document["components"]["schemas"]
    read: set[str] = set()
    written: set[str] = set()
    for _, _, operation in operations(document):
        for parameter in operation["parameters"]:
            _reach(parameter["schema"], published, written)
        _reach(operation["x-result"]["schema"], published, read)
        if "requestBody" in operation:
            _reach(operation["requestBody"]["content"][JSON]["schema"], published, written)
    for name in published.keys() - written:  # also the schemas of errors
        _reach(reference(name), published, read)
    bodies = _body_names(published, read, written)
    for _, _, operation in operations(document):
        for part in operation.keys() & {"requestBody", "parameters"}:
            operation[part] = _renamed(operation[part], bodies)
    document["components"]["schemas"] = _split(published, read, bodies)
    return document


def for_generator(prepared: Document) -> Document:
    """Reduce a prepared document to what the generator reads; the templates of this project write the types.

    Args:
        prepared: The result of `prepare`. It is not changed.

    Returns:
        A document whose objects have no properties and whose responses have no envelope.
    """
    view = deepcopy(prepared)
    view["components"]["schemas"] = {
        name: {"type": "string", "enum": ["a"]} if schema["x-kind"] == "enum" else {"type": "object"}
        for name, schema in view["components"]["schemas"].items()
        if schema["x-kind"] != "alias"
    }
    view["info"] = {"title": "API", "version": "1"}  # required by the generator, and not used by a template
    for path, method, operation in operations(view):
        view["paths"][path][method.lower()] = {
            "operationId": python_name(operation["operationId"]),
            "tags": operation["tags"],
            "parameters": [
                {"name": parameter["name"], "in": "path", "required": True, "schema": {"type": "string"}}
                for parameter in operation["parameters"]
                if parameter["in"] == "path"
            ],
            "responses": {"200": {"description": "Done."}},
        }
    return view


def _body_names(published: dict[str, Schema], read: set[str], written: set[str]) -> dict[str, str]:
    """Rename the schemas of bodies that responses use too."""
    objects = [name for name in sorted(written) if _kind(published[name]) in {"model", "union"}]
    names = {name: name for name in objects if name.endswith("Input") and name not in read}
    taken = {name.lower() for name in published}
    for name in objects:
        if name not in names:
            names[name] = unique(f"{name}Input" if f"{name}Input".lower() not in taken else f"{name}Body", taken)
    return names


def _split(published: dict[str, Schema], read: set[str], bodies: dict[str, str]) -> dict[str, Schema]:
    """Split a schema that both responses and bodies use into a model and a body."""
    schemas: dict[str, Schema] = {}
    for name, schema in published.items():
        kind = _kind(schema)
        if kind == "union":
            check_circle(name, published)
        if name in read or kind in {"alias", "enum"}:
            shown = _without(schema, "writeOnly")
            _check_row_id(name, shown)
            schemas[name] = {**shown, "x-kind": kind}
            if kind == "union":
                schemas[name] |= {"x-kind": "variants", TAGS: tags(name, published)}
        if name in bodies:
            written = _renamed(_without(schema, "readOnly"), bodies)
            schemas[bodies[name]] = {**written, "x-kind": "union" if kind == "union" else "body"}
    enums = [name for name, schema in schemas.items() if schema["x-kind"] == "enum"]
    derived = {form.format(name) for name in enums for form in ("{}Input", "Open{}")}
    if clash := sorted((derived | TAKEN) & schemas.keys()):
        stop(home(clash[0], schemas[clash[0]]), "a schema with a name that the generated code uses", "rename it")
    return schemas


def _without(schema: Schema, direction: str) -> Schema:
    """Remove the properties that are only in bodies (`writeOnly`) or only in responses (`readOnly`)."""
    if not any(member.get(direction) for member in schema.get("properties", {}).values()):
        return schema
    kept = {wire: member for wire, member in schema["properties"].items() if not member.get(direction)}
    return {**schema, "properties": kept, "required": [wire for wire in schema.get("required", []) if wire in kept]}


def _check_row_id(name: str, schema: Schema) -> None:
    """Raise an error for a row without the property that its `x-row-id` names."""
    wire = schema.get("x-row-id")
    if wire and (wire not in schema.get("properties", {}) or "id" in schema["properties"]):
        stop(
            home(name, schema),
            f"a row that has no member {wire}, its `x-row-id`",
            "correct its `x-row-id` in openapi/overlay.yaml",
        )


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return "enum"
    if alternatives(schema):
        return "union"
    if schema.get("type") != "object":
        stop(schema.get(POINTER, "#/components/schemas"), f"a schema of another kind ({schema})", "make it an object")
    if "properties" not in schema and schema.get("additionalProperties"):
        return "alias"
    return "model"


def _reach(schema: Schema, schemas: dict[str, Schema], reached: set[str]) -> None:
    name = referenced(schema)
    if name in reached:
        return
    if name is not None:
        reached.add(name)
    for part in parts(schema if name is None else schemas[name]):
        _reach(part, schemas, reached)


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, names) for item in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    renamed: Schema = {key: _renamed(item, names) for key, item in cast("Schema", node).items()}
    target = renamed.get("$ref")
    name = target.removeprefix(SCHEMAS) if isinstance(target, str) else ""
    return renamed | reference(names[name]) if name in names else renamed
