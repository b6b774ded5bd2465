"""Creates an OpenTelemetry span for each call. It is imported only in programs that use OpenTelemetry.

The attributes follow the semantic conventions for HTTP client spans, and contain no header, query value or body:
https://opentelemetry.io/docs/specs/semconv/http/http-spans/
"""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from opentelemetry.trace import SpanKind, StatusCode, get_tracer

from authpi_admin._version import __version__

if TYPE_CHECKING:
    from collections.abc import Generator

    from opentelemetry.trace import Span
    from opentelemetry.util.types import AttributeValue

    from authpi_admin import errors
    from authpi_admin._http.protocol import Received

_DEFAULT_PORTS = {"http": 80, "https": 443}


class CallSpan:
    """The span of one call."""

    __slots__ = ("_base_url", "_span")

    def __init__(self, span: Span, base_url: str) -> None:
        """Store a span that has started."""
        self._span = span
        self._base_url = base_url

    def set_path(self, path: str) -> None:
        """Set the URL without the query, once the account's id is known."""
        self._span.set_attribute("url.full", f"{self._base_url}{path}")

    def add_attempt(self, number: int, outcome: Received | errors.ApiError) -> None:
        """Add an event for an attempt, and set the attributes that describe the last attempt."""
        attributes: dict[str, AttributeValue] = {}
        if outcome.status_code:
            attributes["http.response.status_code"] = outcome.status_code
        if isinstance(outcome, Exception):
            attributes["error.type"] = _error_type(outcome)
        self._span.add_event("attempt", {"http.request.resend_count": number - 1, **attributes})
        if number > 1:
            self._span.set_attribute("http.request.resend_count", number - 1)
        if outcome.status_code:
            self._span.set_attribute("http.response.status_code", outcome.status_code)


@contextmanager
def call_span(operation: str, method: str, path: str, base_url: str) -> Generator[CallSpan]:
    """Run a `with` block in a new current span. An exception sets the error type, but its message is not recorded."""
    parts = urlsplit(base_url)
    attributes: dict[str, AttributeValue] = {
        "http.request.method": method,
        "url.template": path,
        "server.address": parts.hostname or "",
        "server.port": parts.port or _DEFAULT_PORTS[parts.scheme],
    }
    tracer = get_tracer("authpi_admin", __version__)
    with tracer.start_as_current_span(
        operation,
        kind=SpanKind.CLIENT,
        attributes=attributes,
        record_exception=False,  # its message may quote the request
        set_status_on_exception=False,
    ) as span:
        try:
            yield CallSpan(span, base_url)
        except BaseException as error:
            span.set_attribute("error.type", _error_type(error))
            span.set_status(StatusCode.ERROR)
            raise


def _error_type(error: BaseException) -> str:
    """Return the value of `error.type`: the status as a string, or the name of the class."""
    status_code: int = getattr(error, "status_code", 0)
    return str(status_code) if status_code >= HTTPStatus.BAD_REQUEST else type(error).__name__
