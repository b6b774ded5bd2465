"""Takes samples in turn, and computes medians, quartiles, and ratios of each round."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Samples: TypeAlias = dict[str, list[float]]
"""For each contestant, a number for each round."""


def in_turn(rounds: int, names: Sequence[str], measure: Callable[[str], T]) -> dict[str, list[T]]:
    """Measure all contestants in each round, so that disturbances of the machine affect all of them.

    Args:
        rounds: The number of rounds.
        names: The contestants.
        measure: A function that measures one contestant.

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
    """Compute the median and the quartiles of samples.

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
    """Compare two contestants in each round.

    Args:
        samples: The samples.
        of: A contestant.
        to: The contestant to compare it with.

    Returns:
        The median and quartiles of the ratios.
    """
    return figure([one / other for one, other in zip(samples[of], samples[to], strict=True)])
