"""What runs in the process of one contestant: it does what the lines of its input say, and prints how long it took."""

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
        contestant: Its module, less `with_`, and after a hyphen the HTTP client to use instead of its own.
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
        client: What to call with.
        do: The call: `get`, `post` or `page`.
        issuer: Whose users it is about.
        count: How many calls to make.
        at_once: How many there are at a time.

    Returns:
        Seconds a call.
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
    """Measure GETs of a new client, with the connections that they open, in seconds a call."""
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
        client: What to call with.
        issuer: Whose user.
    """
    await client.get(issuer)


async def walk(client: Client, issuer: str, pause: float) -> float:
    """Measure the way through all users of an issuer.

    Args:
        client: What to call with.
        issuer: The issuer.
        pause: How long each page is worked on, in seconds.

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
    """Measure the memory of the way through all users of an issuer, in a process that does nothing else.

    Args:
        client: What to call with.
        issuer: The issuer.

    Returns:
        The most memory that the process had, and how much of that came after the third page; in MiB.
    """
    seen, early = 0, 0.0
    async for _ in client.users(issuer):
        seen += 1
        if seen == THIRD_PAGE:
            early = _most_resident()
    most = _most_resident()
    return most, most - early


def _most_resident() -> float:
    # Not getrusage's: that one begins at what the parent process had.
    with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib would count
        (line,) = (line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


async def profile(client: Client, issuer: str, pause: float) -> dict[str, float]:
    """Measure where the time of a way through all users goes.

    Args:
        client: What to call with.
        issuer: The issuer.
        pause: How long each page is worked on, in seconds.

    Returns:
        Seconds in the code of each package, with what it calls that is written in C: in `selectors`, the event loop
        waits; the rest of the standard library is `Python`.
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
    """Make a client, do one thing with it, and close it: no task finds the connections that another one has left.

    Args:
        contestant: As `connect` takes it.
        base_url: As `connect` takes it.
        task: One of `TASKS`.
        **how: Its arguments.

    Returns:
        What it returns.
    """
    client = connect(contestant, base_url)
    try:
        return await TASKS[task](client, **how)
    finally:
        await client.aclose()


def once(contestant: str, base_url: str, task: str, **how: Any) -> Any:
    """Do one thing in an event loop of its own.

    Args:
        contestant: As `perform` takes it.
        base_url: As `perform` takes it.
        task: As `perform` takes it.
        **how: As `perform` takes it.

    Returns:
        What it returns.
    """
    return asyncio.run(perform(contestant, base_url, task, **how))


async def obey(contestant: str, base_url: str) -> None:
    """Do what the lines of the input say, until it ends.

    Args:
        contestant: As `connect` takes it.
        base_url: As `connect` takes it.
    """
    for line in iter(sys.stdin.readline, ""):
        how = {"base_url": base_url, **json.loads(line)}
        print(json.dumps(await perform(contestant, **how)), flush=True)  # noqa: T201 - the parent process reads it


if __name__ == "__main__":
    asyncio.run(obey(*sys.argv[1:]))
