"""Measures the rows of the table of benchmarks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark import processes
from benchmark.contest import AIOHTTP, ALL, ALONE, HTTPX, OURS, OVER_AIOHTTP, PUBLISHED
from benchmark.figures import Samples, in_turn
from benchmark.server import PAGE, issuer_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.contest import Contest

IMPORTS = {
    HTTPX: "import httpx, pydantic",
    AIOHTTP: "import aiohttp, pydantic",
    OURS: "import authpi_admin",
    PUBLISHED: "import authpi_admin",
}
_LONG = 50  # milliseconds of latency, from which on the HTTP client makes no difference


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        title: The title of the row.
        unit: The unit of the samples.
        samples: For each contestant, a number for each round.
        digits: The number of decimals to show.
        is_ratio: Whether to show ratios.
    """

    title: str
    unit: str
    samples: Samples
    digits: int = 2
    is_ratio: bool = True


def rows(contest: Contest) -> Iterator[Row]:
    """Measure all rows.

    Args:
        contest: The contestants.

    Yields:
        Each row as soon as it is measured.
    """
    yield _calls("GET", contest, "get")
    yield _calls("POST", contest, "post")
    yield _calls("page of 100", contest, "page")
    for latency, rounds in contest.plan.walks.items():
        for pause in (0, 20):
            yield _walk(contest, latency, pause, rounds)
    for at_once in (1, 8, 32, 128):
        yield _at_once(contest, at_once)
    yield from _over_tls(contest)
    yield _in_new_processes("import", contest, IMPORTS)
    firsts = {name: contest.alone(name, "one", issuer=issuer_id()) for name in ALL}
    yield _in_new_processes("import, create a client, first call", contest, firsts)
    yield from _memory(contest)
    yield from _instructions(contest)


def profiles(contest: Contest) -> dict[str, dict[str, float]]:
    """Profile a page of `list_all`, with responses that take 20 ms and 20 ms of work.

    Args:
        contest: The contestants.

    Returns:
        For each contestant that reads ahead, the milliseconds for each page in the code of each package.
    """
    users = contest.plan.users
    found: dict[str, dict[str, float]] = {}
    for name in (OURS, OVER_AIOHTTP):
        spent = contest.profile(name, issuer=issuer_id(users, 20), pause=0.02)
        found[name] = {package: 1000 * seconds / (users / PAGE) for package, seconds in spent.items()}
    return found


def _in_new_processes(title: str, contest: Contest, codes: dict[str, str]) -> Row:
    for name, code in codes.items():
        processes.fresh(contest.pythons[name], code)  # the first run compiles modules
    samples = in_turn(
        contest.plan.fresh, list(codes), lambda name: 1000 * processes.seconds(contest.pythons[name], codes[name])
    )
    return Row(title, "ms", samples, digits=1)


def _calls(title: str, contest: Contest, do: str) -> Row:
    def measure(name: str) -> float:
        return 1000 * contest.order(name, "calls", do=do, issuer=issuer_id(), count=contest.plan.count)

    return Row(title, "ms", in_turn(contest.plan.calls, ALL, measure), digits=3)


def _walk(contest: Contest, latency: int, pause: int, rounds: int) -> Row:
    def measure(name: str) -> float:
        issuer = issuer_id(contest.plan.users, latency)
        return contest.order(name, "walk", issuer=issuer, pause=pause / 1000)

    names = ALONE if latency > _LONG else (*ALONE, OVER_AIOHTTP)
    title = f"`list_all`, responses take {latency} ms, work on a page {pause} ms"
    return Row(title, f"seconds for {contest.plan.users:,} users", in_turn(rounds, names, measure))


def _at_once(contest: Contest, at_once: int) -> Row:
    def measure(name: str) -> float:
        burst = contest.plan.burst
        return 1 / contest.order(name, "calls", do="get", issuer=issuer_id(), count=burst, at_once=at_once)

    return Row(f"GETs, concurrency {at_once}", "per second", in_turn(contest.plan.bursts, ALL, measure), digits=0)


def _over_tls(contest: Contest) -> Iterator[Row]:
    pairs = in_turn(contest.plan.bursts, ALL, lambda name: contest.burst(name, at_once=100))
    rates = {name: [1 / seconds for seconds, _ in measured] for name, measured in pairs.items()}
    yield Row("GETs over TLS with a new client, concurrency 100, responses take 20 ms", "per second", rates, digits=0)
    opened = {name: [float(connections) for _, connections in measured] for name, measured in pairs.items()}
    title = f"connections that these clients opened for {contest.plan.burst} GETs"
    yield Row(title, "", opened, digits=0, is_ratio=False)


def _memory(contest: Contest) -> Iterator[Row]:
    def measure(name: str) -> tuple[float, float]:
        code = contest.alone(name, "peak", issuer=issuer_id(contest.plan.crowd)) + "; print(*done)"
        most, growth = processes.fresh(contest.pythons[name], code).stdout.split()
        return float(most), float(growth)

    pairs = in_turn(contest.plan.crowds, ALONE, measure)
    unit = f"MiB for {contest.plan.crowd:,} users"
    peaks = {name: [most for most, _ in measured] for name, measured in pairs.items()}
    yield Row("`list_all`, peak memory of the process", unit, peaks, digits=1)
    growths = {name: [growth for _, growth in measured] for name, measured in pairs.items()}
    yield Row("`list_all`, memory added after the third page", unit, growths, is_ratio=False)


def _instructions(contest: Contest) -> Iterator[Row]:
    counting = processes.counter()
    if contest.plan.counted is None or not counting:
        yield Row("CPU instructions of a GET", "not measured", {})
        return
    few, many = contest.plan.counted

    def measure(name: str) -> float:
        codes = [contest.alone(name, "calls", do="get", issuer=issuer_id(), count=count) for count in (few, many)]
        less, more = (processes.instructions(contest.pythons[name], code, counting) for code in codes)
        return (more - less) / (many - few) / 1000

    with ThreadPoolExecutor(2) as pool:  # other processes do not affect the count
        counts = dict(zip(ALONE, pool.map(measure, ALONE), strict=True))
    samples = {name: [count] for name, count in counts.items()}
    yield Row("CPU instructions of a GET", "thousands", samples, digits=0)
