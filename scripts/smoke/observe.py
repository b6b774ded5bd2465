"""Compares responses with the document. Only names, types and statuses are kept, never a value of a response."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from openapi_document import JSON, alternatives

from smoke.nodes import Location, Node, json_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openapi_document import Document

    from smoke.walk import Exchange

# Headers of HTTP, caches, proxies and security policies, which OpenAPI documents do not describe.
_GENERAL = re.compile(
    r"accept-ranges|access-control-.*|age|allow|alt-svc|cache-control|cf-.*|connection|content-.*|cross-origin-.*|date|"
    r"expect-ct|expires|keep-alive|last-modified|link|nel|permissions-policy|pragma|referrer-policy|report-to|server|"
    r"server-timing|set-cookie|strict-transport-security|timing-allow-origin|trailer|transfer-encoding|upgrade|vary|via|"
    r"x-content-type-options|x-frame-options|x-powered-by|x-xss-protection"
)
# A plausible name of a property. Any other key may be a key of a map, and personal data.
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_μµ.-]{0,39}", re.ASCII)
_MOST_DIGITS = 3  # ids and hashes have more digits
_SUCCESS = 2
_SERVER_ERROR = 5


@dataclass
class Seen:
    """Observations of one schema: JSON types, missing and undocumented properties; `where` it first differed."""

    where: str = ""
    good: set[str] = field(default_factory=set[str])
    wrong: set[str] = field(default_factory=set[str])
    missing: set[str] = field(default_factory=set[str])
    unknown: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    has_other_values: bool = False


@dataclass
class Observed:
    """Observations of the responses of one operation: statuses, and types of headers by status.

    `errors` are the statuses whose bodies are a documented error. `foreign` are those of server errors that only
    `default` describes, as JSON, and whose bodies are not JSON: a proxy sent them.
    """

    name: str
    statuses: set[int] = field(default_factory=set[int])
    errors: set[int] = field(default_factory=set[int])
    foreign: set[int] = field(default_factory=set[int])
    headers: dict[int, list[dict[str, str]]] = field(default_factory=dict[int, list[dict[str, str]]])


class Observations:
    """Collects the observations of all responses."""

    def __init__(self, document: Document) -> None:
        """Store the document, with its overlay applied and its inline schemas in place."""
        self.document = document
        self.schemas: dict[Location, Seen] = {}
        self.operations: dict[Location, Observed] = {}
        self.unreadable: set[str] = set()

    def add(self, exchange: Exchange) -> None:
        """Compare a response with the document.

        Args:
            exchange: The operation and the response.
        """
        operation = Node(self.document, ("paths", exchange.path, "get"))
        name = f"GET {exchange.path}"
        observed = self.operations.setdefault(operation.location, Observed(name))
        observed.statuses.add(exchange.status)
        observed.headers.setdefault(exchange.status, []).append(exchange.headers)
        if not is_success(exchange.status) and _is_error(exchange.body, error_schema(operation)):
            observed.errors.add(exchange.status)
        responses = operation.at("responses")
        key = response_key(responses.value, exchange.status)
        if key is None or JSON not in (response := responses.at(key).resolve()).value.get("content", {}):
            return
        try:
            body = json.loads(exchange.body)
        except ValueError:
            if str(key) == "default" and exchange.status // 100 == _SERVER_ERROR:
                observed.foreign.add(exchange.status)
            else:
                self.unreadable.add(f"{name}: the body of a response with status {exchange.status} is not JSON")
            return
        self._value(body, response.at("content", JSON, "schema"), f"{name} {exchange.status}")

    def _value(self, value: Any, schema: Node, where: str) -> None:
        """Compare a value with a schema."""
        seen = self.schemas.setdefault(schema.location, Seen())
        fitting = [option for option in schema.options() if option.takes(value)]
        if not fitting:
            seen.where = seen.where or where
            seen.wrong.add(json_type(value))
            return
        seen.good.add(json_type(value))
        chosen = min(fitting, key=lambda option: _distance(value, option))
        if isinstance(value, dict):
            self._object(cast("dict[str, Any]", value), chosen, where)
        elif isinstance(value, list) and isinstance(chosen.value.get("items"), dict):
            for item in cast("Iterable[Any]", value):
                self._value(item, chosen.at("items"), f"{where}[]")
        allowed = chosen.value.get("enum", [chosen.value["const"]] if "const" in chosen.value else None)
        if allowed is not None and value not in allowed and not chosen.value.get("x-other-values"):
            other = self.schemas.setdefault(chosen.location, Seen())
            other.where, other.has_other_values = other.where or where, True

    def _object(self, value: dict[str, Any], schema: Node, where: str) -> None:
        """Compare an object with its schema; the keys of a map are not property names."""
        members = schema.members()
        if not members:
            values = schema.value.get("additionalProperties")
            for item in value.values() if isinstance(values, dict) else ():
                self._value(item, schema.at("additionalProperties"), f"{where}.*")
            return
        seen = self.schemas.setdefault(schema.location, Seen())
        missing = _required(schema) - value.keys()
        if missing or value.keys() - members.keys():
            seen.where = seen.where or where
        seen.missing |= missing
        for name, item in value.items():
            if name in members:
                self._value(item, members[name], f"{where}.{name}")
            elif (shown := shown_name(name)) != "other" or schema.value.get("additionalProperties") is not True:
                seen.unknown.setdefault(shown, set()).add(json_type(item))


def shown_name(name: str) -> str:
    """Return the name of a property if it can be shown.

    Args:
        name: The name in a response.

    Returns:
        The name; `other` for a name that may be an id or another value.
    """
    is_name = _NAME.fullmatch(name) and sum(map(str.isdigit, name)) <= _MOST_DIGITS
    return name if is_name else "other"


def is_general(header: str) -> bool:
    """Return whether a header belongs to HTTP in general.

    Args:
        header: Its name in lower case.

    Returns:
        Whether OpenAPI documents do not describe it.
    """
    return bool(_GENERAL.fullmatch(header))


def is_success(status: int) -> bool:
    """Return whether a status is a success.

    Args:
        status: The status.

    Returns:
        Whether it is 2xx.
    """
    return status // 100 == _SUCCESS


def response_key(responses: Mapping[Any, Any], status: int) -> Any:
    """Find the key of the description of a status.

    Args:
        responses: The responses of an operation.
        status: The status.

    Returns:
        The status, its range (`4XX`) or `default`, whichever the document has; otherwise `None`. `default` describes
        a success only if it is the only response, as in the generated code.
    """
    by_text = {str(key).upper(): key for key in responses}
    found = next((by_text[key] for key in (str(status), f"{status // 100}XX") if key in by_text), None)
    others = [key for key in by_text if key != "DEFAULT" and not key.startswith("X-")]
    return by_text.get("DEFAULT") if found is None and not (is_success(status) and others) else found


def error_schema(operation: Node) -> Node | None:
    """Find the schema of the errors of an operation.

    Args:
        operation: The operation.

    Returns:
        The schema of the first error that has one as JSON.
    """
    for key in operation.at("responses").value:
        response = operation.at("responses", key).resolve()
        if not str(key).startswith("2") and JSON in response.value.get("content", {}):
            return response.at("content", JSON, "schema")
    return None


def _is_error(body: bytes, schema: Node | None) -> bool:
    """Return whether a body has the required properties of an error, and at least one property of it."""
    try:
        found = json.loads(body)
    except ValueError:  # for example the page of a proxy
        return False
    if schema is None or not isinstance(found, dict):
        return False
    names = cast("dict[str, Any]", found).keys()
    return any(_required(option) <= names and option.members().keys() & names for option in schema.options())


def _required(schema: Node) -> set[str]:
    """List the required properties of an object, with those of `allOf`."""
    node = schema.resolve()
    found: set[str] = set(node.value.get("required", []))
    for number in range(len(node.value.get("allOf", []))):
        found |= _required(node.at("allOf", number))
    return found


def _distance(value: Any, option: Node) -> int:
    """Count the properties in which an object differs from a schema."""
    if not isinstance(value, dict) or alternatives(option.value):
        return 0
    members = option.members()
    given = cast("dict[str, Any]", value)
    constants = {
        name: node.resolve().value["const"] for name, node in members.items() if "const" in node.resolve().value
    }
    wrong = [name for name, constant in constants.items() if given.get(name) != constant]
    return 100 * len(wrong) + len(given.keys() ^ members.keys())
