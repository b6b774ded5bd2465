"""Validates parameters and bodies against the document's schemas, with an error for each field."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from authpi_admin.testing._document import Operation
from authpi_admin.testing._problem import FieldError, HttpProblem, invalid, invalid_field, invalid_request
from authpi_admin.testing._store import JsonObject

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_RULES = {
    "required": "is required",
    "type": "must be a {}",
    "enum": "must be one of {}",
    "format": "must be a {}",
}
_BOUNDS = {"min": "at least", "max": "at most"}
_UNITS = {"Length": " characters", "Items": " items"}
_MAX_CHOICES = 12  # longer enums are not listed in a message


def read_parameters(operation: Operation, part: str, given: Iterable[tuple[str, str]]) -> JsonObject:
    """Return the values of `query` parameters or `headers`, with the documented types; fail with 400."""
    schemas: JsonObject = (operation.query if part == "query" else operation.headers)["properties"]
    names = {name if part == "query" else name.lower(): name for name in schemas}
    values: JsonObject = {}
    for key, text in given:
        name = names.get(key)
        if name in values:
            values[name] = [values[name]]  # a list, which is never valid
        elif name is not None:
            values[name] = _parse(schemas[name].get("type", "string"), text)
    _require(operation.validator(part), values)
    return values


def read_body(operation: Operation, raw: bytes, content_type: str) -> JsonObject:
    """Return the JSON body of a request, empty if the operation has no body; fail with 400 or 415."""
    if not operation.body or not raw:
        if operation.body_required:
            raise invalid_field("body", "required", "A body is required.")
        return {}
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise HttpProblem(415, "invalid_content_type", "The body must be sent as application/json.")
    try:
        body = json.loads(raw, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise invalid_request("The body is not JSON.") from error
    _require(operation.validator("body"), body)
    return cast("JsonObject", body)


def _finite(text: str) -> float:
    # JSON cannot represent NaN and infinity, the result of an overflow.
    if not math.isfinite(float(text)):
        raise ValueError(f"{text} is not a JSON number")
    return float(text)


def _parse(types: str | list[str], text: str) -> object:
    """Convert the text of a parameter to one of these JSON types; return it unchanged if it has another type."""
    if "null" in types and text in {"", "null"}:
        return None
    if "integer" in types and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    if "number" in types and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text):
        return float(text) if math.isfinite(float(text)) else text
    return text == "true" if "boolean" in types and text in {"true", "false"} else text


def _require(validator: "Draft202012Validator", value: object) -> None:
    iter_errors: Callable[[object], Iterable[ValidationError]] = cast("Any", validator).iter_errors
    errors = [_describe(leaf) for error in iter_errors(value) for leaf in _leaves(error)]
    if errors:
        raise invalid(errors)


def _leaves(error: "ValidationError") -> Iterator["ValidationError"]:
    """Yield the innermost errors; for a `oneOf`, those of the branch that matches best."""
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    if not branches:
        yield error
        return
    nearest = min(map(_distance, branches.values()))
    meant = [branch for branch in branches.values() if _distance(branch) == nearest]
    # If no branch matches best, one error is enough: the value has none of the documented kinds.
    for inner in meant[0][:1] if len(meant) > 1 else meant[0]:
        yield from _leaves(inner)


def _distance(branch: list["ValidationError"]) -> int:
    """Return how far a value is from a branch of a `oneOf`: 2 for another JSON type, 1 for another constant."""
    wrong_type = any(error.validator == "type" and not error.relative_path for error in branch)
    return 2 if wrong_type else int(any(error.validator == "const" for error in branch))


def _describe(error: "ValidationError") -> FieldError:
    path, keyword, wanted = [str(part) for part in error.absolute_path], str(error.validator), error.validator_value
    if keyword == "required":
        path.append(error.message.partition("'")[2].partition("'")[0])
    options = [*cast("Iterable[Any]", wanted)] if isinstance(wanted, list) else [wanted]
    # Not jsonschema's messages, which quote the value: it may be a secret, or long.
    message = "must be one of the allowed values"
    if bound := _BOUNDS.get(keyword[:3]):
        unit = _UNITS.get(keyword[3:], "")
        message = f"must {'have' if unit else 'be'} {bound} {wanted}{unit.rstrip('s') if wanted == 1 else unit}"
    elif keyword in _RULES and len(options) <= _MAX_CHOICES:
        message = _RULES[keyword].format(", ".join(map(str, options)))
    return {"field": ".".join(path) or "body", "code": re.sub("([A-Z])", r"_\1", keyword).lower(), "message": message}
