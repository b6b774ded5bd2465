"""Runs in a thread what would block the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def in_thread(work: Callable[[], T]) -> T:
    """Run a function in a thread of its own: the loop's default executor may be full of the caller's work."""
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="authpi-admin")
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    finally:
        executor.shutdown(wait=False)
