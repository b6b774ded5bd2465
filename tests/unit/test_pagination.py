"""One page, and the iterator over all pages: nothing is skipped, repeated or silently left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.document import SCHEMAS, example
from helpers.mocked_api import page, response
from helpers.mocked_list import MockedList, follow, numbers, rows, users

from authpi_admin import AuthPIAdmin, MalformedResponseError, Page

if TYPE_CHECKING:
    import httpx
    from helpers.mocked_api import MockedApi

    from authpi_admin.types import UserListItem


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
async def test_one_page(
    members: dict[str, Any], expected: tuple[object, ...], admin: AuthPIAdmin, api: MockedApi
) -> None:
    for count in (0, 2):
        api.respond_with(response(data=rows(*range(count)), **members))
        result = await admin.issuer("i_1").users.list()
        assert type(result) is Page
        assert (result.has_more, result.next_cursor, result.invalid_count) == expected
        assert len(result) == count
        assert [row.id for row in result] == [row.user_id for row in result.data] == ["usr_0", "usr_1"][:count]


@pytest.mark.parametrize("read_ahead", [True, False])
@pytest.mark.parametrize(
    ("options", "size", "requested"),
    [
        ({}, 0, [(0, 100)]),
        ({"limit": 0}, 0, [(0, 0)]),
        ({}, 100, [(0, 100)]),
        ({}, 250, [(0, 100), (100, 100), (200, 100)]),
        ({"limit": 40}, 90, [(0, 40), (40, 40), (80, 40)]),
        ({"cursor": "usr_120"}, 250, [(120, 100), (220, 100)]),
        ({"cursor": "usr_5", "limit": 1}, 7, [(5, 1), (6, 1)]),
    ],
)
async def test_all_pages(
    options: dict[str, Any], size: int, requested: list[tuple[int, int]], *, read_ahead: bool, api: MockedApi
) -> None:
    api.server = listing = MockedList(size)
    admin = api.connect(read_ahead=read_ahead)
    found = [user async for user in users(admin, **options)]
    assert numbers(found) == list(range(requested[0][0] + 1, size + 1))
    assert (listing.requested, listing.most_running) == (requested, 1)
    whole = [part async for part in users(admin, **options).pages()]
    assert [len(part) for part in whole] == [min(limit, size - start) for start, limit in requested]
    assert numbers(await users(admin, **options).collect()) == numbers(found)


async def test_every_page_has_the_filters_and_an_empty_page_is_not_the_end(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(page(next_cursor="a"), page(*rows(1), next_cursor="b"), page(next_cursor="c"), page(*rows(2)))
    found = await users(admin, status="active", headers={"X-One": "1"}).collect()
    assert numbers(found) == [1, 2]
    assert [request.url.params.get("cursor") for request in api.requests] == [None, "a", "b", "c"]
    assert {request.url.params.get("status") for request in api.requests} == {"active"}
    assert {*api.sent_headers("X-One")} == {"1"}


TWICE = "returned the same cursor twice"
MALFORMED: dict[str, tuple[list[httpx.Response], str | None, list[int], str]] = {
    "has_more without a cursor": ([page(*rows(1), has_more=True)], None, [], "returned has_more without next_cursor"),
    "the same cursor again": ([page(*rows(1), next_cursor="a"), page(*rows(2), next_cursor="a")], None, [1], TWICE),
    "a cycle": ([page(*rows(i), next_cursor=c) for i, c in ((1, "a"), (2, "b"), (3, "a"))], None, [1, 2], TWICE),
    "the first cursor": ([page(*rows(1), next_cursor="a")], "a", [], TWICE),
}


@pytest.mark.parametrize(("responses", "cursor", "given", "message"), MALFORMED.values(), ids=MALFORMED)
async def test_list_that_would_end_too_early_or_never(  # noqa: PLR0913, PLR0917 - the columns of the table
    responses: list[httpx.Response],
    cursor: str | None,
    given: list[int],
    message: str,
    admin: AuthPIAdmin,
    api: MockedApi,
) -> None:
    api.respond_with(*responses)
    api.server = lambda _: responses[-1]
    found: list[UserListItem] = []
    listed = users(admin, cursor=cursor)
    for _ in range(2):  # a repetition raises too
        with pytest.raises(MalformedResponseError, match=rf"^malformed_response: Users\.list_all: the API {message}"):
            await follow(listed, found)
    assert numbers(found) == given


@pytest.mark.parametrize("members", [{"has_more": True}, {"has_more": True, "next_cursor": "c"}, {"next_cursor": "c"}])
async def test_list_without_a_cursor_parameter_has_one_page(
    members: dict[str, Any], admin: AuthPIAdmin, api: MockedApi
) -> None:
    domain = example(SCHEMAS["AccountDomain"])
    api.respond_with(response(data=[domain], has_more=False, next_cursor="c"), response(data=[domain], **members))
    assert len(await admin.domains.list_all().collect()) == 1
    with pytest.raises(MalformedResponseError, match="returned has_more without next_cursor"):
        await admin.domains.list_all().collect()
    assert api.lines == ["GET /v1/accounts/acc_1/domains"] * 2


@pytest.mark.parametrize("cycle", [1, 2, 99, 300])
async def test_cycle_of_cursors_ends_with_an_error(cycle: int, api: MockedApi) -> None:
    """The latest 100 cursors are remembered; longer cycles are found by milestones."""
    api.server = lambda _: page(*rows(1), next_cursor=f"c{len(api.requests) % cycle}")
    with pytest.raises(MalformedResponseError, match=TWICE):
        await users(api.connect(read_ahead=False)).collect()
    assert len(api.requests) <= 4 * cycle + 2


@pytest.mark.parametrize(("read_ahead", "most"), [(True, 20), (False, 1000)])
async def test_too_many_empty_pages_in_a_row(
    *, read_ahead: bool, most: int, api: MockedApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    if read_ahead:  # 1,000 pages take seconds
        monkeypatch.setattr("authpi_admin.pagination._MAX_EMPTY_PAGES", most)

    def server(_: httpx.Request) -> httpx.Response:
        number = len(api.requests)
        return page(*(rows(1) if number in {1, 10} else ()), next_cursor=f"c{number}")

    api.server = server
    found: list[UserListItem] = []
    with pytest.raises(
        MalformedResponseError, match=rf"Users\.list_all: the API returned {most:,} empty pages in a row"
    ):
        await follow(users(api.connect(read_ahead=read_ahead)), found)
    assert (len(found), len(api.requests)) == (2, most + 10)
