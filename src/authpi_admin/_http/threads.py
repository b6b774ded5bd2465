"""Runs blocking functions in a thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def start_thread(work: Callable[[], T]) -> Future[T]:
    """Run a function in a new thread, since the event loop's default executor may be busy with the caller's work."""
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="authpi-admin")
    try:
        return executor.submit(work)
    finally:
        executor.shutdown(wait=False)


async def in_thread(work: Callable[[], T]) -> T:
    """Run a function in a new thread, and wait for its result."""
    return await asyncio.wrap_future(start_thread(work))
