"""Implements what all resources have in common: create, get, update, delete, list and expire."""

import secrets
from collections.abc import Iterable, Iterator
from copy import deepcopy
from heapq import heappop, heappush
from itertools import islice, takewhile
from typing import ClassVar, TypeVar, cast

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._document import Document, Operation, Template, is_parameter
from authpi_admin.testing._filters import dig, matches, merged, split
from authpi_admin.testing._problem import conflict, invalid_field, not_found
from authpi_admin.testing._state import State
from authpi_admin.testing._store import LIVE, Ids, JsonObject, Keys, Path, Record, Table

_CAN_EXPIRE = {"active", "pending", "blocked", "suspended", "inactive"}
_FINAL = {"revoked", "expired"}
# Filters of lists that are not compared for equality, so that they have no index.
_NOT_INDEXED = {"limit", "cursor", "q", "name", "after", "before", "event_types"}


class Resource:
    """One kind of resource. `do_<verb>` handles `<group>.<verb>`, or else `do_<form>`, for example `do_list`."""

    kinds: ClassVar[dict[str, "type[Resource]"]] = {}  # subclasses, by group of operations
    group: ClassVar[str]
    noun: ClassVar[str] = ""  # its name in event types: `user.personal-token`
    # Resources it is deleted with though its path is not below theirs: path parameters, and the members with their ids.
    belongs_to: ClassVar[dict[str, str]] = {}
    defaults: ClassVar[JsonObject] = {}  # default values of a new resource
    # Members of list rows and filters, and the path of their values in the resource: `settings.scopes`.
    derived: ClassVar[dict[str, str]] = {}
    indexed: ClassVar[set[str]] = set()  # members with an index in addition to those of the document's filters
    # Operations that change the status: the new status, and those that it can be changed from.
    actions: ClassVar[dict[str, tuple[str, set[str]]]] = {}
    # The verb in event types for `created`, `deleted`, and a status that is entered, or left (`-blocked`).
    event_verbs: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, *, group: str = "") -> None:
        cls.group = group
        Resource.kinds[group] = cls

    def __init__(self, resources: "Resources", group: str) -> None:
        self._group = group
        self.resources = resources
        self.state: State = resources.state
        self.document: Document = resources.state.document
        self.home: Template = self.document.homes.get(group, ("accounts", "{account_id}", group))
        self.schema: JsonObject = self.document.item_schema(group)
        self.members: JsonObject = self.schema.get("properties", {})
        self._statuses = self.document.resolve(self.members.get("status", {}))
        self._id_form = self.document.id_form(group)
        self._indexes = self._find_indexes(group)

    def _find_indexes(self, group: str) -> dict[str, tuple[str, bool]]:
        """Return the path of the value of each indexed filter, and whether it is compared as a boolean."""
        operations = self.document.operations.values()
        lists = [each for each in operations if each.form == "list" and self.document.collection_group(each) == group]
        filters = {name: schema for each in lists for name, schema in each.query["properties"].items()}
        names = (filters.keys() | self.indexed | set(self.belongs_to.values())) - _NOT_INDEXED
        known = names & (self.members.keys() | self.derived.keys() | self.indexed)
        return {
            name: (self.derived.get(name, name), filters.get(name, {}).get("type") == "boolean")
            for name in sorted(known)
        }

    def index_keys(self, record: Record) -> Keys:
        if record.deleted:
            return (("status", "deleted"),) if record.data.get("status") == "deleted" else ()
        keys: dict[tuple[str, object], None] = {LIVE: None}
        for name, (path, is_boolean) in self._indexes.items():
            found = bool(dig(record.data, path)) if is_boolean else dig(record.data, path)
            for value in cast("list[object]", found) if isinstance(found, list) else [found]:
                if isinstance(value, str | int):
                    keys[name, value] = None
        return tuple(keys)

    def _prepare(self, _record: Record, _body: JsonObject, /) -> JsonObject:
        """Complete a new record or raise an error; return members that only this response shows."""
        return {}

    def _revise(self, _call: Call, _values: JsonObject, /) -> JsonObject:
        """Complete the changes of an update or raise an error; return members that only this response shows."""
        return {}

    def _fixed_filters(self, ids: Ids, /) -> JsonObject:
        return {member: ids[name] for name, member in self.belongs_to.items() if name in ids}

    def view(self, record: Record) -> JsonObject:
        """Return the members that responses show, with derived ones."""
        return record.data | {name: dig(record.data, path) for name, path in self.derived.items()}

    def passes(self, view: JsonObject, filters: JsonObject) -> bool:
        return all(value is None or matches(view, name, value, self.members) for name, value in filters.items())

    def do_list(self, call: Call) -> Reply:
        table = self.table(call.ids)
        after = call.query.get("cursor")
        if after is not None and not table.has(after):
            raise invalid_field("cursor", "unknown", "The cursor does not belong to this list.")
        filters = self._fixed_filters(call.ids) | call.query
        entries: list[Keys] = [
            ((name, value),) for name, value in filters.items() if value is not None and name in self._indexes
        ]
        if filters.get("event_types") is not None:
            entries.append(tuple(("type", part) for part in split(filters["event_types"])))
        keys = min(entries, key=table.count, default=())
        newest_first = call.operation.order == "newest-first"
        if filters.get("after") is not None:
            # Ids sort by the time of their creation, which is that of the record or later.
            after = max(after or "", self.state.store.ids.first(self._id_form[0], filters["after"]))
        records = table.scan(*keys, after=after, newest_first=newest_first)
        if (end := filters.get("before")) is not None:
            records = takewhile(lambda record: record.data["created_at"] < end, records)
        return self.page(call, records)

    def do_create(self, call: Call) -> Reply:
        record, shown_once = self.insert(call.ids, self.accepted(call), call.body)
        self.resources.emit(call, self, record, self.event_verbs.get("created", "created"))
        return call.reply(self.view(record) | shown_once, record.etag)

    def do_get(self, call: Call) -> Reply:
        return call.reply(self.view(call.target), call.target.etag)

    def do_update(self, call: Call) -> Reply:
        """Replace the members in the body; null clears a member, and absent members do not change."""
        record = call.target
        values = self.accepted(call)
        if self.state.options.nested_updates == "merge":
            values = {name: merged(record.data.get(name), value) for name, value in values.items()}
        old = record.data.get("status")
        if old in _FINAL and values.get("status", old) != old:
            raise conflict(f"The status is {old}, which is final.")
        shown_once = self._revise(call, values)
        changed = sorted(name for name, value in values.items() if record.data.get(name) != value)
        record.data.update(values)
        verb = self.stamp(call, record, old) if "status" in changed else "updated"
        if verb == "deleted":
            self._remove(record)
        return self.changed(call, record, verb, shown_once, changed)

    def do_delete(self, call: Call) -> Reply:
        self._remove(call.target)
        self.resources.emit(call, self, call.target, self.event_verbs.get("deleted", "deleted"))
        return Reply(None)

    def do_other(self, call: Call) -> Reply:
        """Handle an action without an implementation: return the unchanged resource."""
        return call.reply(call.target.data, call.target.etag) if call.chain else call.reply({})

    def act(self, call: Call) -> Reply:
        """Change the status by an action, if the current status allows it."""
        record = call.target
        status, allowed_from = self.actions[call.operation.verb]
        self.require_status(record, *allowed_from)
        return self.enter(call, record, status)

    def enter(self, call: Call, record: Record, status: str) -> Reply:
        old, record.data["status"] = record.data["status"], status
        return self.changed(call, record, self.stamp(call, record, old), names=["status"])

    def table(self, ids: Ids) -> Table:
        return self.state.store.table(self._path(ids))

    def rows(self, ids: Ids, **filters: object) -> Iterator[Record]:
        keys = [*(self._fixed_filters(ids) | filters).items()] or [LIVE]
        table = self.table(ids)
        records = table.scan(min(keys, key=lambda key: table.count((key,))))
        return (record for record in records if all(key in record.keys for key in keys))

    def find(self, ids: Ids, record_id: str) -> Record | None:
        return self.table(ids).get(record_id)

    def insert(
        self, ids: Ids, values: JsonObject, body: JsonObject, record_id: str | None = None
    ) -> tuple[Record, JsonObject]:
        """Add a new record to its table; return it, and the members that only this response shows."""
        record = self.new(ids, values)
        if record_id is not None:
            record.id = record.data["id"] = record_id
        shown_once = self._prepare(record, body)
        self.register(record)
        return record, shown_once

    def register(self, record: Record) -> None:
        self.state.store.open(self._path(record.ids), self._group, self.index_keys).add(record)
        self.resources.watch(self, record)

    def new(self, ids: Ids, values: JsonObject) -> Record:
        data: JsonObject = {name: ids[name] for name in self.members if name in ids}
        if self._statuses:
            data["status"] = self._statuses.get("enum", ["active"])[0]
        record_id = self.state.store.ids.new(*self._id_form)
        data |= deepcopy(self.defaults) | values | {"id": record_id, "created_at": self.state.clock.ms()}
        return Record(record_id, data, ids)

    def accepted(self, call: Call) -> JsonObject:
        """Return the values in the body that become members of the resource, without those that the API sets."""
        described = {name: value for name, value in call.body.items() if name in self.members}
        free = call.extra if self.schema.get("additionalProperties") else {}
        taken = {*self.members, "status", "expires_at", "updated_at"}  # names with a meaning for all resources
        return described | {name: value for name, value in free.items() if name not in taken}

    def page(self, call: Call, records: Iterable[Record]) -> Reply:
        """Return a page of the records that pass the filters."""
        parameters = call.operation.query["properties"]
        limit = call.query.get("limit", 50) if "limit" in parameters else None
        filters = self._fixed_filters(call.ids) | call.query
        filters = {name: value for name, value in filters.items() if name not in {"limit", "cursor"}}
        passing = ((record, view) for record in records if self.passes(view := self.view(record), filters))
        rows = list(islice(passing, None if limit is None else limit + 1))
        shown = rows[:limit]
        more = len(rows) > len(shown)
        cursor = self._cursor(shown[-1][0]) if more and "cursor" in parameters else None
        return call.reply_rows([view for _, view in shown], cursor, more=more)

    def _cursor(self, last: Record) -> str:
        return last.id

    def changed(
        self, call: Call, record: Record, verb: str, shown_once: JsonObject | None = None, names: Iterable[str] = ()
    ) -> Reply:
        """Give a changed resource a new version, record the event, and return the reply."""
        self.state.store.touch(record)
        self.resources.watch(self, record)
        self.resources.emit(call, self, record, verb, names)
        return call.reply(self.view(record) | (shown_once or {}), record.etag)

    def ends_at(self, record: Record) -> int | None:
        return cast("int | None", record.data.get("expires_at"))

    def expire(self, record: Record, ended_at: int) -> None:
        """Expire a record: with a status it becomes `expired`, otherwise it is removed."""
        if "status" not in record.data:
            self._remove(record)
        elif record.data["status"] in _CAN_EXPIRE:
            record.data |= {"status": "expired", "status_at": ended_at, "status_reason": None, "status_by": "system"}
            record.data["updated_at"] = max(ended_at, record.version + 1)
            record.reindex()
            if f"{self.noun}.expired" in self.document.event_types:
                self.resources.emit(None, self, record, "expired", ["status"])

    def require_status(self, record: Record, *allowed: str) -> None:
        status = record.data["status"]
        if status not in allowed:
            raise conflict(f"The status is {status}, but must be {' or '.join(sorted(allowed))}.")

    def stamp(self, call: Call, record: Record, old: str | None) -> str:
        """Store time, reason and author of a change of status; return its verb in event types."""
        record.data |= {
            "status_at": self.state.clock.ms(),
            "status_reason": call.body.get("status_reason", call.body.get("reason")),
            "status_by": call.body.get("status_by", call.caller.id),
        }
        new = record.data["status"]
        for part in {f"{new}_at", f"{new}_reason"} & self.members.keys():
            record.data[part] = record.data[part.replace(new, "status")]
        otherwise = "deleted" if new == "deleted" else self.event_verbs.get(f"-{old}", "updated")
        return self.event_verbs.get(new, otherwise)

    def _remove(self, record: Record) -> None:
        # Resources below its path, and those elsewhere that belong to it, are removed too.
        record.deleted = True
        if "deleted" in self._statuses.get("enum", ()):
            record.data["status"] = "deleted"
            self.state.store.touch(record)
        record.reindex()
        self.state.store.drop((*self._path(record.ids), record.id))
        self.resources.orphan(self.document.item_parameters[self.home], record)

    def _path(self, ids: Ids) -> Path:
        return tuple(ids[part.strip("{}")] if part.startswith("{") else part for part in self.home)


