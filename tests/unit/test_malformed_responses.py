"""Responses without the documented shape are errors, which quote nothing of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from authpi_admin import AuthPIAdmin, MalformedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import MockedApi

RESOURCE: list[Callable[[AuthPIAdmin], Any]] = [
    lambda admin: admin.issuer("i_1").organization("org_1").get(),
    lambda admin: admin.webhook("wh_1").redeliver.create({}),  # of which any object is a response
]
LIST: list[Callable[[AuthPIAdmin], Any]] = [
    lambda admin: admin.webhooks.list(),
    lambda admin: anext(admin.webhooks.list_all()),
    lambda admin: admin.notes.backlinks("user", "usr_1"),
]
NOT_JSON = [b"<html>", b'{"data": {', b"{}{}", b"\xff\xfe\xff", b"[" * 100_000]
PAGING = [b'"has_more": {}', b'"has_more": "perhaps"', b'"next_cursor": 5', b'"next_cursor": []']
WRONG_TYPE = "`data` is neither an object nor a list|does not have the documented type"


def data(*values: Any) -> list[bytes]:
    return [json.dumps({"data": value}).encode() for value in values]


CASES: list[tuple[list[Callable[[AuthPIAdmin], Any]], list[bytes], str]] = [
    (RESOURCE, [b"", b" \r\n"], "the body is empty"),
    (RESOURCE, NOT_JSON, "the body is not JSON"),
    (RESOURCE, [b"[]", b'"data"', b"5", b"null", b'{"id": "org_1"}'], "the body is not an object with `data`"),
    (RESOURCE, data(None, [{}], "text", 1), WRONG_TYPE),
    (LIST, data(None, {}, "text"), WRONG_TYPE),
    (LIST, data(["a"], [{}, None]), "`data` contains something other than objects"),
    (
        LIST[1:2],
        [b'{"data": [], %s}' % paging for paging in PAGING],
        "does not have the documented type",
    ),
]


@pytest.mark.parametrize(
    ("calls", "body", "message"),
    [pytest.param(calls, body, message, id=repr(body[:40])) for calls, bodies, message in CASES for body in bodies],
)
@pytest.mark.parametrize("strict", [False, True])
async def test_malformed_response(calls: list[Any], body: bytes, message: str, *, strict: bool, api: MockedApi) -> None:
    api.server = lambda _: httpx.Response(200, content=body, headers={"ETag": '"1"'})
    for call in calls:
        with pytest.raises(MalformedResponseError, match=message) as caught:
            await call(api.connect(strict=strict))
        assert (caught.value.status_code, caught.value.error, caught.value.attempts) == (200, "malformed_response", 1)
        assert caught.value.raw_body == body[:4096].decode(errors="replace")
