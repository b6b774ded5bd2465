"""Reading pages ahead, `collect`, resuming, and both after errors, cancellation and closing."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import response, settle
from helpers.mocked_list import MockedList, follow, numbers, users

from authpi_admin import ApiConnectionError, AuthPIAdmin, ClosedClientError, InternalServerError, MalformedResponseError

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

    from authpi_admin.types import UserListItem

PAGES = [(0, 100), (100, 100), (200, 100), (300, 100), (400, 100)]


async def test_pages_after_the_second_are_read_ahead(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(admin)
    seen: list[int] = []
    async for user in listed:
        await settle()
        if numbers([user])[0] % 100 == 1:  # the first of a page
            seen.append(len(listing.asked))
    assert seen == [1, 3, 4, 5, 5]
    assert (listing.asked, listing.most_under_way) == (PAGES, 1)


async def test_read_ahead_is_an_option(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    for admin in (connect(read_ahead=False), connect().with_options(read_ahead=False)):
        listing.asked.clear()
        async for user in users(admin):
            await settle()
            assert len(listing.asked) == (numbers([user])[0] + 99) // 100


@pytest.mark.parametrize("read_ahead", [True, False])
@pytest.mark.parametrize(
    ("limit", "asked"),
    [
        (0, []),
        (1, [(0, 1)]),
        (100, [(0, 100)]),
        (150, [(0, 100), (100, 50)]),
        (200, [(0, 100), (100, 100)]),
        (230, [(0, 100), (100, 100), (200, 30)]),
        (1000, PAGES),
        (None, PAGES),
    ],
)
async def test_collect_requests_no_more_items_than_its_limit(
    *, read_ahead: bool, limit: int | None, asked: list[tuple[int, int]], connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(connect(read_ahead=read_ahead))
    first = await listed.collect(limit=limit)
    await settle()
    assert numbers(first) == list(range(1, min(500 if limit is None else limit, 500) + 1))
    assert listing.asked == asked

    rest = await listed.collect()
    assert numbers(first + rest) == list(range(1, 501))
    assert await listed.collect() == []


async def test_collect_with_a_page_size(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(admin, limit=40)
    assert numbers([await anext(listed), *await listed.collect(limit=59), await anext(listed)]) == list(range(1, 62))
    assert listing.asked[:3] == [(0, 40), (40, 20), (60, 40)]


async def test_tasks_that_share_an_iterator_get_each_item_once(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(430)
    listed = users(admin)
    found: list[UserListItem] = []

    async def work() -> None:
        async for user in listed:
            found.append(user)
            await asyncio.sleep(0)

    await asyncio.gather(*(work() for _ in range(5)))
    assert sorted(numbers(found)) == list(range(1, 431))


async def test_limit_of_zero_is_sent(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(0)
    assert [user async for user in users(admin, limit=0)] == []
    assert listing.asked == [(0, 0)]


async def test_collect_with_a_negative_limit(admin: AuthPIAdmin) -> None:
    with pytest.raises(ValueError, match="0 or more, not -1"):
        await users(admin).collect(limit=-1)


async def test_cursor_while_iterating(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(250)
    listed = users(admin)
    assert listed.cursor is None
    cursors: dict[int, str | None] = {}
    async for user in listed:
        number = numbers([user])[0]
        cursors[number] = listed.cursor
        if number % 60 == 0:
            again = await users(admin, cursor=listed.cursor).collect()
            assert numbers(again)[0] <= number
    assert {cursor: [n for n, c in cursors.items() if c == cursor][::99] for cursor in cursors.values()} == {
        None: [1, 100],
        "usr_100": [101, 200],
        "usr_200": [201],
    }
    assert listed.cursor is None


@pytest.mark.parametrize("collected", [50, 100, 150, 200, 230, 250])
async def test_cursor_after_collect(collected: int, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(250)
    listed = users(admin)
    first = numbers(await listed.collect(limit=collected))
    cursor = listed.cursor
    assert cursor == (f"usr_{collected}" if collected < 250 else None)
    if cursor is not None:
        rest = numbers(await users(admin, cursor=cursor).collect())
        assert first + rest == list(range(1, 251))


FAILURES = [httpx.ReadError("lost"), response(500), httpx.Response(200, content=b"{")]


@pytest.mark.parametrize("read_ahead", [True, False])
@pytest.mark.parametrize("failure", FAILURES, ids=repr)
@pytest.mark.parametrize("at", range(5))
async def test_iteration_goes_on_after_an_error(
    *, at: int, failure: httpx.Response | Exception, read_ahead: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    listing = MockedList(500)

    async def server(request: httpx.Request) -> httpx.Response | Exception:
        if len(listing.asked) == at and not listing.failures:
            listing.failures.append(failure)
        outcome = await listing(request)
        if outcome is failure:
            mocked_api.server = listing
        return outcome

    mocked_api.server = server
    listed = users(connect(read_ahead=read_ahead, retries=False))
    found: list[Any] = []
    with pytest.raises((ApiConnectionError, InternalServerError, MalformedResponseError)):
        await follow(listed, found)
    assert len(found) == at * 100
    found += [user async for user in listed]
    assert numbers(found) == list(range(1, 501))


async def test_error_during_collect_loses_nothing(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(connect(retries=False))
    first = await listed.collect(limit=30)
    listing.failures = [response(500)]
    with pytest.raises(InternalServerError):
        await listed.collect(limit=400)
    assert listed.cursor == "usr_30"
    assert numbers(first + [await anext(listed)] + await listed.collect()) == list(range(1, 501))


async def test_error_after_some_pages_of_collect_loses_nothing(connect: Connect, mocked_api: MockedApi) -> None:
    listing = MockedList(500)

    async def server(request: httpx.Request) -> httpx.Response | Exception:
        if len(listing.asked) == 3:
            listing.failures = [response(500)]
        return await listing(request)

    mocked_api.server = server
    listed = users(connect(retries=False))
    with pytest.raises(InternalServerError):
        await listed.collect()
    assert listed.cursor is None
    assert numbers(await listed.collect()) == list(range(1, 501))


@pytest.mark.parametrize("read_ahead", [True, False])
async def test_iteration_goes_on_after_a_cancellation(
    *, read_ahead: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(connect(read_ahead=read_ahead))
    found: list[Any] = []
    for _ in range(5):
        listing.gate.clear()
        task = asyncio.create_task(follow(listed, found))
        await settle()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        listing.gate.set()
        found.append(await anext(listed))
    found += await listed.collect()
    assert numbers(found) == list(range(1, 501))
    assert listing.most_under_way == 1


async def test_failure_of_a_page_read_ahead_is_ignored_after_a_break(
    connect: Connect, mocked_api: MockedApi, recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    mocked_api.server = listing = MockedList(500)
    async for user in users(connect(retries=False)):
        if numbers([user]) == [101]:
            listing.failures = [httpx.ReadError("the page that is read ahead")]
            break
    await settle()
    assert len(listing.asked) == 3
    assert len(asyncio.all_tasks()) == 1
    gc.collect()
    assert not recwarn.list
    assert [
        record for record in caplog.records if record.name == "asyncio"
    ] == []  # "Task exception was never retrieved"


@pytest.mark.parametrize("read_ahead", [False, True])
@pytest.mark.parametrize("pages", [0, 1, 2, 3])
async def test_collect_raises_when_another_task_closes_the_iterator(
    pages: int, *, read_ahead: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(connect(read_ahead=read_ahead))
    assert len(await listed.collect(limit=100 * pages)) == 100 * pages
    listing.gate.clear()
    consumers = [asyncio.create_task(listed.collect()) for _ in range(2)]
    await mocked_api.sent(pages + 1)
    assert listing.under_way == 1
    await listed.aclose()
    assert (listing.under_way, len(listing.asked)) == (0, pages + 1)
    ends = await asyncio.gather(*consumers, return_exceptions=True)
    assert [type(end) for end in ends] == [RuntimeError, RuntimeError]
    assert {str(end) for end in ends} == {"Users.list_all: the iterator was closed while collect() was running"}
    assert await listed.collect() == []  # closed before it starts


@pytest.mark.parametrize("ended_by", ["iterator", "client"])
async def test_closing_cancels_the_page_that_is_read_ahead(
    ended_by: str, admin: AuthPIAdmin, mocked_api: MockedApi, recwarn: pytest.WarningsRecorder
) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(admin)
    await listed.collect(limit=100)
    await anext(listed)
    listing.gate.clear()
    await settle()
    await (listed.aclose() if ended_by == "iterator" else admin.aclose())
    assert (listing.under_way, len(asyncio.all_tasks())) == (0, 1)
    gc.collect()
    assert not recwarn.list
    if ended_by == "iterator":
        assert await listed.collect() == []
        await listed.aclose()
    else:
        assert len(await listed.collect(limit=99)) == 99  # of the current page
        with pytest.raises(ClosedClientError):
            await anext(listed)


async def test_closing_an_unused_iterator(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    listed = users(admin)
    await listed.aclose()
    assert [user async for user in listed] == []
    assert [part async for part in listed.pages()] == []
    assert mocked_api.requests == []


async def test_pages_begin_with_the_rest_of_the_current_page(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(250)
    listed = users(admin)
    first = await anext(listed)
    pages = [page async for page in listed.pages()]
    assert [len(page) for page in pages] == [99, 100, 50]
    assert [(page.has_more, page.next_cursor) for page in pages[:2]] == [(True, "usr_100"), (True, "usr_200")]
    assert numbers([first, *(user for page in pages for user in page)]) == list(range(1, 251))


async def test_pages_begin_with_the_items_of_a_failed_collect(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(250)
    listed = users(admin)
    await anext(listed)
    listing.failures.append(response(500))
    with pytest.raises(InternalServerError):
        await listed.collect()
    assert [number async for page in listed.pages() for number in numbers(page.data)] == list(range(2, 251))


async def test_items_of_a_cancelled_collect_go_to_other_tasks(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(300)
    listed = users(admin)
    found = [await anext(listed)]
    listing.gate.clear()
    collecting = asyncio.create_task(listed.collect())
    await settle()
    following = asyncio.create_task(follow(listed, found))
    await settle()
    collecting.cancel()
    await settle()
    listing.gate.set()
    await following
    assert sorted(numbers(found)) == list(range(1, 301))
