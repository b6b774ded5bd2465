"""Every form of a signature is accepted, and any altered delivery is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.deliveries import ENCODINGS, EVENT, body_of, digest, envelope, forms
from hypothesis import assume, given
from hypothesis import strategies as st

from authpi_admin.types import Event, EventSubject
from authpi_admin.webhooks import WebhookPayloadError, WebhookReceiver, WebhookVerificationError

VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)
DETAILS = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=10), max_size=3)
BODIES = st.builds(body_of, id=VALUES, data=DETAILS)


def altered(data: st.DataObject, original: bytes, first: int, count: int) -> bytes:
    """The bytes with one added, removed or replaced; new ones are among the `count` values from `first`."""
    kind = data.draw(st.sampled_from(["add", "remove", "replace"]))
    new = first + data.draw(st.integers(0, count - 1))
    if kind == "add":
        position = data.draw(st.integers(0, len(original)))
        return original[:position] + bytes([new]) + original[position:]
    position = data.draw(st.integers(0, len(original) - 1))
    if kind == "remove":
        return original[:position] + original[position + 1 :]
    new = first + (new + 1 - first) % count if new == original[position] else new
    return original[:position] + bytes([new]) + original[position + 1 :]


def altered_text(data: st.DataObject, text: str) -> str:
    """A text of visible characters with one added, removed or replaced."""
    return altered(data, text.encode(), 33, 94).decode()


@given(st.data(), VALUES, VALUES, BODIES, st.lists(VALUES, max_size=2))
def test_every_form_of_the_right_delivery_is_accepted(
    data: st.DataObject, token: str, secret: str, body: bytes, others: list[str]
) -> None:
    receiver = WebhookReceiver(bearer_token=[*others, token], signing_secret=[*others, secret])
    scheme = data.draw(st.sampled_from(["Bearer", "bearer", "BEARER"]))
    names = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    for form in forms(secret, body):
        headers = {names("Authorization"): f"{scheme} {token}", names("X-Webhook-Signature"): form}
        assert receiver.receive(body, headers).id == json.loads(body)["id"]


@given(st.data(), VALUES, BODIES)
def test_no_altered_delivery_is_accepted(data: st.DataObject, secret: str, body: bytes) -> None:
    signed = WebhookReceiver(signing_secret=secret)
    right = [{"X-Webhook-Signature": form} for form in forms(secret, body)]
    refused(signed, altered(data, body, 0, 256), right)
    refused(WebhookReceiver(signing_secret=altered_text(data, secret) or secret * 2), body, right)
    signature = altered_text(data, data.draw(st.sampled_from(forms(secret, body))))
    assume(signature not in forms(secret, body))  # hexadecimal digits all of one case, for example
    refused(signed, body, [{"X-Webhook-Signature": signature}])
    token = {"Authorization": f"Bearer {altered_text(data, secret)}"}
    refused(WebhookReceiver(bearer_token=secret), body, [token])


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1), VALUES)
def test_timestamp_cannot_be_replaced(signed: int, claimed: int, secret: str) -> None:
    assume(signed != claimed)
    body = json.dumps(envelope()).encode()
    values = [f"t={claimed},v1={encode(digest(secret, f'{signed}.'.encode() + body))}" for encode in ENCODINGS]
    refused(WebhookReceiver(signing_secret=secret), body, [{"X-Webhook-Signature": value} for value in values])


def refused(receiver: WebhookReceiver, body: bytes, deliveries: list[dict[str, str]]) -> None:
    for headers in deliveries:
        with pytest.raises(WebhookVerificationError):
            receiver.receive(body, headers)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
JSON = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.text(max_size=3), SCALARS, max_size=2)
MEMBERS = st.sampled_from(["specversion", "id", "source", "type", "time", "data", "datacontenttype"])
FIELDS = st.sampled_from(["spec", "id", "type", "source", "trace", "subject", "timestamp", "data", "new"])


@given(
    st.dictionaries(MEMBERS, JSON | st.just("event"), max_size=2),
    st.dictionaries(FIELDS, JSON, max_size=3),
    st.sampled_from([{}, {"type": "event"}]),
)
def test_any_verified_body_is_an_event_or_a_payload_error(
    members: dict[str, Any], fields: dict[str, Any], wrapper: dict[str, Any]
) -> None:
    body = body_of(**{"data": {**EVENT, **fields}, **wrapper, **members})
    try:
        event = WebhookReceiver(unverified=True).receive(body, {})
    except WebhookPayloadError:
        return
    assert isinstance(event.id, str)
    assert event.id
    assert isinstance(event.type, str)
    assert event.type
    assert event.time.utcoffset() is not None
    assert event.subject is None or isinstance(event.subject, EventSubject)
    assert isinstance(event.data, Event)
