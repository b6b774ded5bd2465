"""The plain life of a resource: create, read, update, delete and list, as the document describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from authpi_admin.testing.call import Reply
from authpi_admin.testing.errors import conflict
from authpi_admin.testing.store import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authpi_admin.testing.call import Call
    from authpi_admin.testing.document import Operation
    from authpi_admin.testing.store import Path, Table
    from authpi_admin.testing.world import World

JsonObject = dict[str, Any]

_CAN_EXPIRE = {"active", "pending", "blocked", "suspended"}
_PREFIXES = {
    "agent_verifiers": "avr_",
    "auth_methods": "am_",
    "credits": "cle_",
    "deliveries": "whd_",
    "groups": "grp_",
    "notes": "note_",
    "payment_methods": "pm_",
    "sessions": "s_",
    "trusted_devices": "dev_",
    "verifiers": "ver_",
}


class Resource:
    """What all kinds of resources have in common; one instance a kind.

    `do_<verb>` answers the operation `<group>.<verb>`, and `do_list`, `do_create`, `do_get`, `do_update`,
    `do_delete` those that have such a form under another name.
    """

    noun: ClassVar[str] = ""
    """How events name it: `user.personal-token`."""
    belongs_to: ClassVar[dict[str, str]] = {}
    """Parents it goes with though its path is elsewhere: ids of paths, and the member that holds the same."""

    def __init__(self, world: World, group: str) -> None:
        """Take the group of operations that act on it."""
        self.world = world
        self.group = group
        self.home = world.document.homes.get(group, ())
        self.schema = world.document.item_schema(group)
        self.id_prefix = world.document.id_prefix(group) or _PREFIXES.get(group, f"{group[:3]}_")

    # What kinds of resources replace.

    def prepare(self, ids: dict[str, str], record: Record, body: JsonObject) -> JsonObject:
        """Complete a new record or refuse it; what is returned is shown in the answer, and only there."""
        _ = ids, record, body
        return {}

    def revise(self, call: Call, record: Record, values: JsonObject) -> JsonObject:
        """Complete the changes of an update or refuse them; what is returned is shown in the answer only."""
        _ = call, record, values
        return {}

    def view(self, record: Record) -> JsonObject:
        """What readers see of a record, derived members included."""
        return record.data

    def within(self, record: Record, ids: dict[str, str]) -> bool:
        """Whether a record is in the collection that a path names."""
        return all(record.data.get(member) == ids[name] for name, member in self.belongs_to.items() if name in ids)

    def matches(self, view: JsonObject, name: str, value: object) -> bool:
        """Whether a row passes a filter; filters whose meaning the document leaves open let all pass."""
        match name:
            case "q":
                texts = (str(view.get(member) or "") for member in ("id", "name", "description"))
                return any(str(value).casefold() in text.casefold() for text in texts)
            case "after":
                return bool(view["created_at"] > value)
            case "before":
                return bool(view["created_at"] < value)
            case _:
                return name not in view or view[name] == value

    def status_verb(self, old: str, new: str) -> str:
        """How events call a change of status."""
        _ = old, new
        return "updated"

    # Operations.

    def do_list(self, call: Call) -> Reply:
        """One page of the collection."""
        newest_first = "newest first" in call.operation.summary
        return self.page(call, self.table(call.ids).scan(call.query.get("cursor"), newest_first=newest_first))

    def do_create(self, call: Call) -> Reply:
        """Make a resource from the body."""
        record, shown_once = self.insert(call.ids, self.accepted(call.operation, call.body), call.body)
        self.world.emit(call, self, record, "created")
        return call.reply(self.view(record) | shown_once, record.etag)

    def do_get(self, call: Call) -> Reply:
        """The resource that the path names."""
        return call.reply(self.view(call.target), call.target.etag)

    def do_update(self, call: Call) -> Reply:
        """Replace each member that the body has; null clears it, what is absent stays."""
        record = call.target
        values = self.accepted(call.operation, call.body)
        shown_once = self.revise(call, record, values)
        old = record.data.get("status")
        changed = sorted(name for name, value in values.items() if record.data.get(name) != value)
        record.data.update(values)
        if record.data.get("status") != old:
            self._stamp(call, record)
        self.world.store.touch(record)
        if record.data.get("status") == "deleted":
            self.remove(call.ids, record)
        verb = self.status_verb(str(old), record.data["status"]) if "status" in changed else "updated"
        self.world.emit(call, self, record, "deleted" if record.deleted else verb, changed=changed)
        return call.reply(self.view(record) | shown_once, record.etag)

    def do_delete(self, call: Call) -> Reply:
        """Delete the resource that the path names, with all below it."""
        self.remove(call.ids, call.target)
        self.world.emit(call, self, call.target, "deleted")
        return Reply(None)

    def do_other(self, call: Call) -> Reply:
        """An action that only the document knows: the resource comes back, changed in nothing but its version."""
        if not call.chain:
            return call.reply({})
        self.world.store.touch(call.target)
        return call.reply(call.target.data, call.target.etag)

    # Tools.

    def table(self, ids: dict[str, str]) -> Table:
        """The records of the collection that a path is about."""
        return self.world.store.table(self.path(ids))

    def path(self, ids: dict[str, str]) -> Path:
        """Where its records are kept."""
        return tuple(ids[part.strip("{}")] if part.startswith("{") else part for part in self.home)

    def find(self, ids: dict[str, str], record_id: str) -> Record | None:
        """The record that an id in a path names."""
        record = self.table(ids).get(record_id)
        return None if record is None or self.lapsed(record) else record

    def insert(self, ids: dict[str, str], values: JsonObject, body: JsonObject) -> tuple[Record, JsonObject]:
        """Put a new record in its table; also gives what is to be shown once."""
        record = self.new(ids, values)
        shown_once = self.prepare(ids, record, body)
        self.table(ids).add(record)
        return record, shown_once

    def new(self, ids: dict[str, str], values: JsonObject) -> Record:
        """A record that is in no table yet."""
        data: JsonObject = {name: ids[name] for name in self.schema.get("properties", {}) if name in ids}
        status = self.world.document.resolve(self.schema.get("properties", {}).get("status", {}))
        if status:
            data["status"] = status.get("enum", ["active"])[0]
        data |= values
        data["created_at"] = self.world.clock.ms()
        record = Record(self.world.store.new_id(self.id_prefix), data)
        data["id"] = record.id
        return record

    def accepted(self, operation: Operation, body: JsonObject) -> JsonObject:
        """What of a body becomes members of the resource: nothing that the API sets itself."""
        members = self.schema.get("properties", {})
        declared = operation.body_schema.get("properties", {})
        both_open = self.schema.get("additionalProperties") and operation.body_schema.get("additionalProperties")
        return {
            name: value
            for name, value in body.items()
            if (name in members if name in declared else both_open and name not in members)
        }

    def page(self, call: Call, records: Iterator[Record]) -> Reply:
        """The first of these records that pass the filters, as many as the query asks for."""
        limit = call.query.get("limit", 50) if call.operation.takes("limit") else None
        filters = {name: value for name, value in call.query.items() if name not in {"limit", "cursor"}}
        rows: list[tuple[str, JsonObject]] = []
        for record in records:
            if self._listed(record, call):
                view = self.view(record)
                if all(value is None or self.matches(view, name, value) for name, value in filters.items()):
                    rows.append((record.id, view))
                    if limit is not None and len(rows) > limit:
                        break
        more = limit is not None and len(rows) > limit
        shown = rows[:limit]
        cursor = shown[-1][0] if more and call.operation.takes("cursor") else None
        return call.reply_rows([view for _, view in shown], cursor, more=more)

    def _listed(self, record: Record, call: Call) -> bool:
        asked_for_deleted = call.query.get("status") == "deleted"
        if not self.within(record, call.ids) or record.deleted != asked_for_deleted:
            return False
        return record.deleted or not self.lapsed(record)

    def lapsed(self, record: Record) -> bool:
        """Whether a record is gone with time; one that has a status is kept, as expired."""
        expires_at = record.data.get("expires_at")
        if expires_at is None or expires_at > self.world.clock.ms():
            return False
        if "status" not in record.data:
            record.deleted = True
        elif record.data["status"] in _CAN_EXPIRE:
            record.data |= {
                "status": "expired",
                "status_at": expires_at,
                "updated_at": max(expires_at, record.version + 1),
            }
        return record.deleted

    def set_status(self, call: Call, record: Record, status: str, *, allowed_from: set[str]) -> Reply:
        """Change a status by an action of its own.

        Raises:
            Refusal: 409 where the present status does not allow it.
        """
        old = record.data["status"]
        if old not in allowed_from:
            raise conflict(f"It is {old}; only one that is {' or '.join(sorted(allowed_from))} can become {status}.")
        record.data["status"] = status
        self._stamp(call, record)
        self.world.store.touch(record)
        self.world.emit(call, self, record, self.status_verb(old, status), changed=["status"])
        return call.reply(self.view(record), record.etag)

    def remove(self, ids: dict[str, str], record: Record) -> None:
        """Delete a record, what is below its path, and what belongs to it elsewhere in the account."""
        record.deleted = True
        status = self.world.document.resolve(self.schema.get("properties", {}).get("status", {}))
        if "deleted" in status.get("enum", ()):
            record.data["status"] = "deleted"
            self.world.store.touch(record)
        self.world.store.drop((*self.path(ids), record.id))
        self.world.orphan(self.world.document.item_parameter(self.home), record.id, ("accounts", ids["account_id"]))

    def _stamp(self, call: Call, record: Record) -> None:
        body = call.body
        record.data |= {
            "status_at": self.world.clock.ms(),
            "status_reason": body.get("status_reason", body.get("reason")),
            "status_by": body.get("status_by", call.caller.id),
        }
