"""Receives webhook deliveries: verifies that AuthPI sent them, and reads them as typed events.

    receiver = WebhookReceiver(signing_secret="whs_…")
    event = receiver.receive(body, headers)  # the raw bytes of the request, and its headers

A delivery is an HTTP POST of a CloudEvents 1.0 envelope whose `data` is the event. `Authorization: Bearer <token>` or
`X-Webhook-Signature` (HMAC-SHA256) proves its origin, or both together. How AuthPI encodes the signature is not
published, so each usual encoding of the one right signature is accepted, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Generic, Literal, NoReturn, TypeAlias, TypeVar, cast

from authpi_core.model import Model
from authpi_core.models import Event, EventSubject, WebhookEventType
from authpi_core.reading import Result

from authpi_admin.errors import ConfigurationError

__all__ = ["Headers", "WebhookEvent", "WebhookPayloadError", "WebhookReceiver", "WebhookVerificationError"]

_logger = logging.getLogger("authpi_admin")

T = TypeVar("T")

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str | bytes, str | bytes]]
"""The headers of a request: any mapping, or pairs of name and value; names in any case."""


class _Envelope(Model, Generic[T]):
    """A CloudEvents 1.0 envelope in its JSON format; what is `Any` here is checked one by one, for a clear error."""

    specversion: Any = None
    id: Any = None
    source: Any = None
    type: Any = None
    time: Any = None
    data: T


def _itself(envelope: _Envelope[Event]) -> _Envelope[Event]:
    return envelope


class _Absent(Enum):
    ABSENT = "absent"


# Not None: `os.environ.get(...)` of a variable that is not set must not switch a check off.
_ABSENT = _Absent.ABSENT
_BEARER = re.compile(r"bearer +(\S.*)", re.IGNORECASE)  # RFC 9110, section 11.1: the scheme in any case
_TIMESTAMPED = re.compile(r"t=([0-9]{1,15}),v1=(\S+)")
# The unit of a signed timestamp is not published: as seconds this is the year 5138, as milliseconds 1973.
_MILLISECONDS = 10**11
_DELIVERY = Result(_Envelope, Event, _itself, secret=False)
_mismatches: set[str] = set()  # `Model.field`, each of which is logged as a warning once
_TYPES: dict[str, WebhookEventType] = {member.value: member for member in WebhookEventType}
_RAW_BYTES = (
    "body must be the raw bytes of the request, not {}: JSON that was parsed and written again has another signature."
    " Pass `await request.body()` (Starlette, FastAPI), `request.body` (Django) or `await request.read()` (aiohttp)"
)


class WebhookVerificationError(Exception):
    """The delivery does not prove that AuthPI sent it: respond with 401. The message shows no value.

    Attributes:
        check: Which check failed: `"bearer_token"` or `"signature"`.
    """

    def __init__(self, check: Literal["bearer_token", "signature"], reason: str) -> None:
        """Name the check that failed.

        Args:
            check: Which check failed.
            reason: Why, without any value.
        """
        super().__init__(check, reason)
        self.check = check

    def __str__(self) -> str:
        """Say which check failed and why."""
        return f"{self.check}: {self.args[1]}"


class WebhookPayloadError(Exception):
    """The body of a verified delivery is not a CloudEvents 1.0 envelope with an event: respond with 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """An event that AuthPI delivered.

    The API delivers again after a failure, and may deliver an event twice: handle each `id` once.

    Attributes:
        id: Identifies the event, the same on each delivery of it: `evt_…`.
        type: What happened, for example `user.created`: a member of `WebhookEventType`, or a plain string for a type
            that this version does not know.
        source: What sent the event, a URI reference: `com.authpi.webhooks/v1/<webhook id>`.
        time: When it happened, with a time zone.
        subject: What the event is about: the ids of a user, an organization and so on; `None` where the API names
            none.
        data: The event as the audit log has it; `data.data` has the details. A field of another type than documented
            is kept as received, a missing one is `None`; the log `authpi_admin` has a warning that names it, once.
    """

    id: str
    type: WebhookEventType | str
    source: str
    time: datetime
    subject: EventSubject | None = field(repr=False)
    data: Event = field(repr=False)


