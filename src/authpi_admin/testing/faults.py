"""Trouble on the way, made to order: failures, delays and lost answers; and what arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Received:
    """A request that arrived. Headers and body are left out of its repr: they may hold secrets."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int | None = None
    """Status of the answer; `None` while the request runs."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer to give instead of the real one."""

    status: int
    retry_after: float | None


@dataclass(slots=True)
class Faults:
    """What is to go wrong from now on."""

    failures: list[Failure] = field(default_factory=list["Failure"])
    delay: float = 0.0
    drops: int = 0

    def next_failure(self) -> Failure | None:
        """The failure that is next in turn."""
        return self.failures.pop(0) if self.failures else None

    def next_drop(self) -> bool:
        """Whether to lose the next answer."""
        self.drops -= 1
        return self.drops >= 0
