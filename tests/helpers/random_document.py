"""Strategies that build OpenAPI documents from the supported parts, together with what the generated code must have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

Json: TypeAlias = dict[str, Any]
MOMENT = "2026-01-31T12:00:00Z"
SECRET = "keep-this-hidden"  # noqa: S105 - an example
WIRES = ["name", "class", "a-b", "a_b", "µ", "two words", "2fa", "größe", "schema", "Kind", "created_at", "model_dump"]
VALUES = ["red", "Red", "light blue", "2", "None", "a-b", "ä", "x.y", 'say "x"']
MODELS, ENUMS, UNIONS = ("Pet", "Keeper", "Place"), ("Color", "Mood"), ("Event",)
PLACES = {
    "path": ["pet_id", "class", "place-id"],
    "query": ["limit", "sort by", "since", "client", "Filter"],
    "header": ["X-Trace", "X-Count", "x_tag"],
}


@dataclass(frozen=True)
class Property:
    """A schema, and what is expected of it.

    Attributes:
        schema: The schema.
        type: The type that a model has for it; the members of an inline object.
        example: An example as JSON.
        is_required: Whether objects always have it.
        is_secret: Whether no repr shows it.
        converted: The example as a model shows it beside the field, if the schema has a unit.
    """

    schema: Json
    type: str | dict[str, Property]
    example: Any
    is_required: bool = False
    is_secret: bool = False
    converted: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether responses have it."""
        return "writeOnly" not in self.schema

    @property
    def is_written(self) -> bool:
        """Whether bodies have it."""
        return "readOnly" not in self.schema


Members: TypeAlias = dict[str, Property]


@dataclass(frozen=True)
class Parameter:
    """A parameter in the document, the type of its argument, and a value with the text of it in a request."""

    raw: Json
    type: str
    value: Any
    text: str


@dataclass(frozen=True)
class Operation:
    """An operation: its method, its path, its parameters, the component that it reads and writes, its response."""

    method: str
    path: str
    parameters: list[Parameter]
    model: str
    has_body: bool
    envelope: str


@dataclass(frozen=True)
class Built:
    """A document, and what its code must have by name."""

    document: Json
    models: dict[str, Members]
    enums: dict[str, list[str]]
    operations: dict[str, Operation]


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Json) -> Json:
    return {"type": "array", "items": items}


LEAVES = [
    Property({"type": "string"}, "str", "x"),
    Property({"type": "string", "format": "uuid", "maxLength": 36}, "str", "x"),
    Property({"type": "integer", "minimum": 1, "default": 3}, "int", 5),
    Property({"type": "number"}, "int | float", 0.5),
    Property({"type": "boolean", "description": "Whether."}, "bool", False),  # noqa: FBT003 - an example
    Property({"const": "only"}, "str", "only"),
    Property({"type": "string", "enum": ["up", "down"]}, "str", "up"),
    Property({"type": "object", "additionalProperties": True}, "dict[str, Any]", {"k": [1, None]}),
    Property({"oneOf": [{"type": "string"}, {"type": "boolean"}]}, "str | bool", True),  # noqa: FBT003 - an example
    *(Property(ref(name), f"Open{name}", "red") for name in ENUMS),
    *(Property({"allOf": [ref(name)], "description": "One."}, f"Open{name}", "red") for name in ENUMS),
]

# Secrets, and amounts of money.
MARKED = [
    Property({"type": "string", "format": "password"}, "str", SECRET, is_secret=True),
    Property({"type": "string", "x-secret": True, "minLength": 8}, "str", SECRET, is_secret=True),
    Property({"type": "integer", "x-unit": "micro-usd"}, "int", 1_500_000, converted="1.500000"),
]

# The times of one document have one format: two in one body may stop the generation.
CLOCKS = [
    Property({"type": "string", "format": "date-time"}, "DateTime", MOMENT),
    Property({"type": "string", "format": "date"}, "Date", "2026-01-31"),
    Property({"type": "integer", "x-unit": "unix-ms"}, "int", 1_769_860_800_000, converted="2026-01-31 12:00:00+00:00"),
]


def nullable(found: Property) -> Property:
    schema = {"anyOf": [found.schema, {"type": "null"}]}
    shown = None if found.converted is None else "None"
    return Property(schema, f"{found.type} | None", None, is_secret=found.is_secret, converted=shown)