class WebhookReceiver:
    """Verifies deliveries and reads them. Everything that is configured is required on each delivery.

    | the webhook's `auth.type` | arguments |
    | --- | --- |
    | `bearer` | `bearer_token` |
    | `signature` | `signing_secret` |
    | `bearer+signature` | both |
    | `none` | `unverified=True` |

    It can be used from several threads and tasks at once. Its repr shows no secret, and it cannot be pickled.
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
        """Configure what a delivery must prove.

        Args:
            bearer_token: The webhook's token, shown once as `auth.bearer_token_plain` when it is created; several
                while it is being replaced.
            signing_secret: The webhook's secret, `auth.signature_secret_plain` (`whs_…`); several while it is being
                replaced.
            tolerance: How old a signed timestamp may be, in seconds; `math.inf` for any age. Signatures without a
                timestamp have no age.
            unverified: Accept deliveries without any proof of their origin, for webhooks of type `none`. Anybody who
                can reach the endpoint can then send events.

        Raises:
            ConfigurationError: Neither a token nor a secret is given and `unverified` is not set, both are given
                with `unverified`, one is not usable (empty, or `None`), or `tolerance` is not a positive number.
        """
        # Set first, for the repr in a traceback that shows local variables.
        self._bearer_tokens = self._signing_secrets = tuple[str, ...]()
        self._tolerance = 0.0
        try:
            self._bearer_tokens = _configured("bearer_token", bearer_token)
            self._signing_secrets = _configured("signing_secret", signing_secret)
        except ConfigurationError as error:
            # The traceback leads through frames whose variables hold the values.
            raise error.with_traceback(None) from None
        finally:
            del bearer_token, signing_secret
        is_verified = bool(self._bearer_tokens or self._signing_secrets)
        if is_verified and unverified:
            raise ConfigurationError("unverified=True is for webhooks of type `none`: leave it out, or the secrets")
        if not is_verified and not unverified:
            raise ConfigurationError(
                "pass bearer_token, signing_secret or both, as the webhook's auth.type says;"
                " unverified=True accepts unauthenticated deliveries"
            )
        if isinstance(tolerance, bool) or not isinstance(cast("object", tolerance), int | float) or not tolerance > 0:
            raise ConfigurationError("tolerance is a number of seconds greater than 0")
        self._tolerance = tolerance

    def receive(self, body: bytes, headers: Headers) -> WebhookEvent:
        """Verify a delivery and read it.

        Args:
            body: The raw bytes of the request's body, as they arrived.
            headers: The request's headers: `request.headers` of Starlette, FastAPI, Django and aiohttp, any other
                mapping, or pairs of name and value as in an ASGI scope.

        Returns:
            The event.

        Raises:
            WebhookVerificationError: A configured check failed; the body was not read.
            WebhookPayloadError: The body is not a CloudEvents 1.0 envelope with an event.
            TypeError: `body` is not bytes, or `headers` are not headers.
        """
        if not isinstance(cast("object", body), bytes):
            raise TypeError(_RAW_BYTES.format(type(body).__name__))
        failed = self._failed_check(_presented(headers), body)
        del headers  # a traceback with local variables must not show a token that one of the checks accepts
        if failed is not None:
            raise WebhookVerificationError(*failed)
        return _event(body)

    def _failed_check(
        self, presented: Mapping[str, list[str]], body: bytes
    ) -> tuple[Literal["bearer_token", "signature"], str] | None:
        """Return the check that fails and why, without a value."""
        if self._bearer_tokens and (problem := _token_problem(presented["authorization"], self._bearer_tokens)):
            return "bearer_token", problem
        if self._signing_secrets and (problem := self._signature_problem(presented["x-webhook-signature"], body)):
            return "signature", problem
        return None

    def _signature_problem(self, values: list[str], body: bytes) -> str | None:
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
        """Say what is required; no secret is shown."""
        named = {"bearer_token": self._bearer_tokens, "signing_secret": self._signing_secrets}
        required = [f"{name}=<{len(values)} configured>" for name, values in named.items() if values]
        shown = [*required, f"tolerance={self._tolerance:g}"] if required else ["unverified=True"]
        return f"WebhookReceiver({', '.join(shown)})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied, because that would copy the secrets.

        Raises:
            TypeError: Always.
        """
        raise TypeError("a WebhookReceiver holds secrets and cannot be pickled or copied: make one in each process")


