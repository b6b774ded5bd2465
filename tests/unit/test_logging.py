"""What is logged: a line for each request and each retry, without headers, bodies and queries."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import response
from helpers.programs import run

from authpi_admin import ApiError, MalformedResponseError, UnexpectedError, ValidationError

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

PATH = "/v1/accounts/acc_1/notes/note_1"
MARK = "marked"


async def test_each_request_and_each_retry_is_logged(api: MockedApi, caplog: pytest.LogCaptureFixture) -> None:
    def server(_: httpx.Request) -> httpx.Response | Exception:
        api.clock.now += 0.0125
        return outcomes.pop(0)

    caplog.set_level(logging.DEBUG, "authpi_admin")
    note = response(data={"id": "note_1", "text": "x"})
    outcomes: list[httpx.Response | Exception] = [response(503, reference="ref_1"), httpx.ReadError("lost"), note]
    api.server = server
    await api.connect().notes.get("note_1")
    assert caplog.record_tuples[:5] == [
        ("authpi_admin", logging.DEBUG, f"GET {PATH}: 503 in 12.5 ms (attempt 1, reference 'ref_1')"),
        ("authpi_admin", logging.INFO, f"GET {PATH}: retry 1 in 1.000 s after ServiceUnavailableError"),
        ("authpi_admin", logging.DEBUG, f"GET {PATH}: no response in 12.5 ms (attempt 2, reference None)"),
        ("authpi_admin", logging.INFO, f"GET {PATH}: retry 2 in 2.000 s after ApiConnectionError"),
        ("authpi_admin", logging.DEBUG, f"GET {PATH}: 200 in 12.5 ms (attempt 3, reference None)"),
    ]


async def test_no_header_body_or_query_is_logged(api: MockedApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "authpi_admin")
    failure: dict[str, Any] = {"error": MARK, "error_description": MARK, "message": MARK, "fields": [{"field": MARK}]}
    api.respond_with(
        response(503, headers={"X": MARK, "ETag": MARK}, **failure),
        response(400, **failure),
        response(200, data={MARK: MARK, "id": 5, "text": [MARK]}),
        response(200, data=[MARK]),
        httpx.ReadError(MARK),
        response(301, headers={"Location": MARK}),
        response(404, reference="ref_1\nERROR another message"),
    )
    admin = api.connect(api_key=("key_1", MARK), default_headers={"X-One": MARK}, retries={"limit": 1})
    body: Any = {"text": MARK}
    with pytest.raises(ValidationError):
        await admin.notes.create(body, headers={"X-Two": MARK}, idempotency_key=MARK)
    await admin.notes.get("note_1")
    with pytest.raises(MalformedResponseError):
        await admin.notes.get("note_1")
    with pytest.raises(UnexpectedError):
        await admin.notes.list(subject_id=MARK, cursor=MARK)
    with pytest.raises(ApiError):
        await admin.notes.get("note 1")
    mismatches = [message for message in caplog.messages if "differs from the OpenAPI document" in message]
    assert any(message.startswith("notes.get: Note.id ") for message in mismatches)
    assert len(caplog.messages) - len(mismatches) == 9  # 7 requests and 2 retries
    assert MARK not in caplog.text
    assert not [message for message in caplog.messages if "\n" in message]


def test_no_handler_is_installed() -> None:
    code = """
import json, logging
import authpi_admin
admin = authpi_admin.AuthPIAdmin(api_key=("key_1", "-"))
names = [name for name in logging.root.manager.loggerDict if name.startswith("authpi")]
print(json.dumps([[name, logging.getLogger(name).handlers, logging.getLogger(name).level] for name in names]))
print(json.dumps([logging.root.handlers, logging.root.level]))
"""
    assert run(code) == [[["authpi_admin", [], logging.NOTSET]], [[], logging.WARNING]]
