"""Reads the body of a success: a response whose fields differ from the OpenAPI document is still read."""

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


def read_success(  # noqa: PLR0913 - all that decides on the result, and on what an error says
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
        result: How the operation's response is read.
        received: The response.
        mismatches: The client's counts of fields that differ from the document.
        operation: The operation's id.
        strict: Whether such a field is an error.
        known: Attributes of the error that describe the call.

    Raises:
        MalformedResponseError: The response does not have the documented shape.
    """
    content, etag = received.content, received.headers.get("ETag")
    if not result.has_mismatched:
        try:
            return result.read(content, etag)
        except ValueError:  # pydantic's errors are ValueErrors; importing their class would load pydantic
            pass
    cause: ValueError | None = None
    try:
        read, fields = result.read_tolerantly(content, etag)
    except ValueError as error:
        problem, cause = _problem(content, result), error
    else:
        if not (strict and fields):
            _note(fields, mismatches, operation)
            return read
        problem = f"these fields differ from the OpenAPI document: {', '.join(dict.fromkeys(fields))}"
    # pydantic's error holds the whole input.
    raise errors.MalformedResponseError(
        "malformed_response",
        problem,
        status_code=received.status_code,
        raw_body=raw_body(content, is_secret=result.secret),
        **known,
    ) from (None if result.secret else cause)


def _note(fields: list[str], mismatches: Counter[str], operation: str) -> None:
    """Count fields, and log each once per client at WARNING."""
    for name, count in Counter(fields).items():
        level = logging.DEBUG if name in mismatches else logging.WARNING
        mismatches[name] += count
        logger.log(
            level, "%s: %s differs from the OpenAPI document; it has the value that was received", operation, name
        )


def _problem(content: bytes, result: Result[Any]) -> str:
    """Say how a body differs from the documented shape, without quoting it."""
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
