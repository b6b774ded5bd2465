"""The contestants, and how often what is measured of them."""

from __future__ import annotations

import ssl
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from benchmark import processes
from benchmark.server import CAFILE, issuer_id

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Generator, Mapping
    from pathlib import Path

HTTPX, AIOHTTP, OURS, PUBLISHED = "httpx", "aiohttp", "sdk", "published"
OVER_AIOHTTP = "sdk-aiohttp"
ALONE = (HTTPX, AIOHTTP, OURS, PUBLISHED)
"""Each with the HTTP client that it has by itself."""
ALL = (HTTPX, AIOHTTP, OURS, OVER_AIOHTTP, "sdk-httpx2", PUBLISHED)


@dataclass(frozen=True)
class Plan:
    """How often things are measured.

    Attributes:
        fresh: Rounds of what takes a new process.
        calls: Rounds of single calls.
        count: Calls a round.
        users: How many users are walked through.
        walks: Rounds of these walks, by the server's latency in milliseconds.
        bursts: Rounds of calls at once.
        burst: Calls a round of these.
        crowds: Rounds of walks that measure memory.
        crowd: How many users these walk through.
        counted: Two numbers of calls whose instructions are counted; `None` if that takes too long.
    """

    fresh: int
    calls: int
    count: int
    users: int
    walks: Mapping[int, int]
    bursts: int
    burst: int
    crowds: int
    crowd: int
    counted: tuple[int, int] | None


FULL = Plan(
    fresh=10,
    calls=12,
    count=200,
    users=10_000,
    walks={0: 2, 20: 2, 100: 1},
    bursts=4,
    burst=512,
    crowds=2,
    crowd=100_000,
    counted=(20, 60),
)
QUICK = Plan(
    fresh=3,
    calls=5,
    count=20,
    users=1_000,
    walks={0: 1, 20: 1, 100: 1},
    bursts=1,
    burst=128,
    crowds=1,
    crowd=10_000,
    counted=None,
)


@dataclass(frozen=True)
class Contest:
    """The contestants, each in a process of its own, and the server."""

    plan: Plan
    base_url: str
    tls_url: str
    pythons: Mapping[str, Path]
    workers: Mapping[str, subprocess.Popen[str]]

    def order(self, name: str, task: str, **how: Any) -> float:
        """Have a contestant measure something in its process.

        Args:
            name: The contestant.
            task: One of `worker.TASKS`.
            **how: Its arguments.

        Returns:
            What it measured.
        """
        return float(processes.order(self.workers[name], task, **how))

    def burst(self, name: str, *, at_once: int) -> tuple[float, int]:
        """Have a contestant make GETs over TLS with a new client.

        Args:
            name: The contestant.
            at_once: How many there are at a time.

        Returns:
            Seconds a call, and how many connections were opened.
        """
        self._connections()
        how = {"issuer": issuer_id(latency=20), "count": self.plan.burst, "at_once": at_once}
        seconds = processes.order(self.workers[name], "burst", base_url=self.tls_url, **how)
        return float(seconds), self._connections()

    def _connections(self) -> int:
        """Return how many connections the server over TLS has had since this was last called."""
        context = ssl.create_default_context(cafile=CAFILE)
        with urlopen(f"{self.tls_url}/connections", context=context) as response:  # noqa: S310 - our own server
            return int(response.read())

    def profile(self, name: str, **how: Any) -> dict[str, float]:
        """Have a contestant profile its way through all users, in its process.

        Args:
            name: The contestant.
            **how: The arguments of `worker.profile`.

        Returns:
            What that returns.
        """
        spent: dict[str, float] = processes.order(self.workers[name], "profile", **how)
        return spent

    def alone(self, name: str, task: str, **how: Any) -> str:
        """Write code for a new process: make a client, do one thing, close it.

        Args:
            name: The contestant.
            task: One of `worker.TASKS`.
            **how: Its arguments.

        Returns:
            The code, which leaves the result in `done`.
        """
        return f"from benchmark.worker import once; done = once(*{(_module(name), self.base_url, task)}, **{how})"


def pythons(ours: Path, published: Path) -> dict[str, Path]:
    """Find the interpreter of each contestant.

    Args:
        ours: That of all contestants but one.
        published: That of the published SDK.

    Returns:
        The interpreters.
    """
    return {name: published if name == PUBLISHED else ours for name in ALL}


@contextmanager
def contest(plan: Plan, pythons: Mapping[str, Path]) -> Generator[Contest]:
    """Start all processes.

    Args:
        plan: How often things are measured.
        pythons: The interpreter of each contestant.

    Yields:
        The contest.
    """
    with ExitStack() as stack:
        base_url, tls_url = (stack.enter_context(processes.server(*how)) for how in ((), ("tls",)))
        workers = {
            name: stack.enter_context(
                processes.running(python, "worker", _module(name), base_url, SSL_CERT_FILE=str(CAFILE))
            )
            for name, python in pythons.items()
        }
        yield Contest(plan, base_url, tls_url, pythons, workers)


def _module(name: str) -> str:
    return OURS if name == PUBLISHED else name
