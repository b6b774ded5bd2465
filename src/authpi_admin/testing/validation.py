"""Validation of parameters and bodies against the document's schemas, as field errors."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from authpi_admin.testing.errors import Refusal, invalid, invalid_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema import ValidationError

    from authpi_admin.testing.document import Operation, Parameter
    from authpi_admin.testing.errors import FieldError

JsonObject = dict[str, Any]

_URN = "urn:core-api"
_FORMATS = FormatChecker(formats=())
_MOST_CHOICES = 12
"""More are not listed in a message."""
_CODES = {
    "required": "required",
    "type": "invalid_type",
    "enum": "invalid_choice",
    "const": "invalid_choice",
    "format": "invalid_format",
    "minLength": "too_short",
    "maxLength": "too_long",
    "minItems": "too_few",
    "maxItems": "too_many",
    "minimum": "too_small",
    "maximum": "too_large",
}


@_FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[^\s@]+@[^\s@]+", value))


@_FORMATS.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return bool(re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*", parts.scheme)) and not re.search(r"\s", value)


@_FORMATS.checks("int64")
def _is_int64(value: object) -> bool:
    return not isinstance(value, int | float) or -(2**63) <= value < 2**63


def make_validator(document: JsonObject, pointer: str | None, schema: JsonObject | None = None) -> Draft202012Validator:
    """A validator for the schema at a JSON pointer of the document, or for one that may refer to it."""
    resource = Resource[Any].from_contents(document, default_specification=DRAFT202012)
    registry = Registry[Any]().with_resource(_URN, resource)
    root: JsonObject = {"$ref": f"{_URN}#{pointer}"} if schema is None else _absolute(schema)
    return Draft202012Validator(root, registry=registry, format_checker=_FORMATS)


def _absolute(schema: JsonObject) -> JsonObject:
    return {"$ref": _URN + schema["$ref"]} if "$ref" in schema else schema


def read_parameters(operation: Operation, place: str, given: Iterable[tuple[str, str]]) -> JsonObject:
    """The values of an operation's query or header parameters, of the types that the document says.

    Raises:
        Refusal: 400 with every parameter that is missing, repeated or wrong.
    """
    texts: dict[str, list[str]] = {}
    for name, text in given:
        texts.setdefault(name if place == "query" else name.lower(), []).append(text)
    values: JsonObject = {}
    errors: list[FieldError] = []
    for parameter in operation.parameters:
        if parameter.place != place:
            continue
        key = parameter.name if place == "query" else parameter.name.lower()
        match texts.get(key, []):
            case []:
                if parameter.required:
                    errors.append(_field_error(parameter.name, "required", "It is required."))
            case [text]:
                values[parameter.name] = value = _parse(parameter, text)
                errors += _problems(parameter.validator, value, parameter.name)
            case _:
                errors.append(_field_error(parameter.name, "invalid_type", "It is given more than once."))
    if errors:
        raise invalid(errors)
    return values


def read_body(operation: Operation, raw: bytes, content_type: str) -> JsonObject:
    """The JSON body of a request; empty where the operation takes none.

    Raises:
        Refusal: 400 for a body that is no JSON or that the document's schema refuses.
    """
    if operation.body is None:
        return {}
    if not raw:
        if operation.body_required:
            raise invalid_field("body", "required", "A body is required.")
        return {}
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refusal(400, "invalid_request", "The body must be sent as application/json.")
    try:
        body = json.loads(raw, parse_constant=_refuse_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "invalid_request", "The body is not JSON.") from error
    errors = list(_problems(operation.body, body, ""))
    if errors:
        raise invalid(errors)
    return cast("JsonObject", body)


def _refuse_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    # A number that overflows could not be written back as JSON.
    return number if math.isfinite(number) else _refuse_number(text)


def _parse(parameter: Parameter, text: str) -> object:
    """A parameter's text as the JSON value that its schema describes; the text itself where it is none."""
    declared = parameter.schema.get("type", "string")
    types = [declared] if isinstance(declared, str) else declared
    if "null" in types and text in {"", "null"}:
        return None
    if "integer" in types and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    if "boolean" in types and text in {"true", "false"}:
        return text == "true"
    return text


def _problems(validator: Draft202012Validator, value: object, name: str) -> Iterator[FieldError]:
    # What its annotations call a JSON value is more than json.loads can promise.
    iter_errors: Callable[[object], Iterable[ValidationError]] = cast("Any", validator).iter_errors
    for error in iter_errors(value):
        for leaf in _leaves(error):
            yield _describe(leaf, name)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The errors that say something: of a `oneOf`, those of the branch that was meant."""
    if error.validator != "oneOf" or not error.context:
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = min(branches.values(), key=_distance)
    alike = [branch for branch in branches.values() if _distance(branch) == _distance(meant)]
    # No branch is nearer than the others: the value matches none of the kinds that there are.
    for inner in meant[:1] if len(alike) > 1 else meant:
        yield from _leaves(inner)


def _distance(branch: list[ValidationError]) -> int:
    """How far a value is from a branch of a `oneOf`: another JSON type is furthest, then another constant."""
    return max(
        2 if error.validator == "type" and not error.relative_path else int(error.validator == "const")
        for error in branch
    )


def _describe(error: ValidationError, name: str) -> FieldError:
    path = [name] if name else []
    path += [str(part) for part in error.absolute_path]
    keyword = str(error.validator)
    wanted = cast("Any", error.validator_value)
    # jsonschema's own messages quote the value; it may be a secret, or long.
    message = f"It does not hold: {keyword} {json.dumps(wanted)}."
    if keyword == "required":
        path.append(error.message.partition("'")[2].partition("'")[0])
        message = "It is required."
    elif keyword == "const" or (keyword == "enum" and len(wanted) > _MOST_CHOICES):
        message = "It is none of the values that are allowed."
    elif keyword == "enum":
        message = "It must be one of " + ", ".join(map(str, wanted)) + "."
    return _field_error(".".join(path) or "body", _CODES.get(keyword, "invalid"), message)


def _field_error(field: str, code: str, message: str) -> FieldError:
    return {"field": field, "code": code, "message": message}
