"""Work that would stall the event loop, done beside it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def in_thread(work: Callable[[], T]) -> T:
    """Do some work in a thread of its own: the loop's threads may all be busy with what the caller put there.

    Args:
        work: What to do.

    Returns:
        Its result.
    """
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="authpi-admin")
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    finally:
        executor.shutdown(wait=False)
