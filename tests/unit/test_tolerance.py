"""Answers that are not quite as promised still come back; those that are no such thing at all do not."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.calls import needed, operation_of, outcome
from helpers.document import SCHEMAS, example
from helpers.mocked_api import response, page
from helpers.programs import run
from helpers.surface import METHODS, at

from authpi_admin import MalformedResponseError, types
from authpi_admin.types import Account, Organization, UserListItem, UserStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi

    from authpi_admin import AuthPIAdmin

MARK = "marked-value"
ORGANIZATION, ACCOUNT, ROW = (example(SCHEMAS[name]) for name in ("Organization", "Account", "UserListItem"))
WARNED = "kept fields that are not what the document says: "
GONE = object()


async def organization(admin: AuthPIAdmin) -> Organization:
    return await admin.issuer("i_1").organization("org_1").get()


def changed(whole: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Copy JSON with one member, at any depth, set or taken away."""
    copied: dict[str, Any] = json.loads(json.dumps(whole))
    *steps, last = path.split(".")
    place = copied
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return copied


ODD: dict[str, tuple[str, object, str, object]] = {
    "a time that is text": ("created_at", MARK, "data.created_at", MARK),
    "a text that is a number": ("name", 5.5, "data.name", 5.5),
    "a text that is an object": ("id", {"a": MARK}, "data.id", {"a": MARK}),
    "a required one that is missing": ("created_at", GONE, "data.created_at", None),
    "a required one that is null": ("id", None, "data.id", None),
    "an enum that is no text": ("status", [MARK], "data.status", [MARK]),
    "a list that is text": ("default_member_scopes", MARK, "data.default_member_scopes", MARK),
    "an item that is no text": ("scopes", ["a", 7, MARK], "data.scopes[1]", ["a", 7, MARK]),
    "an item that is no object": ("social_links", [{"a": 1}, MARK], "data.social_links[1]", [{"a": 1}, MARK]),
    "an object that is a list": ("metadata", [MARK], "data.metadata", [MARK]),
    "a part that is text": ("contact", MARK, "data.contact", MARK),
}


