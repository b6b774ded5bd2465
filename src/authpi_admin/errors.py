"""What a call can raise.

    Exception
    ├── ConfigurationError                the caller set something up wrong
    └── ApiError                          a request was made and did not succeed
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
        ├── ApiConnectionError            no answer
        │   └── ApiTimeoutError           no answer in time; also a TimeoutError
        ├── MalformedResponseError        an answer that is not what the document says
        ├── ClosedClientError             the client is closed
        └── AccountResolutionError        no account, or several; also a ConfigurationError

`ValueError` and `TypeError` come before a request is made: an id, a time, an ETag or a body that cannot be sent.
"""

from __future__ import annotations

from typing import Any, TypedDict

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
    """What is wrong with one field of a request: its path, a machine-readable code and a message."""

    field: str
    code: str
    message: str


class ConfigurationError(Exception):
    """The client is set up in a way that cannot work; the message says what to do."""


class ApiError(Exception):
    """A request was made and did not succeed. Survives `pickle` and `copy`.

    Attributes:
        error: Machine-readable code, for example `not_found`.
        error_description: Explanation for people.
        status_code: The HTTP status; 0 where there was no answer.
        retryable: Whether the same request may succeed later.
        retry_after: How long the API asks to wait, in seconds; `None` where it does not say.
        reference: Identifier of this failure, to quote to support.
        raw_body: The first 4 KiB of the answer; `None` for operations that handle secrets.
        method: The HTTP method.
        path: The path, without the query.
        attempts: How many times the request was sent, or tried to be.
        idempotency_key: The key that all attempts carried; passing it again makes a repetition safe.
    """

    def __init__(  # noqa: PLR0913 - one argument an attribute
        self,
        error: str,
        error_description: str,
        *,
        status_code: int = 0,
        retryable: bool = False,
        retry_after: float | None = None,
        reference: str | None = None,
        raw_body: str | None = None,
        method: str = "",
        path: str = "",
        attempts: int = 0,
        idempotency_key: str | None = None,
    ) -> None:
        """Keep what is known of a failure; the arguments are the attributes of the class."""
        Exception.__init__(self, error, error_description)
        self.error = error
        self.error_description = error_description
        self.status_code = status_code
        self.retryable = retryable
        self.retry_after = retry_after
        self.reference = reference
        self.raw_body = raw_body
        self.method = method
        self.path = path
        self.attempts = attempts
        self.idempotency_key = idempotency_key

    def __str__(self) -> str:
        """Say what failed, how and why."""
        status = f"{self.status_code} " if self.status_code else ""
        reference = f" (reference {self.reference})" if self.reference else ""
        request = f"{self.method} {self.path}: " if self.path else ""  # a list has no path of its own
        return f"{request}{status}{self.error}: {self.error_description}{reference}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Give what makes the same error again: most arguments are keywords, which exceptions do not keep."""
        return type(self), (self.error, self.error_description), dict(self.__dict__)


class ValidationError(ApiError):
    """400 or 422: the request is malformed or its data invalid.

    Attributes:
        fields: What is wrong with each field; empty where the API names none.
    """

    def __init__(
        self, error: str, error_description: str, *, fields: list[FieldError] | None = None, **known: Any
    ) -> None:
        """Keep what is known of a failure; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.fields: list[FieldError] = fields or []
        for field in self.fields:  # a traceback shows notes below the message
            self.add_note(f"{field.get('field')}: {field.get('message') or field.get('code')}")


class AuthenticationError(ApiError):
    """401: there was no credential, or it does not hold."""


class PaymentRequiredError(ApiError):
    """402: the account's credit is used up."""


class ForbiddenError(ApiError):
    """403: the credential lacks a scope."""


class NotFoundError(ApiError):
    """404: there is no such resource."""


class ConflictError(ApiError):
    """409: it conflicts with what is there, or with a request under way."""


class PreconditionFailedError(ApiError):
    """412: the resource has changed since it was read.

    Attributes:
        current_etag: The ETag it has now; `None` where the API does not say.
    """

    def __init__(self, error: str, error_description: str, *, current_etag: str | None = None, **known: Any) -> None:
        """Keep what is known of a failure; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.current_etag = current_etag


class RateLimitError(ApiError):
    """429: too many requests; `retry_after` says how many seconds to wait."""


class ServerError(ApiError):
    """5xx: the API failed."""


class InternalServerError(ServerError):
    """500."""


class BadGatewayError(ServerError):
    """502."""


class ServiceUnavailableError(ServerError):
    """503."""


class GatewayTimeoutError(ServerError):
    """504."""


class UnexpectedError(ApiError):
    """A status that the document does not know, a redirection for example."""


class ApiConnectionError(ApiError):
    """There was no answer; the cause says why."""


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """There was no answer in time."""


class MalformedResponseError(ApiError):
    """The answer was a success, but not what the document says."""


class ClosedClientError(ApiError):
    """The client is closed."""


class AccountResolutionError(ApiError, ConfigurationError):
    """The credential has no account, or several: pass `account_id`.

    Attributes:
        account_ids: The accounts it has.
    """

    def __init__(
        self, error: str, error_description: str, *, account_ids: list[str] | None = None, **known: Any
    ) -> None:
        """Keep what is known of a failure; the arguments are the attributes of the class."""
        super().__init__(error, error_description, **known)
        self.account_ids: list[str] = account_ids or []
