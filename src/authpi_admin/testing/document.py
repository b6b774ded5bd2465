"""The OpenAPI document, read at run time: its operations, routes, schemas and validators."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from authpi_admin.testing.validation import make_validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import Draft202012Validator

JsonObject = dict[str, Any]
Template = tuple[str, ...]
"""Path segments below `/v1`, parameters in braces: `("accounts", "{account_id}", "webhooks")`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query or header parameter of an operation."""

    name: str
    place: str
    required: bool
    schema: JsonObject
    validator: Draft202012Validator


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the document."""

    id: str
    method: str
    template: Template
    summary: str
    parameters: tuple[Parameter, ...]
    body: Draft202012Validator | None
    body_schema: JsonObject
    body_required: bool
    status: int
    data: JsonObject | None
    paged: bool

    @property
    def group(self) -> str:
        """What it acts on: `users` of `users.list`."""
        return self.id.partition(".")[0]

    @property
    def verb(self) -> str:
        """What it does: `list` of `users.list`."""
        return self.id.partition(".")[2]

    @property
    def on_item(self) -> bool:
        """Whether the path ends with an id."""
        return is_parameter(self.template[-1])

    def takes(self, name: str) -> bool:
        """Whether it has a query or header parameter called `name`."""
        return any(parameter.name == name for parameter in self.parameters)


def is_parameter(segment: str) -> bool:
    """Whether a segment of a template stands for an id."""
    return segment.startswith("{")


class Document:
    """The document and what is derived from it once."""

    def __init__(self, raw: JsonObject) -> None:
        """Index the operations of a document that was read from JSON."""
        self.raw = raw
        self.operations: dict[str, Operation] = {}
        self.groups: dict[Template, str] = {}
        self.homes: dict[str, Template] = {}
        self._item_parameters: dict[Template, str] = {}
        self._routes: JsonObject = {}
        for path, item in raw["paths"].items():
            for method in ("get", "post", "put", "patch", "delete"):
                if method in item:
                    self._add(path, method, item)

    @cached_property
    def event_types(self) -> frozenset[str]:
        """Names of all events."""
        return frozenset(self.schema("WebhookEventType")["enum"])

    def schema(self, name: str) -> JsonObject:
        """A component schema."""
        return cast("JsonObject", self.raw["components"]["schemas"][name])

    def resolve(self, node: JsonObject) -> JsonObject:
        """`node`, or what its `$ref` points to."""
        while "$ref" in node:
            target: Any = self.raw
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def match(self, segments: list[str]) -> tuple[dict[str, Operation], dict[str, str]] | None:
        """The operations of a concrete path by method, and the ids in it."""
        node = self._routes
        values: list[str] = []
        for segment in segments:
            if segment in node:
                node = node[segment]
            elif "{}" in node and segment:
                node = node["{}"]
                values.append(segment)
            else:
                return None
        if "/" not in node:
            return None
        by_method = cast("dict[str, Operation]", node["/"])
        template = next(iter(by_method.values())).template
        names = [segment.strip("{}") for segment in template if is_parameter(segment)]
        return by_method, dict(zip(names, values, strict=True))

    def item_parameter(self, collection: Template) -> str:
        """How paths call the id of an item: `user_id`."""
        return self._item_parameters[collection]

    def item_schema(self, group: str) -> JsonObject:
        """Schema of what a group of operations acts on, in the fullest form that the document has."""
        for verb in ("get", "update", "list", "create"):
            operation = self.operations.get(f"{group}.{verb}")
            if operation and operation.data:
                data = operation.data
                return self.resolve(data["items"]) if data.get("type") == "array" else data
        return {"type": "object", "additionalProperties": True}

    def id_prefix(self, group: str) -> str | None:
        """What ids of a group start with, where the document says it."""
        text = self.item_schema(group).get("properties", {}).get("id", {}).get("description", "")
        found = re.search(r"`([a-z]+_)`", text)
        return found[1] if found else None

    def shape(self, schema: JsonObject, data: JsonObject) -> JsonObject:
        """`data` in the form of `schema`: what it declares, and what it requires made up where missing."""
        properties = schema.get("properties", {})
        required = schema.get("required", ())
        shaped = dict(data) if schema.get("additionalProperties") else {}
        for name, of in properties.items():
            value = data.get(name)
            if value is None and not self._nullable(of):
                shaped.pop(name, None)
                if name in required:
                    shaped[name] = data["created_at"] if name == "updated_at" else self._blank(of)
            elif name in data or name in required:
                shaped[name] = value
        return shaped

    def _nullable(self, schema: JsonObject) -> bool:
        schema = self.resolve(schema)
        branches = schema.get("oneOf", [schema])
        return any("null" in _types(self.resolve(branch)) for branch in branches)

    def _blank(self, schema: JsonObject) -> Any:  # noqa: ANN401  any JSON value
        schema = self.resolve(schema)
        if "enum" in schema:
            return schema["enum"][0]
        blanks: JsonObject = {"string": "", "integer": 0, "number": 0, "boolean": False, "array": [], "object": {}}
        return blanks.get(next(iter(_types(schema)), "object"))

    def _add(self, path: str, method: str, item: JsonObject) -> None:
        spec = item[method]
        template = tuple(path.removeprefix("/v1/").split("/"))
        pointer = f"/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}"
        declared = [self.resolve(entry) for entry in (*item.get("parameters", ()), *spec.get("parameters", ()))]
        body = spec.get("requestBody")
        body_at = "/requestBody/content/application~1json/schema"
        status, answer = _success(spec["responses"])
        envelope = answer.get("properties", {})
        data = envelope.get("data")
        operation = Operation(
            id=spec["operationId"],
            method=method.upper(),
            template=template,
            summary=spec.get("summary", ""),
            parameters=tuple(self._parameter(entry) for entry in declared if entry["in"] != "path"),
            body=make_validator(self.raw, pointer + body_at) if body else None,
            body_schema=self.resolve(body["content"]["application/json"]["schema"]) if body else {},
            body_required=bool(body and body.get("required")),
            status=status,
            data=self.resolve(data) if data else None,
            paged="has_more" in envelope,
        )
        self.operations[operation.id] = operation
        self._route(operation)

    def _parameter(self, entry: JsonObject) -> Parameter:
        validator = make_validator(self.raw, None, entry["schema"])
        schema = self.resolve(entry["schema"])
        return Parameter(entry["name"], entry["in"], bool(entry.get("required")), schema, validator)

    def _route(self, operation: Operation) -> None:
        node = self._routes
        for index, segment in enumerate(operation.template):
            node = node.setdefault("{}" if is_parameter(segment) else segment, {})
            collection = operation.template[:index]
            if is_parameter(segment) and collection not in self.groups:
                # Operations of one group may act on a collection within another: deliveries of `webhooks`.
                group = collection[-1] if operation.group in self.homes else operation.group
                self.groups[collection] = group
                self.homes[group] = collection
                self._item_parameters[collection] = segment.strip("{}")
        node.setdefault("/", {})[operation.method] = operation


def _types(schema: JsonObject) -> Iterator[str]:
    types = schema.get("type", ())
    yield from [types] if isinstance(types, str) else types


def _success(responses: JsonObject) -> tuple[int, JsonObject]:
    for status, response in responses.items():
        if status.startswith("2"):
            content = response.get("content", {})
            return int(status), content.get("application/json", {}).get("schema", {})
    return 200, {}


@cache
def core_api_document() -> Document:
    """The document that this version of the SDK was generated from."""
    text = files("authpi_core").joinpath("core-api.json").read_text(encoding="utf-8")
    return Document(json.loads(text))
