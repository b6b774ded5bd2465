"""Collects the descriptions of parts of an OpenAPI document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from openapi_document import Schema, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

INFERRED = "Inferred, not documented."
"""What the description of a field ends with if no source states the field."""


def described(part: Schema) -> str:
    """Collect the descriptions of a schema or a parameter, and of the schemas inside.

    Args:
        part: The schema or parameter.

    Returns:
        The descriptions, joined by spaces and without repetitions; empty without descriptions.
    """
    return " ".join(dict.fromkeys(sentence(text) for text in _descriptions(part)))


def sentence(text: str) -> str:
    """End a text with a full stop.

    Args:
        text: The text.

    Returns:
        The text, unchanged if it already ends with a full stop, question mark or exclamation mark.
    """
    text = text.rstrip()
    return text if text.endswith((".", "?", "!")) else text + "."


def _descriptions(part: Schema) -> Iterator[str]:
    if part.get("x-py-deprecated"):
        yield "Deprecated."
    if text := part.get("description"):
        yield text
    if "const" in part:
        yield f"Always `{part['const']}`."
    elif "enum" in part:
        yield f"One of {', '.join(f'`{value}`' for value in part['enum'])}."
    if limits := _limits(part):
        yield limits
    for inside in [part["schema"]] if "schema" in part else [] if "properties" in part else parts(part):
        yield from _descriptions(inside)


def _limits(schema: Schema) -> str:
    """Describe constraints and the default, which types do not express."""
    found = [
        _range(schema, "", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        _range(schema, " characters", "minLength", "maxLength"),
        _range(schema, " items", "minItems", "maxItems"),
        f"a multiple of {_code(schema['multipleOf'])}" if "multipleOf" in schema else "",
        "no duplicates" if schema.get("uniqueItems") is True else "",
        f"matches {_code(schema['pattern'])}" if "pattern" in schema else "",
        f"{_code(schema['default'])} by default" if "default" in schema else "",
    ]
    text = "; ".join(filter(None, found))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _range(schema: Schema, unit: str, *keys: str) -> str:
    """Describe a lower and an upper limit; the keys are: at least, at most, more than, less than."""
    words = dict(zip(keys, ("at least", "at most", "more than", "less than"), strict=False))
    limits = {key: schema[key] for key in words if key in schema}
    if set(limits) == set(keys[:2]):
        return f"{_code(schema[keys[0]])} to {_code(schema[keys[1]])}{unit}"
    unit = unit.removesuffix("s") if list(limits.values()) == [1] else unit
    return f"{' and '.join(f'{words[key]} {_code(limit)}' for key, limit in limits.items())}{unit if limits else ''}"


def _code(value: object) -> str:
    """Render a value of the document: numbers unchanged, other values as code."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return f"`{value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)}`"
