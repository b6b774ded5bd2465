"""Checks that an OpenAPI document uses nothing that the generated code cannot represent.

The generator's parser and our templates skip what they do not know, without an error. So each part of a document may
have only the keys that are carried over, and those that change nothing in the code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn, cast

from openapi_document import (
    HEADERS,
    JSON,
    METHODS,
    POINTER,
    Document,
    Schema,
    UnsupportedError,
    kinds,
    operations,
    parameters,
    pointer,
    python_name,
    referenced,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVELOPE = {"data", "has_more", "next_cursor", "invalid_count"}
# What RFC 3986 allows in a path, and parameters in braces.
_PATH = re.compile(r"(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|{[^/{}]+})+)+")
_NOTES = {"description", "title", "example", "examples", "readOnly", "writeOnly"}
# Not enforced: on the way out the server knows better, and on the way in a surprise is better than an error.
_LIMITS = {
    *("default", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maximum", "maxProperties"),
    *("minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern", "uniqueItems"),
}
_MEMBERS = {"object": {"properties", "required", "additionalProperties"}, "array": {"items", "prefixItems"}}


def stop(where: str, what: str, advice: str) -> NoReturn:
    """Stop at a part of a document.

    Args:
        where: Its JSON pointer.
        what: What it is.
        advice: What to do.

    Raises:
        UnsupportedError: Always.
    """
    raise UnsupportedError(f"{where}: {what}; {advice}")


def check(document: Document) -> None:
    """Stop where a document has something that the generated code cannot represent.

    Args:
        document: The document, normalized.

    Raises:
        UnsupportedError: The JSON pointer of the part, what it is, and what to do.
    """
    _only(document, {"openapi", "info", "servers", "security", "tags", "paths", "components"}, "#")
    schemas: dict[str, Schema] = document["components"]["schemas"]
    for name, schema in schemas.items():
        _schema(schema, pointer("#/components/schemas", name), schemas)
    for path, item in document["paths"].items():
        where = pointer("#/paths", path)
        _only(item, {"parameters", *METHODS}, where)
        if not _PATH.fullmatch(path):
            stop(where, "a path with an empty segment or a character that no path may have", "correct it")
    named: dict[str, str] = {}
    for path, method, operation in operations(document):
        where = pointer("#/paths", path, method.lower())
        name = python_name(operation["operationId"])
        if name in named:
            stop(where, f"an operation that is called {name}, as is {named[name]}", "rename one of them")
        named[name] = where
        _operation(document, path, operation, where)


def _operation(document: Document, path: str, operation: dict[str, Any], where: str) -> None:
    known = {"operationId", "tags", "summary", "description", "parameters", "requestBody", "responses", "deprecated"}
    _only(operation, known, where)
    schemas = document["components"]["schemas"]
    listed = parameters(document, path, operation)
    for number, parameter in enumerate(listed):
        _parameter(parameter, pointer(where, "parameters", f"{number} ({parameter['name']})"), schemas)
    ids = sorted(p["name"] for p in listed if p["in"] == "path")
    if ids != sorted(re.findall(r"{(.+?)}", path)):
        stop(where, f"path parameters ({', '.join(ids)}) that are not those of the path", "make them the same")
    if "requestBody" in operation:
        _body(operation["requestBody"], f"{where}/requestBody")
    successes = [status for status in operation["responses"] if str(status).startswith("2")]
    if not successes:
        stop(f"{where}/responses", "an operation without a 2xx response", "add one")
    for status in successes:
        _response(operation["responses"][status], pointer(where, "responses", status), schemas)


def _parameter(parameter: dict[str, Any], where: str, schemas: dict[str, Schema]) -> None:
    _only(parameter, {"name", "in", "required", "schema", *_NOTES}, where)
    schema = parameter["schema"]
    _schema(schema, f"{where}/schema", schemas)
    name = referenced(schema)
    found = set(kinds(schemas[name] if name else schema))
    place = parameter["in"]
    texts = {"string", "integer"} if place == "path" else {"string", "integer", "number", "boolean", "null"}
    if place not in {"path", "query", "header"} or not found or not found <= texts:
        kind = " or ".join(sorted(found)) or "anything"
        stop(where, f"a parameter in {place} that is {kind}", f"make it {' or '.join(sorted(texts))}")
    if place == "header" and (parameter["name"] not in HEADERS or parameter.get("required")):
        stop(where, "a header that methods have no argument for", f"use {' or '.join(HEADERS)}, and not required")


def _body(body: dict[str, Any], where: str) -> None:
    _only(body, {"required", "content"}, where)
    schema = _json(body["content"], f"{where}/content")
    if not referenced(schema):
        stop(where, "a body that is not an object", "make it an object")
    _only(schema, {"$ref"}, where)


def _response(response: dict[str, Any], where: str, schemas: dict[str, Schema]) -> None:
    _only(response, {"description", "content", "headers"}, where)
    if "content" not in response:
        return
    schema = _json(response["content"], f"{where}/content")
    _schema(schema, f"{where}/content/application~1json/schema", schemas)
    members = set(schema.get("properties", {}))
    if "data" not in members or not members <= ENVELOPE:
        stop(where, "a response without the envelope of this API", f"use the members {', '.join(sorted(ENVELOPE))}")


def _json(content: dict[str, Any], where: str) -> Schema:
    if set(content) != {JSON}:
        stop(where, f"content of the type {' and '.join(map(repr, content))}", f"use {JSON} alone")
    _only(content[JSON], {"schema", *_NOTES}, where)
    schema: Schema = content[JSON]["schema"]
    return schema


def _schema(found: object, where: str, schemas: dict[str, Schema]) -> None:
    if not isinstance(found, dict):
        stop(where, f"a schema that is {found}", "write an object with a `type`")
    schema = cast("Schema", found)
    where = schema.get(POINTER, where)
    _only(schema, _form(schema) | _NOTES, where)
    if lost := set(schema.get("required", [])) - set(schema.get("properties", {})):
        stop(where, f"required members that are not described ({', '.join(sorted(lost))})", "describe them")
    for part, at in _inside(schema, where):
        _schema(part, at, schemas)


def _inside(schema: Schema, where: str) -> Iterator[tuple[object, str]]:
    """List the schemas inside a schema with their pointers."""
    for key in ("oneOf", "anyOf", "prefixItems"):
        for number, option in enumerate(schema.get(key, [])):
            yield option, pointer(where, key, number)
    for key in ("items", "additionalProperties"):
        if not isinstance(schema.get(key, False), bool):
            yield schema[key], f"{where}/{key}"
    for wire, member in schema.get("properties", {}).items():
        yield member, pointer(where, "properties", wire)


def _form(schema: Schema) -> set[str]:
    """List the keys that say what a schema is: it is one thing, so that nothing beside is lost."""
    for key in ("$ref", "oneOf", "anyOf", "enum", "const"):
        if key in schema:
            beside = {"enum": "type", "const": "type", "oneOf": "discriminator", "anyOf": "discriminator"}
            return {key, beside.get(key, key), *_LIMITS}
    return {"type", *_LIMITS, *(key for kind in kinds(schema) for key in _MEMBERS.get(kind, ()))}


def _only(part: dict[str, Any], known: set[str], where: str) -> None:
    if lost := [key for key in part if key not in known and not key.startswith("x-")]:
        stop(where, f"uses {', '.join(lost)}, which the generated code cannot represent", "describe it without")