def _configured(name: str, given: object) -> tuple[str, ...]:
    """Check the values of one check; the errors show none of them."""
    if given is _ABSENT:
        return ()
    values: list[object] = [given] if isinstance(given, str) else [*given] if isinstance(given, Iterable) else []
    if not values or not all(isinstance(value, str) and value and value == value.strip() for value in values):
        raise ConfigurationError(
            f"{name} is a non-empty string without spaces around it, or several: is the variable that it comes from"
            " set? Leave the argument out where the webhook's auth.type does not need it"
        )
    return tuple(cast("list[str]", values))


def _presented(headers: Headers) -> dict[str, list[str]]:
    """The values of the headers that are verified, by name in lower case."""
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
        found = {}  # raised below, so that the error does not hold a header
    if not found:
        raise TypeError(f"headers must be a mapping of strings, or pairs of name and value, not {type(given).__name__}")
    return found


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")  # RFC 9110, section 5.5
    if isinstance(value, str):
        return value
    raise TypeError


def _not_one(name: str, values: list[str]) -> str:
    return (
        f"the delivery has {len(values)} {name} headers instead of one" if values else f"the {name} header is missing"
    )


def _token_problem(values: list[str], tokens: Sequence[str]) -> str | None:
    if len(values) != 1:
        return _not_one("Authorization", values)
    bearer = _BEARER.fullmatch(values[0])
    if bearer is None:
        return "the Authorization header has another form than `Bearer <token>`"
    return None if _is_one_of(bearer[1], tokens) else "the Authorization header has none of the configured tokens"


def _digests(secret: str, signed: bytes) -> tuple[str, ...]:
    """The signature in each accepted encoding."""
    digest = hmac.digest(secret.encode(), signed, hashlib.sha256)
    return digest.hex(), digest.hex().upper(), base64.b64encode(digest).decode()


def _is_one_of(presented: str, values: Iterable[str]) -> bool:
    """Compare with every value, each in constant time, so that the time taken does not tell which one is near."""
    given = presented.encode("utf-8", "surrogatepass")
    found = False
    for value in values:
        found |= hmac.compare_digest(given, value.encode())
    return found


def _event(body: bytes) -> WebhookEvent:
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
    # AuthPI's webhook guide shows envelopes of type `event`, whose `data` has the id and the type of the event.
    if type_ == "event":
        id_, type_ = _text_or(data.id, id_), _text_or(data.type, type_)
    type_ = _TYPES.get(type_, type_)
    subject = data.subject if isinstance(data.subject, EventSubject) else None
    return WebhookEvent(id=id_, type=type_, source=envelope.source, time=when, subject=subject, data=data)


def _text_or(value: object, default: str) -> str:
    """Return a field of an event, which may have any value, if it is text."""
    return value if isinstance(value, str) and value else default


def _envelope(body: bytes) -> _Envelope[Event] | None:
    """Read a body as responses are read: a field of another type than documented is kept as received."""
    if not _DELIVERY.has_mismatched:
        with suppress(ValueError):
            return _DELIVERY.read(body)
    try:
        envelope, fields = _DELIVERY.read_tolerantly(body)
    except ValueError:
        return None  # raised by the caller, so that the error does not hold the body
    for name in fields:
        level = logging.DEBUG if name in _mismatches else logging.WARNING
        _mismatches.add(name)
        _logger.log(level, "delivery: %s differs from the OpenAPI document; it has the value that was received", name)
    return envelope


def _aware(value: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(value.upper()) if isinstance(value, str) else None
    except ValueError:
        return None
    return when if when is not None and when.utcoffset() is not None else None