def listed(found: Property) -> Property:
    return Property(array(found.schema), f"list[{found.type}]", [found.example], is_secret=found.is_secret)


def mapped(found: Property) -> Property:
    schema = {"type": "object", "additionalProperties": found.schema}
    return Property(schema, f"dict[str, {found.type}]", {"key 1": found.example}, is_secret=found.is_secret)


def inline(found: Members) -> Property:
    schema = {"type": "object", "properties": {wire: member.schema for wire, member in found.items()}}
    return Property(schema, found, {wire: member.example for wire, member in found.items()})


REFERENCES = [*(Property(ref(name), name, {}) for name in MODELS), Property(ref("Event"), "Event", {"event": "end"})]


def kinds(clock: Property) -> SearchStrategy[Property]:
    """Return the kinds of properties: an inline object holds leaves; lists and maps hold any others and each other."""
    leaves = [*LEAVES, *MARKED, clock, clock]
    named = [*leaves, *REFERENCES]
    return st.one_of(
        st.sampled_from([*MARKED, clock]),
        st.recursive(
            st.sampled_from(named),
            lambda inner: st.one_of(st.builds(listed, inner), st.builds(mapped, inner)),
            max_leaves=2,
        ),
        st.builds(nullable, st.sampled_from([each for each in named if "oneOf" not in each.schema])),
        st.builds(inline, st.dictionaries(st.sampled_from(WIRES), st.sampled_from(leaves), min_size=1, max_size=2)),
    )


@st.composite
def members(draw: DrawFn, clock: Property) -> Members:
    """Draw the properties of an object; some are read or written only."""
    found: Members = {}
    for wire in draw(st.lists(st.sampled_from(WIRES), min_size=1, max_size=7, unique=True)):
        kind = draw(kinds(clock))
        one_way = draw(st.sampled_from([{}, {}, {"readOnly": True}, {"writeOnly": True}]))
        one_way = {} if "$ref" in kind.schema else one_way
        found[wire] = replace(kind, schema={**kind.schema, **one_way})
    return found


def component(found: Members) -> Json:
    required = [wire for wire, member in found.items() if member.is_required]
    return {
        "type": "object",
        "required": required,
        "properties": {wire: member.schema for wire, member in found.items()},
    }


PARAMETERS = [
    ({"type": "string"}, "str", "red", "red"),
    ({"type": "integer"}, "int", 7, "7"),
    ({"type": "boolean"}, "bool", True, "true"),
    (ref("Color"), "ColorInput", "red", "red"),
    ({"type": "number"}, "int | float", 0.5, "0.5"),
]
# Values of the path, which each style writes in another way.
IN_PATH: list[tuple[Json, str, Any]] = [
    ({"type": "string"}, "str", "red"),
    ({"type": "integer"}, "int", 7),
    ({"type": "boolean"}, "bool", True),
    (array({"type": "string"}), "list[str]", ["a", "b"]),
    ({"type": "object", "additionalProperties": {"type": "string"}}, "dict[str, str]", {"k": "v", "l": "w"}),
]
LISTS = [(array({"type": "string"}), "list[str]", ["a"], "a")]
TIMES = [({"type": "string", "format": "date-time"}, "Rfc3339", MOMENT, MOMENT)]


def styled(name: str, value: Any, style: str, *, explode: bool) -> str:
    """Write a value of the path as the OpenAPI table of styles does."""
    start, between = {"simple": ("", ","), "label": (".", "."), "matrix": (";", ";")}[style]
    named = f"{name}=" if style == "matrix" else ""
    if isinstance(value, dict):
        pairs = cast("dict[str, str]", value).items()
        parts = [f"{key}={each}" for key, each in pairs] if explode else [part for pair in pairs for part in pair]
    elif isinstance(value, list):
        parts = [f"{named}{each}" if explode else each for each in cast("list[str]", value)]
    else:
        return f"{start}{named}{str(value).lower()}"
    return f"{start}{'' if explode else named}{(between if explode else ',').join(parts)}"


