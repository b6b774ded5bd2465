"""Describes where responses differ from the document, and creates the overlay actions that correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from openapi_document import JSON, alternatives, kinds

from smoke.nodes import Node
from smoke.observe import Observations, Observed, Seen, error_schema, is_general, is_success, response_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smoke.nodes import Location

Action: TypeAlias = dict[str, Any]
Headers: TypeAlias = list[dict[str, str]]
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
    found += _headers(observations)
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
        if response_key(responses.value, status) is not None and status not in observed.foreign:
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


def _headers(observations: Observations) -> Iterator[Difference]:
    """Find differences of headers; several statuses and operations may share one description."""
    successes = list(_successes(observations))
    removed = {
        response.at("headers", name).location
        for _, response, responses in successes
        for name in _missing_headers(response, responses)
    }
    written: list[tuple[str, Any]] = []
    for where, response, responses in successes:
        for difference in [
            *_header_names(where, response, responses),
            *_header_types(where, response, responses, removed),
        ]:
            actions = [
                action for action in difference.actions if (action["target"], action.get("update")) not in written
            ]
            written += [(action["target"], action.get("update")) for action in actions]
            yield Difference(difference.text, actions)


def _successes(observations: Observations) -> Iterator[tuple[str, Node, Headers]]:
    """List the operation and status, the description and the headers of successful responses."""
    for location, observed in observations.operations.items():
        described = Node(observations.document, location).at("responses")
        for status, responses in observed.headers.items():
            key = response_key(described.value, status)
            if key is not None and is_success(status):  # errors may come from a proxy, which adds its own headers
                yield f"{observed.name} {status}", described.at(key).resolve(), responses


def _missing_headers(response: Node, responses: Headers) -> list[str]:
    """List the documented headers that at least one response does not have."""
    described: dict[str, Any] = response.value.get("headers", {})
    return [name for name in sorted(described) if not all(name.lower() in headers for headers in responses)]


def _header_names(where: str, response: Node, responses: Headers) -> Iterator[Difference]:
    """Find documented headers that are missing, and undocumented headers."""
    for name in _missing_headers(response, responses):
        text = f"{where}: the header {name} is missing"
        yield Difference(text, [_remove(response.at("headers", name), f"{text}.")])
    described = {name.lower() for name in response.value.get("headers", {})}
    for name in sorted({name for headers in responses for name in headers}):
        if name not in described and not is_general(name):
            text = f"{where}: the header {name} is not described"
            header = {name: {"schema": {"type": "string"}}}
            yield Difference(text, [_update(response, {"headers": header}, f"{text}.")])


def _header_types(where: str, response: Node, responses: Headers, removed: set[Location]) -> Iterator[Difference]:
    """Find documented headers whose value has another type, except those that a correction removes."""
    for name in sorted(response.value.get("headers", {})):
        if response.at("headers", name).location not in removed:
            yield from _header_type(response.at("headers", name).resolve(), name.lower(), responses, where)


def _header_type(header: Node, name: str, responses: list[dict[str, str]], where: str) -> Iterator[Difference]:
    """Find a header whose value has another type."""
    allowed = kinds(header.at("schema").resolve().value) if "schema" in header.value else []
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
