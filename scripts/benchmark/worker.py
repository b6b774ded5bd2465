"""Runs in the process of a contestant: reads tasks from standard input, runs them, and prints their duration."""

from __future__ import annotations

import asyncio
import cProfile
import json
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from benchmark.client import Client

THIRD_PAGE = 300


def connect(contestant: str, base_url: str) -> Client:
    """Open a client.

    Args:
        contestant: Its module without `with_`, and after a hyphen the HTTP client to use instead of the default.
        base_url: Address of the server.

    Returns:
        The client.
    """
    module, _, transport = contestant.partition("-")
    made: Client = import_module(f"benchmark.with_{module}").connect(base_url, transport)
    return made


async def calls(client: Client, do: str, issuer: str, count: int, at_once: int = 1) -> float:
    """Measure calls.

    Args:
        client: The client.
        do: The call: `get`, `post` or `page`.
        issuer: The issuer of the users.
        count: The number of calls.
        at_once: The number of concurrent calls.

    Returns:
        Seconds for each call.
    """
    call = getattr(client, do)
    await asyncio.gather(*(call(issuer) for _ in range(at_once)))  # opens the connections
    left = iter(range(count))

    async def some() -> None:
        for _ in left:
            await call(issuer)

    started = perf_counter()
    if at_once == 1:
        await some()
    else:
        await asyncio.gather(*(some() for _ in range(at_once)))
    return (perf_counter() - started) / count


async def burst(client: Client, issuer: str, count: int, at_once: int) -> float:
    """Measure GETs of a new client including opening its connections, in seconds for each call."""
    left = iter(range(count))

    async def some() -> None:
        for _ in left:
            await client.get(issuer)

    started = perf_counter()
    await asyncio.gather(*(some() for _ in range(at_once)))
    return (perf_counter() - started) / count


async def one(client: Client, issuer: str) -> None:
    """Get one user.

    Args:
        client: The client.
        issuer: The issuer of the user.
    """
    await client.get(issuer)


async def walk(client: Client, issuer: str, pause: float) -> float:
    """Measure the iteration over all users of an issuer.

    Args:
        client: The client.
        issuer: The issuer.
        pause: The work on each page, in seconds.

    Returns:
        Seconds.
    """
    await client.get(issuer)
    started = perf_counter()
    seen = 0
    async for _ in client.users(issuer):
        seen += 1
        if pause and seen % 100 == 0:
            await asyncio.sleep(pause)
    return perf_counter() - started


async def peak(client: Client, issuer: str) -> tuple[float, float]:
    """Measure the memory of the iteration over all users of an issuer, in a process that does nothing else.

    Args:
        client: The client.
        issuer: The issuer.

    Returns:
        The peak memory of the process, and its growth after the third page, in MiB.
    """
    seen, early = 0, 0.0
    async for _ in client.users(issuer):
        seen += 1
        if seen == THIRD_PAGE:
            early = _most_resident()
    most = _most_resident()
    return most, most - early


def _most_resident() -> float:
    # The peak of getrusage starts at the memory of the parent process.
    with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib would add memory
        (line,) = (line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


async def profile(client: Client, issuer: str, pause: float) -> dict[str, float]:
    """Profile the iteration over all users.

    Args:
        client: The client.
        issuer: The issuer.
        pause: The work on each page, in seconds.

    Returns:
        Seconds in the code of each package and in the C functions that it calls. Time in `selectors` is waiting of the
        event loop; the rest of the standard library is `Python`.
    """
    await client.get(issuer)
    profiler = cProfile.Profile(builtins=False)
    profiler.enable()
    await walk(client, issuer, pause)
    profiler.disable()
    spent: defaultdict[str, float] = defaultdict(float)
    for entry in profiler.getstats():
        path = entry.code if isinstance(entry.code, str) else entry.code.co_filename
        _, installed, name = path.rpartition("/site-packages/")
        package = name.partition("/")[0] if installed else Path(path).stem if "selectors" in path else "Python"
        spent["authpi_admin" if "/authpi_" in path else package] += entry.inlinetime
    return spent


TASKS: dict[str, Callable[..., Coroutine[Any, Any, Any]]] = {
    "burst": burst,
    "calls": calls,
    "one": one,
    "walk": walk,
    "peak": peak,
    "profile": profile,
}


async def perform(contestant: str, base_url: str, task: str, **how: Any) -> Any:
    """Create a client, run a task, and close the client, so that tasks do not share connections.

    Args:
        contestant: As for `connect`.
        base_url: As for `connect`.
        task: One of `TASKS`.
        **how: Its arguments.

    Returns:
        The result of the task.
    """
    client = connect(contestant, base_url)
    try:
        return await TASKS[task](client, **how)
    finally:
        await client.aclose()


def once(contestant: str, base_url: str, task: str, **how: Any) -> Any:
    """Run a task in a new event loop.

    Args:
        contestant: As for `perform`.
        base_url: As for `perform`.
        task: As for `perform`.
        **how: As for `perform`.

    Returns:
        The result of the task.
    """
    return asyncio.run(perform(contestant, base_url, task, **how))


async def obey(contestant: str, base_url: str) -> None:
    """Run the tasks from standard input until it ends.

    Args:
        contestant: As for `connect`.
        base_url: As for `connect`.
    """
    for line in iter(sys.stdin.readline, ""):
        how = {"base_url": base_url, **json.loads(line)}
        print(json.dumps(await perform(contestant, **how)), flush=True)  # noqa: T201 - the parent process reads it


if __name__ == "__main__":
    asyncio.run(obey(*sys.argv[1:]))