@st.composite
def path_parameter(draw: DrawFn, name: str) -> Parameter:
    """Draw a parameter of the path, in any style."""
    schema, kind, value = draw(st.sampled_from(IN_PATH))
    style, explode = draw(st.sampled_from(["simple", "label", "matrix"])), draw(st.booleans())
    stated = {"style": style} if style != "simple" or draw(st.booleans()) else {}
    raw = {"name": name, "in": "path", "required": True, "schema": schema, "explode": explode, **stated}
    return Parameter(raw, kind, value, styled(name, value, style, explode=explode))


@st.composite
def operation(draw: DrawFn, number: int, model: str) -> Operation:
    """Draw an operation that reads, and perhaps writes, a component."""
    found: list[Parameter] = []
    for place, wires in PLACES.items():
        for wire in draw(st.lists(st.sampled_from(wires), max_size=3, unique=True)):
            if place == "path":
                found.append(draw(path_parameter(wire)))
                continue
            kinds = {"query": [*PARAMETERS, *LISTS, *TIMES], "header": PARAMETERS[:2]}
            schema, kind, value, text = draw(st.sampled_from(kinds[place]))
            raw = {"name": wire, "in": place, "required": draw(st.booleans()), "schema": schema}
            found.append(Parameter(raw, kind, value, text))
    ids = "".join(f"/{{{each.raw['name']}}}" for each in found if each.raw["in"] == "path")
    method = draw(st.sampled_from(["get", "post", "put", "patch", "delete"]))
    has_body = method in {"post", "put", "patch"} and draw(st.booleans())
    envelope = draw(st.sampled_from(["none", "bare", "data", "list", "page"]))
    return Operation(method, f"/v1/things{number}{ids}", found, model, has_body, envelope)


def response(found: Operation) -> Json:
    """Return the responses of an operation."""
    one = ref(found.model)
    more = {"has_more": {"type": "boolean"}, "next_cursor": {"type": "string"}}
    enveloped = {"data": {"data": one}, "list": {"data": array(one)}, "page": {"data": array(one), **more}}
    if found.envelope == "none":
        return {"204": {"description": "Done."}}
    properties = enveloped.get(found.envelope)
    schema = one if properties is None else {"type": "object", "required": ["data"], "properties": properties}
    return {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}}


def operation_object(name: str, found: Operation) -> Json:
    """Return an operation for the document."""
    raw: Json = {
        "operationId": name,
        "parameters": [each.raw for each in found.parameters],
        "responses": response(found),
    }
    if found.has_body:
        raw["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref(found.model)}}}
    return raw


@st.composite
def documents(draw: DrawFn) -> Built:
    """Draw a document: components of each kind, and operations that read and write them."""
    clock = draw(st.sampled_from(CLOCKS))
    models = {name: draw(members(clock)) for name in MODELS}
    schemas = {name: component(found) for name, found in models.items()}
    if draw(st.booleans()):  # a component that inherits from another one
        own = {"own": Property({"type": "string"}, "str", "x", is_required=True)}
        schemas["Heir"] = {"allOf": [ref("Pet"), component(own)]}
        models["Heir"] = {**models["Pet"], **own}
    enums = {name: draw(st.lists(st.sampled_from(VALUES), min_size=1, unique=True)) for name in ENUMS}
    enums = {name: ["red", *(value for value in values if value != "red")] for name, values in enums.items()}
    schemas |= {name: {"type": "string", "enum": values} for name, values in enums.items()}
    for name, value in (("Start", "start"), ("End", "end")):
        tag = {"event": Property({"type": "string", "const": value}, "str", value, is_required=True)}
        models[name] = {**draw(members(clock)), **tag}
        schemas[name] = component(models[name])
    tagged = {"discriminator": {"propertyName": "event"}} if draw(st.booleans()) else {}
    schemas["Event"] = {draw(st.sampled_from(["oneOf", "anyOf"])): [ref("Start"), ref("End")], **tagged}
    found = {f"{name}.call": draw(operation(number, name)) for number, name in enumerate(models)}
    # All components are read and written, so that each has a model and a body.
    both = Operation("post", "/v1/all", [], "All", has_body=True, envelope="bare")
    schemas["All"] = component({name: Property(ref(name), name, {}) for name in [*models, *enums, "Event"]})
    paths = {each.path: {each.method: operation_object(name, each)} for name, each in found.items()}
    paths[both.path] = {both.method: operation_object("all.call", both)}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.test"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return Built(document, models, enums, found)
