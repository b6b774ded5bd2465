"""Reading pages ahead, `collect`, resuming, and all of them after errors, cancellation and closing."""

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
    from helpers.mocked_api import MockedApi

    from authpi_admin.types import UserListItem

PAGES = [(0, 100), (100, 100), (200, 100), (300, 100), (400, 100)]
ALL = list(range(1, 501))
READ_AHEAD = pytest.mark.parametrize("read_ahead", [True, False])


@pytest.fixture
def listing(api: MockedApi) -> MockedList:
    """A list of 500 users."""
    api.server = listing = MockedList(500)
    return listing


@READ_AHEAD
async def test_pages_after_the_second_are_read_ahead(*, read_ahead: bool, api: MockedApi, listing: MockedList) -> None:
    for admin in (api.connect(read_ahead=read_ahead), api.connect().with_options(read_ahead=read_ahead)):
        listing.requested.clear()
        counts: list[int] = []
        async for user in users(admin):
            if numbers([user])[0] % 100 == 1:  # the first of a page
                await settle()
                counts.append(len(listing.requested))
        assert counts == ([1, 3, 4, 5, 5] if read_ahead else [1, 2, 3, 4, 5])
        assert (listing.requested, listing.most_running) == (PAGES, 1)


@READ_AHEAD
@pytest.mark.parametrize(
    ("limit", "requested"),
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
    limit: int | None, requested: list[tuple[int, int]], *, read_ahead: bool, api: MockedApi, listing: MockedList
) -> None:
    listed = users(api.connect(read_ahead=read_ahead))
    first = await listed.collect(limit=limit)
    await settle()
    assert numbers(first) == ALL[:limit]
    assert listing.requested == requested
    cursor = listed.cursor
    if limit:
        assert cursor == (f"usr_{limit}" if limit < 500 else None)
    assert numbers(first + await listed.collect()) == ALL
    assert await listed.collect() == []
    if cursor is not None:
        assert numbers(first + await users(api.connect(), cursor=cursor).collect()) == ALL


async def test_collect_with_a_page_size(admin: AuthPIAdmin, listing: MockedList) -> None:
    listed = users(admin, limit=40)
    assert numbers([await anext(listed), *await listed.collect(limit=59), await anext(listed)]) == ALL[:61]
    assert listing.requested[:3] == [(0, 40), (40, 20), (60, 40)]
    with pytest.raises(ValueError, match="0 or more, not -1"):
        await listed.collect(limit=-1)


async def test_tasks_that_share_an_iterator_get_each_item_once(admin: AuthPIAdmin, listing: MockedList) -> None:
    listed = users(admin)
    found: list[UserListItem] = []

    async def work() -> None:
        async for user in listed:
            found.append(user)
            await asyncio.sleep(0)

    await asyncio.gather(*(work() for _ in range(5)))
    assert sorted(numbers(found)) == ALL
    assert len(listing.requested) == 5


async def test_cursor_while_iterating(admin: AuthPIAdmin, listing: MockedList) -> None:
    listing.size = 250
    listed = users(admin)
    assert listed.cursor is None
    cursors = {numbers([user])[0]: listed.cursor async for user in listed}
    assert {cursor: [n for n, c in cursors.items() if c == cursor][::99] for cursor in cursors.values()} == {
        None: [1, 100],
        "usr_100": [101, 200],
        "usr_200": [201],
    }
    assert listed.cursor is None


@READ_AHEAD
@pytest.mark.parametrize(
    "failure", [httpx.ReadError("lost"), response(500), httpx.Response(200, content=b"{")], ids=repr
)
@pytest.mark.parametrize("at", range(5))
async def test_iteration_continues_after_an_error(
    at: int, failure: httpx.Response | Exception, *, read_ahead: bool, api: MockedApi, listing: MockedList
) -> None:
    async def server(request: httpx.Request) -> httpx.Response | Exception:
        if len(listing.requested) == at and not listing.failures:
            listing.failures.append(failure)
        outcome = await listing(request)
        if outcome is failure:
            api.server = listing
        return outcome

    api.server = server
    listed = users(api.connect(read_ahead=read_ahead, retries=False))
    found: list[Any] = []
    with pytest.raises((ApiConnectionError, InternalServerError, MalformedResponseError)):
        await follow(listed, found)
    assert len(found) == at * 100
    found += [user async for user in listed]
    assert numbers(found) == ALL


