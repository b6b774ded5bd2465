"""Responses with fields that differ from the OpenAPI document are read, and the differences are reported."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pydantic
import pytest
from helpers.calls import needed, operation_of, outcome
from helpers.document import SCHEMAS, example
from helpers.mocked_api import page, response
from helpers.programs import run
from helpers.surface import METHODS, at

from authpi_admin import MalformedResponseError, types
from authpi_admin.types import Account, Organization, UserListItem, UserStatus

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

MARK = "marked-value"
ORGANIZATION, ACCOUNT, ROW = (example(SCHEMAS[name]) for name in ("Organization", "Account", "UserListItem"))
DIFFERS = "differs from the OpenAPI document; it has the value that was received"
GONE = object()


async def organization(admin: AuthPIAdmin) -> Organization:
    return await admin.issuer("i_1").organization("org_1").get()


def changed(whole: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return a copy of JSON with one member, at any depth, changed or removed."""
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


DIFFERENT: dict[str, tuple[str, object, object]] = {
    "a time that is text": ("created_at", MARK, MARK),
    "a text that is a number": ("name", 5.5, 5.5),
    "a text that is an object": ("id", {"a": MARK}, {"a": MARK}),
    "a required field that is missing": ("created_at", GONE, None),
    "a required field that is null": ("id", None, None),
    "an enum that is a list": ("status", [MARK], [MARK]),
    "a list that is text": ("default_member_scopes", MARK, MARK),
    "an item that is a number": ("scopes", ["a", 7, MARK], ["a", 7, MARK]),
    "an item that is text": ("social_links", [{"a": 1}, MARK], [{"a": 1}, MARK]),
    "an object that is a list": ("metadata", [MARK], [MARK]),
    "a nested model that is text": ("contact", MARK, MARK),
}


