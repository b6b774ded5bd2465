"""Describes where responses differ from the document, and creates the overlay actions that correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_document import JSON, alternatives, kinds

from smoke.nodes import Node
from smoke.observe import Observations, Observed, Seen, error_schema, is_general, is_success, response_key

if TYPE_CHECKING:
    from collections.abc import Iterator

Action: TypeAlias = dict[str, Any]
_SERVER_ERROR = 500


@dataclass(frozen=True)
class Difference:
    """A difference, and the overlay actions that correct the document."""

    text: str
    actions: list[Action]


def differences(observations: Observations) -> list[Difference]:
    """List where responses differ from the document.

    Args:
        observations: The observations of the responses.

    Returns:
        The differences. Their actions together correct the document.
    """
    found = [Difference(text, []) for text in sorted(observations.unreadable)]
    for location, observed in observations.operations.items():
        found += _statuses(Node(observations.document, location), observed)
        found += _headers(Node(observations.document, location), observed)
    objects: list[Difference] = []
    replaced: list[Difference] = []
    for location, seen in observations.schemas.items():
        node = Node(observations.document, location)
        objects += [*_missing(node, seen), *_unknown(node, seen), *_values(node, seen)]
        if seen.wrong:
            replaced.append(_types(node, seen))
    # An action that replaces a schema comes last: other actions select parts of that schema.
    return [*found, *objects, *replaced]


def _update(target: Node, update: Any, why: str) -> Action:
    return {"target": target.path, "description": why, "update": update}


def _remove(target: Node, why: str) -> Action:
    return {"target": target.path, "description": why, "remove": True}


def _statuses(operation: Node, observed: Observed) -> Iterator[Difference]:
    """Find undocumented statuses."""
    responses = operation.at("responses")
    described = {int(key): key for key in responses.value if str(key).isdecimal()}
    successes = [status for status in described if is_success(status) and status not in observed.statuses]
    for status in sorted(observed.statuses):
        if response_key(responses.value, status) is not None:
            continue
        text = f"{observed.name}: status {status} is not described"
        why = f"{text}. It may be temporary: run again before you add it." if status >= _SERVER_ERROR else f"{text}."
        response: dict[str, Any] = {"description": "Seen in responses."}
        actions: list[Action] = []
        if is_success(status) and successes:
            old = responses.at(described[successes.pop()])
            response = dict(old.resolve().value)
            actions.append(_remove(old, f"{text}; responses had it in the place of {old.location[-1]}."))
        elif status in observed.errors and (error := error_schema(operation)):
            response["content"] = {JSON: {"schema": error.value}}
        yield Difference(text, [*actions, _update(responses, {str(status): response}, why)])


def _headers(operation: Node, observed: Observed) -> Iterator[Difference]:
    """Find documented headers that are missing, and undocumented headers."""
    for status, responses in observed.headers.items():
        key = response_key(operation.at("responses").value, status)
        if key is None or not is_success(status):  # errors may come from a proxy, which adds its own headers
            continue
        node = operation.at("responses", key).resolve()
        described: dict[str, str] = {name.lower(): name for name in node.value.get("headers", {})}
        for name in sorted(name for name in described if not all(name in headers for headers in responses)):
            text = f"{observed.name} {status}: the header {described[name]} is missing"
            yield Difference(text, [_remove(node.at("headers", described[name]), f"{text}.")])
        for name in sorted(described):
            yield from _header_type(
                node.at("headers", described[name]).resolve(), name, responses, f"{observed.name} {status}"
            )
        for name in sorted({name for headers in responses for name in headers}):
            if name not in described and not is_general(name):
                text = f"{observed.name} {status}: the header {name} is not described"
                header = {name: {"schema": {"type": "string"}}}
                yield Difference(text, [_update(node, {"headers": header}, f"{text}.")])


def _header_type(header: Node, name: str, responses: list[dict[str, str]], where: str) -> Iterator[Difference]:
    """Find a header whose value has another type."""
    allowed = kinds(header.value.get("schema", {}))
    fitting = {*allowed, *(["integer"] if "number" in allowed else [])}
    seen = {headers[name] for headers in responses if name in headers}
    if allowed and "string" not in allowed and (odd := seen - fitting):
        text = (
            f"{where}: the header {header.location[-1]}: {_words(odd)}, where the document says {_words(set(allowed))}"
        )
        actions = [
            _remove(header.at("schema"), f"{text}."),
            _update(header, {"schema": {"type": "string"}}, f"{text}."),
        ]
        yield Difference(text, actions)


def _missing(node: Node, seen: Seen) -> Iterator[Difference]:
    """Find required properties that are missing."""
    holders = [node, *(node.at("allOf", number).resolve() for number in range(len(node.value.get("allOf", []))))]
    for holder in holders:
        required: list[str] = holder.value.get("required", [])
        if missing := [name for name in required if name in seen.missing]:
            text = f"{seen.where}: {', '.join(missing)} required, but missing"
            kept = [name for name in required if name not in missing]
            actions = [_remove(holder.at("required"), f"{text}.")]
            if kept:
                actions.append(_update(holder, {"required": kept}, f"{text}."))
            yield Difference(text, actions)


def _unknown(node: Node, seen: Seen) -> Iterator[Difference]:
    """Find undocumented properties."""
    for name, types in sorted(seen.unknown.items()):
        text = f"{seen.where}.{name}: not described; {_words(types)} in responses"
        schema = _plain(sorted(types))
        known = name != "other"
        update = {"properties": {name: schema}} if known else {"additionalProperties": True}
        yield Difference(text, [_update(node, update, f"{text}.")])


def _values(node: Node, seen: Seen) -> Iterator[Difference]:
    """Find values that an enum does not list; the values themselves are never shown."""
    if seen.has_other_values:
        text = f"{seen.where}: a value that is not listed (other)"
        why = f"{text}. Add it to `enum` if you know it; `x-other-values` only says that the list is incomplete."
        yield Difference(text, [_update(node, {"x-other-values": True}, why)])


def _types(node: Node, seen: Seen) -> Difference:
    """Report that a value has another type, and replace its schema."""
    text = f"{seen.where}: {_words(seen.wrong)}, where the document says {_words(set(_described(node)))}"
    schema = _corrected(node, seen)
    holder, key = Node(node.document, node.location[:-1]), node.location[-1]
    if isinstance(holder.value, list):
        return Difference(text, [_remove(node, f"{text}."), _update(holder, schema, f"{text}.")])
    return Difference(text, [_remove(node, f"{text}."), _update(holder, {key: schema}, f"{text}.")])


def _described(node: Node) -> list[str]:
    """List the JSON types that a schema accepts."""
    return [kind for option in node.options() for kind in kinds(option.value) or ["object"]]


def _corrected(node: Node, seen: Seen) -> dict[str, Any]:
    """Return a schema for the observed types; if only null was observed, the documented type stays too."""
    schema: dict[str, Any] = node.value
    kept = bool(seen.good - {"null"}) or seen.wrong == {"null"}
    if alternatives(schema):
        key = "oneOf" if "oneOf" in schema else "anyOf"
        return {**schema, key: [*schema[key], *(_plain([kind]) for kind in sorted(seen.wrong))]}
    if kept and ("$ref" in schema or "properties" in schema or "allOf" in schema or "enum" in schema):
        return {"oneOf": [schema, *(_plain([kind]) for kind in sorted(seen.wrong))]}
    types = [*(kinds(schema) if kept else sorted(seen.good)), *sorted(seen.wrong)]
    extensions = {name: value for name, value in schema.items() if name == "description" or name.startswith("x-")}
    items = {"items": schema["items"]} if "array" in types and "items" in schema else {}
    return {**extensions, **_plain(list(dict.fromkeys(types))), **items}


def _plain(types: list[str]) -> dict[str, Any]:
    """Return a schema of some types, without the parts of objects and arrays."""
    schema: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    if "object" in types:
        schema["additionalProperties"] = True
    if "array" in types:
        schema["items"] = {}
    return schema


def _words(types: set[str]) -> str:
    return " or ".join(sorted(types))