@pytest.mark.parametrize("failing_page", [1, 3])
async def test_error_during_collect_loses_nothing(failing_page: int, api: MockedApi, listing: MockedList) -> None:
    async def server(request: httpx.Request) -> httpx.Response | Exception:
        if len(listing.requested) == failing_page:
            listing.failures = [response(500)]
        return await listing(request)

    api.server = server
    listed = users(api.connect(retries=False))
    first = await listed.collect(limit=30)
    with pytest.raises(InternalServerError):
        await listed.collect()
    assert listed.cursor == "usr_30"
    found = [*first, await anext(listed)]
    rest = [number async for part in listed.pages() for number in numbers(part.data)]
    assert numbers(found) + rest == ALL


@READ_AHEAD
async def test_iteration_continues_after_a_cancellation(
    *, read_ahead: bool, api: MockedApi, listing: MockedList
) -> None:
    listed = users(api.connect(read_ahead=read_ahead))
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
    assert numbers(found) == ALL
    assert listing.most_running == 1


async def test_error_of_a_page_read_ahead_is_ignored_after_a_break(
    api: MockedApi, listing: MockedList, recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    async for user in users(api.connect(retries=False)):
        if numbers([user]) == [101]:
            listing.failures = [httpx.ReadError("the page that is read ahead")]
            break
    await settle()
    assert (len(listing.requested), len(asyncio.all_tasks())) == (3, 1)
    gc.collect()
    assert not recwarn.list
    assert [record for record in caplog.records if record.name == "asyncio"] == []  # "exception was never retrieved"


@READ_AHEAD
@pytest.mark.parametrize("pages", [0, 1, 2, 3])
async def test_collect_raises_when_another_task_closes_the_iterator(
    pages: int, *, read_ahead: bool, api: MockedApi, listing: MockedList
) -> None:
    listed = users(api.connect(read_ahead=read_ahead))
    assert len(await listed.collect(limit=100 * pages)) == 100 * pages
    listing.gate.clear()
    consumers = [asyncio.create_task(listed.collect()) for _ in range(2)]
    await api.sent(pages + 1)
    assert listing.running == 1
    await listed.aclose()
    assert (listing.running, len(listing.requested)) == (0, pages + 1)
    ends = await asyncio.gather(*consumers, return_exceptions=True)
    assert [type(end) for end in ends] == [RuntimeError, RuntimeError]
    assert {str(end) for end in ends} == {"Users.list_all: the iterator was closed while collect() was running"}
    assert await listed.collect() == []  # closed before it starts


@pytest.mark.parametrize("closed", ["iterator", "client"])
async def test_closing_cancels_the_page_that_is_read_ahead(
    closed: str, admin: AuthPIAdmin, listing: MockedList, recwarn: pytest.WarningsRecorder
) -> None:
    listed = users(admin)
    await listed.collect(limit=100)
    await anext(listed)
    listing.gate.clear()
    await settle()
    await (listed.aclose() if closed == "iterator" else admin.aclose())
    assert (listing.running, len(asyncio.all_tasks())) == (0, 1)
    gc.collect()
    assert not recwarn.list
    if closed == "iterator":
        assert await listed.collect() == []
        await listed.aclose()
    else:
        assert len(await listed.collect(limit=99)) == 99  # of the current page
        with pytest.raises(ClosedClientError):
            await anext(listed)


async def test_closing_an_unused_iterator(admin: AuthPIAdmin, api: MockedApi) -> None:
    listed = users(admin)
    await listed.aclose()
    assert [user async for user in listed] == []
    assert [part async for part in listed.pages()] == []
    assert api.requests == []


async def test_pages_start_with_the_rest_of_the_current_page(admin: AuthPIAdmin, listing: MockedList) -> None:
    listing.size = 250
    listed = users(admin)
    first = await anext(listed)
    pages = [page async for page in listed.pages()]
    assert [len(page) for page in pages] == [99, 100, 50]
    assert [(page.has_more, page.next_cursor) for page in pages[:2]] == [(True, "usr_100"), (True, "usr_200")]
    assert numbers([first, *(user for page in pages for user in page)]) == ALL[:250]


async def test_items_of_a_cancelled_collect_are_returned_to_other_tasks(
    admin: AuthPIAdmin, listing: MockedList
) -> None:
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
    assert sorted(numbers(found)) == ALL


async def test_items_of_a_cancelled_collect_are_returned_before_a_page_that_another_task_requested(
    admin: AuthPIAdmin, listing: MockedList
) -> None:
    listing.size = 6
    found: list[Any] = []
    listed = users(admin, limit=2)
    listing.gate.clear()
    collecting = asyncio.create_task(listed.collect())
    while not listing.running:
        await settle()
    following = asyncio.create_task(follow(listed, found))
    await settle()
    listing.gate.set()
    listing.gate.clear()  # only the first page is sent
    while len(listing.requested) < 2:
        await settle()
    collecting.cancel()
    await settle()
    listing.gate.set()
    await following
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
