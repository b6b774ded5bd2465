"""What the SDK is to reach, as ratios to other contestants."""

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
        row: How the title of the row begins.
        to: The contestant that is compared to.
        limit: The limit.
        of: The contestant that is to reach it.
        at_least: Whether more is better.
    """

    row: str
    to: str
    limit: float
    of: str = OURS
    at_least: bool = False


TARGETS = (
    Target("import", HTTPX, 1.05),
    Target("import, client, first call", HTTPX, 1.1),
    Target("GET", HTTPX, 1.03),
    Target("page of 100", HTTPX, 1.05),
    Target("page of 100", PUBLISHED, 0.85),
    Target("`list_all`, responses take 20 ms, work on a page 20 ms", PUBLISHED, 0.5),
    Target("`list_all`, responses take 20 ms, work on a page 20 ms", PUBLISHED, 0.5, of=OVER_AIOHTTP),
    Target("GET", AIOHTTP, 1.15, of=OVER_AIOHTTP),
    Target("GETs, 32 at once", AIOHTTP, 0.55, of=OVER_AIOHTTP, at_least=True),
    Target("GETs, 32 at once", PUBLISHED, 9, of=OVER_AIOHTTP, at_least=True),
    Target("GETs, 32 at once", HTTPX, 1, at_least=True),
    Target("`list_all`, memory added after the third page", HTTPX, 1.05),  # what httpx itself adds, and no more
)


def results(rows: Sequence[Row]) -> Iterator[tuple[Target, float, bool]]:
    """Compare.

    Args:
        rows: What was measured.

    Yields:
        Each target, the ratio, and whether it was reached.
    """
    samples = {row.title: row.samples for row in rows}
    for target in TARGETS:
        reached = ratio(samples[target.row], target.of, target.to).middle
        yield target, reached, reached >= target.limit if target.at_least else reached <= target.limit
