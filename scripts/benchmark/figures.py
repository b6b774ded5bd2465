"""Samples that were taken in turn, and what they say: medians, spreads, and ratios round by round."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Samples: TypeAlias = dict[str, list[float]]
"""What was measured of each contestant, one number a round."""


def in_turn(rounds: int, names: Sequence[str], measure: Callable[[str], T]) -> dict[str, list[T]]:
    """Measure all contestants in each round, so that what disturbs the machine meets them all.

    Args:
        rounds: How many rounds there are.
        names: The contestants.
        measure: Measures one of them.

    Returns:
        The samples.
    """
    samples: dict[str, list[T]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)  # so that no contestant is always the first
        for name in [*names[first:], *names[:first]]:
            samples[name].append(measure(name))
    return samples


@dataclass(frozen=True)
class Figure:
    """A median, and the quartiles around it."""

    middle: float
    low: float
    high: float


def figure(values: Sequence[float]) -> Figure:
    """Sum samples up.

    Args:
        values: The samples.

    Returns:
        Their median and quartiles.
    """
    if len(values) == 1:
        return Figure(values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Figure(median(values), low, high)


def ratio(samples: Samples, of: str, to: str) -> Figure:
    """Compare two contestants round by round.

    Args:
        samples: What was measured.
        of: One contestant.
        to: The one that it is compared to.

    Returns:
        How many times as much the first one took.
    """
    return figure([one / other for one, other in zip(samples[of], samples[to], strict=True)])
