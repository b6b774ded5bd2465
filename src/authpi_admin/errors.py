"""The exceptions of the SDK.

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
        ├── MalformedResponseError        a response without the documented shape
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
    """A field of a request that is invalid: its path, a machine-readable code and a message."""

    field: str
    code: str
    message: str


class ConfigurationError(Exception):
    """An option is invalid; the message says what to do."""


class ApiError(Exception):
    """A call failed. Can be pickled and copied.

    Attributes:
        error: Machine-readable code, for example `not_found`.
        error_description: Human-readable explanation.
        status_code: The HTTP status; 0 without a response.
        retryable: Whether the same request may succeed later.
        retry_after: How long to wait before another request, in seconds; `None` if the API does not say.
        reference: Identifier of this failure, for AuthPI's support.
        raw_body: The first 4 KiB of the response; `None` without one, and for operations that handle secrets.
        method: The HTTP method.
        path: The path, without the query.
        attempts: How many attempts were made to send the request.
        idempotency_key: The key that all attempts had; pass it again to repeat the call safely.
    """

    _RETRYABLE: ClassVar[bool] = False  # unless the API says otherwise

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
        self.retryable = self._RETRYABLE if retryable is None else retryable
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
        request = f"{self.method} {self.path}: " if self.path else ""  # a whole list has no path
        return f"{request}{status}{self.error}: {self.error_description}{reference}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to create a copy: most arguments are keywords, which `Exception` does not store."""
        return type(self), (self.error, self.error_description), dict(self.__dict__)


class ValidationError(ApiError):
    """400 or 422: the request is malformed or its data invalid.

    Attributes:
        fields: The invalid fields; empty if the API names no field.
    """

    def __init__(
        self, error: str, error_description: str, *, fields: list[FieldError] | None = None, **known: Any
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.fields: list[FieldError] = fields or []
        for field in self.fields:  # a traceback shows notes below the message
            self.add_note(f"{field.get('field')}: {field.get('message') or field.get('code')}")


class AuthenticationError(ApiError):
    """401: the credential is missing or invalid."""


class PaymentRequiredError(ApiError):
    """402: the account's credit is used up."""


class ForbiddenError(ApiError):
    """403: the credential lacks a scope."""


class NotFoundError(ApiError):
    """404: the resource does not exist."""


class ConflictError(ApiError):
    """409: the request conflicts with an existing resource, or with a request that is running."""


class PreconditionFailedError(ApiError):
    """412: the resource has changed since it was read.

    Attributes:
        current_etag: The ETag it has now; `None` if the API does not say.
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
    """500."""


class BadGatewayError(ServerError):
    """502."""

    _RETRYABLE = True


class ServiceUnavailableError(ServerError):
    """503."""

    _RETRYABLE = True


class GatewayTimeoutError(ServerError):
    """504."""

    _RETRYABLE = True


class UnexpectedError(ApiError):
    """A status that the OpenAPI document does not describe, a redirect for example."""


class ApiConnectionError(ApiError):
    """There was no response; the cause says why."""


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """There was no response in time."""


class MalformedResponseError(ApiError):
    """The response was a success, but does not have the documented shape."""

    def __init__(
        self,
        error: str = "malformed_response",
        error_description: str = "the response does not have the documented shape",
        **known: Any,
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)


class ClosedClientError(ApiError):
    """The client is closed."""

    def __init__(
        self,
        error: str = "client_closed",
        error_description: str = "the client is closed: create a new AuthPIAdmin",
        **known: Any,
    ) -> None:
        """Create the error; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)


class AccountResolutionError(ApiError, ConfigurationError):
    """The credential has no account, or several: pass `account_id`.

    Attributes:
        account_ids: The accounts of the credential.
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
