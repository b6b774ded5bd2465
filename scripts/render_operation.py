"""Computes what the template of an endpoint function shows: arguments, request, result and docstring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from describe import described, sentence
from escape import identifier, literal
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
    stop,
)
from python_type import PythonType, union
from schema_types import LIST, NONE_TYPE, SchemaTypes
from time_formats import time_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Arguments of every endpoint function, and of every method of `authpi_admin`.
_ARGUMENTS = ["client", "body", "timeout", "headers", "deadline", "self"]
_ACCOUNT_ID = PythonType.named("AccountId", "authpi_core.types")
_PAGE = PythonType.named("Page", "authpi_core.types")
_HEADER_TYPES = {
    "If-Match": PythonType.named("IfMatch", "authpi_core.types"),
    "Idempotency-Key": PythonType.named("str"),
}
# The style and `explode` of a value that is passed on as it is.
_PLAIN_STYLES = {"query": ("form", True), "path": ("simple", False), "header": ("simple", False)}
# What this package adds to a header's description in the OpenAPI document.
_IF_MATCH_NOTE = " You can also pass a model; rows of lists have no ETag."
_POST_KEY_NOTE = " `AuthPIAdmin` generates a key if none is passed."
_DONE = {"POST": {"create": "created ", "add": "added ", "rotate": "rotated "}, "PATCH": {"": "updated "}}


@dataclass(frozen=True)
class Argument:
    """One argument of an endpoint function.

    Attributes:
        name: Its name in Python.
        wire: Its name in the request.
        type: Its type.
        doc: Its description.
        is_required: Whether the operation requires it.
        place: Its part of the request: `path`, `query`, `header` or `body`.
        sent: The expression that is passed to `Request`.
        default: Its default, if it is optional.
        is_deprecated: Whether the OpenAPI document marks it as deprecated.
    """

    name: str
    wire: str
    type: PythonType
    doc: str
    is_required: bool = True
    place: str = "body"
    sent: str = ""
    default: str = "None"
    is_deprecated: bool = False


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
    headers: list[Argument]
    keywords: list[Argument]
    options: dict[str, str]
    returns: PythonType
    returned: str
    reader: str
    reader_imports: list[str]
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
        ids, others = self._parameters(path, method, operation)
        positional = ids + [each for each in others if each.is_required and each.place == "query"]
        keywords = [each for each in others if each not in positional]
        keywords.sort(key=lambda each: (each.place == "header", not each.is_required))
        body = self._body(operation)
        arguments = [*positional, *keywords, *([body] if body else [])]
        item, returns = self._returns(operation["x-result"])
        typed = {line for each in [returns, *(argument.type for argument in arguments)] for line in each.imports}
        readers = self._readers(operation, str(item))
        return Operation(
            id=operation["operationId"],
            method=method,
            path=path,
            summary=_summary(operation["summary"]),
            notes=[note for note in (operation["description"], self._nested(operation), _scope(operation)) if note],
            ids=", ".join(argument.sent for argument in ids) + "," * (len(ids) == 1),
            is_deprecated=operation["deprecated"],
            positional=positional,
            body=body,
            query=[argument for argument in others if argument.place == "query"],
            headers=[each for each in keywords if each.place == "header" and each.wire not in HEADERS],
            keywords=keywords,
            options=self._options(operation),
            returns=returns,
            returned=_returned(operation, method),
            reader=readers[0],
            reader_imports=readers[1],
            imports=sorted(item.imports),
            typing_imports=sorted(typed - item.imports),
        )

    def _parameters(self, path: str, method: str, operation: dict[str, Any]) -> tuple[list[Argument], list[Argument]]:
        """Describe the arguments of the path, in its order, and those of the query and the headers."""
        order = re.findall(r"{(.+?)}", path)
        listed = sorted(operation["parameters"], key=lambda p: (p["in"] != "path", p["in"] == "header"))
        ids = [self._argument(p, _ARGUMENTS) for p in listed if p["in"] == "path"]
        ids.sort(key=lambda argument: order.index(argument.wire))
        taken = [*_ARGUMENTS, *HEADERS.values(), *(argument.name for argument in ids)]
        others = [_header(p, method) if _is_known(p) else self._argument(p, taken) for p in listed if p["in"] != "path"]
        distinct([argument.name for argument in [*ids, *others]], _ARGUMENTS, operation["x-pointer"])
        return ids, others

    def _returns(self, result: dict[str, Any]) -> tuple[PythonType, PythonType]:
        """Return the type of an item of the response, and the type that the endpoint function returns."""
        item = self._types.read(result["schema"]) if result["kind"] != "nothing" else NONE_TYPE
        generics = {"page": _PAGE, "many": LIST}
        returns = item.inside(generics[result["kind"]]) if result["kind"] in generics else item
        return item, union([returns, NONE_TYPE]) if result["is_optional"] else returns

    def _readers(self, operation: dict[str, Any], item: str) -> tuple[str, list[str]]:
        """Write how the response is read, and what that needs from `authpi_core.reading`."""
        result = operation["x-result"]
        kind = result["kind"]
        if kind == "nothing":
            return "NOTHING", ["NOTHING"]
        imported = [kind]
        if not self._is_class(result["schema"]):
            item, imported = f"as_type({item})", ["as_type", kind]
        secret = "secret=True" if self._handles_secrets(operation) else ""
        reader = f"{kind}({', '.join(filter(None, [item if kind != 'text' else '', secret]))})"
        return (f"or_none({reader})", [*imported, "or_none"]) if result["is_optional"] else (reader, imported)

    def _is_class(self, schema: Schema) -> bool:
        """Return whether a type checker takes the type of a value in a response as a class."""
        if (name := referenced(schema)) is not None:
            return self._schemas[name]["x-kind"] in {"model", "alias"}
        return isinstance(schema.get("type"), str) and schema.get("format") not in {"date", "date-time"}

    def _options(self, operation: dict[str, Any]) -> dict[str, str]:
        """Write the arguments of `Request` that most operations do not need."""
        found: dict[str, str] = {}
        if (accept := operation["x-result"]["accept"]) != JSON:
            found["accept"] = literal(accept)
        if (body := operation.get("requestBody")) is not None:
            if body["x-media-type"] != JSON:
                found["content_type"] = literal(body["x-media-type"])
            if not self._is_object(body["content"][JSON]["schema"]):
                found["is_object_body"] = "False"
        return found

    def _is_object(self, schema: Schema) -> bool:
        """Return whether a value can only be an object."""
        if (name := referenced(schema)) is not None:
            kind = self._schemas[name]["x-kind"]
            return kind != "enum" and (kind != "union" or self._is_object({"anyOf": alternatives(self._schemas[name])}))
        options = alternatives(schema)
        return all(map(self._is_object, options)) if options else kinds(schema) == ["object"]

    def _argument(self, parameter: dict[str, Any], taken: list[str]) -> Argument:
        wire, place = parameter["name"], parameter["in"]
        is_account = wire == "account_id" and place == "path"
        kind = (_ACCOUNT_ID if is_account else self._types.write(parameter["schema"])).without_none()
        name = python_name(wire, taken)
        doc = _deprecation(parameter) + described(parameter)
        is_text = kind.options in {("str",), _ACCOUNT_ID.options}
        return Argument(
            name,
            wire,
            kind,
            doc or f"The parameter `{wire}`.",
            parameter["required"],
            place,
            _styled(self._sent(name, parameter["schema"], parameter["x-pointer"]), parameter, is_text=is_text),
            is_deprecated=parameter["deprecated"],
        )

    def _body(self, operation: dict[str, Any]) -> Argument | None:
        if "requestBody" not in operation:
            return None
        body = operation["requestBody"]
        schema = body["content"][JSON]["schema"]
        name = referenced(schema)
        text = self._schemas[name].get("description", "") if name else described(schema)
        sent = self._sent("body", schema, body["x-pointer"])
        doc = text or body["description"] or "The request body."
        return Argument("body", "", self._types.write(schema), doc, body["required"], sent=sent)

    def _sent(self, name: str, schema: Schema, where: str) -> str:
        """Return the expression for an argument, whose times are written as texts if the document says so."""
        formats = time_formats(schema, self._schemas, where)
        listed = ", ".join(f"{literal(wire)}: {literal(form)}" for wire, form in formats.items())
        return f"written({identifier(name)}, {{{listed}}})" if formats else identifier(name)

    def _nested(self, operation: dict[str, Any]) -> str:
        """Return a note on merging, if this is an update whose body has nested objects."""
        kind, _, verb = operation["operationId"].rpartition(".")
        if verb != "update" or "requestBody" not in operation:
            return ""
        name = referenced(operation["requestBody"]["content"][JSON]["schema"])
        if name is None:
            return ""
        body = self._schemas[name]
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
        given: list[dict[str, Any]] = operation["parameters"]
        handled = [operation["x-result"]["schema"], *(media["schema"] for media in content)]
        handled += [part for parameter in given for part in (parameter, parameter.get("schema", {}))]
        return any(self._has_secret(schema, frozenset()) for schema in handled)

    def _has_secret(self, schema: Schema, seen: frozenset[str]) -> bool:
        if schema.get("x-secret"):
            return True
        name = referenced(schema)
        if name is None:
            return any(self._has_secret(part, seen) for part in parts(schema))
        return name not in seen and any(self._has_secret(part, seen | {name}) for part in parts(self._schemas[name]))


def _summary(text: str) -> str:
    """Write a summary as a sentence: with a capital and a full stop."""
    text = text.strip()
    return sentence(f"{text[:1].upper()}{text[1:]}")


def _scope(operation: Mapping[str, Any]) -> str:
    """Return a sentence on the scope that an operation requires."""
    inferred = " (inferred, not documented)" if "x-scope-provenance" in operation else ""
    return f"Requires the scope `{operation['x-scope']}`{inferred}." if "x-scope" in operation else ""


def distinct(names: list[str], taken: Iterable[str], where: str) -> None:
    """Fail if names are not distinct.

    Args:
        names: Python names made from names of the document.
        taken: Python names that the generated code itself uses.
        where: The JSON pointer of the owner of the names, for the message.

    Raises:
        UnsupportedError: A name occurs twice, or is taken.
    """
    if clash := sorted({name for name in names if name in taken or names.count(name) > 1}):
        stop(where, f"Python names that are already used: {', '.join(clash)}", "rename them, or remove one")


def _is_known(parameter: dict[str, Any]) -> bool:
    """Return whether a parameter is a header that `Request` has an attribute for."""
    return parameter["in"] == "header" and parameter["name"] in HEADERS


def _header(parameter: dict[str, Any], method: str) -> Argument:
    """Describe the argument for such a header."""
    wire = parameter["name"]
    name = HEADERS[wire]
    note = _IF_MATCH_NOTE if wire == "If-Match" else _POST_KEY_NOTE if method == "POST" else ""
    doc = _deprecation(parameter) + described(parameter) + note
    default = "UNCONDITIONAL" if wire == "If-Match" else "None"
    is_required, is_deprecated = parameter["required"], parameter["deprecated"]
    return Argument(name, wire, _HEADER_TYPES[wire], doc, is_required, "header", name, default, is_deprecated)


def _deprecation(parameter: dict[str, Any]) -> str:
    """Return what a description begins with if the parameter is deprecated."""
    return "Deprecated. " if parameter["deprecated"] else ""


def _styled(sent: str, parameter: dict[str, Any], *, is_text: bool) -> str:
    """Return the expression for a parameter, with its style unless that is the default one."""
    style, is_spread, place = parameter["style"], parameter["explode"], parameter["in"]
    is_plain = is_text or place != "path"  # an id of a path is a string
    if (style, is_spread) == _PLAIN_STYLES[place] and is_plain and not parameter["allowReserved"]:
        return sent
    more = ", explode=True" * is_spread + ", allow_reserved=True" * parameter["allowReserved"]
    return f"StyledParameter({sent}, {literal(style)}{more})"


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
