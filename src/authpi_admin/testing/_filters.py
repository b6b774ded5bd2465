"""How rows are compared with filters, and values of JSON objects taken and merged."""

from collections.abc import Container
from functools import reduce
from typing import Any, cast

from authpi_admin.testing._store import JsonObject, nested

_SEARCHED = ("id", "name", "description")


def matches(view: JsonObject, name: str, value: Any, members: Container[str]) -> bool:
    """Whether a row passes one filter; a filter whose meaning the document leaves open lets all rows pass."""
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
    """The different names of a list that is separated by commas."""
    return list(dict.fromkeys(part.strip() for part in names.split(",")))


def dig(data: JsonObject, path: str) -> Any:
    """What is in an object at a path of members; `None` where it leads nowhere."""
    *parents, member = path.split(".")
    return reduce(nested, parents, data).get(member)


def merged(old: object, new: object) -> object:
    """An object changed by another, member by member, as RFC 7396 does; null clears a member."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new  # pyright: ignore[reportUnknownVariableType] - any JSON value
    kept = cast("JsonObject", old)
    return {**kept, **{name: merged(kept.get(name), value) for name, value in cast("JsonObject", new).items()}}
