"""The document as the generator and its templates need it: a pure function from document to document.

The generator's parser loses some things without a word (text beside a reference, discriminators, the names of
unions) and would make classes of others that are none (envelopes, free-form objects). So what our templates need is
put where they find it, under keys that begin with `x-`, and the rest is made plain.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Schema: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch")
_REFERENCE = "#/components/schemas/"
# Rows that call the id of the resource by another name: users and approvals are listed from an index that has
# `user_id` where the resource itself has `id`. Either name is read, and `row.id` works.
ROW_IDS = {"UserListItem": "user_id", "ApprovalListItem": "user_id"}


class UnsupportedError(ValueError):
    """The document uses something that would be lost on the way to the code."""


def prepare(document: Document) -> Document:
    """Prepare the document for the generator.

    Args:
        document: The document as it is published. It is not changed.

    Returns:
        A document of which every component schema has an `x-kind` (`enum`, `model`, `body`, `union` or `alias`)
        and every operation an `x-result` (`kind` and `schema`) and its parameters, resolved.

    Raises:
        UnsupportedError: The document uses something that would be lost.
    """
    document = deepcopy(document)
    published: dict[str, Schema] = document["components"]["schemas"]
    read: set[str] = set()
    written: set[str] = set()
    for path, _, operation in operations(document):
        operation["x-result"] = _result(operation)
        operation["parameters"] = _parameters(document, path, operation)
        _reach(operation["x-result"]["schema"], published, read)
        _reach(operation.get("requestBody", {}), published, written)
    bodies = _body_names(published, written)
    for _, _, operation in operations(document):
        if "requestBody" in operation:
            operation["requestBody"] = _renamed(operation["requestBody"], bodies)
    for item in document["paths"].values():
        item.pop("parameters", None)
    document["components"]["schemas"] = _split(published, read, bodies)
    return document


def for_generator(prepared: Document) -> Document:
    """Leave of a prepared document what the generator turns into files; types are written by our templates.

    Args:
        prepared: What `prepare` gives. It is not changed.

    Returns:
        A document whose objects have no properties and whose answers have no envelope.
    """
    view = deepcopy(prepared)
    view["components"]["schemas"] = {
        name: schema if schema["x-kind"] == "enum" else {"type": "object"}
        for name, schema in view["components"]["schemas"].items()
        if schema["x-kind"] != "alias"
    }
    view["components"].pop("responses", None)
    for _, _, operation in operations(view):
        operation["responses"] = {"200": {"description": "Done."}}
        for parameter in operation["parameters"]:
            parameter["schema"] = {"type": "string"}
    return view


def operations(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Walk the operations of a document.

    Args:
        document: The document.

    Yields:
        The path, the method in upper case and the operation.
    """
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method.upper(), item[method]


def referenced(schema: Schema) -> str | None:
    """Name the component schema that a schema refers to.

    Args:
        schema: The schema.

    Returns:
        The component's name; `None` where the schema is no reference.

    Raises:
        UnsupportedError: It refers to something else.
    """
    reference = schema.get("$ref")
    if reference is None:
        return None
    if not reference.startswith(_REFERENCE):
        raise UnsupportedError(f"a reference to something that is no component schema: {reference}")
    return str(reference.removeprefix(_REFERENCE))


def alternatives(schema: Schema) -> list[Schema]:
    """List what a schema may be one of.

    Args:
        schema: The schema.

    Returns:
        The schemas of `oneOf` or `anyOf`; empty where there is neither.
    """
    return list(schema.get("oneOf") or schema.get("anyOf") or [])


def _body_names(published: dict[str, Schema], written: set[str]) -> dict[str, str]:
    objects = [name for name in sorted(written) if _kind(published[name]) in {"model", "union"}]
    names = {name: name if name.endswith("Input") else f"{name}Input" for name in objects}
    if clash := [twin for name, twin in names.items() if twin != name and twin in published]:
        raise UnsupportedError(f"a schema for bodies would have the name of another schema: {', '.join(clash)}")
    return names


def _split(published: dict[str, Schema], read: set[str], bodies: dict[str, str]) -> dict[str, Schema]:
    """Make of a schema that both answers and bodies use a model and a body: a model reads what a body may not say."""
    schemas: dict[str, Schema] = {}
    for name, schema in published.items():
        kind = _kind(schema)
        if name in read or kind in {"alias", "enum"}:
            schemas[name] = {**schema, "x-kind": kind, "x-row-id": ROW_IDS.get(name)}
        if name in bodies:
            schemas[bodies[name]] = {**_renamed(schema, bodies), "x-kind": "union" if kind == "union" else "body"}
    return schemas


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return "enum"
    if alternatives(schema):
        return "union"
    if schema.get("type") != "object":
        raise UnsupportedError(f"a component schema that is no object, enum or union: {schema}")
    if "properties" not in schema and schema.get("additionalProperties"):
        return "alias"
    return "model"


def _result(operation: dict[str, Any]) -> dict[str, Any]:
    successes = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    schemas = [media["schema"] for answer in successes for media in answer.get("content", {}).values()]
    if not schemas:
        return {"kind": "nothing", "schema": {}}
    if len(schemas) > 1 or "data" not in schemas[0].get("properties", {}):
        raise UnsupportedError(f"{operation['operationId']}: a success is one kind of envelope with `data`")
    data = schemas[0]["properties"]["data"]
    if data.get("type") != "array":
        return {"kind": "one", "schema": data}
    return {"kind": "page" if "has_more" in schemas[0]["properties"] else "many", "schema": data["items"]}


def _reach(node: Any, schemas: dict[str, Schema], reached: set[str]) -> None:
    if isinstance(node, list):
        for item in cast("Iterable[Any]", node):
            _reach(item, schemas, reached)
    elif isinstance(node, dict):
        branch = cast("Schema", node)
        name = referenced(branch)
        if name is not None and name not in reached:
            reached.add(name)
            _reach(schemas[name], schemas, reached)
        for key, item in branch.items():
            if key != "discriminator":  # it repeats the references of `oneOf` as plain text
                _reach(item, schemas, reached)


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, names) for item in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    renamed: Schema = {key: _renamed(item, names) for key, item in cast("Schema", node).items()}
    if name := referenced(renamed):
        renamed["$ref"] = _REFERENCE + names.get(name, name)
    return renamed


def _parameters(document: Document, path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    shared = document["components"].get("parameters", {})
    listed = [*document["paths"][path].get("parameters", []), *operation.get("parameters", [])]
    resolved = [shared[p["$ref"].rsplit("/", 1)[-1]] if "$ref" in p else p for p in listed]
    if odd := [p["name"] for p in resolved if p["in"] not in {"path", "query", "header"}]:
        raise UnsupportedError(f"{operation['operationId']}: parameters in a place of their own: {', '.join(odd)}")
    return deepcopy(resolved)
