"""Collects the descriptions of parts of an OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openapi_document import Schema, parts

if TYPE_CHECKING:
    from collections.abc import Iterator


def described(part: Schema) -> str:
    """Collect the descriptions of a schema or a parameter, and of the schemas inside.

    Args:
        part: The schema or parameter.

    Returns:
        The descriptions, joined by spaces and without repetitions; empty if there are none.
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
    if text := part.get("description"):
        yield text
    if "const" in part:
        yield f"Always `{part['const']}`."
    elif "enum" in part:
        yield f"One of {', '.join(f'`{value}`' for value in part['enum'])}."
    for inside in [part["schema"]] if "schema" in part else [] if "properties" in part else parts(part):
        yield from _descriptions(inside)
