"""What of OpenAPI reaches the code. A document that uses anything else is refused.

The generator's parser and our templates pass over what they do not know without a word. So each part of a document
may have only the keys that are carried over, and those that change nothing in the code.
"""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch")
HEADERS = {"If-Match": "if_match", "Idempotency-Key": "idempotency_key"}
ENVELOPE = {"data", "has_more", "next_cursor", "invalid_count"}
JSON = "application/json"
_REFERENCE = "#/components/schemas/"
_PARAMETER = "#/components/parameters/"
_NOTES = {"description", "title", "example", "examples"}
# Not enforced: on the way out the server knows better, and on the way in a surprise is better than an error.
_LIMITS = {
    *("default", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maximum", "minItems"),
    *("minLength", "minimum", "multipleOf", "pattern", "uniqueItems"),
}
_MEMBERS = {"object": {"properties", "required", "additionalProperties"}, "array": {"items"}}


class UnsupportedError(ValueError):
    """The document uses something that would be lost on the way to the code."""


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
    found: str | None = schema.get("$ref")
    if found is None:
        return None
    if not found.startswith(_REFERENCE):
        raise UnsupportedError(f"a reference to something that is no component schema: {found}")
    return found.removeprefix(_REFERENCE)


def reference(name: str) -> Schema:
    """Refer to a component schema.

    Args:
        name: The component's name.

    Returns:
        A schema that stands for it.
    """
    return {"$ref": _REFERENCE + name}


def alternatives(schema: Schema) -> list[Schema]:
    """List what a schema may be one of.

    Args:
        schema: The schema.

    Returns:
        The schemas of `oneOf` or `anyOf`; empty where there is neither.
    """
    return list(schema.get("oneOf") or schema.get("anyOf") or [])


def parts(schema: Schema) -> list[Schema]:
    """List the schemas inside a schema.

    Args:
        schema: The schema.

    Returns:
        Its alternatives, members and items.
    """
    items = [schema["items"]] if "items" in schema else []
    return [*alternatives(schema), *schema.get("properties", {}).values(), *items]


def parameters(document: Document, path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """List the parameters of an operation, those of its path too.

    Args:
        document: The document.
        path: The operation's path.
        operation: The operation.

    Returns:
        Its parameters, references resolved.

    Raises:
        UnsupportedError: A reference to something that is no component parameter.
    """
    shared = document["components"].get("parameters", {})
    found: list[dict[str, Any]] = []
    for parameter in [*document["paths"][path].get("parameters", []), *operation.get("parameters", [])]:
        wanted = parameter.get("$ref", "")
        if wanted and wanted.removeprefix(_PARAMETER) not in shared:
            raise UnsupportedError(f"{path}: a reference to something that is no component parameter: {wanted}")
        found.append(shared[wanted.removeprefix(_PARAMETER)] if wanted else parameter)
    return found


def python_name(wire: str) -> str:
    """Give the Python name of something on the wire.

    Args:
        wire: Its name there, for example `users.list`, `If-Match` or `balance_μusd`.

    Returns:
        An ASCII identifier, for example `users_list`, `if_match` or `balance_micro_usd`.
    """
    name = re.sub(r"\W+", "_", wire.replace("μ", "micro_")).strip("_")
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise UnsupportedError(f"give {wire!r} a Python name")
    return name


def check(document: Document) -> None:
    """Refuse a document of which something would be lost.

    Args:
        document: The document as it is published.

    Raises:
        UnsupportedError: What would be lost, and where.
    """
    _only(document, {"openapi", "info", "servers", "security", "tags", "paths", "components"}, "the document")
    schemas: dict[str, Schema] = document["components"]["schemas"]
    for name, schema in schemas.items():
        _schema(schema, name, schemas)
    for path, item in document["paths"].items():
        _only(item, {"parameters", *METHODS}, path)
        if not re.fullmatch(r"(/([^/{}]+|{[^/{}]+}))+", path):
            raise UnsupportedError(f"{path}: each segment of a path is either text or one id")
    names: set[str] = set()
    for path, _, operation in operations(document):
        name = python_name(operation.get("operationId", ""))
        if name in names:
            raise UnsupportedError(f"{name}: two operations would have this name")
        names.add(name)
        _operation(document, path, operation)


def _operation(document: Document, path: str, operation: dict[str, Any]) -> None:
    where = operation["operationId"]
    known = {"operationId", "tags", "summary", "description", "parameters", "requestBody", "responses"}
    _only(operation, known, where)
    tags = operation.get("tags", [])
    if len(tags) != 1 or python_name(tags[0]) != tags[0] or not operation.get("summary"):
        raise UnsupportedError(f"{where}: give it a summary and one tag that is a Python name: {tags}")
    listed = parameters(document, path, operation)
    for parameter in listed:
        _parameter(parameter, f"{where} {parameter['name']}", document["components"]["schemas"])
    ids = sorted(p["name"] for p in listed if p["in"] == "path")
    if ids != sorted(re.findall(r"{(.+?)}", path)):
        raise UnsupportedError(f"{where}: the ids of its path are not its path parameters: {', '.join(ids)}")
    if "requestBody" in operation:
        _body(operation["requestBody"], f"the body of {where}")
    successes = [answer for status, answer in operation["responses"].items() if str(status).startswith("2")]
    if not successes:
        raise UnsupportedError(f"{where}: no answer is a success")
    for answer in successes:
        _answer(answer, f"the answer of {where}", document["components"]["schemas"])


def _parameter(parameter: dict[str, Any], where: str, schemas: dict[str, Schema]) -> None:
    _only(parameter, {"name", "in", "required", "schema", *_NOTES}, where)
    schema = parameter["schema"]
    _schema(schema, where, schemas)
    name = referenced(schema)
    found = set(kinds(schemas[name] if name else schema))
    place = parameter["in"]
    texts = {"string"} if place == "path" else {"string", "integer", "number", "boolean", "null"}
    if place not in {"path", "query", "header"} or not found or not found <= texts:
        raise UnsupportedError(f"{where}: a parameter in {place} that is {' or '.join(found) or 'something'}")
    if place == "header" and (parameter["name"] not in HEADERS or parameter.get("required")):
        raise UnsupportedError(f"{where}: no place for this header")


def _body(body: dict[str, Any], where: str) -> None:
    _only(body, {"required", "content"}, where)
    schema = _json(body["content"], where)
    if not referenced(schema):
        raise UnsupportedError(f"{where}: give it a name among the components")
    _only(schema, {"$ref"}, where)


def _answer(answer: dict[str, Any], where: str, schemas: dict[str, Schema]) -> None:
    _only(answer, {"description", "content", "headers"}, where)
    if "content" not in answer:
        return
    schema = _json(answer["content"], where)
    _schema(schema, where, schemas)
    members = set(schema.get("properties", {}))
    if "data" not in members or not members <= ENVELOPE:
        raise UnsupportedError(f"{where}: it is an envelope of {', '.join(sorted(ENVELOPE))}")


def _json(content: dict[str, Any], where: str) -> Schema:
    if set(content) != {JSON}:
        raise UnsupportedError(f"{where}: it is {JSON} and nothing else: {', '.join(content)}")
    _only(content[JSON], {"schema", *_NOTES}, where)
    schema: Schema = content[JSON]["schema"]
    return schema


def _schema(found: object, where: str, schemas: dict[str, Schema]) -> None:
    if not isinstance(found, dict):
        raise UnsupportedError(f"{where}: a schema that is {found}")
    schema = cast("Schema", found)
    _only(schema, _form(schema) | _NOTES, where)
    if (name := referenced(schema)) and name not in schemas:
        raise UnsupportedError(f"{where}: there is no schema {name}")
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if not all(isinstance(value, str) for value in values) or len(set(values)) < len(values):
        raise UnsupportedError(f"{where}: values that are no strings or not distinct: {values}")
    if not isinstance(schema.get("additionalProperties", False), bool):
        raise UnsupportedError(f"{where}: additionalProperties of one kind")
    if lost := set(schema.get("required", [])) - set(schema.get("properties", {})):
        raise UnsupportedError(f"{where}: required, but not described: {', '.join(sorted(lost))}")
    if "array" in kinds(schema) and "items" not in schema:
        raise UnsupportedError(f"{where}: an array without items")
    _discriminator(schema, where, schemas)
    for part in parts({**schema, "properties": {}}):
        _schema(part, where, schemas)
    for wire, member in schema.get("properties", {}).items():
        _schema(member, f"{where}.{wire}", schemas)


def _form(schema: Schema) -> set[str]:
    """Name the keys that say what a schema is: it is one thing, so that nothing beside is lost."""
    for key in ("$ref", "oneOf", "anyOf", "enum", "const"):
        if key in schema:
            return {key, *({"type"} if key in {"enum", "const"} else {"discriminator"} if key != "$ref" else ())}
    return {"type", *_LIMITS, *(key for kind in kinds(schema) for key in _MEMBERS.get(kind, ()))}


def kinds(schema: Schema) -> list[str]:
    """List the JSON types that a schema names.

    Args:
        schema: The schema.

    Returns:
        The types; empty where it names none.
    """
    found: str | list[str] = schema.get("type", [])
    return [found] if isinstance(found, str) else found


def _discriminator(schema: Schema, where: str, schemas: dict[str, Schema]) -> None:
    """Refuse a discriminator that says more than its schemas: their constants take its place."""
    discriminator = schema.get("discriminator", {})
    for value, option in discriminator.get("mapping", {}).items():
        target = schemas.get(option.removeprefix(_REFERENCE), {})
        if target.get("properties", {}).get(discriminator["propertyName"], {}).get("const") != value:
            raise UnsupportedError(f"{where}: a discriminator whose value {value!r} is no constant of {option}")
    if discriminator and "mapping" not in discriminator:
        raise UnsupportedError(f"{where}: a discriminator without a mapping")


def _only(part: dict[str, Any], known: set[str], where: str) -> None:
    if lost := [key for key in part if key not in known and not key.startswith("x-")]:
        raise UnsupportedError(f"{where}: this would be lost: {', '.join(lost)}")
