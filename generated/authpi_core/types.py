"""Types that endpoint functions share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
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
Headers: TypeAlias = Mapping[str, str]
Timeout: TypeAlias = "float | httpx.Timeout"
"""How long one attempt may take: seconds, or httpx's limits for each phase of it."""


class Unconditional(Enum):
    """The type of `UNCONDITIONAL`."""

    UNCONDITIONAL = "UNCONDITIONAL"

    def __repr__(self) -> str:
        """Show the name of the constant, so that signatures read well."""
        return self.name


UNCONDITIONAL: Final = Unconditional.UNCONDITIONAL
"""The default of `if_match`: write whether or not the resource has changed. It is not `None`, since a model without an
ETag would then turn a conditional write into an unconditional one."""
IfMatch: TypeAlias = "str | Model | Unconditional"
"""An ETag, or a model that has one because it was read by itself."""


class AccountRef(ABC):
    """An account whose id may be unknown until the first request."""

    @abstractmethod
    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        """Return the account's id, requesting it if necessary.

        Args:
            timeout: The time limit of one attempt, in seconds.
            deadline: How long to wait, in seconds.
        """


AccountId: TypeAlias = str | AccountRef
"""An account's id, or an object that finds it."""


def with_extra(body: B, extra: Mapping[str, Any]) -> B:
    """Add keys that the OpenAPI document does not describe to a body, or to an object inside one.

    Body types have the keys that the document describes, so that type checkers report any other. This function is for
    the others: `with_extra(UserProfileInput(first_name="Alice"), {"custom": 1})`. A type checker knows the keys of
    `body` from its type, so pass a body type's constructor, or a variable that is annotated with it, and no literal.

    It also merges a change into an object that was read: `with_extra(UserProfileInput(first_name="Alice"),
    user.profile.model_dump(exclude_unset=True))`.

    Args:
        body: The keys that the document describes. It is not changed.
        extra: Further keys. Where a key is in both, the value of `body` is kept.

    Returns:
        A new body with the keys of both.
    """
    given = cast("Mapping[str, Any]", body)
    return cast("B", {**extra, **given})


@dataclass(slots=True, repr=False)
class Page(Generic[T]):
    """One page of a list: a sequence of its items.

    Attributes:
        data: The items.
        has_more: Whether there is a next page.
        next_cursor: Cursor of the next page; `None` on the last one.
        invalid_count: How many rows the API left out because it could not read them.
        extra: What else the response has beside its rows, by name, as it was received.
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
        """Count the items of this page."""
        return len(self.data)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        """Return an item of this page, or a list of several."""
        return self.data[index]

    def __repr__(self) -> str:
        """Show how many items there are and where the list goes on, without the items."""
        return f"Page({len(self.data)} items, has_more={self.has_more}, next_cursor={self.next_cursor!r})"
