"""Runs in a thread what would block the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def start_thread(work: Callable[[], T]) -> Future[T]:
    """Run a function in a thread of its own: the loop's default executor may be full of the caller's work."""
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="authpi-admin")
    try:
        return executor.submit(work)
    finally:
        executor.shutdown(wait=False)


async def in_thread(work: Callable[[], T]) -> T:
    """Run a function in a thread of its own, and wait for it."""
    return await asyncio.wrap_future(start_thread(work))
