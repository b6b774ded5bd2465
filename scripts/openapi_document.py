"""Reads the parts of an OpenAPI document: its operations, parameters, schemas and references."""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

Schema: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch")
HEADERS = {"If-Match": "if_match", "Idempotency-Key": "idempotency_key"}
"""The arguments of the headers that a call may set."""
JSON = "application/json"
SCHEMAS = "#/components/schemas/"
POINTER = "x-py-pointer"
"""Of a component that stood elsewhere in the document: the JSON pointer of that place."""
_PARAMETERS = "#/components/parameters/"


class UnsupportedError(ValueError):
    """A document uses something that the generated code cannot represent."""


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
        The component's name; `None` where the schema is not a reference.

    Raises:
        UnsupportedError: It refers to something else.
    """
    found: str | None = schema.get("$ref")
    if found is None:
        return None
    if not found.startswith(SCHEMAS):
        raise UnsupportedError(f"a reference to {found}, which is not a component schema; correct it")
    return found.removeprefix(SCHEMAS)


def reference(name: str) -> Schema:
    """Refer to a component schema.

    Args:
        name: The component's name.

    Returns:
        A schema that stands for it.
    """
    return {"$ref": SCHEMAS + name}


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
        Its alternatives, members and items, and the values of a map.
    """
    items = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    return [*alternatives(schema), *schema.get("properties", {}).values(), *schema.get("prefixItems", []), *items]


def parameters(document: Document, path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """List the parameters of an operation, those of its path too.

    Args:
        document: The document.
        path: The operation's path.
        operation: The operation.

    Returns:
        Its parameters, references resolved.

    Raises:
        UnsupportedError: A reference to anything but a component parameter.
    """
    shared = document["components"].get("parameters", {})
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for parameter in [*document["paths"][path].get("parameters", []), *operation.get("parameters", [])]:
        wanted = parameter.get("$ref", "")
        if wanted and wanted.removeprefix(_PARAMETERS) not in shared:
            raise UnsupportedError(
                f"{pointer('#/paths', path)}: a reference to {wanted}, which is not a component parameter; correct it"
            )
        resolved = shared[wanted.removeprefix(_PARAMETERS)] if wanted else parameter
        found[resolved["in"], resolved["name"]] = resolved  # the operation's own takes precedence
    return list(found.values())


def python_name(wire: str, taken: Container[str] = ()) -> str:
    """Give the Python name of something in the document.

    Args:
        wire: Its name in requests and responses, for example `users.list`, `If-Match`, `balance_μusd` or `class`.
        taken: Names that something else has in Python.

    Returns:
        An ASCII identifier, for example `users_list`, `if_match`, `balance_micro_usd` or `class_`.
    """
    name = re.sub(r"\W+", "_", re.sub("[μµ]", "micro_", wire), flags=re.ASCII).strip("_")
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    if not name.isidentifier():
        name = f"field_{name}".rstrip("_")
    return f"{name}_" if keyword.iskeyword(name) or name in taken else name


def kinds(schema: Schema) -> list[str]:
    """List the JSON types that a schema names.

    Args:
        schema: The schema.

    Returns:
        The types; empty where it names none.
    """
    found: str | list[str] = schema.get("type", [])
    return [found] if isinstance(found, str) else found


def pointer(where: str, *keys: object) -> str:
    """Give the JSON pointer (RFC 6901) of a part of a document.

    Args:
        where: The pointer of what holds it; `#` for the document.
        *keys: The keys that lead to it.

    Returns:
        The pointer, for example `#/paths/~1v1~1me/get`.
    """
    return "/".join([where, *(str(key).replace("~", "~0").replace("/", "~1") for key in keys)])
