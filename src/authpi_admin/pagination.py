"""Lists: one page, and the iterator over all pages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from authpi_core.types import Page

from authpi_admin.errors import MalformedResponseError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

T = TypeVar("T")

__all__ = ["Page", "Pages"]

_REMEMBERED = 100  # cursors
_PAGE_SIZE = 100  # the most that the API gives at once


class _Fetch(Protocol[T]):
    """Fetches one page."""

    def __call__(self, *, cursor: str | None, limit: int | None) -> Coroutine[Any, Any, Page[T]]:
        """Start fetching.

        Args:
            cursor: Where the page begins; `None` for the first one.
            limit: How many items to ask for; `None` where the caller did not say.

        Returns:
            What gives the page.
        """
        ...


class _Spawn(Protocol):
    """Starts something that goes on while the caller does other things, where that is wanted."""

    def __call__(self, work: Coroutine[Any, Any, T], /) -> asyncio.Task[T] | None:
        """Start it.

        Args:
            work: What to do.

        Returns:
            The task; `None`, with `work` closed, where nothing is to be done ahead.
        """
        ...


class Pages(Generic[T]):
    """The items of all pages of a list, in order: an async iterator.

    From the second page on, the next page is fetched while the caller works on this one. After an error the same page
    can be asked for again: nothing is skipped. Several tasks may take items from one iterator; each gets others.

    Attributes:
        cursor: Where to resume, as `list_all(cursor=…)`: the page whose items are being given. It moves on when the
            next page is begun, or when `collect` has returned all of a page, so that items of a page that was left
            half way come again. `None` before the first page and after the last one.
    """

    def __init__(self, fetch: _Fetch[T], spawn: _Spawn, name: str, *, cursor: str | None, limit: int | None) -> None:
        """Prepare to iterate; nothing is fetched yet.

        Args:
            fetch: Fetches one page.
            spawn: Fetches one page ahead.
            name: What is iterated over, for errors.
            cursor: Where to begin.
            limit: How many items to ask for at once; 100 where the caller did not say.
        """
        self.cursor = cursor
        self._fetch = fetch
        self._spawn = spawn
        self._name = name
        self._limit = limit
        self._rest: list[T] = []  # of the page that is being given, last item first
        self._next: str | None = cursor
        self._pages = 0
        self._has_more = True
        self._is_closed = False
        self._ahead: asyncio.Task[Page[T]] | None = None
        self._waiting: asyncio.Timeout | None = None  # for a page; ended when this is closed
        self._turn = asyncio.Lock()
        self._seen: dict[str | None, None] = {cursor: None}  # the latest ones, so that it stays small
        self._milestone: str | None = None

    def __aiter__(self) -> Pages[T]:
        """Give itself."""
        return self

    async def __anext__(self) -> T:
        """Give the next item.

        Returns:
            The item.

        Raises:
            StopAsyncIteration: There are no more.
            ApiError: The next page could not be fetched.
        """
        while not self._rest:
            if not await self._begin_page():
                raise StopAsyncIteration
        return self._rest.pop()

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Iterate over whole pages instead of items.

        Yields:
            What is left of the page that was begun, if any, and each page after it.

        Raises:
            ApiError: The next page could not be fetched.
        """
        while True:
            if self._rest:
                rest, self._rest = self._rest[::-1], []
                yield Page(rest, self._has_more, self._next)
                continue
            async with self._turn:
                page = await self._advance()
            if page is None:
                return
            yield page

    async def collect(self, *, limit: int | None = None) -> list[T]:
        """Gather items in a list.

        Args:
            limit: How many at most; `None` for all that are left. No more are asked for than are wanted.

        Returns:
            The items.

        Raises:
            ApiError: A page could not be fetched. What was gathered is given again by what is called next.
            ValueError: The limit is negative.
        """
        if limit is not None and limit < 0:
            raise ValueError(f"limit is a number of items, 0 or more, not {limit}")
        items: list[T] = []
        start = self.cursor
        try:
            while limit is None or len(items) < limit:
                if self._rest:
                    items.append(self._rest.pop())
                elif not await self._begin_page(None if limit is None else limit - len(items)):
                    break
        except BaseException:  # a cancellation too
            self._rest += items[::-1]
            self.cursor = start
            raise
        if not self._rest:
            self.cursor = self._next
        return items

    async def aclose(self) -> None:
        """Stop: end the request that is under way, if any. The iterator gives nothing more."""
        self._is_closed, self._has_more, self._rest = True, False, []
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)
        if self._waiting is not None and not self._waiting.expired():
            self._waiting.reschedule(0)
        async with self._turn:
            pass  # whoever waited for that request waits no more

    async def _begin_page(self, wanted: int | None = None) -> bool:
        async with self._turn:
            if self._rest:
                return True  # another task has begun it meanwhile
            page = await self._advance(wanted)
            if page is None:
                return False
            self._rest = page.data[::-1] + self._rest  # what another task has put back comes first
            return True

    async def _advance(self, wanted: int | None = None) -> Page[T] | None:
        """Begin the next page; of all items that are left, `wanted` are asked for."""
        if not self._has_more:
            self.cursor = None
            return None
        page: Page[T] | None = None
        try:
            async with asyncio.timeout(None) as self._waiting:
                page = await self._fetched_ahead()
                if page is None:
                    page = await self._start(wanted)
        except TimeoutError:
            if not self._is_closed:
                raise
        finally:
            self._waiting = None
        if page is None or self._is_closed:
            return None
        self._check(page)
        self.cursor, self._next, self._has_more = self._next, page.next_cursor, page.has_more
        self._pages += 1
        left = None if wanted is None else max(wanted - len(page.data), 0)
        if self._has_more and self._pages > 1 and left != 0:
            self._ahead = self._spawn(self._start(left))
        return page

    async def _fetched_ahead(self) -> Page[T] | None:
        # Taken off before it is awaited, so that after a cancellation or an error the page is fetched anew.
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return None
        try:
            await asyncio.wait([ahead])
        except asyncio.CancelledError:
            ahead.cancel()
            raise
        # It is cancelled where the client was closed, which must not look as if the caller was.
        return None if ahead.cancelled() else ahead.result()

    def _start(self, wanted: int | None) -> Coroutine[Any, Any, Page[T]]:
        size = _PAGE_SIZE if self._limit is None else self._limit
        return self._fetch(cursor=self._next, limit=size if wanted is None else min(size, wanted))

    def _check(self, page: Page[T]) -> None:
        """Refuse a list that would end too early or never."""
        if not page.has_more:
            return
        if page.next_cursor is None:
            raise self._malformed("says that there is more, but not where")
        if page.next_cursor in self._seen or page.next_cursor == self._milestone:
            raise self._malformed("gave the same cursor twice")
        self._seen[page.next_cursor] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        if self._pages.bit_count() == 1:  # at pages 1, 2, 4, 8, …: a circle of any length meets one of these at last
            self._milestone = page.next_cursor

    def _malformed(self, problem: str) -> MalformedResponseError:
        return MalformedResponseError("malformed_response", f"{self._name}: the API {problem}", method="GET")
