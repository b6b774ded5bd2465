"""Defines the types that endpoint functions share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar, cast, overload

if TYPE_CHECKING:
    import httpx

    from authpi_core.model import Model

B = TypeVar("B", bound=Mapping[str, object])
T = TypeVar("T")

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object whose members are not documented."""
Metadata: TypeAlias = dict[str, Any]
"""Custom key-value pairs, visible to administrators only and never included in tokens."""
UnixMilliseconds: TypeAlias = int | datetime
"""A time: Unix time in milliseconds, or an aware `datetime`."""
Rfc3339: TypeAlias = str | datetime
"""A time: an aware `datetime`, or a text as RFC 3339 has it, for example `2026-01-31T12:00:00Z`."""
Rfc3339Date: TypeAlias = str | date
"""A date, or a text such as `2026-01-31`."""
Headers: TypeAlias = Mapping[str, str]
Timeout: TypeAlias = "float | httpx.Timeout"
"""Time limit of one attempt: seconds, or an `httpx.Timeout` with a limit for each phase."""


class Unconditional(Enum):
    """The type of `UNCONDITIONAL`."""

    UNCONDITIONAL = "UNCONDITIONAL"

    def __repr__(self) -> str:
        """Return the name of the constant, for signatures."""
        return self.name


UNCONDITIONAL: Final = Unconditional.UNCONDITIONAL
"""Default of `if_match`: write even if the resource has changed. The default is not `None`, since passing the `etag` of
a model that has none would then silently send an unconditional write."""
IfMatch: TypeAlias = "str | Model | Unconditional"
"""An ETag, or a model that has one; rows of lists have none."""


class AccountRef(ABC):
    """An account whose id can be unknown until the first request."""

    @abstractmethod
    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        """Return the account's id, and request it if necessary.

        Args:
            timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`.
            deadline: Time limit of the request with all its attempts, in seconds.
        """


AccountId: TypeAlias = str | AccountRef
"""An account's id, or an object that requests it."""


def with_extra(body: B, extra: Mapping[str, Any]) -> B:
    """Add keys that the OpenAPI document does not describe to a body, or to an object inside one.

    A body type has only the documented keys, so type checkers report any other key. This function adds other keys:
    `with_extra(UserProfileInput(first_name="Alice"), {"custom": 1})`. Pass a call of the body type or a variable
    annotated with it as `body`, not a dict literal, so that type checkers still check the documented keys.

    The function also merges changes into an object that was read: `with_extra(UserProfileInput(first_name="Alice"),
    user.profile.model_dump(exclude_unset=True))`.

    Args:
        body: The documented keys. It is not modified.
        extra: Additional keys. If a key is in both, the value of `body` is used.

    Returns:
        A new body with the keys of both.
    """
    given = cast("Mapping[str, Any]", body)
    return cast("B", {**extra, **given})


@dataclass(slots=True, repr=False)
class Page(Generic[T]):
    """One page of a list. It can be iterated and indexed like a list of its items.

    Attributes:
        data: The items.
        has_more: Whether another page follows.
        next_cursor: Cursor of the next page; `None` on the last page.
        invalid_count: Number of stored rows that the API omitted because they are invalid; `None` if not reported.
        extra: The other members of the response, by name, as received.
    """

    data: list[T]
    has_more: bool = False
    next_cursor: str | None = None
    invalid_count: int | None = None
    extra: dict[str, Any] = field(default_factory=dict[str, Any])

    def __iter__(self) -> Iterator[T]:
        """Iterate over the items of this page."""
        return iter(self.data)

    def __len__(self) -> int:
        """Return the number of items of this page."""
        return len(self.data)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        """Return one item of this page, or a list of items for a slice."""
        return self.data[index]

    def __repr__(self) -> str:
        """Return the number of items and the cursor of the next page, without the items."""
        return f"Page({len(self.data)} items, has_more={self.has_more}, next_cursor={self.next_cursor!r})"
