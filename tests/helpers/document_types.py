"""The types of the schemas in the document, to compare with those of the generated code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import reduce
from importlib import import_module
from types import GenericAlias
from typing import Any, Literal

from authpi_core import models
from helpers.document import SCHEMAS, Json

SIMPLE = {"string": str, "integer": int, "number": int | float, "boolean": bool, "null": None}


def is_free(schema: Json) -> bool:
    """Return whether a schema is an object without described properties."""
    return schema.get("type") == "object" and "properties" not in schema


def body_name(name: str) -> str:
    """Return the name of the class for a component in a body."""
    return name if name.endswith("Input") else f"{name}Input"


def read(schema: Json) -> Any:
    """Return the type of a value in a response."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        known = getattr(models, name, None)
        if "enum" in SCHEMAS[name]:
            return getattr(import_module(str(known.__module__)), f"Open{name}")
        return dict[str, Any] if is_free(SCHEMAS[name]) else known
    return _built(schema, read, lambda items: GenericAlias(list, read(items)))


def write(schema: Json) -> Any:
    """Return the type of a value in a body or a filter."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        target = SCHEMAS[name]
        if "enum" in target:
            return getattr(models, name) | Literal[tuple(target["enum"])]
        if is_free(target):
            return dict[str, Any]
        if "oneOf" in target:
            return _union([write(option) for option in target["oneOf"]])
        return getattr(models, body_name(name))
    if schema.get("x-unit") == "unix-ms":
        moment = int | float | datetime if "number" in schema["type"] else int | datetime
        return moment | None if "null" in schema["type"] else moment
    return _built(schema, write, _sequence)


def _sequence(items: Json) -> Any:
    # A string is a sequence of strings too, so that an array of them takes a list only.
    return list[str] if items.get("type") == "string" else GenericAlias(Sequence, write(items))


def _built(schema: Json, convert: Callable[[Json], Any], array: Callable[[Json], Any]) -> Any:
    if "oneOf" in schema:
        return _union([convert(option) for option in schema["oneOf"]])
    if "const" in schema:
        return Literal[schema["const"]]
    kind: str | list[str] = schema["type"]
    if isinstance(kind, list):
        return _union([convert({**schema, "type": one}) for one in kind])
    if kind == "array":
        return array(schema["items"])
    return dict[str, Any] if kind == "object" else SIMPLE[kind]


def _union(types: list[Any]) -> Any:
    return reduce(lambda left, right: left | right, types)