R = TypeVar("R", bound=Resource)


class Resources:
    """All kinds of resources, and what involves several of them: paths, events and expiry."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._kinds: dict[str, Resource] = {}
        self._expiries: list[tuple[int, str, Resource, Record]] = []

    def __getitem__(self, group: str) -> Resource:
        if group not in self._kinds:
            self._kinds[group] = Resource.kinds.get(group, Resource)(self, group)
        return self._kinds[group]

    def kind(self, cls: type[R]) -> R:
        return cast("R", self[cls.group])

    def chain(self, operation: Operation, ids: Ids) -> list[Record]:
        """Return the resource of each id in a path; fail with 404 if one does not exist."""
        found: list[Record] = []
        for index, segment in enumerate(operation.template):
            if is_parameter(segment):
                name = segment.strip("{}")
                record = self[self.state.document.groups[operation.template[:index]]].find(ids, ids[name])
                if record is None:
                    raise not_found(name.removesuffix("_id").replace("_", " "))
                found.append(record)
        return found

    def orphan(self, parameter: str, parent: Record) -> None:
        """Delete the resources elsewhere that belong to a deleted resource."""
        for group in self.state.document.homes:
            kind = self[group]
            member = kind.belongs_to.get(parameter)
            if member is not None:
                for table in self.state.store.tables(kind.home[-1], ("accounts", parent.ids["account_id"])):
                    for record in list(table.scan((member, parent.id))):
                        record.deleted = True
                        record.reindex()

    def watch(self, kind: Resource, record: Record) -> None:
        ends_at = kind.ends_at(record)
        if ends_at is not None and not record.deleted:
            heappush(self._expiries, (ends_at, self.state.store.ids.new(""), kind, record))

    def expire_due(self) -> None:
        now = self.state.clock.ms()
        while self._expiries and self._expiries[0][0] <= now:
            _, _, kind, record = heappop(self._expiries)
            ends_at = kind.ends_at(record)
            if not record.deleted and ends_at is not None and ends_at <= now:
                kind.expire(record, ends_at)

    def emit(self, call: Call | None, kind: Resource, record: Record, verb: str, changed: Iterable[str] = ()) -> None:
        """Record the event of a change, whose author without a call is the system, and notify the listeners."""
        document = self.state.document
        ids = record.ids if call is None else call.ids
        known = {name: value for name, value in record.data.items() if name in kind.members}
        about = {**known, **ids, document.item_parameters.get(kind.home, ""): record.id}
        events = self["events"]
        event: JsonObject = {
            "spec": "1.0",
            "id": self.state.store.ids.new("evt_"),
            "trace": f"trc_{secrets.token_hex(8)}",
            "type": self._event_type(kind.noun, verb),
            "source": "com.authpi/v1",
            "trigger": call and call.operation.id,
            "auth": {"type": call.caller.type, "id": call.caller.id} if call else {"type": "system", "id": "system"},
            "subject": {name: about.get(name) for name in document.schema("EventSubject")["properties"]},
            "timestamp": self.state.clock.ms(),
            "data": {"id": record.id, "changed": list(changed)},
        }
        account_id = ids["account_id"]
        kept = event | {"created_at": event["timestamp"]}
        events.register(Record(event["id"], kept, {"account_id": account_id}))
        for listener in self.state.event_listeners:
            listener(account_id, event)

    def _event_type(self, noun: str, verb: str) -> str:
        """Return the event type for a change of a resource, or else for a change of its nearest parent."""
        event_type = verb if verb in self.state.document.event_types else f"{noun}.{verb}"
        while event_type not in self.state.document.event_types:
            noun = noun.rpartition(".")[0]
            event_type = f"{noun or 'account'}.updated"
        return event_type
