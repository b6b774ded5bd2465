"""Verifies webhook deliveries and parses them into typed events.

    receiver = WebhookReceiver(signing_secret="whs_…")
    event = receiver.receive(body, headers)  # the raw bytes of the request's body, and its headers

A delivery is an HTTP POST of a CloudEvents 1.0 envelope whose `data` is the event. `Authorization: Bearer <token>`,
`X-Webhook-Signature` (HMAC-SHA256) or both prove its origin. AuthPI does not document how the signature is encoded, so
the usual encodings of the valid signature are accepted.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Generic, Literal, NoReturn, TypeAlias, TypeVar, cast

from authpi_core.model import Model
from authpi_core.models import Event, EventSubject, WebhookEventType
from authpi_core.reading import Result

from authpi_admin._call.reading import count_mismatches
from authpi_admin.errors import ConfigurationError

__all__ = ["Headers", "WebhookEvent", "WebhookPayloadError", "WebhookReceiver", "WebhookVerificationError"]

T = TypeVar("T")

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str | bytes, str | bytes]]
"""The headers of a request: a mapping, or pairs of name and value. Names are case-insensitive."""


class _Envelope(Model, Generic[T]):
    """A CloudEvents 1.0 envelope in its JSON format. Fields of type `Any` are checked later, for a clear error."""

    specversion: Any = None
    id: Any = None
    source: Any = None
    type: Any = None
    time: Any = None
    data: T


def _itself(envelope: _Envelope[Event]) -> _Envelope[Event]:
    """Return the envelope, which is the result of parsing a delivery."""
    return envelope


class _Absent(Enum):
    """The type of `_ABSENT`."""

    ABSENT = "absent"


# The default is not None, so that `os.environ.get(...)` of a variable that is not set does not disable a check.
_ABSENT = _Absent.ABSENT
_BEARER = re.compile(r"bearer +(\S.*)", re.IGNORECASE)  # the scheme is case-insensitive (RFC 9110, section 11.1)
_TIMESTAMPED = re.compile(r"t=([0-9]{1,15}),v1=(\S+)")
# The unit of a signed timestamp is not documented. From this number on it is milliseconds: in seconds, it is the year
# 5138, and in milliseconds 1973.
_MILLISECONDS = 10**11
_DELIVERY = Result(_Envelope, Event, _itself, secret=False)
_mismatches: Counter[str] = Counter()
_TYPES: dict[str, WebhookEventType] = {member.value: member for member in WebhookEventType}
_RAW_BYTES = (
    "body must be the raw bytes of the request, not {}: JSON that was parsed and serialized again has another"
    " signature. Pass `await request.body()` (Starlette, FastAPI), `request.body` (Django) or `await request.read()`"
    " (aiohttp)"
)


class WebhookVerificationError(Exception):
    """The origin of the delivery could not be verified. Respond with 401. The message contains no secret.

    Attributes:
        check: The failed check: `"bearer_token"` or `"signature"`.
    """

    def __init__(self, check: Literal["bearer_token", "signature"], reason: str) -> None:
        """Create the error.

        Args:
            check: The failed check.
            reason: The reason, without any value of the delivery.
        """
        super().__init__(check, reason)
        self.check = check

    def __str__(self) -> str:
        """Return the failed check and the reason."""
        return f"{self.check}: {self.args[1]}"


class WebhookPayloadError(Exception):
    """The body of a verified delivery is not a CloudEvents 1.0 envelope with an event. Respond with 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """An event that AuthPI delivered.

    The API repeats failed deliveries and may deliver an event twice, so process each `id` once.

    Attributes:
        id: Id of the event (`evt_…`), the same in all its deliveries.
        type: Type of the event, for example `user.created`: a member of `WebhookEventType`, or a string for a type that
            this version does not know.
        source: Source of the delivery, a URI reference such as `com.authpi.webhooks/v1/<webhook id>`.
        time: When the event happened, with a time zone.
        subject: Ids of the resources that the event is about, for example a user and an organization; `None` if the API
            sent none.
        data: The event as in the audit log, with details in `data.data`. A field of another type than documented has
            the value that was received, and a missing one is `None`; the logger `authpi_admin` warns about each such
            field once.
    """

    id: str
    type: WebhookEventType | str
    source: str
    time: datetime
    subject: EventSubject | None = field(repr=False)
    data: Event = field(repr=False)


