"""Converts a single schema: removes annotations, states types, and separates string constants from others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from describe import sentence
from openapi_document import POINTER, Schema, alternatives, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

VALUES = "x-py-values"
"""Extension of a schema whose values are not all strings: the values."""
NULL: Schema = {"type": "null"}
# Keys without effect on the code.
_NOTES = ("externalDocs", "$comment", "xml", "$anchor", "$id", "$schema", "propertyNames", "unevaluatedProperties")
_IMPLIED = {
    "object": ("properties", "required", "additionalProperties", "patternProperties"),
    "array": ("items", "prefixItems"),
}
_SHAPES = ("$ref", "oneOf", "anyOf", "allOf", "enum", "const", "type")
_JSON_TYPES: dict[type[object], str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    list: "array",
}


def plain(schema: Schema) -> Schema:
    """Convert a schema into the supported constructs.

    Args:
        schema: The schema. It is not changed.

    Returns:
        An equivalent schema: `enum` and `const` contain strings, and other values are in `x-py-values`; an array has
        `items`; constraints that no type expresses are in the description.
    """
    found = {key: value for key, value in schema.items() if key not in _NOTES}
    _structure(found)
    _marks(found)
    if "enum" in found or "const" in found:
        _values(found)
    return _without_conditions(found)


def _marks(found: Schema) -> None:
    """Remove keys without effect, and mark secrets and deprecated parts."""
    if found.get("nullable") is False:
        del found["nullable"]
    if found.get("format") == "password":
        found["x-secret"] = True
    if found.pop("deprecated", False):
        found["x-py-deprecated"] = True
    if not alternatives(found):
        found.pop("discriminator", None)  # of a base schema; the properties of its variants are kept anyway


def _structure(schema: Schema) -> None:
    """State the type, the items of an array, and alternatives that are schemas."""
    for key in ("oneOf", "anyOf"):
        if key in schema:  # `true` and `false` are schemas too
            schema[key] = [{} if option is True else option for option in schema[key] if option is not False]
    for kind, keys in _IMPLIED.items():
        if not schema.keys() & set(_SHAPES) and schema.keys() & set(keys):
            schema["type"] = kind
        elif "type" in schema and kind not in kinds(schema):  # JSON Schema ignores them for values of other types
            for key in schema.keys() & set(keys):
                del schema[key]
    if set(kinds(schema)) - {"null"} and alternatives(schema) and "properties" not in schema:
        _type_alternatives(schema)
    if "array" in kinds(schema) and (not isinstance(schema.get("items", True), dict)):
        closed = schema.get("items") is False and schema.get("prefixItems")
        schema |= {"items": {}, **({"maxItems": len(schema["prefixItems"])} if closed else {})}


def _type_alternatives(schema: Schema) -> None:
    """Move a type beside alternatives into those alternatives that state none."""
    types = kinds(schema)
    del schema["type"]
    others = [kind for kind in types if kind != "null"]
    stated = others[0] if len(others) == 1 else others
    key = "oneOf" if schema.get("oneOf") else "anyOf"
    schema[key] = [option if option.keys() & set(_SHAPES) else {"type": stated, **option} for option in schema[key]]
    if "null" in types and NULL not in schema[key]:
        schema[key].append(NULL)


def _values(schema: Schema) -> None:
    """Keep strings in `enum` and `const`, convert `null` to a type, and move other values to `x-py-values`."""
    is_constant = "const" in schema
    listed: list[Any] = [schema.pop("const")] if is_constant else []
    listed = listed or schema["enum"]
    schema.pop("enum", None)
    distinct = list({json.dumps(value): value for value in listed}.values())
    texts = [value for value in distinct if isinstance(value, str)]
    others = [value for value in distinct if value is not None and not isinstance(value, str)]
    if others or not texts:
        given = kinds(schema)
        found = [_JSON_TYPES.get(type(cast("object", value)), "object") for value in distinct]
        # A whole number may stand for a `number`.
        schema["type"] = list(dict.fromkeys("number" if k == "integer" and "number" in given else k for k in found))
        if len(schema["type"]) == 1:
            (schema["type"],) = schema["type"]
        if "array" in kinds(schema):
            schema["items"] = {}
        schema[VALUES] = distinct
        shown = ", ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in distinct)
        _say(schema, f"Always {shown}." if is_constant else f"One of {shown}.")
        return
    form: Schema = {"const": texts[0]} if is_constant else {"enum": texts}
    schema["type"] = "string"
    if None not in distinct:
        schema |= form
        return
    del schema["type"]
    schema["oneOf"] = [{"type": "string", **form}, NULL]


def _without_conditions(schema: Schema) -> Schema:
    """Move alternatives that only require properties of an object into the description."""
    options = alternatives(schema)
    if "properties" not in schema or not options or any(option.keys() - {"required", "type"} for option in options):
        return schema
    found = {key: value for key, value in schema.items() if key not in {"oneOf", "anyOf"}}
    needed = [" and ".join(f"`{wire}`" for wire in option.get("required", [])) for option in options]
    _say(found, f"Needs {' or '.join(filter(None, needed))}.")
    return found


def _say(schema: Schema, text: str) -> None:
    """Add a sentence to the description."""
    said = schema.get("description", "")
    schema["description"] = f"{sentence(said)} {text}" if said else text


def nullable(schema: Schema, *, is_nullable: bool) -> Schema:
    """Allow `null` in addition to a value.

    Args:
        schema: The schema of the value.
        is_nullable: Whether to allow it.

    Returns:
        A union of the schema and `null`; the description stays on the union.
    """
    if not is_nullable:
        return schema
    outside = {key: value for key, value in schema.items() if key not in {*_SHAPES, "properties", POINTER}}
    return {"oneOf": [{key: value for key, value in schema.items() if key not in outside}, NULL], **outside}


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """Remove `null` from the values of a schema.

    Args:
        schema: The schema of the value.

    Returns:
        The schema of the other values, and whether `null` was allowed.
    """
    if "null" in kinds(schema) and len(kinds(schema)) > 1:
        return {**schema, "type": _single(kind for kind in kinds(schema) if kind != "null")}, True
    options = alternatives(schema)
    others = [option for option in options if not is_null(option)]
    if len(others) == len(options) or not others:
        return schema, False
    notes = {key: value for key, value in schema.items() if key not in {"oneOf", "anyOf"}}
    if len(others) == 1:
        return {**plain(others[0]), **notes}, True
    return {**notes, "oneOf" if schema.get("oneOf") else "anyOf": others}, True


def is_null(schema: object) -> bool:
    """Return whether a schema allows only `null`."""
    return isinstance(schema, dict) and kinds(cast("Schema", schema)) == ["null"]


def _single(found: Iterable[str]) -> str | list[str]:
    listed = list(found)
    return listed[0] if len(listed) == 1 else listed
