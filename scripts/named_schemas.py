"""Turns inline schemas with an `x-name` into components of that name.

A published document describes many objects inline, for example the rows of a list. Their classes need stable names that
users can import, independent of the names that the generator would choose.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from openapi_document import Document, UnsupportedError, pointer, reference

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "x-name"


def name_schemas(document: Document) -> Document:
    """Turn the schemas that have an `x-name` into components.

    Args:
        document: The document. It is not changed.

    Returns:
        The document with a reference in place of each of these schemas; the components are sorted if there was one.

    Raises:
        UnsupportedError: Two different schemas have the same name.
    """
    document = deepcopy(document)
    named: dict[str, Any] = {}
    document = _named(document, named, "#")
    if not named:
        return document
    schemas: dict[str, Any] = document.setdefault("components", {}).setdefault("schemas", {})
    if clash := sorted(name for name, schema in named.items() if schemas.setdefault(name, schema) != schema):
        raise UnsupportedError(f"#/components/schemas/{clash[0]}: another schema has this x-name; rename one of them")
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    return document


def _named(node: Any, named: dict[str, Any], where: str) -> Any:
    """Replace the named schemas in a part of the document with references."""
    if isinstance(node, list):
        return [_named(item, named, pointer(where, number)) for number, item in enumerate(cast("Iterable[Any]", node))]
    if not isinstance(node, dict):
        return node
    part = {key: _named(value, named, pointer(where, key)) for key, value in cast("dict[str, Any]", node).items()}
    name = part.pop(_NAME, None)
    if not isinstance(name, str):
        return part
    if named.setdefault(name, part) != part:
        raise UnsupportedError(f"{where}: a different schema has the x-name {name}; rename one of them")
    return reference(name)
