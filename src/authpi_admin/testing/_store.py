"""Time and state of the local Core API: a clock, and records in tables that page without losing or doubling a row."""

import bisect
import hashlib
import secrets
import string
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

JsonObject = dict[str, Any]
Ids = dict[str, str]  # the ids of a path by their parameters: {"account_id": "acc_1"}
Path = tuple[str, ...]  # where a collection is, ids filled in: ("accounts", "acc_1", "webhooks")

_DIGITS = string.digits + string.ascii_lowercase


class Clock:
    """Time as the local Core API sees it: Unix seconds of `now`; pass a function of your own to freeze time."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._offset = 0.0
        self.listeners: list[Callable[[], None]] = []
        """Called after every `advance`."""

    def time(self) -> float:
        """Unix time in seconds."""
        return self._now() + self._offset

    def ms(self) -> int:
        """Unix time in milliseconds, as the API writes it."""
        return int(self.time() * 1000)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move time forward; what falls due meanwhile (expiry, webhook retries) happens now.

        Raises:
            ValueError: The sum is negative: ids and versions order by time, so it never runs back.
        """
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        if step < 0:
            raise ValueError("time cannot be moved back")
        self._offset += step
        for listener in self.listeners:
            listener()


@dataclass(slots=True)
class Record:
    """One resource: what its readers may see, the ids of its path, and what is only kept."""

    id: str
    data: JsonObject
    ids: Ids
    hidden: JsonObject = field(default_factory=dict[str, Any], repr=False)
    deleted: bool = False

    @property
    def version(self) -> int:
        """When it last changed, in Unix milliseconds; grows with every change."""
        return int(self.data.get("updated_at") or self.data["created_at"])

    @property
    def etag(self) -> str:
        return f'"{self.version}"'


def digest(secret: str) -> str:
    # A secret of the caller's own may hold lone surrogates, which UTF-8 refuses.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def nested(data: JsonObject, name: str) -> JsonObject:
    """A member that is an object; an empty one where it is absent or null."""
    value: JsonObject | None = data.get(name)
    return value or {}


def listed(data: JsonObject, name: str) -> list[Any]:
    """A member that is an array; an empty one where it is absent or null."""
    value: list[Any] | None = data.get(name)
    return value or []


@dataclass
class Table:
    """The records of one collection, in the order of their ids, which is that of their creation.

    Deleted records stay as marks, so a cursor holds its place when the row that it names goes.
    """

    _records: dict[str, Record] = field(default_factory=dict[str, Record])
    _ids: list[str] = field(default_factory=list[str])

    def add(self, record: Record) -> None:
        if record.id not in self._records:
            bisect.insort(self._ids, record.id)
        self._records[record.id] = record

    def get(self, record_id: str) -> Record | None:
        record = self._records.get(record_id)
        return None if record is None or record.deleted else record

    def scan(self, after: str | None = None, *, newest_first: bool = False) -> Iterator[Record]:
        """All records behind an id, deleted ones too."""
        if newest_first:
            start = len(self._ids) if after is None else bisect.bisect_left(self._ids, after)
            places = range(start - 1, -1, -1)
        else:
            places = range(0 if after is None else bisect.bisect_right(self._ids, after), len(self._ids))
        return (self._records[self._ids[place]] for place in places)

    def live(self) -> list[Record]:
        return [record for record in self.scan() if not record.deleted]


@dataclass
class Store:
    _clock: Clock
    _tables: dict[Path, Table] = field(default_factory=dict[Path, Table])
    _last_tick: int = 0

    def table(self, path: Path) -> Table:
        """The table of a collection; an empty one where nothing is in it yet."""
        return self._tables.setdefault(path, Table())

    def tables(self, collection: str, below: Path) -> list[Table]:
        """The tables of all collections with this name below a path."""
        return [table for path, table in self._tables.items() if path[-1] == collection and path[: len(below)] == below]

    def drop(self, below: Path) -> None:
        self._tables = {path: table for path, table in self._tables.items() if path[: len(below)] != below}

    def new_id(self, prefix: str) -> str:
        """An id that sorts behind all before it."""
        # Ticks are microseconds, and never the same twice.
        self._last_tick = max(self._clock.ms() * 1000, self._last_tick + 1)
        return prefix + _base36(self._last_tick, 11) + _base36(secrets.randbelow(36**9), 9)

    def touch(self, record: Record) -> None:
        """Give a record a new version, later than the one before even within a millisecond."""
        record.data["updated_at"] = max(self._clock.ms(), record.version + 1)


def _base36(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