class WebhookReceiver:
    """Verifies and parses deliveries. Each delivery must pass all configured checks.

    | `auth.type` of the webhook | arguments |
    | --- | --- |
    | `bearer` | `bearer_token` |
    | `signature` | `signing_secret` |
    | `bearer+signature` | both |
    | `none` | `unverified=True` |

    A receiver can be used concurrently by threads and tasks. Its repr shows no secret, and it cannot be pickled.
    """

    __slots__ = ("_bearer_tokens", "_signing_secrets", "_tolerance")

    def __init__(
        self,
        *,
        bearer_token: str | Sequence[str] | _Absent = _ABSENT,
        signing_secret: str | Sequence[str] | _Absent = _ABSENT,
        tolerance: float = 300.0,
        unverified: bool = False,
    ) -> None:
        """Configure the checks.

        Args:
            bearer_token: The webhook's token, which `auth.bearer_token_plain` contains when the webhook is created; or
                several tokens, during a rotation.
            signing_secret: The webhook's secret (`whs_…`), which `auth.signature_secret_plain` contains when the
                webhook is created; or several secrets, during a rotation.
            tolerance: Maximum age of a signed timestamp, in seconds; `math.inf` for any age. It does not apply to
                signatures without a timestamp.
            unverified: Whether to accept deliveries without a check, for webhooks of type `none`. Then any client that
                can reach the endpoint can send events.

        Raises:
            ConfigurationError: There is no check and `unverified` is false, there is a check and `unverified` is true,
                a token or secret is invalid (for example empty or `None`), or `tolerance` is not a positive number.
        """
        # Set first, since a traceback formatter can show the repr of a partially constructed receiver.
        self._bearer_tokens = self._signing_secrets = tuple[str, ...]()
        self._tolerance = 0.0
        try:
            self._bearer_tokens = _configured("bearer_token", bearer_token)
            self._signing_secrets = _configured("signing_secret", signing_secret)
        except ConfigurationError as error:
            # Without the traceback, whose frames have the secrets in local variables.
            raise error.with_traceback(None) from None
        finally:
            del bearer_token, signing_secret
        is_verified = bool(self._bearer_tokens or self._signing_secrets)
        if is_verified and unverified:
            raise ConfigurationError("unverified=True is for webhooks of type `none`: leave it out, or the secrets")
        if not is_verified and not unverified:
            raise ConfigurationError(
                "pass bearer_token, signing_secret or both, depending on the webhook's auth.type;"
                " unverified=True accepts unauthenticated deliveries"
            )
        if isinstance(tolerance, bool) or not isinstance(cast("object", tolerance), int | float) or not tolerance > 0:
            raise ConfigurationError("tolerance must be a number of seconds greater than 0")
        self._tolerance = tolerance

    def receive(self, body: bytes, headers: Headers) -> WebhookEvent:
        """Verify a delivery and parse it.

        Args:
            body: The raw bytes of the request's body, as they were received.
            headers: The headers of the request: `request.headers` of Starlette, FastAPI, Django or aiohttp, any other
                mapping, or pairs of name and value as in an ASGI scope.

        Returns:
            The event.

        Raises:
            WebhookVerificationError: A configured check failed. The body was not parsed.
            WebhookPayloadError: The body is not a CloudEvents 1.0 envelope with an event.
            TypeError: `body` is not `bytes`, or `headers` has an unsupported type.
        """
        if not isinstance(cast("object", body), bytes):
            raise TypeError(_RAW_BYTES.format(type(body).__name__))
        failed = self._failed_check(_presented(headers), body)
        del headers  # traceback formatters that show local variables must not show a valid token
        if failed is not None:
            raise WebhookVerificationError(*failed)
        return _event(body)

    def _failed_check(
        self, presented: Mapping[str, list[str]], body: bytes
    ) -> tuple[Literal["bearer_token", "signature"], str] | None:
        """Return the failed check and the reason, without a value of the delivery."""
        if self._bearer_tokens and (problem := _token_problem(presented["authorization"], self._bearer_tokens)):
            return "bearer_token", problem
        if self._signing_secrets and (problem := self._signature_problem(presented["x-webhook-signature"], body)):
            return "signature", problem
        return None

    def _signature_problem(self, values: list[str], body: bytes) -> str | None:
        """Return why the signature is invalid; `None` if it is valid."""
        if len(values) != 1:
            return _not_one("X-Webhook-Signature", values)
        digest, signed = values[0].removeprefix("sha256="), body
        timestamped = _TIMESTAMPED.fullmatch(values[0])
        if timestamped:
            digest, signed = timestamped[2], timestamped[1].encode() + b"." + body
        if not _is_one_of(digest, [form for secret in self._signing_secrets for form in _digests(secret, signed)]):
            return "the X-Webhook-Signature header is not the signature of this body with a configured signing_secret"
        if timestamped:
            signed_at = int(timestamped[1])
            if time.time() - (signed_at / 1000 if signed_at >= _MILLISECONDS else signed_at) > self._tolerance:
                return f"the signed timestamp is older than the tolerance of {self._tolerance:g} seconds"
        return None

    def __repr__(self) -> str:
        """Return the configured checks, without the secrets."""
        named = {"bearer_token": self._bearer_tokens, "signing_secret": self._signing_secrets}
        required = [f"{name}=<{len(values)} configured>" for name, values in named.items() if values]
        shown = [*required, f"tolerance={self._tolerance:g}"] if required else ["unverified=True"]
        return f"WebhookReceiver({', '.join(shown)})"

    def __reduce__(self) -> NoReturn:
        """Prevent pickling and copying, which would copy the secrets.

        Raises:
            TypeError: Always.
        """
        raise TypeError("a WebhookReceiver holds secrets and cannot be pickled or copied: create one in each process")


