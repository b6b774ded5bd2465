"""The plain life of a resource: create, read, update, delete and list, as the document describes it."""

from __future__ import annotations

from copy import deepcopy
from functools import reduce
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._errors import conflict
from authpi_admin.testing._store import Ids, JsonObject, Path, Record, Table, nested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authpi_admin.testing._document import Template
    from authpi_admin.testing._world import World

_CAN_EXPIRE = {"active", "pending", "blocked", "suspended"}
_FINAL = {"revoked", "expired"}
_SEARCHED = ("id", "name", "description")


class Resource:
    """What all kinds of resources have in common; one instance a kind.

    `do_<verb>` answers the operation `<group>.<verb>`, and `do_list`, `do_create`, `do_get`, `do_update`,
    `do_delete` those that have such a form under another name.
    """

    kinds: ClassVar[dict[str, type[Resource]]] = {}  # those with something special, by their group of operations
    group: ClassVar[str]
    noun: ClassVar[str] = ""  # how events name it: `user.personal-token`
    # Parents it goes with though its path is elsewhere: ids of paths, and the member that holds the same.
    belongs_to: ClassVar[dict[str, str]] = {}
    defaults: ClassVar[JsonObject] = {}  # members of a new one that the body does not give
    # Members of list rows and filters, and where in the resource their values are: `settings.scopes`.
    derived: ClassVar[dict[str, str]] = {}
    # Operations that change the status: to which, and from which it may come.
    actions: ClassVar[dict[str, tuple[str, set[str]]]] = {}
    # How events call `created`, `deleted`, and the status that it enters, or leaves (`-blocked`).
    event_verbs: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, *, group: str = "") -> None:
        cls.group = group
        Resource.kinds[group] = cls

    def __init__(self, world: World, group: str) -> None:
        self.world = world
        self.home: Template = world.document.homes.get(group, ("accounts", "{account_id}", group))
        self.schema: JsonObject = world.document.item_schema(group)
        self.members: JsonObject = self.schema.get("properties", {})
        self._statuses = world.document.resolve(self.members.get("status", {}))
        self._id_prefix = world.document.id_prefix(group)

    def _prepare(self, _record: Record, _body: JsonObject, /) -> JsonObject:
        """Complete a new record or refuse it; what is returned is shown in the answer, and only there."""
        return {}

    def _revise(self, _call: Call, _values: JsonObject, /) -> JsonObject:
        """Complete the changes of an update or refuse them; what is returned is shown in the answer only."""
        return {}

    def view(self, record: Record) -> JsonObject:
        """What readers see of a record, derived members included."""
        return record.data | {name: _dig(record.data, path) for name, path in self.derived.items()}

    def _within(self, record: Record, ids: Ids, /) -> bool:
        return all(record.data.get(member) == ids[name] for name, member in self.belongs_to.items() if name in ids)

    def passes(self, view: JsonObject, filters: JsonObject) -> bool:
        """Whether a row passes all filters that are not null."""
        return all(value is None or self._matches(view, name, value) for name, value in filters.items())

    def _matches(self, view: JsonObject, name: str, value: Any) -> bool:
        # Filters whose meaning the document leaves open let all pass.
        found = view.get(name)
        match name:
            case "q" | "name":
                texts = (str(view.get(member) or "") for member in (("name",) if name == "name" else _SEARCHED))
                return any(value.casefold() in text.casefold() for text in texts)
            case "after" | "before":
                return bool(view["created_at"] > value if name == "after" else view["created_at"] < value)
            case "event_types":
                return view["type"] in [part.strip() for part in value.split(",")]
            case _ if isinstance(value, bool):
                return bool(found) == value
            case _ if isinstance(found, list):
                return value in found
            case _:
                return found == value if name in view or name in self.members else True

    def do_list(self, call: Call) -> Reply:
        newest_first = "newest first" in call.operation.summary
        return self.page(call, self.table(call.ids).scan(call.query.get("cursor"), newest_first=newest_first))

    def do_create(self, call: Call) -> Reply:
        record, shown_once = self.insert(call.ids, self.accepted(call), call.body)
        self.world.emit(call, self, record, self.event_verbs.get("created", "created"))
        return call.reply(self.view(record) | shown_once, record.etag)

    def do_get(self, call: Call) -> Reply:
        return call.reply(self.view(call.target), call.target.etag)

    def do_update(self, call: Call) -> Reply:
        """Replace each member that the body has; null clears it, what is absent stays."""
        record = call.target
        values = self.accepted(call)
        old = record.data.get("status")
        if old in _FINAL and values.get("status", old) != old:
            raise conflict(f"It is {old}, and stays so.")
        shown_once = self._revise(call, values)
        changed = sorted(name for name, value in values.items() if record.data.get(name) != value)
        record.data.update(values)
        verb = self.stamp(call, record, old) if "status" in changed else "updated"
        if verb == "deleted":
            self._remove(record)
        return self.changed(call, record, verb, shown_once, changed)

    def do_delete(self, call: Call) -> Reply:
        self._remove(call.target)
        self.world.emit(call, self, call.target, self.event_verbs.get("deleted", "deleted"))
        return Reply(None)

    def do_other(self, call: Call) -> Reply:
        """An action that only the document knows: the resource comes back as it is."""
        return call.reply(call.target.data, call.target.etag) if call.chain else call.reply({})

    def act(self, call: Call) -> Reply:
        """Change the status by an action, if the present one allows it."""
        record = call.target
        status, allowed_from = self.actions[call.operation.verb]
        self.require_status(record, *allowed_from)
        old = record.data["status"]
        record.data["status"] = status
        return self.changed(call, record, self.stamp(call, record, old), names=["status"])

    def table(self, ids: Ids) -> Table:
        return self.world.store.table(self._path(ids))

    def rows(self, ids: Ids) -> list[Record]:
        """What a collection has now, whether it still holds or not."""
        return [record for record in self.table(ids).live() if self._within(record, ids) and not self.lapsed(record)]

    def find(self, ids: Ids, record_id: str) -> Record | None:
        record = self.table(ids).get(record_id)
        return None if record is None or self.lapsed(record) else record

    def insert(self, ids: Ids, values: JsonObject, body: JsonObject) -> tuple[Record, JsonObject]:
        """Put a new record in its table; also gives what is to be shown once."""
        record = self.new(ids, values)
        shown_once = self._prepare(record, body)
        self.table(ids).add(record)
        return record, shown_once

    def new(self, ids: Ids, values: JsonObject) -> Record:
        data: JsonObject = {name: ids[name] for name in self.members if name in ids}
        if self._statuses:
            data["status"] = self._statuses.get("enum", ["active"])[0]
        record_id = self.world.store.new_id(self._id_prefix)
        data |= deepcopy(self.defaults) | values | {"id": record_id, "created_at": self.world.clock.ms()}
        return Record(record_id, data, ids)

    def accepted(self, call: Call) -> JsonObject:
        """What of the body becomes members of the resource: nothing that the API sets itself."""
        described = {name: value for name, value in call.body.items() if name in self.members}
        free = call.extra if self.schema.get("additionalProperties") else {}
        taken = {*self.members, "status", "expires_at", "updated_at"}  # names that mean something to any resource
        return described | {name: value for name, value in free.items() if name not in taken}

    def page(self, call: Call, records: Iterable[Record]) -> Reply:
        """The first of these records that pass the filters, as many as the query asks for."""
        parameters = call.operation.query["properties"]
        limit = call.query.get("limit", 50) if "limit" in parameters else None
        filters = {name: value for name, value in call.query.items() if name not in {"limit", "cursor"}}
        views = ((record.id, self.view(record)) for record in records if self._is_listed(record, call))
        passing = ((record_id, view) for record_id, view in views if self.passes(view, filters))
        rows = list(islice(passing, None if limit is None else limit + 1))
        shown = rows[:limit]
        more = len(rows) > len(shown)
        cursor = shown[-1][0] if more and "cursor" in parameters else None
        return call.reply_rows([view for _, view in shown], cursor, more=more)

    def changed(
        self, call: Call, record: Record, verb: str, shown_once: JsonObject | None = None, names: Iterable[str] = ()
    ) -> Reply:
        """Give a changed resource a new version, write the event, and answer with what the operation shows of it."""
        self.world.store.touch(record)
        self.world.emit(call, self, record, verb, names)
        return call.reply(self.view(record) | (shown_once or {}), record.etag)

    def lapsed(self, record: Record) -> bool:
        """Whether a record is gone with time; one that has a status is kept, as expired."""
        expires_at = record.data.get("expires_at")
        if expires_at is None or expires_at > self.world.clock.ms():
            return False
        if "status" not in record.data:
            record.deleted = True
        elif record.data["status"] in _CAN_EXPIRE:
            record.data |= {"status": "expired", "status_at": expires_at, "status_reason": None, "status_by": "system"}
            record.data["updated_at"] = max(expires_at, record.version + 1)
            if f"{self.noun}.expired" in self.world.document.event_types:
                self.world.emit(None, self, record, "expired", ["status"])
        return record.deleted

    def require_status(self, record: Record, *allowed: str) -> None:
        status = record.data["status"]
        if status not in allowed:
            raise conflict(f"It is {status}; this needs one that is {' or '.join(sorted(allowed))}.")

    def stamp(self, call: Call, record: Record, old: str | None) -> str:
        """Note when, why and by whom the status changed; returns how events call that."""
        record.data |= {
            "status_at": self.world.clock.ms(),
            "status_reason": call.body.get("status_reason", call.body.get("reason")),
            "status_by": call.body.get("status_by", call.caller.id),
        }
        new = record.data["status"]
        for part in {f"{new}_at", f"{new}_reason"} & self.members.keys():
            record.data[part] = record.data[part.replace(new, "status")]
        otherwise = "deleted" if new == "deleted" else self.event_verbs.get(f"-{old}", "updated")
        return self.event_verbs.get(new, otherwise)

    def _remove(self, record: Record) -> None:
        # What is below its path goes along, and what belongs to it elsewhere in the account.
        record.deleted = True
        if "deleted" in self._statuses.get("enum", ()):
            record.data["status"] = "deleted"
            self.world.store.touch(record)
        self.world.store.drop((*self._path(record.ids), record.id))
        self.world.orphan(self.world.document.item_parameters[self.home], record)

    def _path(self, ids: Ids) -> Path:
        return tuple(ids[part.strip("{}")] if part.startswith("{") else part for part in self.home)

    def _is_listed(self, record: Record, call: Call) -> bool:
        if record.deleted != (call.query.get("status") == "deleted") or not self._within(record, call.ids):
            return False
        return record.deleted or not self.lapsed(record)


def _dig(data: JsonObject, path: str) -> Any:
    """What is in an object at a path of members; `None` where it leads nowhere."""
    *parents, member = path.split(".")
    return reduce(nested, parents, data).get(member)