@pytest.mark.parametrize(("name", "value", "kept"), DIFFERENT.values(), ids=DIFFERENT)
async def test_field_that_differs_has_the_value_that_was_received(
    name: str,
    value: object,
    kept: object,
    api: MockedApi,
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = changed(ORGANIZATION, name, value)
    api.server = lambda _: response(data=data, headers={"ETag": '"1"'})
    admin = api.connect()
    result = await organization(admin)
    assert type(result) is Organization
    assert getattr(result, name) == kept
    assert result.etag == '"1"'
    assert admin.mismatches == {f"Organization.{name}": 1}
    assert caplog.record_tuples == [
        ("authpi_admin", logging.WARNING, f"organizations.get: Organization.{name} {DIFFERS}")
    ]
    others = {field: each for field, each in result if field != name}
    assert others == {field: each for field, each in Organization.model_validate(ORGANIZATION) if field != name}
    # A warning of pydantic's would be an error here, and quote the value.
    assert result.model_dump(exclude_unset=True) == data
    assert json.loads(result.model_dump_json(exclude_unset=True)) == data

    with pytest.raises(MalformedResponseError) as caught:
        await organization(api.connect(strict=True))
    assert str(caught.value) == (
        "GET /v1/accounts/acc_1/issuers/i_1/organizations/org_1: 200 malformed_response: these fields differ from the "
        f"OpenAPI document: Organization.{name}"
    )
    assert MARK not in f"{caplog.text}{caught.value}{caught.value.__cause__}"


async def test_every_field_that_differs_is_named(admin: AuthPIAdmin, api: MockedApi) -> None:
    domains: list[Any] = [5, {}]
    data = changed(changed(changed(ORGANIZATION, "contact.email", 5), "sso.domains", domains), "name", 5)
    api.respond_with(response(data=data))
    result = await organization(admin)
    assert admin.mismatches == {"Organization.name": 1, "OrganizationContact.email": 1} | {
        "OrganizationSsoDomain.domain": 1,
        "OrganizationSso.domains": 1,
    }
    assert result.contact is not None
    assert type(result.contact) is types.OrganizationContact
    assert vars(result.contact)["email"] == 5


async def test_field_is_named_as_in_python(admin: AuthPIAdmin, api: MockedApi) -> None:
    data = changed(ACCOUNT, "balance_μusd", MARK)
    api.respond_with(response(data=data))
    result = await admin.accounts.get("acc_1")
    assert type(result) is Account
    assert vars(result)["balance_micro_usd"] == MARK
    assert admin.mismatches == {"Account.balance_micro_usd": 1}
    assert result.model_dump(exclude_unset=True) == data


async def test_mismatches_are_counted_and_warned_of_once_per_client(
    api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "authpi_admin")
    rows = [changed(ROW, "created_at", GONE)] * 3
    api.server = lambda _: page(*rows)
    first, second = api.connect(), api.connect()
    for admin in (first, first.with_options(timeout=5), second):
        await admin.issuer("i_1").users.list()
    assert (first.mismatches, second.mismatches) == ({"UserListItem.created_at": 6}, {"UserListItem.created_at": 3})
    levels = [record.levelno for record in caplog.records if DIFFERS in record.message]
    assert levels == [logging.WARNING, logging.DEBUG, logging.WARNING]

    rows.append(changed(ROW, "status", 5))
    await first.issuer("i_1").users.list()
    assert first.mismatches == {"UserListItem.created_at": 9, "UserListItem.status": 1}
    assert caplog.messages.count(f"users.list: UserListItem.status {DIFFERS}") == 1
    first.mismatches.clear()  # a copy
    assert first.mismatches


async def test_models_are_unchanged_after_a_tolerant_read(admin: AuthPIAdmin, api: MockedApi) -> None:
    def state(model: type[pydantic.BaseModel]) -> list[object]:
        built = [model.__pydantic_complete__, model.__pydantic_validator__, model.__pydantic_core_schema__]
        return [*built, model.model_json_schema()]

    kinds: list[type[pydantic.BaseModel]] = [Organization, types.OrganizationContact]
    api.server = lambda _: response(data={**changed(ORGANIZATION, "contact.email", 5), "name": 5})
    for kind in kinds:
        kind.model_rebuild()
    before = [state(kind) for kind in kinds]
    assert (await organization(admin)).name == 5  # type: ignore[comparison-overlap] # the value that was received
    assert [state(kind) for kind in kinds] == before
    for kind, invalid in zip(kinds, ({**ORGANIZATION, "name": 5}, {"email": 5}), strict=True):
        with pytest.raises(pydantic.ValidationError):
            kind.model_validate(invalid)


async def test_strict_error_of_an_operation_with_secrets_quotes_nothing(api: MockedApi) -> None:
    api.server = lambda _: response(data={"secret": MARK, "id": 5})
    body: Any = {}
    with pytest.raises(MalformedResponseError, match=r"these fields differ .*: ") as caught:
        await api.connect(strict=True).api_keys.create(body)
    error = caught.value
    assert (error.raw_body, error.__cause__, error.__context__) == (None, None, None)
    assert MARK not in f"{error}{vars(error)}"


@pytest.mark.parametrize("name", ["user_id", "id"])
async def test_rows_that_differ(
    name: str, admin: AuthPIAdmin, api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    row = changed(ROW, "user_id", GONE)
    api.respond_with(page(ROW, {**row, name: 5}, row, next_cursor="c"))
    result = await admin.issuer("i_1").users.list()
    assert [type(each) for each in result] == [UserListItem] * 3
    assert [each.id for each in result] == ["text", 5, None]
    assert (result.has_more, result.next_cursor) == (True, "c")
    assert caplog.messages == [f"users.list: UserListItem.user_id {DIFFERS}"]
    assert admin.mismatches == {"UserListItem.user_id": 2}


async def test_new_values_and_fields_are_no_mismatch(api: MockedApi, caplog: pytest.LogCaptureFixture) -> None:
    """Neither values of enums nor fields that a later version of the API adds, even where strict."""
    data = {**ORGANIZATION, "status": "frozen", "new": {"a": [1]}, "_private": 1, "name": "", "logo_url": "no url"}
    api.server = lambda _: response(data=data, meta={"took": 3})
    for admin in (api.connect(), api.connect(strict=True), api.connect().with_options(strict=True)):
        result = await organization(admin)
        assert (result.status, type(result.status)) == ("frozen", str)
        assert (result.model_extra or {})["new"] == {"a": [1]}
        assert result.model_dump(exclude_unset=True) == data
    assert not caplog.messages


async def test_enum_members_beside_a_field_that_differs(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(page({**ROW, "status": "active", "region": 5}, {**ROW, "status": "odd", "region": 5}))
    first, second = await admin.issuer("i_1").users.list()
    assert first.status is UserStatus.ACTIVE
    assert type(second.status) is str


NAMES = ["cls", "self", "_fields_set", "values", "model_fields", "etag", "__etag__", "copy", "__class__", "__dict__"]


@pytest.mark.parametrize("matches", [True, False])
@pytest.mark.parametrize("name", NAMES)
async def test_unknown_field_may_have_any_name(*, name: str, matches: bool, admin: AuthPIAdmin, api: MockedApi) -> None:
    data = {**ORGANIZATION, name: MARK} | ({} if matches else {"name": 5})
    api.respond_with(response(data=data, headers={"ETag": '"1"'}))
    result = await organization(admin)
    assert type(result) is Organization
    assert (result.etag, result.id) == ('"1"', "text")
    assert (result.model_extra or {})[name] == MARK
    assert result.model_dump(exclude_unset=True) == data


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
    ids=["a byte order mark", "UTF-16", "half a surrogate pair", "deep nesting", "NaN"],
)
async def test_json_that_only_some_parsers_accept(
    *, body: bytes, strict: bool, api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.respond_with(httpx.Response(200, content=body))
    result = await organization(api.connect(strict=strict))
    assert result.id == "text"
    assert not caplog.messages


@pytest.mark.parametrize("name", METHODS)
async def test_every_method_reads_an_object_whose_fields_all_differ(
    name: str, admin: AuthPIAdmin, api: MockedApi
) -> None:
    """Only an object, or a list of objects, must arrive."""
    sent: list[dict[str, Any]] = []

    def server(request: httpx.Request) -> httpx.Response:
        schema = operation_of(request).response
        if schema is None:
            return httpx.Response(200, json=[MARK])
        data: Any = example(schema)["data"]
        sent.extend({member: [MARK] for member in row} for row in (data if is_list(schema) else [data]))
        return httpx.Response(200, json={"data": sent if is_list(schema) else sent[0]})

    api.server = server
    result: Any = await outcome(at(admin, name)(**needed(METHODS[name])))
    schema = operation_of(api.request).response
    if schema is None:
        assert result is None
    else:
        assert [dumped(row) for row in (result if is_list(schema) else [result])] == sent


def is_list(schema: dict[str, Any]) -> bool:
    return bool(schema["properties"]["data"].get("type") == "array")


def dumped(row: Any) -> Any:
    return row.model_dump(exclude_unset=True) if hasattr(row, "model_dump") else row


MANY_THREADS = """
import json, sys, threading
from authpi_core import models
from authpi_core.reading import one

names, rows = json.loads(%r)
sys.setswitchinterval(1e-6)
ready = threading.Barrier(16)
failures = []

def read():
    ready.wait()
    for name in names:
        body = json.dumps({"data": {member: ["other"] for member in rows[name]}}).encode()
        read, fields = results[name].read_tolerantly(body)
        if len(fields) < 1 or read.model_dump(exclude_unset=True) != json.loads(body)["data"]:
            failures.append([name, fields])

results = {name: one(getattr(models, name)) for name in names}
threads = [threading.Thread(target=read) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(failures))
"""


def test_threads_build_tolerant_validators_at_once() -> None:
    names = ["Organization", "Account", "User", "UserListItem", "Issuer", "Webhook"]
    rows = {name: list(example(SCHEMAS[name])) for name in names}
    assert run(MANY_THREADS % json.dumps([names, rows])) == [[]]
