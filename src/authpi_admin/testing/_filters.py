"""Compares rows with filters, and reads and merges JSON objects."""

from collections.abc import Container
from functools import reduce
from typing import Any, cast

from authpi_admin.testing._store import JsonObject, nested

_SEARCHED = ("id", "name", "description")


def matches(view: JsonObject, name: str, value: Any, members: Container[str]) -> bool:
    """Return whether a row passes a filter; all rows pass a filter whose meaning is not documented."""
    found = view.get(name)
    match name:
        case "q" | "name":
            texts = (str(view.get(member) or "") for member in (("name",) if name == "name" else _SEARCHED))
            return any(value.casefold() in text.casefold() for text in texts)
        case "after" | "before":
            return bool(view["created_at"] > value if name == "after" else view["created_at"] < value)
        case "event_types":
            return view["type"] in split(value)
        case _ if isinstance(value, bool):
            return bool(found) == value
        case _ if isinstance(found, list):
            return value in found
        case _:
            return found == value if name in view or name in members else True


def split(names: str) -> list[str]:
    """Return the distinct values of a comma-separated list."""
    return list(dict.fromkeys(part.strip() for part in names.split(",")))


def dig(data: JsonObject, path: str) -> Any:
    """Return the value at a path of members in an object, or `None` if it is missing."""
    *parents, member = path.split(".")
    return reduce(nested, parents, data).get(member)


def merged(old: object, new: object) -> object:
    """Merge an object into another member by member; null clears a member, unlike in RFC 7396, which removes it."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new  # pyright: ignore[reportUnknownVariableType] - any JSON value
    kept = cast("JsonObject", old)
    return {**kept, **{name: merged(kept.get(name), value) for name, value in cast("JsonObject", new).items()}}
