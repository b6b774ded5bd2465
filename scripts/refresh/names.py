"""Splits paths, and derives names of the facade from names of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openapi_document import python_name

if TYPE_CHECKING:
    from collections.abc import Container

ID = "{}"
_SIBILANTS = ("sses", "xes", "ches", "shes")


def segments(path: str) -> list[str]:
    """Split a path.

    Args:
        path: For example `/v1/accounts/{account_id}/users`.

    Returns:
        Its segments; an id is `{}`, whatever its name.
    """
    return re.sub(r"{.+?}", ID, path).removeprefix("/").split("/")


def position(path: list[str], ids: int) -> int:
    """Return how many segments a path has up to its last bound id.

    Args:
        path: The segments.
        ids: How many ids are bound.

    Returns:
        The number of segments; 0 if the path has fewer ids.
    """
    positions = [number for number, segment in enumerate(path, start=1) if segment == ID]
    return positions[ids - 1] if 0 < ids <= len(positions) else 0


def free(name: str, taken: Container[str]) -> str:
    """Append a number to a name if it is taken.

    Args:
        name: The name.
        taken: The names of others.

    Returns:
        A name that is not taken.
    """
    number = 1
    found = name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def item(collection: str, argument: str, taken: Container[str]) -> str:
    """Name one item of a collection after its id.

    Args:
        collection: A segment of a path, for example `statuses`.
        argument: The id that follows it, for example `status_id`.
        taken: The names of others.

    Returns:
        The name in Python, for example `status`; derived from the collection if that name is taken, or if the id is not
        called `<name>_id`.
    """
    name = argument.removesuffix("_id")
    if name in {"", argument} or name in taken:
        name = singular(collection)
    return free(python_name(name), taken)


def singular(collection: str) -> str:
    """Name one item of a collection.

    Args:
        collection: A segment of a path, for example `audit-policies`.

    Returns:
        The name in Python, for example `audit_policy`; that of the collection if it is not an English plural.
    """
    name = python_name(collection)
    if name.endswith("ies"):
        return f"{name.removesuffix('ies')}y"
    if name.endswith(_SIBILANTS):
        return name.removesuffix("es")
    return name if name.endswith("ss") else name.removesuffix("s")
