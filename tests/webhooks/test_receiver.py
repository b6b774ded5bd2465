"""What a receiver verifies, rejects and parses."""

from __future__ import annotations

import copy
import logging
import math
import pickle
import traceback
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from django.http.request import HttpHeaders
from helpers.deliveries import EVENT, SECRET, TOKEN, body_of, digest, timestamped
from multidict import CIMultiDict, CIMultiDictProxy
from starlette.datastructures import Headers as StarletteHeaders

from authpi_admin import ConfigurationError
from authpi_admin.types import Event, EventSubject, WebhookEventType
from authpi_admin.webhooks import (
    WebhookEvent,
    WebhookPayloadError,
    WebhookReceiver,
    WebhookVerificationError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = body_of()
BEARER = ("Authorization", f"Bearer {TOKEN}")
SIGNATURE = ("X-Webhook-Signature", digest(SECRET, BODY).hex())
OTHER = "another-value-than-the-right-one"


def both() -> WebhookReceiver:
    return WebhookReceiver(bearer_token=TOKEN, signing_secret=SECRET)


def received(**members: Any) -> WebhookEvent:
    return WebhookReceiver(unverified=True).receive(body_of(**members), {})


def test_event_is_typed() -> None:
    event = both().receive(BODY, [BEARER, SIGNATURE])
    assert (event.id, event.source) == ("evt_1", "com.authpi/v1")
    assert event.type is WebhookEventType.USER_CREATED
    assert event.time == datetime(2024, 1, 1, 3, 21, 36, tzinfo=UTC)
    assert isinstance(event.data, Event)
    assert isinstance(event.subject, EventSubject)
    assert event.subject.user_id == "usr_1"
    assert event.data.data == {"username": "alice@example.com"}
    assert event.data.model_dump(exclude_unset=True) == EVENT


def test_event_survives_pickle_and_shows_no_personal_data() -> None:
    event = received()
    assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301 - our own
    assert "alice" not in repr(event)
    assert "usr_1" not in repr(event)
    assert "id='evt_1'" in repr(event)


def test_type_that_is_not_known_stays_a_string() -> None:
    assert received(type="user.teleported").type == "user.teleported"


def test_envelope_of_type_event_has_the_id_and_type_of_its_event() -> None:
    event = received(id="dlv_1", type="event", source="com.authpi.webhooks/v1/wh_1")
    assert (event.id, event.type) == ("evt_1", WebhookEventType.USER_CREATED)
    assert event.source == "com.authpi.webhooks/v1/wh_1"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-01-01T03:21:36.123456789Z", datetime(2024, 1, 1, 3, 21, 36, 123456, tzinfo=UTC)),
        ("2024-01-01t03:21:36z", datetime(2024, 1, 1, 3, 21, 36, tzinfo=UTC)),
        ("2024-01-01T05:21:36+02:00", datetime(2024, 1, 1, 3, 21, 36, tzinfo=UTC)),
    ],
)
def test_time_has_a_time_zone(text: str, when: datetime) -> None:
    time = received(time=text).time
    assert time == when
    assert time.utcoffset() is not None


def test_example_of_the_webhook_guide_is_read() -> None:
    """It has neither `spec` nor `timestamp`, which the OpenAPI document requires of an event."""
    data = {"id": "evt_1", "type": "user.created", "trace": "t", "source": "com.authpi/v1", "data": {"a": 1}}
    event = received(id="dlv_1", type="event", data={**data, "subject": {"user_id": "usr_1"}})
    assert (event.id, event.type) == ("evt_1", WebhookEventType.USER_CREATED)
    assert vars(event.data)["timestamp"] is None
    assert event.subject
    assert event.subject.user_id == "usr_1"


def test_field_of_another_type_is_kept_and_named_in_the_log_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("authpi_admin.webhooks._mismatches", Counter[str]())
    with caplog.at_level(logging.WARNING, "authpi_admin"):
        event = received(data={**EVENT, "timestamp": "secret-text", "new": 1, "spec": 2})
        received(data={**EVENT, "timestamp": "secret-text"})
    kept: dict[str, Any] = vars(event.data)
    assert (kept["timestamp"], kept["spec"]) == ("secret-text", 2)
    assert caplog.text.count("Event.timestamp") == 1
    assert "secret-text" not in caplog.text


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not an envelope: a JSON object"),
        (b"{", "not an envelope: a JSON object"),
        (b"[" * 100_000, "not an envelope: a JSON object"),
        (b"\xff", "not an envelope: a JSON object"),
        (b"[]", "not an envelope: a JSON object"),
        (b"{}", "not an envelope: a JSON object"),
        (body_of(specversion="0.3"), "specversion"),
        (body_of(specversion=1.0), "specversion"),
        (body_of(id=""), "`id`"),
        (body_of(id=7), "`id`"),
        (body_of(type=None), "`type`"),
        (body_of(source=["a"]), "`source`"),
        (body_of(time=None), "`time`"),
        (body_of(time="2024-01-01T03:21:36"), "`time`"),
        (body_of(time="yesterday"), "`time`"),
        (body_of(time=1704079296), "`time`"),
        (body_of(data=None), "not an envelope: a JSON object whose `data`"),
        (body_of(data=["evt_1"]), "not an envelope: a JSON object whose `data`"),
    ],
)
def test_body_that_is_not_an_envelope_is_refused(body: bytes, problem: str) -> None:
    signed = ("x-webhook-signature", digest(SECRET, body).hex())
    with pytest.raises(WebhookPayloadError, match=problem) as caught:
        both().receive(body, [BEARER, signed])
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_unverified_body_is_not_read() -> None:
    with pytest.raises(WebhookVerificationError):
        both().receive(b"{", [BEARER])


