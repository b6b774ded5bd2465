"""Defines the exceptions of the SDK.

    Exception
    ├── ConfigurationError                an option is invalid
    └── ApiError                          a call failed
        ├── ValidationError               400, 422
        ├── AuthenticationError           401
        ├── PaymentRequiredError          402
        ├── ForbiddenError                403
        ├── NotFoundError                 404
        ├── ConflictError                 409
        ├── PreconditionFailedError       412
        ├── RateLimitError                429
        ├── ServerError                   5xx
        │   ├── InternalServerError       500
        │   ├── BadGatewayError           502
        │   ├── ServiceUnavailableError   503
        │   └── GatewayTimeoutError       504
        ├── UnexpectedError               any other status
        ├── ApiConnectionError            no response
        │   └── ApiTimeoutError           no response in time; also a TimeoutError
        ├── MalformedResponseError        not the documented shape
        ├── ClosedClientError             the client is closed
        └── AccountResolutionError        no account, or several; also a ConfigurationError

`ValueError` and `TypeError` are raised before a request is sent, if an id, a time, an ETag or a body is invalid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

__all__ = [
    "AccountResolutionError",
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "AuthenticationError",
    "BadGatewayError",
    "ClosedClientError",
    "ConfigurationError",
    "ConflictError",
    "FieldError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InternalServerError",
    "MalformedResponseError",
    "NotFoundError",
    "PaymentRequiredError",
    "PreconditionFailedError",
    "RateLimitError",
    "ServerError",
    "ServiceUnavailableError",
    "UnexpectedError",
    "ValidationError",
]


class FieldError(TypedDict):
    """An invalid field of a request: its path, a machine-readable code and a message."""

    field: str
    code: str
    message: str


class ConfigurationError(Exception):
    """An option is invalid. The message says what to pass instead."""


class ApiError(Exception):
    """A call failed. The exception can be pickled and copied.

    Attributes:
        error: Machine-readable code, for example `not_found`.
        error_description: Human-readable explanation.
        status_code: HTTP status; 0 if no response was received.
        retryable: Whether the same request may succeed later.
        retry_after: Seconds to wait before the next request; `None` if the API did not send it.
        reference: Id of this error, to quote in support requests to AuthPI.
        raw_body: The first 4 KiB of the response; `None` without a response, and for operations with secrets.
        method: HTTP method.
        path: Path of the URL, without the query.
        attempts: Number of attempts to send the request.
        idempotency_key: The idempotency key of all attempts. Pass it again to repeat the call safely.
    """

    _RETRYABLE: ClassVar[bool] = False  # the default of `retryable`

    def __init__(  # noqa: PLR0913 - one argument an attribute
        self,
        error: str,
        error_description: str,
        *,
        status_code: int = 0,
        retryable: bool | None = None,
        retry_after: float | None = None,
        reference: str | None = None,
        raw_body: str | None = None,
        method: str = "",
        path: str = "",
        attempts: int = 0,
        idempotency_key: str | None = None,
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        Exception.__init__(self, error, error_description)
        self.error = error
        self.error_description = error_description
        self.status_code = status_code
        self.retryable: bool = self._RETRYABLE if retryable is None else retryable
        self.retry_after = retry_after
        self.reference = reference
        self.raw_body = raw_body
        self.method = method
        self.path = path
        self.attempts = attempts
        self.idempotency_key = idempotency_key

    def __str__(self) -> str:
        """Return the request, the status, the code and the description."""
        status = f"{self.status_code} " if self.status_code else ""
        reference = f" (reference {self.reference})" if self.reference else ""
        request = f"{self.method} {self.path}: " if self.path else ""  # errors of `list_all` have no path
        return f"{request}{status}{self.error}: {self.error_description}{reference}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments and attributes of a copy, since `Exception` does not store keyword arguments."""
        return type(self), (self.error, self.error_description), dict(self.__dict__)


class ValidationError(ApiError):
    """400 or 422: the request is malformed or contains invalid data.

    Attributes:
        fields: The invalid fields; empty if the API did not name any.
    """

    def __init__(
        self, error: str, error_description: str, *, fields: list[FieldError] | None = None, **known: Any
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.fields: list[FieldError] = fields or []
        for field in self.fields:  # tracebacks show notes below the message (PEP 678)
            self.add_note(f"{field.get('field')}: {field.get('message') or field.get('code')}")


class AuthenticationError(ApiError):
    """401: the credential is missing or invalid."""


class PaymentRequiredError(ApiError):
    """402: the account's credit is exhausted."""


class ForbiddenError(ApiError):
    """403: the credential lacks the required scope."""


class NotFoundError(ApiError):
    """404: the resource does not exist."""


class ConflictError(ApiError):
    """409: the request conflicts with an existing resource.

    With `retry_after`, it conflicts with a running request that has the same idempotency key.
    """


class PreconditionFailedError(ApiError):
    """412: the resource has changed since it was read.

    Attributes:
        current_etag: Current ETag of the resource; `None` if the API did not send it.
    """

    def __init__(self, error: str, error_description: str, *, current_etag: str | None = None, **known: Any) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.current_etag = current_etag


class RateLimitError(ApiError):
    """429: too many requests; `retry_after` is the number of seconds to wait."""

    _RETRYABLE = True


class ServerError(ApiError):
    """5xx: the API failed."""


class InternalServerError(ServerError):
    """500: the API failed unexpectedly."""


class BadGatewayError(ServerError):
    """502: a gateway received an invalid response from the API."""

    _RETRYABLE = True


class ServiceUnavailableError(ServerError):
    """503: the API is temporarily unavailable."""

    _RETRYABLE = True


class GatewayTimeoutError(ServerError):
    """504: a gateway received no response from the API in time."""

    _RETRYABLE = True


class UnexpectedError(ApiError):
    """The response has any other status, for example a redirect."""


class ApiConnectionError(ApiError):
    """No response was received. The cause is the exception of the HTTP library."""


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """No response was received in time: the `timeout` of the attempt or the `deadline` of the call has passed."""


class MalformedResponseError(ApiError):
    """The response is successful, but does not have the documented shape."""

    def __init__(
        self,
        error: str = "malformed_response",
        error_description: str = "the response does not have the documented shape",
        **known: Any,
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)


class ClosedClientError(ApiError):
    """The client was closed before or during the call."""

    def __init__(
        self,
        error: str = "client_closed",
        error_description: str = "the client is closed: create a new AuthPIAdmin",
        **known: Any,
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)


class AccountResolutionError(ApiError, ConfigurationError):
    """The credential has no account, or several. Pass `account_id`.

    Attributes:
        account_ids: Ids of the accounts of the credential.
    """

    def __init__(
        self, error: str, error_description: str, *, account_ids: list[str] | None = None, **known: Any
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.account_ids: list[str] = account_ids or []


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "error_from_response":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
