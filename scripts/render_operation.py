"""Computes what the template of an endpoint function shows: arguments, request, result and docstring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from describe import described, sentence
from escape import identifier
from openapi_document import (
    HEADERS,
    JSON,
    Document,
    Schema,
    UnsupportedError,
    alternatives,
    kinds,
    operations,
    parts,
    python_name,
    referenced,
)
from python_type import PythonType
from schema_types import LIST, NONE_TYPE, SchemaTypes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Arguments of every endpoint function.
_ARGUMENTS = ["client", "body", "timeout", "headers", "deadline"]
_ACCOUNT_ID = PythonType.named("AccountId", "authpi_core.types")
_PAGE = PythonType.named("Page", "authpi_core.types")
_HEADER_TYPES = {
    "If-Match": PythonType.named("IfMatch", "authpi_core.types"),
    "Idempotency-Key": PythonType.named("str"),
}
# What this package adds to a header's description in the OpenAPI document.
_IF_MATCH_NOTE = " A model that was read on its own can be passed instead of its ETag."
_POST_KEY_NOTE = " `AuthPIAdmin` generates a key if none is passed."
_DONE = {"POST": {"create": "created ", "add": "added ", "rotate": "rotated "}, "PATCH": {"": "updated "}}


@dataclass(frozen=True)
class Argument:
    """One argument of an endpoint function: its name in Python and in the request, its type and its description."""

    name: str
    wire: str
    type: PythonType
    doc: str
    is_required: bool = True


@dataclass(frozen=True)
class Operation:
    """One operation of the document, in the form that the template of its endpoint function needs."""

    id: str
    method: str
    path: str
    summary: str
    notes: list[str]
    ids: str
    is_deprecated: bool
    positional: list[Argument]
    body: Argument | None
    query: list[Argument]
    keywords: list[Argument]
    returns: PythonType
    returned: str
    reader: str
    reader_import: str
    imports: list[str]
    typing_imports: list[str]


class Operations:
    """Describes the operations of one prepared document for their template."""

    def __init__(self, document: Document, types: SchemaTypes) -> None:
        """Store a prepared document.

        Args:
            document: A document that `prepare` returned.
            types: The types of its schemas.
        """
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._types = types
        self._found = {python_name(found[2]["operationId"]): found for found in operations(document)}

    def operation(self, name: str) -> Operation:
        """Describe an operation.

        Args:
            name: The name of its endpoint function.

        Returns:
            The values that its template shows.

        Raises:
            UnsupportedError: No operation has this name, or two of its arguments would have the same name.
        """
        if name not in self._found:
            raise UnsupportedError(f"no operation is called {name}")
        path, method, operation = self._found[name]
        parameters = {(p["in"], p["name"]): p for p in operation["parameters"]}
        query = [p for p in operation["parameters"] if p["in"] == "query"]
        ids = [self._argument(parameters["path", wire], _ARGUMENTS) for wire in re.findall(r"{(.+?)}", path)]
        taken = [*_ARGUMENTS, *HEADERS.values(), *(argument.name for argument in ids)]
        positional = ids + [self._argument(p, taken) for p in query if p.get("required")]
        keywords = [self._argument(p, taken) for p in query if not p.get("required")]
        keywords += [_header(p, method) for p in operation["parameters"] if p["in"] == "header"]
        body = self._body(operation)
        arguments = [*positional, *keywords, *([body] if body else [])]
        distinct([argument.name for argument in arguments if argument is not body], _ARGUMENTS, name)
        result = operation["x-result"]
        item = self._types.read(result["schema"]) if result["schema"] else NONE_TYPE
        generics = {"page": _PAGE, "many": LIST}
        returns = item.inside(generics[result["kind"]]) if result["kind"] in generics else item
        secret = ", secret=True" if self._handles_secrets(operation) else ""
        typed = {line for each in [returns, *(argument.type for argument in arguments)] for line in each.imports}
        return Operation(
            id=operation["operationId"],
            method=method,
            path=path,
            summary=sentence(operation["summary"]),
            notes=[
                note for note in (operation.get("description", ""), self._nested(operation), _scope(operation)) if note
            ],
            ids=", ".join(map(_segment, ids)) + "," * (len(ids) == 1),
            is_deprecated=bool(operation.get("deprecated")),
            positional=positional,
            body=body,
            query=[self._argument(p, taken) for p in query],
            keywords=keywords,
            returns=returns,
            returned=_returned(operation, method),
            reader="NOTHING" if item == NONE_TYPE else f"{result['kind']}({item}{secret})",
            reader_import="NOTHING" if item == NONE_TYPE else result["kind"],
            imports=sorted(item.imports),
            typing_imports=sorted(typed - item.imports),
        )

    def _argument(self, parameter: dict[str, Any], taken: list[str]) -> Argument:
        wire = parameter["name"]
        is_account = wire == "account_id" and parameter["in"] == "path"
        kind = _ACCOUNT_ID if is_account else self._types.write(parameter["schema"])
        return Argument(
            python_name(wire, taken), wire, kind.without_none(), described(parameter) or f"The parameter `{wire}`."
        )

    def _body(self, operation: dict[str, Any]) -> Argument | None:
        if "requestBody" not in operation:
            return None
        schema = operation["requestBody"]["content"][JSON]["schema"]
        text = self._schemas[str(referenced(schema))].get("description") or "The request body."
        is_required = bool(operation["requestBody"].get("required"))
        return Argument("body", "", self._types.write(schema), text, is_required)

    def _nested(self, operation: dict[str, Any]) -> str:
        """Return a note on merging, if this is an update whose body has nested objects."""
        kind, _, verb = operation["operationId"].rpartition(".")
        if verb != "update" or "requestBody" not in operation:
            return ""
        body = self._schemas[str(referenced(operation["requestBody"]["content"][JSON]["schema"]))]
        nested = [wire for wire, member in body.get("properties", {}).items() if self._object_kinds(member)]
        if not nested:
            return ""
        names = ", ".join(f"`{wire}`" for wire in nested)
        shown = min(nested, key=lambda wire: "union" in self._object_kinds(body["properties"][wire]))
        read = f"{kind.rpartition('.')[2].removesuffix('s')}.{shown}"
        is_free = self._object_kinds(body["properties"][shown]) == {"alias"}
        whole = read if is_free else f"{read}.model_dump(exclude_unset=True)"
        return (
            f"Whether the API merges or replaces nested objects ({names}) is not documented. Send the whole object, "
            f"for example `{{**{whole}, …}}`; `authpi_admin.types.with_extra` does the same with typed keys."
        )

    def _object_kinds(self, schema: Schema) -> set[str]:
        """Return which kinds of objects a member can be: `body`, `union` or `alias`; empty for other values."""
        options = [schema, *alternatives(schema)]
        kinds_found = {self._schemas[name]["x-kind"] for name in map(referenced, options) if name}
        return (kinds_found - {"enum"}) | {"alias" for option in options if "object" in kinds(option)}

    def _handles_secrets(self, operation: dict[str, Any]) -> bool:
        content = operation.get("requestBody", {}).get("content", {}).values()
        handled = [operation["x-result"]["schema"], *(media["schema"] for media in content)]
        return any(self._has_secret(schema, frozenset()) for schema in handled)

    def _has_secret(self, schema: Schema, seen: frozenset[str]) -> bool:
        if schema.get("x-secret"):
            return True
        name = referenced(schema)
        if name is None:
            return any(self._has_secret(part, seen) for part in parts(schema))
        return name not in seen and any(self._has_secret(part, seen | {name}) for part in parts(self._schemas[name]))


def _scope(operation: Mapping[str, Any]) -> str:
    """Return a sentence on the scope that an operation requires."""
    inferred = " (inferred, not documented)" if "x-scope-provenance" in operation else ""
    return f"Requires the scope `{operation['x-scope']}`{inferred}." if "x-scope" in operation else ""


def distinct(names: list[str], taken: Iterable[str], where: str) -> None:
    """Fail if names are not distinct.

    Args:
        names: Python names made from names of the document.
        taken: Python names that the generated code itself uses.
        where: The owner of the names, for the message.

    Raises:
        UnsupportedError: A name occurs twice, or is taken.
    """
    if clash := sorted({name for name in names if name in taken or names.count(name) > 1}):
        raise UnsupportedError(f"{where}: Python names that are already used: {', '.join(clash)}")


def _header(parameter: dict[str, Any], method: str) -> Argument:
    """Describe the argument for a request header."""
    wire = parameter["name"]
    note = _IF_MATCH_NOTE if wire == "If-Match" else _POST_KEY_NOTE if method == "POST" else ""
    doc = described(parameter) + note
    return Argument(HEADERS[wire], wire, _HEADER_TYPES[wire], doc)


def _segment(argument: Argument) -> str:
    """Return the expression for an id of the path; a number is converted to a string."""
    name = identifier(argument.name)
    return f"str({name})" if "int" in argument.type.options else name


def _returned(operation: dict[str, Any], method: str) -> str:
    """Return a sentence on what an operation returns, for example "The updated user." for `users.update`."""
    result = operation["x-result"]
    if result["kind"] in {"page", "many"}:
        return {"page": "One page of items.", "many": "All items."}[result["kind"]]
    if text := described(result["schema"]):
        return text
    name = re.sub(
        r"^(Create|Public)(?=[A-Z])|(Response|Public|Created|With[A-Z]\w+)$",
        "",
        referenced(result["schema"]) or "result",
    )
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    words = re.sub(r"\b(api|sso)\b", lambda word: word[0].upper(), words)
    verb = operation["operationId"].rpartition(".")[2].partition("_")[0]
    done = next((word for start, word in _DONE.get(method, {}).items() if verb.startswith(start)), "")
    done = "" if words.startswith(done.strip() or "-") else done
    return f"The {done}{words}."
