"""Gathers what an OpenAPI document says about a part of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from openapi_document import Schema, parts

if TYPE_CHECKING:
    from collections.abc import Iterator


def described(part: Schema) -> str:
    """Gather the descriptions of a schema or a parameter.

    Args:
        part: The schema or parameter, described itself or by the schemas inside.

    Returns:
        The descriptions, one after the other; empty where there is none.
    """
    return " ".join(dict.fromkeys(sentence(text) for text in _descriptions(part)))


def sentence(text: str) -> str:
    """End a text with a full stop.

    Args:
        text: The text.

    Returns:
        The text, unchanged where it ends like a sentence.
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
    yield from _limits(part)
    for inside in [part["schema"]] if "schema" in part else [] if "properties" in part else parts(part):
        yield from _descriptions(inside)


def _limits(part: Schema) -> Iterator[str]:
    """Say which values a schema allows, and which one stands for a value that is not sent."""
    if "default" in part:
        yield f"Default: `{json.dumps(part['default'], ensure_ascii=False)}`."
    yield from _of_numbers(part)
    for of, unit in (("Length", "character"), ("Items", "item"), ("Properties", "member")):
        least, most = part.get(f"min{of}"), part.get(f"max{of}")
        if text := _range(least or None, most):
            yield f"{text} {unit}{'' if (most or least) == 1 else 's'}."
    if part.get("uniqueItems"):
        yield "No item twice."
    if "pattern" in part:
        yield f"Matches `{part['pattern']}`."


def _of_numbers(part: Schema) -> Iterator[str]:
    """Say which numbers a schema allows."""
    least, most = part.get("minimum"), part.get("maximum")
    if least is not None and most is not None:
        yield f"Between {least} and {most}."
    elif text := _range(least, most):
        yield f"{text}."
    for key, words in (("exclusiveMinimum", "More than"), ("exclusiveMaximum", "Less than")):
        if key in part:
            yield f"{words} {part[key]}."
    if "multipleOf" in part:
        yield f"A multiple of {part['multipleOf']}."


def _range(least: object, most: object) -> str:
    """Write the limits of a number; empty where there are none."""
    if least is None or most is None:
        return f"At least {least}" if least is not None else f"At most {most}" if most is not None else ""
    return f"Exactly {least}" if least == most else f"{least} to {most}"
