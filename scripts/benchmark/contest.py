"""Starts the contestants, and gives them tasks."""

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
"""The contestants, each with its default HTTP client."""
ALL = (HTTPX, AIOHTTP, OURS, OVER_AIOHTTP, "sdk-httpx2", PUBLISHED)


@dataclass(frozen=True)
class Plan:
    """The numbers of rounds and calls.

    Attributes:
        fresh: Rounds in new processes.
        calls: Rounds of sequential calls.
        count: Calls in each of these rounds.
        users: The number of users that `list_all` iterates over.
        walks: Rounds of `list_all`, by the latency of the server in milliseconds.
        bursts: Rounds of concurrent calls.
        burst: Calls in each of these rounds.
        crowds: Rounds of `list_all` that measure memory.
        crowd: The number of users in these rounds.
        counted: Two numbers of calls to count the instructions of; `None` if that takes too long.
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
    """The contestants, each in its own process, and the server."""

    plan: Plan
    base_url: str
    tls_url: str
    pythons: Mapping[str, Path]
    workers: Mapping[str, subprocess.Popen[str]]

    def order(self, name: str, task: str, **how: Any) -> float:
        """Run a task of a contestant in its process.

        Args:
            name: The contestant.
            task: One of `worker.TASKS`.
            **how: Its arguments.

        Returns:
            The result of the task.
        """
        return float(processes.order(self.workers[name], task, **how))

    def burst(self, name: str, *, at_once: int) -> tuple[float, int]:
        """Send GETs over TLS with a new client of a contestant.

        Args:
            name: The contestant.
            at_once: The number of concurrent GETs.

        Returns:
            Seconds for each call, and the number of connections that were opened.
        """
        self._connections()
        how = {"issuer": issuer_id(latency=20), "count": self.plan.burst, "at_once": at_once}
        seconds = processes.order(self.workers[name], "burst", base_url=self.tls_url, **how)
        return float(seconds), self._connections()

    def _connections(self) -> int:
        """Return the number of connections to the TLS server since the last call of this method."""
        context = ssl.create_default_context(cafile=CAFILE)
        with urlopen(f"{self.tls_url}/connections", context=context) as response:  # noqa: S310 - the server of this benchmark
            return int(response.read())

    def profile(self, name: str, **how: Any) -> dict[str, float]:
        """Profile `list_all` of a contestant in its process.

        Args:
            name: The contestant.
            **how: The arguments of `worker.profile`.

        Returns:
            The result of `worker.profile`.
        """
        spent: dict[str, float] = processes.order(self.workers[name], "profile", **how)
        return spent

    def alone(self, name: str, task: str, **how: Any) -> str:
        """Return code for a new process that creates a client, runs a task, and closes the client.

        Args:
            name: The contestant.
            task: One of `worker.TASKS`.
            **how: Its arguments.

        Returns:
            The code, which assigns the result to `done`.
        """
        return f"from benchmark.worker import once; done = once(*{(_module(name), self.base_url, task)}, **{how})"


def pythons(ours: Path, published: Path) -> dict[str, Path]:
    """Return the interpreter of each contestant.

    Args:
        ours: The interpreter of all contestants except the published SDK.
        published: The interpreter of the published SDK.

    Returns:
        The interpreters.
    """
    return {name: published if name == PUBLISHED else ours for name in ALL}


@contextmanager
def contest(plan: Plan, pythons: Mapping[str, Path]) -> Generator[Contest]:
    """Start all processes.

    Args:
        plan: The numbers of rounds and calls.
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
