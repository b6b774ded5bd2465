"""Parses the body of a successful response, even if some fields differ from the OpenAPI document."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from authpi_admin import errors
from authpi_admin._call.failures import NOT_JSON, parse_json, raw_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from authpi_core.reading import Result

    from authpi_admin._http.protocol import Received

R = TypeVar("R")
logger = logging.getLogger("authpi_admin")


def read_success(  # noqa: PLR0913 - the response, the options and the attributes of an error
    result: Result[R],
    received: Received,
    mismatches: Counter[str],
    operation: str,
    *,
    strict: bool,
    known: Mapping[str, Any],
) -> R:
    """Return the result of an operation.

    Args:
        result: Parses the body.
        received: The response.
        mismatches: The client's counts of fields that differ from the OpenAPI document.
        operation: Id of the operation.
        strict: Whether a field that differs from the OpenAPI document is an error.
        known: The error's attributes that describe the call.

    Returns:
        The result.

    Raises:
        MalformedResponseError: The response does not have the documented shape.
    """
    content, etag = received.content, received.headers.get("ETag")
    if not result.has_mismatched:
        try:
            return result.read(content, etag)
        except ValueError:  # includes `pydantic.ValidationError`, whose import would load pydantic
            pass
    cause: ValueError | None = None
    try:
        read, fields = result.read_tolerantly(content, etag)
    except ValueError as error:
        problem, cause = _problem(content, result), error
    else:
        if not (strict and fields):
            count_mismatches(fields, mismatches, operation)
            return read
        problem = f"these fields differ from the OpenAPI document: {', '.join(dict.fromkeys(fields))}"
    # pydantic's error contains the whole input.
    raise errors.MalformedResponseError(
        "malformed_response",
        problem,
        status_code=received.status_code,
        raw_body=raw_body(content, is_secret=result.secret),
        **known,
    ) from (None if result.secret else cause)


def count_mismatches(fields: list[str], mismatches: Counter[str], source: str) -> None:
    """Count the fields of a body that differ from the OpenAPI document, and log each at WARNING the first time.

    Args:
        fields: `Model.field` for each of them.
        mismatches: The counts so far.
        source: The operation or message that the body belongs to, for the log.
    """
    for name, count in Counter(fields).items():
        level = logging.DEBUG if name in mismatches else logging.WARNING
        mismatches[name] += count
        logger.log(level, "%s: %s differs from the OpenAPI document; it has the value that was received", source, name)


def _problem(content: bytes, result: Result[Any]) -> str:
    """Return how a body differs from the documented shape, without quoting it."""
    if result.is_text:
        return "the body is not text in UTF-8"
    body = parse_json(content)
    if body is NOT_JSON:
        return "the body is not JSON" if content.strip() else "the body is empty"
    return _mismatch(body) if result.has_envelope else "the body does not have the documented type"


def _mismatch(body: object) -> str:
    """Say how an envelope differs from the documented one."""
    if not isinstance(body, dict) or "data" not in body:
        return "the body is not an object with `data`"
    data = cast("dict[str, Any]", body)["data"]
    if isinstance(data, list) and not all(isinstance(row, dict) for row in cast("Iterable[Any]", data)):
        return "`data` contains something other than objects"
    if not isinstance(data, dict | list):
        return "`data` is neither an object nor a list"
    return "`data`, `has_more` or `next_cursor` does not have the documented type"
