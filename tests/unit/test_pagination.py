"""One page, and the iterator over all pages: nothing is skipped, repeated or silently left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.document import SCHEMAS, example
from helpers.mocked_api import page, response
from helpers.mocked_list import ROW, MockedList, follow, numbers, rows, users

from authpi_admin import (
    AuthPIAdmin,
    MalformedResponseError,
    Page,
)
from authpi_admin import types as t

if TYPE_CHECKING:
    import httpx
    from helpers.mocked_api import Connect, MockedApi


async def test_one_page(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page(*rows(1, 2), next_cursor="usr_2", invalid_count=3))
    result = await admin.issuer("i_1").users.list(limit=2)
    assert type(result) is Page
    assert (result.has_more, result.next_cursor, result.invalid_count, len(result)) == (True, "usr_2", 3, 2)
    assert [row.id for row in result] == [row.user_id for row in result.data] == ["usr_1", "usr_2"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, (False, None, None)),
        ({"next_cursor": "c"}, (True, "c", None)),
        ({"has_more": None, "next_cursor": None}, (False, None, None)),
        ({"has_more": False, "next_cursor": "c", "invalid_count": 0}, (False, "c", 0)),
        ({"has_more": True}, (True, None, None)),
    ],
)
async def test_defaults_of_a_page(
    members: dict[str, Any], expected: tuple[object, ...], admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(response(data=[], **members))
    result = await admin.issuer("i_1").users.list()
    assert (result.has_more, result.next_cursor, result.invalid_count) == expected
    assert not result.data


async def test_row_by_either_name_of_its_id(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    by_user_id = {**ROW, "user_id": "usr_1"}
    by_id = {name: value for name, value in by_user_id.items() if name != "user_id"} | {"id": "usr_1"}
    mocked_api.respond_with(page(by_user_id, by_id), page(by_user_id, by_id))
    for called in (users(admin).collect(), admin.issuer("i_1").approvals.list_all().collect()):
        first, second = await called
        assert (first.id, first.user_id) == ("usr_1", "usr_1")
        assert second == first
        assert second.model_dump() == by_user_id


@pytest.mark.parametrize("read_ahead", [True, False])
@pytest.mark.parametrize(
    "case",
    [
        ({}, 0, [(0, 100)]),
        ({}, 100, [(0, 100)]),
        ({}, 250, [(0, 100), (100, 100), (200, 100)]),
        ({"limit": 40}, 90, [(0, 40), (40, 40), (80, 40)]),
        ({"cursor": "usr_120"}, 250, [(120, 100), (220, 100)]),
        ({"cursor": "usr_5", "limit": 1}, 7, [(5, 1), (6, 1)]),
    ],
)
async def test_all_pages(
    *,
    read_ahead: bool,
    case: tuple[dict[str, Any], int, list[tuple[int, int]]],
    connect: Connect,
    mocked_api: MockedApi,
) -> None:
    options, size, asked = case
    mocked_api.server = listing = MockedList(size)
    admin = connect(read_ahead=read_ahead)
    found = [user async for user in users(admin, **options)]
    assert numbers(found) == list(range(asked[0][0] + 1, size + 1))
    assert (listing.asked, listing.most_under_way) == (asked, 1)

    whole = [part async for part in users(admin, **options).pages()]
    assert [len(part) for part in whole] == [min(limit, size - start) for start, limit in asked]
    assert numbers(await users(admin, **options).collect()) == numbers(found)


async def test_every_page_has_the_filters(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page(*rows(1), next_cursor="c"), page(*rows(2)))
    await users(admin, status="active", headers={"X-One": "1"}).collect()
    assert [request.url.params.get("status") for request in mocked_api.requests] == ["active", "active"]
    assert [request.headers["X-One"] for request in mocked_api.requests] == ["1", "1"]


async def test_empty_page_with_a_cursor_is_not_the_end(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(
        page(next_cursor="a"), page(*rows(1), next_cursor="b"), page(next_cursor="c"), page(*rows(2))
    )
    assert numbers(await users(admin).collect()) == [1, 2]
    assert [request.url.params.get("cursor") for request in mocked_api.requests] == [None, "a", "b", "c"]


TWICE = "returned the same cursor twice"
WRONG: dict[str, tuple[list[httpx.Response], str | None, list[int], str]] = {
    "has_more without a cursor": ([page(*rows(1), has_more=True)], None, [], "returned has_more without next_cursor"),
    "the same cursor again": ([page(*rows(1), next_cursor="a"), page(*rows(2), next_cursor="a")], None, [1], TWICE),
    "a cycle": ([page(*rows(i), next_cursor=c) for i, c in ((1, "a"), (2, "b"), (3, "a"))], None, [1, 2], TWICE),
    "the first cursor": ([page(*rows(1), next_cursor="a")], "a", [], TWICE),
}


@pytest.mark.parametrize(("responses", "cursor", "given", "message"), WRONG.values(), ids=WRONG)
async def test_list_that_would_end_too_early_or_never_fails(  # noqa: PLR0913, PLR0917 - the columns of the table
    responses: list[httpx.Response],
    cursor: str | None,
    given: list[int],
    message: str,
    admin: AuthPIAdmin,
    mocked_api: MockedApi,
) -> None:
    mocked_api.respond_with(*responses)
    mocked_api.server = lambda _: responses[-1]
    found: list[t.UserListItem] = []
    listed = users(admin, cursor=cursor)
    for _ in range(2):  # a repetition fails too
        with pytest.raises(MalformedResponseError, match=rf"^malformed_response: Users\.list_all: the API {message}"):
            await follow(listed, found)
    assert numbers(found) == given


@pytest.mark.parametrize("members", [{"has_more": True}, {"has_more": True, "next_cursor": "c"}, {"next_cursor": "c"}])
async def test_list_without_a_cursor_parameter_has_one_page_or_fails(
    members: dict[str, Any], admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    domain = example(SCHEMAS["AccountDomain"])
    mocked_api.respond_with(
        response(data=[domain], has_more=False, next_cursor="c"), response(data=[domain], **members)
    )
    assert len(await admin.domains.list_all().collect()) == 1
    with pytest.raises(MalformedResponseError, match="returned has_more without next_cursor"):
        await admin.domains.list_all().collect()
    assert mocked_api.lines == ["GET /v1/accounts/acc_1/domains"] * 2


@pytest.mark.parametrize("wrong", [{"limits": 3}, {"status": "active", "client": 1}])
async def test_invalid_argument_raises_before_the_first_page(
    wrong: dict[str, Any], admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    with pytest.raises(TypeError, match="argument"):
        users(admin, **wrong)
    assert mocked_api.requests == []


@pytest.mark.parametrize("cycle", [1, 2, 99, 150, 1000])
async def test_cycle_of_cursors_ends_with_an_error(cycle: int, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    def server(_: httpx.Request) -> httpx.Response:
        return page(*rows(1), next_cursor=f"c{len(mocked_api.requests) % cycle}")

    mocked_api.server = server
    with pytest.raises(MalformedResponseError, match="returned the same cursor twice"):
        await users(admin).collect()
    assert len(mocked_api.requests) <= 4 * cycle + 2


@pytest.mark.parametrize("read_ahead", [True, False])
async def test_thousand_empty_pages_in_a_row_are_an_error(
    *, read_ahead: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    def server(_: httpx.Request) -> httpx.Response:
        number = len(mocked_api.requests)
        return page(*(rows(1) if number in {1, 500} else ()), next_cursor=f"c{number}")

    mocked_api.server = server
    listed = users(connect(read_ahead=read_ahead))
    found: list[t.UserListItem] = []
    with pytest.raises(MalformedResponseError, match=r"Users\.list_all: the API returned 1,000 empty pages in a row"):
        await follow(listed, found)
    assert (len(found), len(mocked_api.requests)) == (2, 1500)


def test_page_is_iterable_and_has_a_length() -> None:
    part = Page([1, 2], has_more=True, next_cursor="c")
    assert ([*part], len(part)) == ([1, 2], 2)
