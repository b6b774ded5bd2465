"""Responses without the documented shape are errors, which quote nothing of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.surface import at

from authpi_admin import MalformedResponseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi

    from authpi_admin import AuthPIAdmin


SHAPE, TYPE = "`data` is neither an object nor a list", "does not have the documented type"
NO_JSON = {
    "nothing": b"",
    "white space": b" \r\n",
    "HTML": b"<html>",
    "truncated": b'{"data": {',
    "two documents": b"{}{}",
    "invalid UTF-8": b"\xff\xfe\xff",
    "deep nesting": b"[" * 100_000,
}
NO_OBJECT: dict[str, Any] = {"a list": [], "a text": "data", "a number": 5, "null": None, "no data": {"id": "org_1"}}
NO_RESOURCE: dict[str, Any] = {"null": None, "a list": [{}], "a text": "text", "a number": 1, "a truth": True}
NO_LIST: dict[str, Any] = {
    "null": None,
    "an object": {},
    "a text": "text",
    "a list of texts": ["a"],
    "a list with null": [{}, None],
}


async def organization(admin: AuthPIAdmin) -> object:
    return await admin.issuer("i_1").organization("org_1").get()


async def check_malformed(
    call: Callable[[AuthPIAdmin], Any], body: bytes, message: str, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: httpx.Response(200, content=body, headers={"ETag": '"1"'})
    for strict in (False, True):
        with pytest.raises(MalformedResponseError, match=message) as caught:
            await call(connect(strict=strict))
        assert (caught.value.status_code, caught.value.error, caught.value.attempts) == (200, "malformed_response", 1)
        assert caught.value.raw_body == body[:4096].decode(errors="replace")


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON)
async def test_body_that_is_not_json(body: bytes, connect: Connect, mocked_api: MockedApi) -> None:
    message = "the body is not JSON" if body.strip() else "the body is empty"
    await check_malformed(organization, body, message, connect, mocked_api)


@pytest.mark.parametrize("body", NO_OBJECT.values(), ids=NO_OBJECT)
async def test_body_that_is_not_an_envelope(body: object, connect: Connect, mocked_api: MockedApi) -> None:
    await check_malformed(
        organization, json.dumps(body).encode(), "the body is not an object with `data`", connect, mocked_api
    )


@pytest.mark.parametrize("data", NO_RESOURCE.values(), ids=NO_RESOURCE)
async def test_data_that_is_not_a_resource(data: object, connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": data}).encode()
    await check_malformed(organization, body, f"{SHAPE}|{TYPE}", connect, mocked_api)
    outcome_of = "admin.webhook(webhook_id).redeliver.create"  # any object
    await check_malformed(lambda admin: at(admin, outcome_of)({}), body, f"{SHAPE}|{TYPE}", connect, mocked_api)


@pytest.mark.parametrize("data", NO_LIST.values(), ids=NO_LIST)
async def test_data_that_is_not_a_list(data: object, connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": data}).encode()
    message = "`data` contains something other" if isinstance(data, list) else f"{SHAPE}|{TYPE}"
    await check_malformed(lambda admin: admin.webhooks.list(), body, message, connect, mocked_api)
    await check_malformed(lambda admin: anext(admin.webhooks.list_all()), body, message, connect, mocked_api)
    await check_malformed(lambda admin: admin.notes.backlinks("user", "usr_1"), body, message, connect, mocked_api)


@pytest.mark.parametrize("paging", [{"has_more": {}}, {"has_more": "perhaps"}, {"next_cursor": 5}, {"next_cursor": []}])
async def test_paging_of_another_type(paging: dict[str, Any], connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": [], **paging}).encode()
    message = TYPE
    await check_malformed(lambda admin: anext(admin.webhooks.list_all()), body, message, connect, mocked_api)
