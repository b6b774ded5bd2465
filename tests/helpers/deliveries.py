"""Deliveries of webhooks as AuthPI may send them: envelopes, and signatures in every accepted form."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "wht_0123456789abcdef"  # noqa: S105 - of a test
SECRET = "whs_0123456789abcdef"  # noqa: S105 - of a test

EVENT: dict[str, Any] = {
    "spec": "1.0",
    "id": "evt_1",
    "type": "user.created",
    "source": "com.authpi/v1",
    "subject": {"user_id": "usr_1"},
    "timestamp": 1_704_079_296_000,
    "data": {"username": "alice@example.com"},
}


def envelope(**members: Any) -> dict[str, Any]:
    """A CloudEvents envelope, with other members where given."""
    usual: dict[str, Any] = {"specversion": "1.0", "id": "evt_1", "source": "com.authpi/v1", "type": "user.created"}
    usual |= {"datacontenttype": "application/json", "time": "2024-01-01T03:21:36Z", "data": EVENT}
    return usual | members


def body_of(**members: Any) -> bytes:
    """The body of a delivery."""
    return json.dumps(envelope(**members)).encode()


def digest(secret: str, signed: bytes) -> bytes:
    """HMAC-SHA256."""
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


ENCODINGS: list[Callable[[bytes], str]] = [
    bytes.hex,
    lambda value: value.hex().upper(),
    lambda value: base64.b64encode(value).decode(),
]


def timestamped(
    secret: str, body: bytes, age: float = 0, encode: Callable[[bytes], str] = bytes.hex, unit: int = 1
) -> str:
    """A signature with its timestamp, made `age` seconds ago; `unit` is how many make a second."""
    at = int((time.time() - age) * unit)
    return f"t={at},v1={encode(digest(secret, f'{at}.'.encode() + body))}"


def forms(secret: str, body: bytes) -> list[str]:
    """Every accepted form of the signature of a body."""
    plain = [encode(digest(secret, body)) for encode in ENCODINGS]
    return [
        *plain,
        *(f"sha256={form}" for form in plain),
        *(timestamped(secret, body, encode=encode) for encode in ENCODINGS),
    ]