@pytest.mark.parametrize(
    ("headers", "check"),
    [
        ([BEARER], "signature"),
        ([SIGNATURE], "bearer_token"),
        ([], "bearer_token"),
        ([BEARER, ("X-Webhook-Signature", OTHER)], "signature"),
        ([("Authorization", f"Bearer {OTHER}"), SIGNATURE], "bearer_token"),
        ([("Authorization", f"Basic {TOKEN}"), SIGNATURE], "bearer_token"),
        ([("Authorization", TOKEN), SIGNATURE], "bearer_token"),
        ([("Authorization", "Bearer"), SIGNATURE], "bearer_token"),
    ],
)
def test_with_both_configured_both_are_required(headers: list[tuple[str, str]], check: str) -> None:
    with pytest.raises(WebhookVerificationError, match=f"^{check}: ") as caught:
        both().receive(BODY, headers)
    assert caught.value.check == check
    assert pickle.loads(pickle.dumps(caught.value)).check == check  # noqa: S301 - our own


def test_checks_that_are_not_configured_are_skipped() -> None:
    assert WebhookReceiver(bearer_token=TOKEN).receive(BODY, [BEARER, ("x-webhook-signature", OTHER)])
    assert WebhookReceiver(signing_secret=SECRET).receive(BODY, [SIGNATURE, ("authorization", OTHER)])


@pytest.mark.parametrize("name", ["Authorization", "X-Webhook-Signature"])
def test_header_that_comes_twice_is_refused(name: str) -> None:
    headers = [BEARER, SIGNATURE]
    with pytest.raises(WebhookVerificationError, match=f"2 {name} headers"):
        both().receive(BODY, [*headers, *((key.upper(), value) for key, value in headers if key == name)])
    with pytest.raises(WebhookVerificationError, match=f"2 {name} headers"):
        both().receive(BODY, CIMultiDict([*headers, *(pair for pair in headers if pair[0] == name)]))


KINDS: list[Callable[[list[tuple[str, str]]], Any]] = [
    dict,
    list,
    iter,
    lambda pairs: {name.upper(): value for name, value in pairs},
    lambda pairs: [(name.lower().encode(), value.encode()) for name, value in pairs],  # of an ASGI scope
    lambda pairs: StarletteHeaders(dict(pairs)),
    lambda pairs: HttpHeaders({f"HTTP_{name.upper().replace('-', '_')}": value for name, value in pairs}),
    lambda pairs: CIMultiDictProxy(CIMultiDict(pairs)),
    httpx.Headers,
]


@pytest.mark.parametrize("kind", KINDS)
def test_headers_may_be_of_any_kind(kind: Callable[[list[tuple[str, str]]], Any]) -> None:
    assert both().receive(BODY, kind([("Host", "example.com"), BEARER, SIGNATURE])).id == "evt_1"


@pytest.mark.parametrize("headers", [None, 7, {"Authorization": 7}, {"Authorization": [TOKEN]}, [TOKEN], TOKEN])
def test_invalid_headers(headers: Any) -> None:
    with pytest.raises(TypeError, match="headers must be a mapping of strings, or pairs") as caught:
        both().receive(BODY, headers)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("body", [BODY.decode(), {"id": "evt_1"}, bytearray(BODY), None])
def test_body_must_be_the_raw_bytes(body: Any) -> None:
    with pytest.raises(TypeError, match=rf"raw bytes of the request, not {type(body).__name__}.*await request\.body"):
        both().receive(body, [BEARER, SIGNATURE])