def _configured(name: str, given: object) -> tuple[str, ...]:
    """Return the valid tokens or secrets of an argument; errors do not contain them."""
    if given is _ABSENT:
        return ()
    values: list[object] = [given] if isinstance(given, str) else [*given] if isinstance(given, Iterable) else []
    if not values or not all(isinstance(value, str) and value and value == value.strip() for value in values):
        raise ConfigurationError(
            f"{name} must be a non-empty string without leading or trailing spaces, or a sequence of them: check that"
            " the variable it comes from is set. Omit the argument if the webhook's auth.type does not need it"
        )
    return tuple(cast("list[str]", values))


def _presented(headers: Headers) -> dict[str, list[str]]:
    """Return the values of the headers that are checked, by lower-case name."""
    found: dict[str, list[str]] = {"authorization": [], "x-webhook-signature": []}
    given: object = headers
    items = getattr(given, "items", None)
    pairs = cast("Iterable[tuple[object, object]]", items() if callable(items) else given)
    try:
        for name, value in pairs:
            values = found.get(_text(name).lower())
            if values is not None:
                values.append(_text(value))
    except (TypeError, ValueError):
        found = {}  # the error is raised below, without a context that contains a header
    if not found:
        raise TypeError(f"headers must be a mapping of strings, or pairs of name and value, not {type(given).__name__}")
    return found


def _text(value: object) -> str:
    """Return the name or value of a header as a string."""
    if isinstance(value, bytes):
        return value.decode("latin-1")  # RFC 9110, section 5.5
    if isinstance(value, str):
        return value
    raise TypeError


def _not_one(name: str, values: list[str]) -> str:
    """Return the reason for a header that is missing or repeated."""
    return (
        f"the delivery has {len(values)} {name} headers instead of one" if values else f"the {name} header is missing"
    )


def _token_problem(values: list[str], tokens: Sequence[str]) -> str | None:
    """Return why the bearer token is invalid; `None` if it is valid."""
    if len(values) != 1:
        return _not_one("Authorization", values)
    bearer = _BEARER.fullmatch(values[0])
    if bearer is None:
        return "the Authorization header does not have the form `Bearer <token>`"
    return None if _is_one_of(bearer[1], tokens) else "the bearer token is not one of the configured tokens"


def _digests(secret: str, signed: bytes) -> tuple[str, ...]:
    """Return the signature in each accepted encoding."""
    digest = hmac.digest(secret.encode(), signed, hashlib.sha256)
    return digest.hex(), digest.hex().upper(), base64.b64encode(digest).decode()


def _is_one_of(presented: str, values: Iterable[str]) -> bool:
    """Compare with all values in constant time, so that the duration reveals nothing about them."""
    given = presented.encode("utf-8", "surrogatepass")
    found = False
    for value in values:
        found |= hmac.compare_digest(given, value.encode())
    return found


def _event(body: bytes) -> WebhookEvent:
    """Parse the body of a verified delivery."""
    envelope = _envelope(body)
    if envelope is None:
        raise WebhookPayloadError("the body is not an envelope: a JSON object whose `data` is an object")
    if envelope.specversion != "1.0":
        raise WebhookPayloadError('the body is not a CloudEvents 1.0 envelope: `specversion` is not "1.0"')
    for name in ("id", "source", "type"):
        if not isinstance(getattr(envelope, name), str) or not getattr(envelope, name):
            raise WebhookPayloadError(f"the envelope's `{name}` is missing or not a non-empty string")
    when = _aware(envelope.time)
    if when is None:
        raise WebhookPayloadError("the envelope's `time` is missing or not a timestamp with a time zone (RFC 3339)")
    data, id_, type_ = envelope.data, envelope.id, envelope.type
    # In AuthPI's webhook guide, the type of an envelope is `event`, and its `data` has the id and type of the event:
    # https://authpi.com/docs/guides/webhooks
    if type_ == "event":
        id_, type_ = _text_or(data.id, id_), _text_or(data.type, type_)
    type_ = _TYPES.get(type_, type_)
    subject = data.subject if isinstance(data.subject, EventSubject) else None
    return WebhookEvent(id=id_, type=type_, source=envelope.source, time=when, subject=subject, data=data)


def _text_or(value: object, default: str) -> str:
    """Return a field of an event if it is a non-empty string, or else the default."""
    return value if isinstance(value, str) and value else default


def _envelope(body: bytes) -> _Envelope[Event] | None:
    """Parse a body like a response, in which fields can differ from the OpenAPI document; `None` if it is invalid."""
    if not _DELIVERY.has_mismatched:
        with suppress(ValueError):
            return _DELIVERY.read(body)
    try:
        envelope, fields = _DELIVERY.read_tolerantly(body)
    except ValueError:
        return None  # the caller raises the error, without a context that contains the body
    count_mismatches(fields, _mismatches, "delivery")
    return envelope


def _aware(value: object) -> datetime | None:
    """Parse a timestamp; `None` if it is invalid or has no time zone."""
    try:
        when = datetime.fromisoformat(value.upper()) if isinstance(value, str) else None
    except ValueError:
        return None
    return when if when is not None and when.utcoffset() is not None else None
