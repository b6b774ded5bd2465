"""Reading pages ahead, gathering items, and what becomes of both when something goes wrong."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import response, page, settle
from helpers.mocked_list import MockedList, follow, numbers, users

from authpi_admin import ApiConnectionError, AuthPIAdmin, ClosedClientError, InternalServerError, MalformedResponseError

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

    from authpi_admin.types import UserListItem

PAGES = [(0, 100), (100, 100), (200, 100), (300, 100), (400, 100)]


async def test_from_the_second_page_on_the_next_one_is_fetched_ahead(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(admin)
    seen: list[int] = []
    async for user in listed:
        await settle()
        if numbers([user])[0] % 100 == 1:  # the first of a page
            seen.append(len(listing.asked))
    assert seen == [1, 3, 4, 5, 5]
    assert (listing.asked, listing.most_under_way) == (PAGES, 1)


async def test_reading_ahead_can_be_turned_off(connect: Connect, mocked_api: MockedApi) -> None:
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
async def test_no_more_is_asked_for_than_is_gathered(
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


async def test_pages_of_the_callers_size_are_gathered_too(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
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


async def test_a_page_of_no_items_is_asked_for_as_it_is(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(0)
    assert [user async for user in users(admin, limit=0)] == []
    assert listing.asked == [(0, 0)]


async def test_fewer_than_no_items_cannot_be_gathered(admin: AuthPIAdmin) -> None:
    with pytest.raises(ValueError, match="0 or more, not -1"):
        await users(admin).collect(limit=-1)


async def test_where_to_resume(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
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


@pytest.mark.parametrize("gathered", [50, 100, 150, 200, 230, 250])
async def test_where_to_resume_after_gathering(gathered: int, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(250)
    listed = users(admin)
    first = numbers(await listed.collect(limit=gathered))
    cursor = listed.cursor
    assert cursor == (f"usr_{gathered}" if gathered < 250 else None)
    if cursor is not None:
        rest = numbers(await users(admin, cursor=cursor).collect())
        assert first + rest == list(range(1, 251))


FAILURES = [httpx.ReadError("lost"), response(500), httpx.Response(200, content=b"{")]


@pytest.mark.parametrize("read_ahead", [True, False])
@pytest.mark.parametrize("failure", FAILURES, ids=repr)
@pytest.mark.parametrize("at", range(5))
async def test_after_an_error_nothing_is_skipped(
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


async def test_an_error_while_gathering_loses_nothing(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(500)
    listed = users(connect(retries=False))
    first = await listed.collect(limit=30)
    listing.failures = [response(500)]
    with pytest.raises(InternalServerError):
        await listed.collect(limit=400)
    assert listed.cursor == "usr_30"
    assert numbers(first + [await anext(listed)] + await listed.collect()) == list(range(1, 501))


async def test_an_error_after_pages_were_gathered_loses_nothing(connect: Connect, mocked_api: MockedApi) -> None:
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
async def test_after_a_cancellation_nothing_is_skipped(
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


async def test_a_consumer_that_stops_early_leaves_a_request_that_ends_by_itself(
    connect: Connect, mocked_api: MockedApi, recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    mocked_api.server = listing = MockedList(500)
    async for user in users(connect(retries=False)):
        if numbers([user]) == [101]:
            listing.failures = [httpx.ReadError("of the page that nobody waits for")]
            break
    await settle()
    assert len(listing.asked) == 3
    assert len(asyncio.all_tasks()) == 1
    gc.collect()
    assert not recwarn.list
    assert [record for record in caplog.records if record.name == "asyncio"] == []  # of a failure nobody has looked at


@pytest.mark.parametrize("read_ahead", [False, True])
@pytest.mark.parametrize("pages", [0, 1, 2, 3])
async def test_closing_the_iterator_ends_what_its_consumer_waits_for(
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
    assert await asyncio.gather(*consumers) == [[], []]


@pytest.mark.parametrize("ended_by", ["iterator", "client"])
async def test_a_consumer_that_stops_early_can_end_it_at_once(
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
        assert len(await listed.collect(limit=99)) == 99  # of the page that is there
        with pytest.raises(ClosedClientError):
            await anext(listed)


async def test_stopping_before_the_start(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    listed = users(admin)
    await listed.aclose()
    assert [user async for user in listed] == []
    assert [part async for part in listed.pages()] == []
    assert mocked_api.requests == []


async def test_pages_begin_with_what_is_left_of_the_one_begun(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(250)
    listed = users(admin)
    first = await anext(listed)
    pages = [page async for page in listed.pages()]
    assert [len(page) for page in pages] == [99, 100, 50]
    assert [(page.has_more, page.next_cursor) for page in pages[:2]] == [(True, "usr_100"), (True, "usr_200")]
    assert numbers([first, *(user for page in pages for user in page)]) == list(range(1, 251))


async def test_pages_begin_with_what_could_not_be_gathered(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(250)
    listed = users(admin)
    await anext(listed)
    listing.failures.append(response(500))
    with pytest.raises(InternalServerError):
        await listed.collect()
    assert [number async for page in listed.pages() for number in numbers(page.data)] == list(range(2, 251))


async def test_what_one_task_puts_back_another_does_not_lose(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = listing = MockedList(300)
    listed = users(admin)
    found = [await anext(listed)]
    listing.gate.clear()
    gathering = asyncio.create_task(listed.collect())
    await settle()
    following = asyncio.create_task(follow(listed, found))
    await settle()
    gathering.cancel()
    await settle()
    listing.gate.set()
    await following
    assert sorted(numbers(found)) == list(range(1, 301))


@pytest.mark.parametrize("circle", [1, 2, 99, 150, 1000])
async def test_no_list_goes_round_in_a_circle(circle: int, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    asked = 0

    def server(_: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        return page(next_cursor=f"c{asked % circle}")

    mocked_api.server = server
    with pytest.raises(MalformedResponseError, match="gave the same cursor twice"):
        await users(admin).collect()
    assert asked <= 4 * circle + 2
