"""Converts failed responses and transport failures into errors."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from authpi_admin import errors
from authpi_admin._call.retry import parse_retry_after
from authpi_admin._http.protocol import TransportFailure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authpi_admin._http.protocol import Received

_RAW_BODY = 4096  # bytes; chosen: a JSON error in full, and only the start of a proxy's HTML page
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
_TRANSIENT = frozenset({408, 429, 502, 503, 504})


def connection_error(
    failure: TransportFailure | TimeoutError, base_url: str, known: Mapping[str, Any]
) -> errors.ApiConnectionError:
    """Return the error of an attempt without a response; `known` has the error's attributes that describe the call."""
    error: errors.ApiConnectionError
    if isinstance(failure, TimeoutError) or failure.is_timeout:
        error = errors.ApiTimeoutError(
            "timeout", f"no response from {base_url} in time{_detail(failure)}", retryable=True, **known
        )
    else:
        error = errors.ApiConnectionError(
            "connection_error", f"no response from {base_url}{_detail(failure)}", retryable=True, **known
        )
    if isinstance(failure, TransportFailure):
        error.__cause__ = failure.__cause__
    return error


def failed_response(response: Received, now: float, *, is_secret: bool, known: Mapping[str, Any]) -> errors.ApiError:
    """Return the error of a response whose status is not 2xx.

    Args:
        response: The response. Its body can be JSON of any shape, HTML or empty.
        now: Unix time in seconds.
        is_secret: Whether the operation has secrets in its request or response, so that the error has no body.
        known: The error's attributes that describe the call.
    """
    status_code, content = response.status_code, response.content
    parsed = parse_json(content)
    body: dict[str, Any] = cast("dict[str, Any]", parsed) if isinstance(parsed, dict) else {}
    default = errors.ServerError if status_code >= 500 else errors.UnexpectedError  # noqa: PLR2004 - 5xx
    kind = _BY_STATUS.get(status_code, default)
    phrase = _phrase(status_code)
    date = response.headers.get("Date")
    retry_after = parse_retry_after(response.headers.get("Retry-After"), date, now)
    if retry_after is None and isinstance(body.get("retry_after"), int | float):
        retry_after = parse_retry_after(str(body["retry_after"]), date, now)
    # A 409 with `Retry-After` means that a request with the same idempotency key is still running.
    is_transient = status_code in _TRANSIENT or (kind is errors.ConflictError and retry_after is not None)
    more: dict[str, Any] = {}
    if kind is errors.ValidationError:
        more["fields"] = _fields(body.get("fields"))
    if kind is errors.PreconditionFailedError:
        more["current_etag"] = _text(body.get("current_etag")) or _text(body.get("currentETag"))
    return kind(
        _text(body.get("error")) or _problem_type(response, body) or phrase.lower().replace(" ", "_").replace("-", "_"),
        _text(body.get("error_description"))
        or _text(body.get("message"))
        or _problem(body, is_secret=is_secret)
        or phrase,
        status_code=status_code,
        retryable=body["retryable"] if isinstance(body.get("retryable"), bool) else is_transient,
        retry_after=retry_after,
        reference=_text(body.get("reference")),
        raw_body=raw_body(content, is_secret=is_secret),
        **more,
        **known,
    )


NOT_JSON = object()


def parse_json(content: bytes) -> object:
    """Parse a body as JSON; return `NOT_JSON` if it is not JSON."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON


def raw_body(content: bytes, *, is_secret: bool) -> str | None:
    """Return the part of a body that an error contains."""
    return None if is_secret else content[:_RAW_BODY].decode(errors="replace")


def _detail(failure: TransportFailure | TimeoutError) -> str:
    """Return the reason of a failure in parentheses, if it has one."""
    return f" ({failure.reason})" if isinstance(failure, TransportFailure) else ""


def _phrase(status_code: int) -> str:
    """Return the reason phrase of a status."""
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return f"HTTP {status_code}"


def _text(value: object) -> str | None:
    """Return a value if it is a non-empty string."""
    return value if isinstance(value, str) and value else None


def _problem_type(response: Received, body: dict[str, Any]) -> str | None:
    """Give the URI that identifies a problem (RFC 9457, section 3.1.1); `about:blank` says no more than the status."""
    media_type = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    uri = _text(body.get("type")) if media_type == "application/problem+json" else None
    return None if uri == "about:blank" else uri


def _problem(body: dict[str, Any], *, is_secret: bool) -> str | None:
    """Describe a problem by its `title` and `detail` (RFC 9457); the detail may quote the secrets of a request."""
    detail = None if is_secret else _text(body.get("detail"))
    return ": ".join(filter(None, (_text(body.get("title")), detail))) or None


def _fields(value: object) -> list[errors.FieldError]:
    """Return the field errors in a value of any type."""
    rows: list[object] = cast("list[object]", value) if isinstance(value, list) else []
    named = [cast("dict[str, object]", row) for row in rows if isinstance(row, dict)]
    texts = [{key: "" if text is None else str(text) for key, text in row.items()} for row in named]
    return [
        {"field": row.get("field", ""), "code": row.get("code", ""), "message": row.get("message", "")} for row in texts
    ]
