"""Reads operations, routes, schemas and validators from the OpenAPI document at run time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from authpi_admin.testing._schemas import Validators
from authpi_admin.testing._store import Ids, JsonObject

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_NOWHERE: dict[str | None, Any] = {}
Template = tuple[str, ...]  # segments below /v1, parameters in braces: ("accounts", "{account_id}", "webhooks")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `query` and `headers` are schemas of parameters, `data` is the schema of the response."""

    id: str
    group: str
    verb: str
    method: str
    template: Template
    query: JsonObject
    headers: JsonObject
    body: JsonObject
    body_required: bool
    status: int
    data: JsonObject
    paged: bool
    scope: str | None  # required scope; `None` if any valid credential is allowed
    order: str  # of its list; default: `oldest-first`
    _validators: Validators
    _made: "dict[str, Draft202012Validator]" = field(default_factory=dict[str, Any])

    def validator(self, part: str) -> "Draft202012Validator":
        """Return the validator of `query`, `headers` or `body`, built on first use: building all takes 0.2 seconds."""
        if part not in self._made:
            self._made[part] = self._validators.make(getattr(self, part))
        return self._made[part]

    @property
    def form(self) -> str:
        """The generic operation that this is: `list`, `create`, `get`, `update` or `delete`, else `other`."""
        if is_parameter(self.template[-1]):
            return {"GET": "get", "PATCH": "update", "PUT": "update", "DELETE": "delete"}.get(self.method, "other")
        if self.method == "GET" and self.paged:
            return "list"
        return "create" if self.method == "POST" and self.verb.startswith("create") else "other"


def is_parameter(segment: str) -> bool:
    return segment.startswith("{")


