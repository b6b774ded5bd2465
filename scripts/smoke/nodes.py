"""Represents schemas with their location in a document, which a correction needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openapi_document import alternatives, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openapi_document import Document, Schema

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Node:
    """A part of a document and its location; `resolve` follows references."""

    document: Document
    location: Location

    @property
    def value(self) -> Any:
        """The part itself."""
        part: Any = self.document
        for key in self.location:
            part = part[key]
        return part

    def at(self, *keys: str | int) -> Node:
        """Go to a part of this part.

        Args:
            *keys: The keys of the path to it.

        Returns:
            The part.
        """
        return Node(self.document, (*self.location, *keys))

    def resolve(self) -> Node:
        """Follow references.

        Returns:
            The part that this one refers to; itself if it is not a reference.
        """
        node, part = self, self.value
        while "$ref" in part:
            keys = [key.replace("~1", "/").replace("~0", "~") for key in part["$ref"].removeprefix("#/").split("/")]
            node = Node(self.document, tuple(keys))
            part = node.value
        return node

    def options(self) -> Iterator[Node]:
        """List the alternatives of a schema.

        Yields:
            Those of `oneOf` or `anyOf`, references followed; the schema itself without alternatives.
        """
        node = self.resolve()
        key = "oneOf" if "oneOf" in node.value else "anyOf"
        if not alternatives(node.value):
            yield node
        for number in range(len(alternatives(node.value))):
            yield from node.at(key, number).options()

    def members(self) -> dict[str, Node]:
        """List the documented properties of an object, with those of `allOf`.

        Returns:
            The schema of each property.
        """
        node = self.resolve()
        found = {name: node.at("properties", name) for name in node.value.get("properties", {})}
        for number in range(len(node.value.get("allOf", []))):
            found |= node.at("allOf", number).members()
        return found

    def takes(self, value: object) -> bool:
        """Return whether a schema has the JSON type of a value.

        Args:
            value: The value.

        Returns:
            Whether the type is that of the value, or is not restricted.
        """
        schema: Schema = self.value
        named = kinds(schema) or (["object"] if "properties" in schema or "allOf" in schema else [])
        found = json_type(value)
        return not named or found in named or (found == "integer" and "number" in named)

    @property
    def path(self) -> str:
        """The normalized path (RFC 9535) of the part."""
        return "$" + "".join(f"[{key}]" if isinstance(key, int) else f"[{_quoted(key)}]" for key in self.location)


def json_type(value: object) -> str:
    """Return the JSON type of a value.

    Args:
        value: The value.

    Returns:
        For example `integer`, also for a number with a zero fraction.
    """
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return "integer"
    names = {str: "string", float: "number", list: "array", dict: "object"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "null")


def _quoted(key: str) -> str:
    text = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"
