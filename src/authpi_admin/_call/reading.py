"""From answers to results and errors. Reading is tolerant: a record that is not quite as promised still comes back."""

from __future__ import annotations

import json
import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_origin

from authpi_admin import errors
from authpi_admin._retry import parse_retry_after
from authpi_admin._salvage import salvage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authpi_core.model import Model
    from authpi_core.reading import Result

    from authpi_admin._http import HttpResponse

R = TypeVar("R")
logger = logging.getLogger("authpi_admin")

_RAW_BODY = 4096
_INDEX = re.compile(r"\[\d+\]")
_BY_STATUS: dict[int, type[errors.ApiError]] = {
    400: errors.ValidationError,
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    412: errors.PreconditionFailedError,
    422: errors.ValidationError,
    429: errors.RateLimitError,
    500: errors.InternalServerError,
    502: errors.BadGatewayError,
    503: errors.ServiceUnavailableError,
    504: errors.GatewayTimeoutError,
}
_PASSING = frozenset({408, 429, 502, 503, 504})


class Mismatch(ValueError):  # noqa: N818 - what the body is, which becomes an error elsewhere
    """An answer that is no such thing at all; the message says what it is, never what it holds."""


def read_success(result: Result[R], body: bytes, etag: str | None, *, strict: bool) -> R:
    """Read the body of a success.

    Args:
        result: What the operation promises.
        body: The body.
        etag: The value of the `ETag` header.
        strict: Whether a field of another type than promised is an error.

    Returns:
        The result.

    Raises:
        Mismatch: The body is not what the document says.
    """
    try:
        return result.read(body, etag)
    except ValueError as error:  # pydantic's errors are ValueErrors; importing their class would load pydantic
        invalid = error
    raw = _parse(body)
    if raw is _NO_JSON:
        raise Mismatch("the body is no JSON" if body.strip() else "the body is empty")
    if not isinstance(raw, dict) or "data" not in raw:
        raise Mismatch("the body is no object with `data`")
    paths: list[str] = []
    salvaged = salvage(cast("type[Model]", result.build()), cast("dict[str, Any]", raw), "", paths)
    _check_envelope(result.item, salvaged)
    # There may be none: Python's parser takes a few things that pydantic's does not, a byte order mark for example.
    if paths and strict:
        raise Mismatch(f"these fields are not what the document says: {', '.join(paths)}") from invalid
    if paths:
        logger.warning("kept fields that are not what the document says: %s", _shown(paths))
    return result.finish(salvaged, etag)


def read_failure(response: HttpResponse, now: float, *, secret: bool, **known: Any) -> errors.ApiError:
    """Make the error of an answer that is no success.

    Args:
        response: The answer; its body may be JSON of any shape, HTML or nothing.
        now: Unix time, in seconds.
        secret: Whether the operation handles secrets, so that the body must not be kept.
        **known: What is known of the request, as keywords of `ApiError`.

    Returns:
        The error.
    """
    status_code, body = response.status_code, response.content
    parsed = _parse(body)
    said: dict[str, Any] = cast("dict[str, Any]", parsed) if isinstance(parsed, dict) else {}
    default = errors.ServerError if status_code >= 500 else errors.UnexpectedError  # noqa: PLR2004 - 5xx
    kind = _BY_STATUS.get(status_code, default)
    phrase = _phrase(status_code)
    retry_after = parse_retry_after(response.headers.get("Retry-After"), now)
    if retry_after is None and isinstance(said.get("retry_after"), int | float):
        retry_after = parse_retry_after(str(said["retry_after"]), now)
    # A conflict that names a time to wait is with a request under way.
    may_pass = status_code in _PASSING or (kind is errors.ConflictError and retry_after is not None)
    more: dict[str, Any] = {}
    if kind is errors.ValidationError:
        more["fields"] = _fields(said.get("fields"))
    if kind is errors.PreconditionFailedError:
        more["current_etag"] = _text(said.get("current_etag")) or _text(said.get("currentETag"))
    return kind(
        _text(said.get("error")) or phrase.lower().replace(" ", "_").replace("-", "_"),
        _text(said.get("error_description")) or _text(said.get("message")) or phrase,
        status_code=status_code,
        retryable=said["retryable"] if isinstance(said.get("retryable"), bool) else may_pass,
        retry_after=retry_after,
        reference=_text(said.get("reference")),
        raw_body=None if secret else body[:_RAW_BODY].decode(errors="replace"),
        **more,
        **known,
    )


_NO_JSON = object()


def _shown(paths: list[str]) -> str:
    """Name the first field of each kind, and count the rest: a whole page may have the same fault in each row."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(_INDEX.sub("[]", path), []).append(path)
    return ", ".join(f"{same[0]} and {len(same) - 1} more" if same[1:] else same[0] for same in kinds.values())


def _parse(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return _NO_JSON


def _phrase(status_code: int) -> str:
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return f"HTTP {status_code}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _fields(value: object) -> list[errors.FieldError]:
    rows: list[object] = cast("list[object]", value) if isinstance(value, list) else []
    named = [cast("dict[str, object]", row) for row in rows if isinstance(row, dict)]
    texts = [{key: "" if text is None else str(text) for key, text in row.items()} for row in named]
    return [
        {"field": row.get("field", ""), "code": row.get("code", ""), "message": row.get("message", "")} for row in texts
    ]


def _check_envelope(item: Any, envelope: Any) -> None:
    """Refuse what is no such thing at all, and paging that would end a list too early or never."""
    data: object = envelope.data
    kind = get_origin(item) or item
    if not hasattr(envelope, "has_more"):
        if not isinstance(data, kind):
            raise Mismatch("`data` is no object")
        return
    if not isinstance(data, list):
        raise Mismatch("`data` is no list")
    if not all(isinstance(row, kind) for row in cast("Iterable[object]", data)):
        raise Mismatch("`data` holds something that is no object")
    if not isinstance(envelope.has_more, bool | None) or not _is_cursor(envelope.next_cursor):
        raise Mismatch("`has_more` or `next_cursor` cannot be read")


def _is_cursor(value: object) -> bool:
    # Half a surrogate pair is text in JSON, but cannot be sent back.
    return value is None or (isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value))
