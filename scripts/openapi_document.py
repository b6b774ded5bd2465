"""Reads the parts of an OpenAPI document: its operations, parameters, schemas and references."""

from __future__ import annotations

import json
import keyword
import re
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

Schema: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch")
HEADERS = {"If-Match": "if_match", "Idempotency-Key": "idempotency_key"}
"""The arguments for headers that a call may set."""
JSON = "application/json"
SCHEMAS = "#/components/schemas/"
POINTER = "x-py-pointer"
"""Extension of a component that was inline in the document: its JSON pointer there."""


class UnsupportedError(ValueError):
    """A document uses constructs that the generated code cannot represent; the message has a line for each."""


def stop(where: str, what: str, advice: str) -> NoReturn:
    """Raise an error for a part of a document.

    Args:
        where: Its JSON pointer.
        what: The problem.
        advice: The solution.

    Raises:
        UnsupportedError: Always.
    """
    # A line break in a name of the document would look like a second problem.
    raise UnsupportedError(" ".join(f"{where}: {what}; {advice}".split()))


def removal(where: str) -> str:
    """Return the advice to remove a part of a document.

    Args:
        where: Its JSON pointer.

    Returns:
        The advice, with the action for `openapi/overlay.yaml`.
    """
    keys = [key.replace("~1", "/").replace("~0", "~") for key in where.split("/")[1:]]
    path = "$" + "".join(f"[{key if key.isdecimal() else _quoted(key)}]" for key in keys)
    action = f"- {{target: {json.dumps(path, ensure_ascii=False)}, description: Not needed., remove: true}}"
    return f"remove it, for example in openapi/overlay.yaml: {action}"


def _quoted(key: str) -> str:
    """Quote a key for a JSONPath (RFC 9535, section 2.3.1)."""
    return "'" + json.dumps(key, ensure_ascii=False)[1:-1].replace("'", "\\'").replace('\\"', '"') + "'"


def only(part: Mapping[str, Any], known: Container[str], where: str) -> None:
    """Raise an error for keys that the generated code does not support. Extensions are allowed.

    Args:
        part: The part.
        known: The supported keys.
        where: Its JSON pointer.

    Raises:
        UnsupportedError: The part has other keys.
    """
    if lost := [key for key in part if key not in known and not key.startswith("x-")]:
        stop(
            where,
            f"uses {', '.join(lost)}, which the generated code cannot represent",
            "describe it without these keys",
        )


def resolved(document: Document, part: dict[str, Any], section: str, where: str) -> tuple[dict[str, Any], str]:
    """Follow a reference to a component.

    Args:
        document: The document.
        part: A part of it, which may be a reference.
        section: The section of the components that it may refer to, for example `responses`.
        where: Its JSON pointer.

    Returns:
        The referenced part, with the description beside the reference, and its JSON pointer; the part itself if it is
        not a reference.

    Raises:
        UnsupportedError: The target does not exist, is in another section, or refers back to itself.
    """
    found, at, seen = part, where, set[str]()
    beside: dict[str, Any] = {key: part[key] for key in ("description", "summary") if key in part and "$ref" in part}
    while "$ref" in found:
        target: str = found["$ref"]
        prefix = f"#/components/{section}/"
        name = unquote(target.removeprefix(prefix)).replace("~1", "/").replace("~0", "~")
        found = document.get("components", {}).get(section, {}).get(name)
        if found is None or not target.startswith(prefix) or target in seen:
            stop(where, f"a reference to {target}, which does not exist in {section}", "correct it")
        seen.add(target)
        at = target
    return {**found, **beside}, at


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
    """Return the name of the component schema that a schema refers to.

    Args:
        schema: The schema.

    Returns:
        The component's name; `None` if the schema is not a reference.

    Raises:
        UnsupportedError: The target is not a component schema.
    """
    found: str | None = schema.get("$ref")
    if found is None:
        return None
    if not found.startswith(SCHEMAS):
        raise UnsupportedError(f"a reference to {found}, which is not a component schema; correct it")
    return found.removeprefix(SCHEMAS)


def reference(name: str) -> Schema:
    """Return a reference to a component schema.

    Args:
        name: The component's name.

    Returns:
        The reference.
    """
    return {"$ref": SCHEMAS + name}


def alternatives(schema: Schema) -> list[Schema]:
    """List the alternatives of a schema.

    Args:
        schema: The schema.

    Returns:
        The schemas of `oneOf` or `anyOf`; empty without them.
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


def python_name(wire: str, taken: Container[str] = ()) -> str:
    """Return the Python name of something in the document.

    Args:
        wire: The name in requests and responses, for example `users.list`, `If-Match`, `balance_μusd` or `class`.
        taken: Python names that are already used.

    Returns:
        An ASCII identifier, for example `users_list`, `if_match`, `balance_micro_usd` or `class_`.
    """
    name = re.sub(r"\W+", "_", re.sub("[μµ]", "micro_", wire), flags=re.ASCII).strip("_")
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    if not name.isidentifier():
        name = f"field_{name}".rstrip("_")
    return f"{name}_" if keyword.iskeyword(name) or name in taken else name


def kinds(schema: Schema) -> list[str]:
    """List the JSON types of a schema.

    Args:
        schema: The schema.

    Returns:
        The types; empty if it does not restrict them.
    """
    found: str | list[str] = schema.get("type", [])
    return [found] if isinstance(found, str) else found


def pointer(where: str, *keys: object) -> str:
    """Return the JSON pointer (RFC 6901) of a part of a document.

    Args:
        where: The pointer of the part that contains it; `#` for the document.
        *keys: The keys from there to the part.

    Returns:
        The pointer, for example `#/paths/~1v1~1me/get`.
    """
    return "/".join([where, *(str(key).replace("~", "~0").replace("/", "~1") for key in keys)])