class Document:
    """The document, and data that is derived from it."""

    def __init__(self, raw: JsonObject) -> None:
        self.raw = raw
        self.operations: dict[str, Operation] = {}
        self.groups: dict[Template, str] = {}  # the group of operations on the items of a collection
        self.homes: dict[str, Template] = {}  # the inverse of `groups`
        self.item_parameters: dict[Template, str] = {}  # the path parameter for the id of an item: `user_id`
        # A tree of path segments: `None` matches any id, and the empty string marks the end of a path.
        self._routes: dict[str | None, Any] = {}
        self._validators = Validators(raw)
        self._plans: dict[int, list[tuple[str, bool, bool, Any]]] = {}
        for path, item in raw["paths"].items():
            for method in {"get", "post", "put", "patch", "delete"} & item.keys():
                self._add(path, method, item)

    @cached_property
    def event_types(self) -> frozenset[str]:
        return frozenset(self.schema("WebhookEventType")["enum"])

    def schema(self, name: str) -> JsonObject:
        return cast("JsonObject", self.raw["components"]["schemas"][name])

    def resolve(self, node: JsonObject) -> JsonObject:
        """Return `node`, or the target of its `$ref`."""
        while "$ref" in node:
            target: Any = self.raw
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def collection_group(self, operation: Operation) -> str:
        """Return the group whose resource handles an operation: `deliveries` for `webhooks.list_deliveries`."""
        return self.groups.get(operation.template, operation.group)

    def match(self, segments: list[str]) -> tuple[dict[str, Operation], Ids] | None:
        """Return the operations of a path by method, and the ids in it; `None` if no route matches."""
        node = self._routes
        values: list[str] = []
        for segment in segments:
            if segment and segment not in node:
                values.append(segment)
            node = node.get(segment) or node.get(None, _NOWHERE) if segment else _NOWHERE
        by_method: dict[str, Operation] = node.get("", {})
        if not by_method:
            return None
        template = next(iter(by_method.values())).template
        names = [segment.strip("{}") for segment in template if is_parameter(segment)]
        return by_method, dict(zip(names, values, strict=True))

    def item_schema(self, group: str) -> JsonObject:
        """Return the most complete schema of the resource that a group of operations acts on."""
        operations = [each for each in self.operations.values() if each.data and self.collection_group(each) == group]
        for form in ("get", "update", "list", "create"):
            for operation in operations:
                if operation.form == form:
                    return self.resolve(operation.data.get("items", operation.data))
        return {"type": "object", "additionalProperties": True}

    def id_form(self, group: str) -> tuple[str, int]:
        """Return the prefix of a group's ids, by default its initials, and the base of their digits."""
        described = self.item_schema(group).get("properties", {}).get("id", {})
        initials = "".join(word[0] for word in group.split("_")) + "_"
        return described.get("x-id-prefix", initials), described.get("x-id-base", 36)

    def shape(self, schema: JsonObject, data: JsonObject) -> JsonObject:
        """Return `data` with the fields that `schema` declares; missing required fields get a default value."""
        if id(schema) not in self._plans:
            required = schema.get("required", ())
            self._plans[id(schema)] = [
                (name, self._nullable(of), name in required, self._blank(of))
                for name, of in schema.get("properties", {}).items()
            ]
        shaped = dict(data) if schema.get("additionalProperties") else {}
        for name, nullable, required, blank in self._plans[id(schema)]:
            value = data.get(name)
            if value is None and not nullable:
                shaped.pop(name, None)
                if required:
                    shaped[name] = data["created_at"] if name == "updated_at" else blank
            elif required or name in data:
                shaped[name] = value
        return shaped

    def _nullable(self, schema: JsonObject) -> bool:
        schema = self.resolve(schema)
        return any("null" in _types(self.resolve(branch)) for branch in schema.get("oneOf", [schema]))

    def _blank(self, schema: JsonObject) -> Any:
        schema = self.resolve(schema)
        if "enum" in schema:
            return schema["enum"][0]
        blanks: JsonObject = {"string": "", "integer": 0, "number": 0, "boolean": False, "array": []}
        return blanks.get(next(_types(schema), "object"), {})

    def _add(self, path: str, method: str, item: JsonObject) -> None:
        spec = item[method]
        declared = [self.resolve(entry) for entry in (*item.get("parameters", ()), *spec.get("parameters", ()))]
        body = spec.get("requestBody", {})
        status = min(status for status in spec["responses"] if status.startswith("2"))
        response = spec["responses"][status].get("content", {}).get("application/json", {})
        envelope = response.get("schema", {}).get("properties", {})
        group, _, verb = spec["operationId"].partition(".")
        operation = Operation(
            id=spec["operationId"],
            group=group,
            verb=verb,
            method=method.upper(),
            template=tuple(path.removeprefix("/v1/").split("/")),
            query=_as_object(declared, "query"),
            headers=_as_object(declared, "header"),
            body=self.resolve(body["content"]["application/json"]["schema"]) if body else {},
            body_required=body.get("required", False),
            status=int(status),
            data=self.resolve(envelope.get("data", {})),
            paged="has_more" in envelope,
            scope=spec.get("x-scope"),
            order=spec.get("x-order", "oldest-first"),
            _validators=self._validators,
        )
        self.operations[operation.id] = operation
        self._route(operation)

    def _route(self, operation: Operation) -> None:
        node = self._routes
        for index, segment in enumerate(operation.template):
            node = node.setdefault(None if is_parameter(segment) else segment, {})
            collection = operation.template[:index]
            if is_parameter(segment) and collection not in self.groups:
                # Operations of a group can act on a collection below its own: deliveries of `webhooks`.
                group = collection[-1] if operation.group in self.homes else operation.group
                self.groups[collection] = group
                self.homes[group] = collection
                self.item_parameters[collection] = segment.strip("{}")
        node.setdefault("", {})[operation.method] = operation


def _as_object(parameters: list[JsonObject], place: str) -> JsonObject:
    """Return the schema of an object with the parameters of one location: query or header."""
    here = [entry for entry in parameters if entry["in"] == place]
    required = [entry["name"] for entry in here if entry.get("required")]
    return {"properties": {entry["name"]: entry["schema"] for entry in here}, "required": required}


def _types(schema: JsonObject) -> Iterator[str]:
    types = schema.get("type", ())
    yield from [types] if isinstance(types, str) else types


@cache
def core_api_document() -> Document:
    """Return the OpenAPI document that this version of the SDK was generated from."""
    text = files("authpi_core").joinpath("core-api.json").read_text(encoding="utf-8")
    return Document(json.loads(text))
