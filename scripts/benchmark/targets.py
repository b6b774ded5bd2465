"""Defines the targets of the SDK, as ratios to other contestants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark.contest import AIOHTTP, HTTPX, OURS, OVER_AIOHTTP, PUBLISHED
from benchmark.figures import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmark.rows import Row


@dataclass(frozen=True)
class Target:
    """A limit of a ratio.

    Attributes:
        row: The beginning of the title of the row.
        to: The contestant to compare with.
        limit: The limit.
        of: The contestant that must reach it.
        at_least: Whether the limit is a minimum.
    """

    row: str
    to: str
    limit: float
    of: str = OURS
    at_least: bool = False


TARGETS = (
    Target("import", HTTPX, 1.05),
    Target("import, create a client, first call", HTTPX, 1.1),
    Target("GET", HTTPX, 1.03),
    Target("page of 100", HTTPX, 1.05),
    Target("page of 100", PUBLISHED, 0.85),
    Target("`list_all`, responses take 20 ms, work on a page 20 ms", PUBLISHED, 0.5),
    Target("`list_all`, responses take 20 ms, work on a page 20 ms", PUBLISHED, 0.5, of=OVER_AIOHTTP),
    Target("GET", AIOHTTP, 1.15, of=OVER_AIOHTTP),
    Target("GETs, concurrency 32", AIOHTTP, 0.55, of=OVER_AIOHTTP, at_least=True),
    Target("GETs, concurrency 32", PUBLISHED, 9, of=OVER_AIOHTTP, at_least=True),
    Target("GETs, concurrency 32", HTTPX, 1, at_least=True),
    Target("`list_all`, memory added after the third page", HTTPX, 1.05),  # no more than httpx itself
)


def results(rows: Sequence[Row]) -> Iterator[tuple[Target, float, bool]]:
    """Compare the rows with the targets.

    Args:
        rows: The measured rows.

    Yields:
        Each target, the ratio, and whether it was reached.
    """
    samples = {row.title: row.samples for row in rows}
    for target in TARGETS:
        reached = ratio(samples[target.row], target.of, target.to).middle
        yield target, reached, reached >= target.limit if target.at_least else reached <= target.limit
