"""Lists the contents of the reference: resources and scopes of the client, operations and schemas of the document."""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from authpi_core import models
from openapi_document import Document, Schema, operations, python_name

from authpi_admin import AuthPIAdmin
from authpi_admin._binding import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOCUMENT: Document = json.loads(
    (Path(__file__).parents[2] / "generated" / "authpi_core" / "core-api.json").read_text(encoding="utf-8")
)
SCHEMAS: dict[str, Schema] = DOCUMENT["components"]["schemas"]
TAGS: dict[str, str] = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
"""The groups of operations, each with its description."""
SHORT_FORMS = {"NewUserInput": "CreateUserInput", "NewWebhookInput": "CreateWebhookInput"}
"""Types of `authpi_admin.types` for bodies with a short form, each with the type of the full body."""


@dataclass(frozen=True)
class Operation:
    """One operation of the OpenAPI document.

    Attributes:
        function: The name of its endpoint function.
        method: The HTTP method.
        path: The path, with ids in braces.
        raw: The operation in the document.
    """

    function: str
    method: str
    path: str
    raw: dict[str, Any]

    @property
    def tag(self) -> str:
        """The group of the operation."""
        return str(self.raw["tags"][0])

    @property
    def body(self) -> Schema | None:
        """The schema of the request body."""
        content = self.raw.get("requestBody", {}).get("content", {})
        return content["application/json"]["schema"] if content else None


OPERATIONS = {
    python_name(raw["operationId"]): Operation(python_name(raw["operationId"]), method, path, raw)
    for path, method, raw in operations(DOCUMENT)
}
"""Every operation by the name of its endpoint function."""


@dataclass(frozen=True)
class Place:
    """A resource or a scope of the client.

    Attributes:
        accessor: The expression to access it, for example `admin.issuer(issuer_id).users`.
        kind: Its class.
    """

    accessor: str
    kind: type[Bound]

    @property
    def is_scope(self) -> bool:
        """Whether it is the client, or the result of a method such as `admin.issuer`."""
        return self.accessor == "admin" or self.kind.__name__.endswith("Scope")


def _places(place: Bound, accessor: str) -> Iterator[Place]:
    """Yield the resources and scopes below a resource or scope."""
    yield Place(accessor, type(place))
    for name in dir(type(place)):
        value: Any = None if name.startswith("_") else getattr(place, name)
        if isinstance(value, Bound):
            yield from _places(value, f"{accessor}.{name}")
        elif callable(value):
            parameters = list(inspect.signature(value).parameters)
            if len(parameters) == 1 and inspect.signature(value).return_annotation.endswith("Scope"):
                yield from _places(cast("Bound", value(parameters[0])), f"{accessor}.{name}({parameters[0]})")


PLACES = sorted(_places(AuthPIAdmin(api_key=("key_1", "-")), "admin"), key=lambda place: place.accessor)
"""Every resource and scope, the client first."""
ACCESSORS = {place.kind: place.accessor for place in PLACES}


def types_by_tag() -> dict[str, list[str]]:
    """Group the generated types by the operations that use them.

    Returns:
        For each tag of the document, names of `authpi_admin.types` in alphabetical order. A type that several tags use
        is listed at the one whose operations refer to it most directly.
    """
    groups: dict[str, list[str]] = {tag: [] for tag in TAGS}
    reached: dict[str, list[Any]] = {tag: [] for tag in TAGS}
    for operation in OPERATIONS.values():
        reached[operation.tag].append(operation.raw)
    seen: set[str] = set()
    while any(reached.values()):
        for tag, nodes in reached.items():
            found = sorted({name for node in nodes for name in _referenced(node)} - seen)
            seen.update(found)
            groups[tag] += found
            reached[tag] = [SCHEMAS[name] for name in found]
    for tag, names in groups.items():
        public = {name for each in names for name in (each, f"{each}Input")} & {*models.__all__}
        groups[tag] = sorted(public | {short for short, full in SHORT_FORMS.items() if full in public})
    return groups


def _referenced(node: Any) -> Iterator[str]:
    """Yield the names of the schemas that a part of the document refers to."""
    if isinstance(node, dict):
        branch = cast("dict[str, Any]", node)
        name = str(branch.get("$ref", "")).rpartition("/schemas/")[2]
        if name in SCHEMAS:
            yield name
        yield from _referenced(list(branch.values()))
    elif isinstance(node, list):
        for part in cast("Iterable[Any]", node):
            yield from _referenced(part)