@pytest.mark.parametrize(("path", "value", "warned", "kept"), ODD.values(), ids=ODD)
async def test_a_field_that_does_not_fit_comes_as_it_is(  # noqa: PLR0913, PLR0917 - the columns of the table
    path: str,
    value: object,
    warned: str,
    kept: object,
    connect: Connect,
    mocked_api: MockedApi,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mocked_api.server = lambda _: response(data=changed(ORGANIZATION, path, value), headers={"ETag": '"1"'})
    result = await organization(connect())
    assert type(result) is Organization
    assert getattr(result, path) == kept
    assert result.etag == '"1"'
    assert caplog.record_tuples == [("authpi_admin", logging.WARNING, WARNED + warned)]
    others = {name: each for name, each in result if name != path}
    assert others == {name: each for name, each in Organization.model_validate(ORGANIZATION) if name != path}

    with pytest.raises(MalformedResponseError) as caught:
        await organization(connect(strict=True))
    assert str(caught.value) == (
        "GET /v1/accounts/acc_1/issuers/i_1/organizations/org_1: 200 malformed_response: these fields are not what "
        f"the document says: {warned}"
    )
    assert MARK not in f"{caplog.text}{caught.value}{caught.value.__cause__}"


async def test_all_fields_that_do_not_fit_are_named(
    admin: AuthPIAdmin, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    domains: list[Any] = [5, {}]
    data = changed(changed(changed(ORGANIZATION, "contact.email", 5), "sso.domains", domains), "name", 5)
    mocked_api.respond_with(response(data=data))
    result = await organization(admin)
    assert caplog.messages == [
        f"{WARNED}data.name, data.contact.email, data.sso.domains[0], data.sso.domains[1].domain"
    ]
    assert result.contact is not None
    assert type(result.contact) is types.OrganizationContact
    assert vars(result.contact)["email"] == 5
    assert result.sso is not None


async def test_a_field_is_named_as_on_the_wire(
    admin: AuthPIAdmin, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    mocked_api.respond_with(response(data=changed(ACCOUNT, "balance_μusd", MARK)))
    result = await admin.accounts.get("acc_1")
    assert type(result) is Account
    assert vars(result)["balance_micro_usd"] == MARK
    assert caplog.messages == [f"{WARNED}data.balance_μusd"]
    assert result.model_dump(exclude_unset=True, warnings=False) == changed(ACCOUNT, "balance_μusd", MARK)


@pytest.mark.parametrize("name", ["user_id", "id"])
async def test_rows_that_do_not_fit(
    name: str, admin: AuthPIAdmin, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    row = changed(ROW, "user_id", GONE)
    mocked_api.respond_with(page(ROW, {**row, name: 5}, row, next_cursor="c"))
    result = await admin.issuer("i_1").users.list()
    assert [type(each) for each in result] == [UserListItem] * 3
    assert [each.id for each in result] == ["text", 5, None]
    assert (result.has_more, result.next_cursor) == (True, "c")
    assert caplog.messages == [f"{WARNED}data[1].user_id and 1 more"]


async def test_what_a_field_may_be_beyond_the_document(
    connect: Connect, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    """Values of enums and fields that a later version of the API adds are no mistakes, even where strict."""
    data = {**ORGANIZATION, "status": "frozen", "new": {"a": [1]}, "_private": 1, "name": "", "logo_url": "no url"}
    mocked_api.server = lambda _: response(data=data, meta={"took": 3})
    for admin in (connect(), connect(strict=True), connect().with_options(strict=True)):
        result = await organization(admin)
        assert (result.status, type(result.status)) == ("frozen", str)
        assert (result.model_extra or {})["new"] == {"a": [1]}
        assert result.model_dump(exclude_unset=True) == data
    assert not caplog.messages


async def test_known_values_of_an_enum_are_its_members_also_beside_what_does_not_fit(
    admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(page({**ROW, "status": "active", "region": 5}, {**ROW, "status": "odd", "region": 5}))
    first, second = await admin.issuer("i_1").users.list()
    assert first.status is UserStatus.ACTIVE
    assert type(second.status) is str


NAMES = ["cls", "self", "_fields_set", "values", "model_fields", "etag", "__etag__", "copy", "__class__", "__dict__"]


@pytest.mark.parametrize("fits", [True, False])
@pytest.mark.parametrize("name", NAMES)
async def test_unknown_fields_may_have_any_name(
    *, name: str, fits: bool, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    data = {**ORGANIZATION, name: MARK} | ({} if fits else {"name": 5})
    mocked_api.respond_with(response(data=data, headers={"ETag": '"1"'}))
    result = await organization(admin)
    assert type(result) is Organization
    assert (result.etag, result.id) == ('"1"', "text")
    assert (result.model_extra or {})[name] == MARK
    assert result.model_dump(exclude_unset=True, warnings=False) == data


DEEP = ("[" * 300) + ("]" * 300)


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + json.dumps({"data": ORGANIZATION}).encode(),
        json.dumps({"data": ORGANIZATION}).encode("utf-16"),
        json.dumps({"data": {**ORGANIZATION, "new": "\ud800"}}).encode(),
        json.dumps({"data": ORGANIZATION})[:-2].encode() + b', "new": ' + DEEP.encode() + b"}}",
        json.dumps({"data": {**ORGANIZATION, "new": float("nan")}}).encode(),
    ],
    ids=["a byte order mark", "UTF-16", "half a character", "great depth", "no number"],
)
async def test_json_that_one_parser_takes_and_another_does_not(
    *, body: bytes, strict: bool, connect: Connect, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    mocked_api.respond_with(httpx.Response(200, content=body))
    result = await organization(connect(strict=strict))
    assert result.id == "text"
    assert not caplog.messages


NO_JSON = {
    "nothing": b"",
    "blanks": b" \r\n",
    "HTML": b"<html>",
    "half of it": b'{"data": {',
    "two of it": b"{}{}",
    "no text": b"\xff\xfe\xff",
    "endless depth": b"[" * 100_000,
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
async def test_a_body_that_is_no_json(body: bytes, connect: Connect, mocked_api: MockedApi) -> None:
    message = "the body is no JSON" if body.strip() else "the body is empty"
    await check_malformed(organization, body, message, connect, mocked_api)


@pytest.mark.parametrize("body", NO_OBJECT.values(), ids=NO_OBJECT)
async def test_a_body_that_is_no_envelope(body: object, connect: Connect, mocked_api: MockedApi) -> None:
    await check_malformed(organization, json.dumps(body).encode(), "is no object with `data`", connect, mocked_api)


@pytest.mark.parametrize("data", NO_RESOURCE.values(), ids=NO_RESOURCE)
async def test_data_that_is_no_resource(data: object, connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": data}).encode()
    await check_malformed(organization, body, "`data` is no object", connect, mocked_api)
    outcome_of = "admin.webhook(webhook_id).redeliver.create"  # any object
    await check_malformed(lambda admin: at(admin, outcome_of)({}), body, "`data` is no object", connect, mocked_api)


@pytest.mark.parametrize("data", NO_LIST.values(), ids=NO_LIST)
async def test_data_that_is_no_list(data: object, connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": data}).encode()
    message = "`data` holds something that is no object" if isinstance(data, list) else "`data` is no list"
    await check_malformed(lambda admin: admin.webhooks.list(), body, message, connect, mocked_api)
    await check_malformed(lambda admin: anext(admin.webhooks.list_all()), body, message, connect, mocked_api)
    await check_malformed(lambda admin: admin.notes.backlinks("user", "usr_1"), body, message, connect, mocked_api)


@pytest.mark.parametrize("paging", [{"has_more": {}}, {"has_more": "perhaps"}, {"next_cursor": 5}, {"next_cursor": []}])
async def test_paging_that_cannot_be_read(paging: dict[str, Any], connect: Connect, mocked_api: MockedApi) -> None:
    body = json.dumps({"data": [], **paging}).encode()
    message = "`has_more` or `next_cursor` cannot be read"
    await check_malformed(lambda admin: anext(admin.webhooks.list_all()), body, message, connect, mocked_api)


@pytest.mark.parametrize("name", METHODS)
async def test_every_method_bears_an_object_of_which_nothing_is_right(
    name: str, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    """Only the kind of thing must be right: an object, or a list of objects."""
    sent: list[dict[str, Any]] = []

    def server(request: httpx.Request) -> httpx.Response:
        schema = operation_of(request).answer
        if schema is None:
            return httpx.Response(200, json=[MARK])
        data: Any = example(schema)["data"]
        sent.extend({member: [MARK] for member in row} for row in (data if is_list(schema) else [data]))
        return httpx.Response(200, json={"data": sent if is_list(schema) else sent[0]})

    mocked_api.server = server
    result: Any = await outcome(at(admin, name)(**needed(METHODS[name])))
    schema = operation_of(mocked_api.request).answer
    if schema is None:
        assert result is None
    else:
        assert [dumped(row) for row in (result if is_list(schema) else [result])] == sent


def is_list(schema: dict[str, Any]) -> bool:
    return bool(schema["properties"]["data"].get("type") == "array")


def dumped(row: Any) -> Any:
    return row.model_dump(exclude_unset=True, warnings=False) if hasattr(row, "model_dump") else row


FRESH = """
import asyncio, json, httpx
from authpi_admin import AuthPIAdmin

data = json.loads(%r)
transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"data": data}))

async def main():
    client = httpx.AsyncClient(transport=transport)
    async with AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", http_client=client) as admin:
        result = await admin.issuer("i_1").organization("org_1").get()
    print(json.dumps([type(result.contact).__name__, result.contact.email, result.status.name]))

asyncio.run(main())
"""


def test_the_first_answer_of_a_process_may_be_the_odd_one() -> None:
    data = json.dumps(changed(changed(ORGANIZATION, "contact.email", 5), "status", "active"))
    code = "import logging; logging.disable()" + FRESH % data
    assert run(code) == [["OrganizationContact", 5, "ACTIVE"]]
