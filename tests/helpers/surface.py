"""The public surface: the rows of `surface.md`, and the methods of a client."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from authpi_core.types import UNCONDITIONAL

from authpi_admin import AuthPIAdmin
from authpi_admin._binding import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMON = ("timeout", "headers", "deadline")
"""Keywords of every method, which `surface.md` does not repeat."""
_HEADING = re.compile(r"## `(admin.*)`")
_ROW = re.compile(r"\| `(\w+)\((.*)\)` \| `([\w.-]+)` \| ([A-Z]+) `(.*)` \|")
_STEP = re.compile(r"\.(\w+)(?:\((\w+)\))?")


@dataclass(frozen=True)
class Row:
    """One method of `surface.md`."""

    name: str
    parameters: tuple[Parameter, ...]
    operation: str
    method: str
    path: str


def _parameters(text: str) -> Iterator[Parameter]:
    positional, _, keywords = text.partition("*, ")
    for part in filter(None, text.replace("*, ", "").split(", ")):
        name, has_default, default = part.partition("=")
        assert default in {"", "None"}
        kind = Parameter.POSITIONAL_OR_KEYWORD if part in positional.split(", ") else Parameter.KEYWORD_ONLY
        assert kind is not Parameter.KEYWORD_ONLY or part in keywords.split(", ")
        value = UNCONDITIONAL if name == "if_match" else None  # the surface of 1.x had None for both
        yield Parameter(name, kind, default=value if has_default else Parameter.empty)


def _rows(text: str) -> Iterator[Row]:
    accessor = ""
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            accessor = heading[1]
        elif row := _ROW.fullmatch(line):
            name, parameters, operation, method, path = row.groups()
            path = path.replace("…", "/v1/accounts/{account_id}")
            yield Row(f"{accessor}.{name}", tuple(_parameters(parameters)), operation, method, path)


TEXT = Path(__file__).parent.with_name("surface.md").read_text(encoding="utf-8")
ROWS = list(_rows(TEXT))


def _methods(place: Bound, name: str = "admin") -> Iterator[tuple[str, Signature]]:
    for member in dir(type(place)):
        value: Any = None if member.startswith("_") else getattr(place, member)
        if isinstance(value, Bound):
            yield from _methods(value, f"{name}.{member}")
        elif callable(value):
            signature = inspect.signature(value)
            parameters = list(signature.parameters)
            if "headers" in parameters:
                yield f"{name}.{member}", signature
            elif len(parameters) == 1 and parameters[0].endswith("_id"):
                yield from _methods(cast("Bound", value(id_of(parameters[0]))), f"{name}.{member}({parameters[0]})")


def id_of(parameter: str) -> str:
    """An id for a parameter of a path, with characters that must be quoted."""
    return f"{parameter}:1"


METHODS = dict(_methods(AuthPIAdmin(api_key=("key_1", "-"))))
"""Every method of a client by its name, as `surface.md` writes it: `admin.issuer(issuer_id).users.create`."""


def at(admin: AuthPIAdmin, name: str, ids: Callable[[str], str] = id_of) -> Any:
    """Return a method of `METHODS` of a client, with these ids for its scopes."""
    place: Any = admin
    for step, parameter in _STEP.findall(name):
        place = getattr(place, step)
        if parameter:
            place = place(ids(parameter))
    return place


def is_iterator(name: str) -> bool:
    """Whether a method gives the items of all pages."""
    return name.endswith("_all") and name.removesuffix("_all") in METHODS
