"""Checks that the parts of an OpenAPI document have the JSON types that the OpenAPI Specification gives them.

The other steps rely on it. Keys that are not in these tables are not checked: `supported` rejects them, or they are not
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import unquote

from openapi_document import METHODS, SCHEMAS, Document, Schema, UnsupportedError, pointer

if TYPE_CHECKING:
    from problems import Problems

Check: TypeAlias = Callable[[Any, str], None]
JSON_TYPES = ("string", "integer", "number", "boolean", "object", "array", "null")
_SHOWN: dict[type, str] = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}


def _wrong(value: object, where: str, wanted: str) -> UnsupportedError:
    found = f"{_SHOWN.get(type(value), 'a number')} "
    shown = "" if isinstance(value, dict | list) or value is None else f"({str(value)[:40]!r}) "
    return UnsupportedError(f"{where}: {found}{shown}instead of {wanted}; replace it with {wanted}")


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise _wrong(value, where, "a string")


def _flag(value: Any, where: str) -> None:
    if not isinstance(value, bool):
        raise _wrong(value, where, "`true` or `false`")


def _number(value: Any, where: str) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(value, where, "a number")


def _list(check: Check, *, filled: bool = False) -> Check:
    def checked(value: Any, where: str) -> None:
        if not isinstance(value, list) or (filled and not value):
            raise _wrong(cast("object", value), where, "an array with at least one item" if filled else "a list")
        for number, item in enumerate(cast("Iterable[Any]", value)):
            check(item, pointer(where, number))

    return checked


def _map(check: Check, *, is_extended: bool = False) -> Check:
    def checked(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(value, where, "an object")
        for key, item in cast("Mapping[Any, Any]", value).items():
            if not where.endswith("/responses"):  # statuses are often written as numbers
                _check_key(key, where)
            if not (is_extended and str(key).startswith("x-")):
                check(item, pointer(where, key))

    return checked


def _object(keys: Mapping[str, Check], *needed: str) -> Check:
    def checked(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(value, where, "an object")
        part = cast("dict[str, Any]", value)
        is_reference = "$ref" in part and "$ref" in keys
        if missing := [key for key in needed if key not in part and not is_reference]:
            raise UnsupportedError(f"{where}: an object without {' and '.join(missing)}; add the missing keys")
        for key in part:
            _check_key(key, where)
            if key in keys:
                keys[key](part[key], pointer(where, key))

    return checked


def _check_key(key: object, where: str) -> None:
    """Raise an error for a key that YAML reads as a number, a boolean or a time."""
    if not isinstance(key, str):
        raise UnsupportedError(f"{where}: the key {key!r}, which is not a string; put it in quotes")


def _any(value: Any, where: str) -> None:
    """Accept any value."""


def _kind(value: Any, where: str) -> None:
    """Check the `type` of a schema."""
    listed = list(cast("Iterable[object]", value)) if isinstance(value, list) else [value]
    for kind in listed or [""]:
        if not isinstance(kind, str) or kind not in JSON_TYPES:
            raise _wrong(kind, where, f"one of {', '.join(JSON_TYPES)}")


def _schema(value: Any, where: str) -> None:
    """Check a schema; `true` and `false` are schemas too."""
    if isinstance(value, bool):
        return
    _SCHEMA(value, where)
    if value.get("nullable"):
        advice = 'write `anyOf: [{$ref: …}, {type: "null"}]`' if "$ref" in value else "add `null` to its `type`"
        raise UnsupportedError(f"{where}: `nullable`, which OpenAPI 3.1 does not have; {advice}")


def _component(value: Any, where: str) -> None:
    """Check a component schema, which is an object."""
    _SCHEMA(value, where)
    _schema(value, where)


def _reference(value: Any, where: str) -> None:
    """Check the `$ref` of a schema."""
    _text(value, where)
    if not value.startswith(SCHEMAS):
        raise UnsupportedError(f"{where}: a reference to {value}, which is not a component schema; correct it")


def _unit(value: Any, where: str) -> None:
    """Check the extension for units: a misspelled unit would have no effect."""
    if value not in ("unix-ms", "micro-usd"):
        raise _wrong(value, where, "`unix-ms` or `micro-usd`")


def _discriminator(value: Any, where: str) -> None:
    _object({"propertyName": _text, "mapping": _map(_text)}, "propertyName")(value, where)


_SCHEMA = _object(
    {
        "$ref": _reference,
        **dict.fromkeys(("title", "description", "format", "pattern", "x-row-id", "x-order"), _text),
        **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems", "x-secret"), _flag),
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _number),
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), _number),
        **dict.fromkeys(("items", "additionalProperties"), _schema),
        **dict.fromkeys(("oneOf", "anyOf", "allOf", "prefixItems"), _list(_schema, filled=True)),
        "type": _kind,
        "properties": _map(_schema),
        "required": _list(_text),
        "x-unit": _unit,
        "enum": _list(_any, filled=True),
        "discriminator": _discriminator,
    }
)
_CONTENT = _map(_object({"schema": _schema}))
_PARAMETER = _object(
    {
        **dict.fromkeys(("$ref", "name", "in", "description", "style"), _text),
        **dict.fromkeys(("required", "explode", "deprecated", "allowReserved", "allowEmptyValue"), _flag),
        "schema": _schema,
        "content": _CONTENT,
    },
    "name",
    "in",
)
_BODY = _object({"$ref": _text, "description": _text, "required": _flag, "content": _CONTENT})
_HEADER = _object({"$ref": _text, "description": _text, "schema": _schema})
_RESPONSE = _object({"$ref": _text, "description": _text, "content": _CONTENT, "headers": _map(_HEADER)})
_SERVER = _object({"url": _text, "variables": _map(_object({"default": _text}))}, "url")
_SECURITY = _list(_map(_list(_text)))
_OPERATION = _object(
    {
        **dict.fromkeys(("operationId", "summary", "description", "x-scope", "x-order"), _text),
        "deprecated": _flag,
        "tags": _list(_text),
        "parameters": _list(_PARAMETER),
        "requestBody": _BODY,
        "responses": _map(_RESPONSE, is_extended=True),
        "security": _SECURITY,
        "servers": _list(_SERVER),
    }
)
_PATH = _object(
    {
        **dict.fromkeys(("$ref", "summary", "description"), _text),
        "parameters": _list(_PARAMETER),
        "servers": _list(_SERVER),
        **dict.fromkeys(METHODS, _OPERATION),
    }
)
_SCHEME = _object(dict.fromkeys(("$ref", "type", "scheme", "in", "name", "description"), _text))
_SECTIONS: dict[str, Check] = {
    "schemas": _component,
    "parameters": _PARAMETER,
    "requestBodies": _BODY,
    "responses": _RESPONSE,
    "headers": _HEADER,
    "pathItems": _PATH,
    "securitySchemes": _SCHEME,
}
_DOCUMENT = _object(
    {
        "openapi": _text,
        "info": _object({"title": _text, "version": _text, "description": _text}),
        "servers": _list(_SERVER),
        "security": _SECURITY,
        "tags": _list(_object({"name": _text, "description": _text}, "name")),
        "paths": _map(_any),
        "components": _object(dict.fromkeys(_SECTIONS, _map(_any))),
    },
    "openapi",
)


def check_shape(document: Document, problems: Problems) -> None:
    """Find parts with a wrong JSON type, and references to missing schemas.

    Args:
        document: The published document.
        problems: Collects the JSON pointer of each such part, the problem, and the solution.
    """
    with problems.part():
        if "swagger" in document:
            raise UnsupportedError(f"#/swagger: version {document['swagger']!r}; convert the document to OpenAPI 3.1")
        _DOCUMENT(document, "#")
        if not document["openapi"].startswith("3.1."):
            raise UnsupportedError(f"#/openapi: version {document['openapi']!r}; convert the document to OpenAPI 3.1")
    if problems.found:
        return
    _check_entries(document.get("paths", {}), _PATH, "#/paths", problems)
    for section, check in _SECTIONS.items():
        entries = document.get("components", {}).get(section, {})
        _check_entries(entries, check, f"#/components/{section}", problems)
    if problems.found:
        return
    schemas = document.get("components", {}).get("schemas", {})
    with problems.part():
        _check_references(document, (), schemas)
    for name in schemas:
        with problems.part():
            _check_chain(name, schemas)


def _check_entries(entries: Mapping[str, Any], check: Check, where: str, problems: Problems) -> None:
    """Check each entry of a section, and record its problems."""
    for name, entry in entries.items():
        if not (where == "#/paths" and name.startswith("x-")):
            with problems.part():
                check(entry, pointer(where, name))


def _check_references(node: Any, keys: tuple[object, ...], schemas: dict[str, Schema]) -> None:
    """Raise an error for a reference to a component schema that is missing."""
    if isinstance(node, list):
        for number, item in enumerate(cast("Iterable[Any]", node)):
            _check_references(item, (*keys, number), schemas)
    elif isinstance(node, dict):
        part = cast("Mapping[Any, Any]", node)
        target = part.get("$ref")
        if isinstance(target, str) and target.startswith(SCHEMAS) and _named(target) not in schemas:
            where = pointer("#", *keys)
            raise UnsupportedError(f"{where}: a reference to {target}, which is missing; add the schema")
        for key, value in part.items():
            _check_references(value, (*keys, key), schemas)


def _check_chain(name: str, schemas: dict[str, Schema]) -> None:
    """Raise an error for a component that is a reference to itself, directly or through others."""
    where = pointer("#/components/schemas", name)
    seen = {name}
    while (target := schemas[name].get("$ref")) is not None:
        name = _named(target)
        if name in seen or name not in schemas:
            what = "leads back to itself" if name in seen else "is not a component schema"
            raise UnsupportedError(f"{where}: a reference to {target}, which {what}; write the schema out")
        seen.add(name)


def _named(target: str) -> str:
    """Return the name of the component that a reference points to (RFC 6901, in a URI fragment)."""
    return unquote(target.removeprefix(SCHEMAS)).replace("~1", "/").replace("~0", "~")
