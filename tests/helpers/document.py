"""The vendored document with its overlay, as tests see it: before the scripts prepare it for the generator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from openapi_document import python_name
from overlay import load_with_overlay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent.parent
PATH = ROOT / "openapi" / "core-api.yaml"
Json: TypeAlias = dict[str, Any]
Form: TypeAlias = Literal["full", "null", "required"]
"""Every member; every member, null where that is allowed; the required ones only."""
FORMS: tuple[Form, ...] = ("full", "null", "required")

DOCUMENT: Json = load_with_overlay(PATH, PATH.with_name("overlay.yaml"))
SCHEMAS: dict[str, Json] = DOCUMENT["components"]["schemas"]
SECRET = "do-not-show"  # noqa: S105 - not a real secret
"""The value of everything that is marked as secret."""
HEADERS = {"If-Match": "if_match", "Idempotency-Key": "idempotency_key"}
"""The arguments that become headers."""
MOMENT = 1_764_547_200_123
"""A time in the unit of the document, Unix milliseconds."""


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    method: str
    path: str
    raw: Json
    parameters: tuple[Json, ...]

    @property
    def name(self) -> str:
        """Its name in Python."""
        return python_name(self.raw["operationId"])

    @property
    def tag(self) -> str:
        """The package that holds it."""
        return python_name(self.raw["tags"][0])

    @property
    def segments(self) -> list[str]:
        """The parts of its path, ids in braces."""
        return self.path.removeprefix("/").split("/")

    def inside(self, place: str) -> list[Json]:
        """Its parameters in the path, the query or the headers."""
        if place == "path":
            ids = {parameter["name"]: parameter for parameter in self.parameters if parameter["in"] == "path"}
            return [ids[segment[1:-1]] for segment in self.segments if segment.startswith("{")]
        return [parameter for parameter in self.parameters if parameter["in"] == place]

    @property
    def body(self) -> Json | None:
        """The schema of its body."""
        body = self.raw.get("requestBody")
        return body["content"]["application/json"]["schema"] if body else None

    @property
    def body_required(self) -> bool:
        """Whether it needs its body."""
        return bool(self.raw.get("requestBody", {}).get("required"))

    @property
    def response(self) -> Json | None:
        """The schema of the whole body of a successful response; `None` without a body."""
        contents = [response.get("content") for status, response in self.raw["responses"].items() if status[0] == "2"]
        (content,) = contents
        return content["application/json"]["schema"] if content else None


def _operations() -> Iterator[Operation]:
    shared = DOCUMENT["components"]["parameters"]
    for path, item in DOCUMENT["paths"].items():
        for method, raw in item.items():
            if method != "parameters":
                listed = [*item.get("parameters", []), *raw.get("parameters", [])]
                resolved = [shared[p["$ref"].split("/")[-1]] if "$ref" in p else p for p in listed]
                yield Operation(method.upper(), path, raw, tuple(resolved))


OPERATIONS = list(_operations())


def target(schema: Json) -> str | None:
    """Name the component that a schema refers to, itself or beside null."""
    for option in [schema, *schema.get("oneOf", [])]:
        if "$ref" in option and len(schema.get("oneOf", [])) in {0, 2}:
            return str(option["$ref"]).removeprefix("#/components/schemas/")
    return None


def resolve(schema: Json) -> Json:
    """Follow a reference."""
    return SCHEMAS[schema["$ref"].removeprefix("#/components/schemas/")] if "$ref" in schema else schema


def reached(node: Any, seen: set[str] | None = None) -> set[str]:
    """Name the components that a part of the document leads to."""
    seen = set() if seen is None else seen
    for reference in _references(node):
        section, name = reference.split("/")[-2:]
        if section == "schemas" and name in seen:
            continue
        if section == "schemas":
            seen.add(name)
        reached(DOCUMENT["components"][section][name], seen)
    return seen


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        branch = cast("Json", node)
        if isinstance(branch.get("$ref"), str):
            yield branch["$ref"]
        yield from _references(list(branch.values()))
    elif isinstance(node, list):
        for part in cast("Iterable[Any]", node):
            yield from _references(part)


def example(schema: Json, form: Form = "full") -> Any:
    """Make a value that a schema allows.

    Args:
        schema: The schema.
        form: Which members of objects to give.

    Returns:
        JSON.
    """
    schema = resolve(schema)
    options = schema.get("oneOf", [])
    kinds: list[str] = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type", "")]
    if form == "null" and ("null" in kinds or {"type": "null"} in options):
        return None
    if options:
        return example(options[0], form)
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][-1]
    return _plain(kinds[0], schema, form)


def _plain(kind: str, schema: Json, form: Form) -> Any:
    if kind == "object" and "properties" not in schema:
        return {"μ": [1, {"deep": None}], "_private": 0.5}
    if kind == "object":
        wanted = schema.get("required", []) if form == "required" else schema["properties"]
        return {name: example(member, form) for name, member in schema["properties"].items() if name in wanted}
    if schema.get("x-secret"):
        return SECRET if kind == "string" else [SECRET]
    if kind == "array":
        return [example(schema["items"], form)]
    if schema.get("x-unit") == "unix-ms":
        return MOMENT
    texts = {"uri": "https://example.com/path", "email": "alice@example.com"}
    return {
        "string": texts.get(schema.get("format", ""), "text"),
        "integer": max(7, schema.get("minimum", 0)),
        "number": 1.25,
        "boolean": True,
    }[kind]
