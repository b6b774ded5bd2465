"""Stores the records of the local Core API in tables with indexes for the filters of lists."""

import hashlib
import heapq
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from authpi_admin.testing._clock import Clock, IdGenerator

JsonObject = dict[str, Any]
Ids = dict[str, str]  # the ids of a path by parameter: {"account_id": "acc_1"}
Path = tuple[str, ...]  # the path of a collection with its ids: ("accounts", "acc_1", "webhooks")
Key = tuple[str, object]  # an entry of an index: ("status", "active")
Keys = tuple[Key, ...]
LIVE: Key = ("", "live")  # the entry with all records that are not deleted


@dataclass(slots=True)
class Record:
    """One resource: the members that responses show, and the ids of its path."""

    id: str
    data: JsonObject
    ids: Ids
    deleted: bool = False
    table: "Table | None" = field(default=None, repr=False)
    keys: Keys = field(default=(), repr=False)
    _hidden: JsonObject | None = field(default=None, repr=False)

    @property
    def hidden(self) -> JsonObject:
        """Values that responses never show: hashes and secrets. Created on first use, since few records have any."""
        if self._hidden is None:
            self._hidden = {}
        return self._hidden

    @property
    def version(self) -> int:
        """Time of the last change, in Unix milliseconds; it increases with each change."""
        return int(self.data.get("updated_at") or self.data["created_at"])

    @property
    def etag(self) -> str:
        return f'"{self.version}"'

    def reindex(self) -> None:
        if self.table is not None:
            self.table.reindex(self)


def digest(secret: str) -> str:
    # A secret from the caller can contain lone surrogates, which UTF-8 cannot encode.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def nested(data: JsonObject, name: str) -> JsonObject:
    """Return a member that is an object; an empty one if it is absent or null."""
    value: JsonObject | None = data.get(name)
    return value or {}


def listed(data: JsonObject, name: str) -> list[Any]:
    """Return a member that is an array; an empty one if it is absent or null."""
    value: list[Any] | None = data.get(name)
    return value or []


class Table:
    """The records of one collection, oldest first. Deleted ones stay, so that their cursors remain valid."""

    def __init__(self, group: str, keys: Callable[[Record], Keys]) -> None:
        self.group = group
        self._keys = keys
        self._records: dict[str, Record] = {}
        self._index: dict[Key, list[str]] = {}
        self._last_keys: Keys = ()

    def add(self, record: Record) -> None:
        old = self._records.get(record.id)
        if old is not None:
            self._unlist(old, old.keys)
        self._records[record.id] = record
        record.table = self
        self.reindex(record)

    def get(self, record_id: str) -> Record | None:
        record = self._records.get(record_id)
        return None if record is None or record.deleted else record

    def has(self, record_id: str) -> bool:
        return record_id in self._records

    def everything(self) -> list[Record]:
        return list(self._records.values())

    def live(self) -> list[Record]:
        return list(self.scan())

    def scan(self, *keys: Key, after: str | None = None, newest_first: bool = False) -> Iterator[Record]:
        """Return the records of any of these index entries after an id; without entries, all that are not deleted."""
        parts = [_behind(self._index.get(key, []), after, newest_first=newest_first) for key in keys or (LIVE,)]
        ids = parts[0] if len(parts) == 1 else heapq.merge(*parts, reverse=newest_first)
        return (self._records[record_id] for record_id in ids)

    def older(self, key: Key, created_at: float) -> Iterator[Record]:
        """Return the records of an index entry that were created before a time, newest first."""
        ids = self._index.get(key, [])
        end = bisect_left(ids, created_at, key=lambda record_id: self._records[record_id].data["created_at"])
        return (self._records[ids[place]] for place in range(end - 1, -1, -1))

    def count(self, keys: Keys = (LIVE,)) -> int:
        return sum(len(self._index.get(key, ())) for key in keys)

    def reindex(self, record: Record) -> None:
        new = self._keys(record)
        if new == self._last_keys:
            new = self._last_keys  # records with the same values share one tuple
        self._last_keys, old, record.keys = new, record.keys, new
        if old is not new:
            self._unlist(record, set(old) - set(new))
            for key in set(new) - set(old):
                insort(self._index.setdefault(key, []), record.id)

    def _unlist(self, record: Record, keys: "Keys | set[Key]") -> None:
        for key in keys:
            ids = self._index[key]
            del ids[bisect_left(ids, record.id)]
            if not ids:
                del self._index[key]


def _behind(ids: list[str], after: str | None, *, newest_first: bool) -> Iterator[str]:
    if newest_first:
        places = range((len(ids) if after is None else bisect_left(ids, after)) - 1, -1, -1)
    else:
        places = range(0 if after is None else bisect_right(ids, after), len(ids))
    return (ids[place] for place in places)


class Store:
    """All tables, by path, by the name of the collection, and by the resource that they are below."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.ids: IdGenerator = IdGenerator(clock)
        self._tables: dict[Path, Table] = {}
        self._collections: dict[str, dict[Path, Table]] = {}
        self._below: dict[Path, list[Path]] = {}

    def table(self, path: Path) -> Table:
        return self._tables.get(path) or Table("", lambda _: ())

    def open(self, path: Path, group: str, keys: Callable[[Record], Keys]) -> Table:
        """Return the table of a collection, and create it on first use."""
        if path not in self._tables:
            self._tables[path] = self._collections.setdefault(path[-1], {})[path] = Table(group, keys)
            self._below.setdefault(path[:-1], []).append(path)
        return self._tables[path]

    def tables(self, collection: str, below: Path = ()) -> list[Table]:
        """Return the tables of all collections with this name below a path."""
        found = self._collections.get(collection, {})
        return [table for path, table in found.items() if path[: len(below)] == below]

    def drop(self, resource: Path) -> None:
        for path in self._below.pop(resource, ()):
            table = self._tables.pop(path)
            del self._collections[path[-1]][path]
            for record in table.everything():
                self.drop((*path, record.id))

    def everything(self) -> list[Table]:
        """Return all tables, each before those below its records."""
        return [self._tables[path] for path in sorted(self._tables, key=len)]

    def touch(self, record: Record) -> None:
        """Give a record a new version, which is greater than the previous one even within a millisecond."""
        record.data["updated_at"] = max(self._clock.ms(), record.version + 1)
        record.reindex()