CHANGES: list[Callable[[str], str]] = [
    lambda form: f"sha1={form}",
    lambda form: f"SHA256={form}",
    lambda form: f"sha256=sha256={form}",
    lambda form: f"v1={form}",
    lambda form: f"t=1,v1={form}",
    lambda form: f"{form},{form}",
    lambda form: f" {form}",
    lambda form: form[:-1],
    lambda form: form.capitalize(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_other_forms_of_the_signature_are_refused(change: Callable[[str], str]) -> None:
    right = "0a" + digest(SECRET, BODY).hex()[2:]
    for form in (digest(SECRET, BODY).hex(), right):
        with pytest.raises(WebhookVerificationError):
            WebhookReceiver(signing_secret=SECRET).receive(BODY, {"X-Webhook-Signature": change(form)})


@pytest.mark.parametrize("unit", [1, 1000])
def test_only_a_signed_timestamp_can_be_too_old(unit: int) -> None:
    receiver = WebhookReceiver(signing_secret=SECRET, tolerance=60)
    for age in (0, 50, -3600):  # clocks differ; a time to come is no replay
        value = timestamped(SECRET, BODY, age, unit=unit)
        assert receiver.receive(BODY, {"x-webhook-signature": value}).id == "evt_1"
    old = {"x-webhook-signature": timestamped(SECRET, BODY, 70, unit=unit)}
    with pytest.raises(WebhookVerificationError, match="signed timestamp is older than the tolerance of 60 seconds"):
        receiver.receive(BODY, old)
    assert WebhookReceiver(signing_secret=SECRET, tolerance=math.inf).receive(BODY, old).id == "evt_1"


def test_repeated_id_and_an_old_time_are_accepted() -> None:
    receiver = WebhookReceiver(signing_secret=SECRET, tolerance=1)
    body = body_of(time=(datetime.now(UTC) - timedelta(days=30)).isoformat())
    headers = {"X-Webhook-Signature": digest(SECRET, body).hex()}
    assert receiver.receive(body, headers).id == receiver.receive(body, headers).id == "evt_1"


def test_every_configured_value_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def compare(given: bytes, value: bytes) -> bool:
        compared.append(value)
        return given == value

    monkeypatch.setattr("hmac.compare_digest", compare)
    WebhookReceiver(bearer_token=[TOKEN, "second", "third"]).receive(BODY, [BEARER])
    assert compared == [TOKEN.encode(), b"second", b"third"]
    compared.clear()
    WebhookReceiver(signing_secret=[SECRET, "second"]).receive(BODY, [SIGNATURE])
    assert len(compared) == 6  # three encodings of each


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({}, "pass bearer_token, signing_secret or both"),
        ({"unverified": True, "bearer_token": TOKEN}, "unverified=True is for webhooks of type `none`"),
        ({"unverified": True, "signing_secret": SECRET}, "unverified=True is for webhooks of type `none`"),
        ({"bearer_token": None, "signing_secret": SECRET}, "bearer_token must be a non-empty string"),
        ({"bearer_token": TOKEN, "signing_secret": None}, "signing_secret must be a non-empty string"),
        ({"bearer_token": ""}, "bearer_token must be a non-empty string"),
        ({"bearer_token": []}, "bearer_token must be a non-empty string"),
        ({"bearer_token": [TOKEN, ""]}, "bearer_token must be a non-empty string"),
        ({"bearer_token": [TOKEN, None]}, "bearer_token must be a non-empty string"),
        ({"bearer_token": f"{TOKEN}\n"}, "bearer_token must be a non-empty string"),
        ({"signing_secret": SECRET.encode()}, "signing_secret must be a non-empty string"),
        ({"signing_secret": 7}, "signing_secret must be a non-empty string"),
        ({"signing_secret": SECRET, "tolerance": 0}, "tolerance must be a number of seconds"),
        ({"signing_secret": SECRET, "tolerance": math.nan}, "tolerance must be a number of seconds"),
        ({"signing_secret": SECRET, "tolerance": "300"}, "tolerance must be a number of seconds"),
        ({"signing_secret": SECRET, "tolerance": True}, "tolerance must be a number of seconds"),
    ],
)
def test_invalid_options_of_a_receiver(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem) as caught:
        WebhookReceiver(**options)
    assert_hidden(caught.value, frames_from="authpi_admin")


def assert_hidden(error: BaseException, frames_from: str) -> None:
    """No configured value is in an error, nor in a variable of the package's frames that its traceback shows."""
    shown = "".join(traceback.format_exception(error)) + repr(error.args)
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_globals["__name__"].startswith(frames_from):
            kept = {name: value for name, value in frame.tb_frame.f_locals.items() if name not in {"body", "headers"}}
            shown += repr(kept)
        frame = frame.tb_next
    assert TOKEN not in shown
    assert SECRET not in shown


@pytest.mark.parametrize("headers", [[], [BEARER], [SIGNATURE], [BEARER, ("X-Webhook-Signature", OTHER)]])
def test_errors_contain_no_value(headers: list[tuple[str, str]]) -> None:
    with pytest.raises(WebhookVerificationError) as caught:
        both().receive(BODY, headers)
    assert_hidden(caught.value, frames_from="authpi_admin.nothing")
    assert OTHER not in str(caught.value)
    assert caught.value.__context__ is None


def test_repr_shows_no_secret() -> None:
    assert repr(WebhookReceiver(bearer_token=[TOKEN, OTHER], signing_secret=SECRET)) == (
        "WebhookReceiver(bearer_token=<2 configured>, signing_secret=<1 configured>, tolerance=300)"
    )
    assert repr(WebhookReceiver(unverified=True)) == "WebhookReceiver(unverified=True)"


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_receiver_cannot_be_pickled_or_copied(copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="holds secrets and cannot be pickled or copied"):
        copied(both())
