"""The whole state behind the local Core API: document, clock, tables, kinds of resources, and the audit log."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from authpi_admin.testing.document import core_api_document, is_parameter
from authpi_admin.testing.errors import not_found
from authpi_admin.testing.resource import Resource
from authpi_admin.testing.resources import RESOURCES
from authpi_admin.testing.store import Record, Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from authpi_admin.testing.call import Call
    from authpi_admin.testing.clock import Clock
    from authpi_admin.testing.document import Operation

JsonObject = dict[str, Any]


class World:
    """What handlers share."""

    def __init__(self, clock: Clock) -> None:
        """Start with no account."""
        self.document = core_api_document()
        self.clock = clock
        self.store = Store(clock)
        self.token_key = secrets.token_bytes(32)
        self.tokens: dict[str, Record] = {}
        """Personal and access tokens by the digest of their text."""
        self.on_event: list[Callable[[str, JsonObject], None]] = []
        self._resources: dict[str, Resource] = {}

    def resource(self, group: str) -> Resource:
        """The kind of resource that a group of operations acts on."""
        if group not in self._resources:
            self._resources[group] = RESOURCES.get(group, Resource)(self, group)
        return self._resources[group]

    def account(self, account_id: str) -> Record:
        """An account that is known to be there."""
        record = self.store.table(("accounts",)).get(account_id)
        if record is None:
            raise not_found("account")
        return record

    def chain(self, operation: Operation, ids: dict[str, str]) -> list[Record]:
        """The resource that each id of a path names.

        Raises:
            Refusal: 404 where one is not there.
        """
        found: list[Record] = []
        for index, segment in enumerate(operation.template):
            if is_parameter(segment):
                name = segment.strip("{}")
                record = self.resource(self.document.groups[operation.template[:index]]).find(ids, ids[name])
                if record is None:
                    raise not_found(name.removesuffix("_id").replace("_", " "))
                found.append(record)
        return found

    def orphan(self, parameter: str, parent_id: str, account_path: tuple[str, str]) -> None:
        """Delete what belonged to a resource that is gone, though its path is elsewhere."""
        for group in self.document.homes:
            resource = self.resource(group)
            member = resource.belongs_to.get(parameter)
            if member is not None:
                for table in self.store.tables(resource.home[-1], account_path):
                    for record in table.live():
                        record.deleted = record.data.get(member) == parent_id

    def emit(
        self, call: Call, resource: Resource, record: Record, verb: str, *, changed: list[str] | None = None
    ) -> None:
        """Write an event about a change, and tell those who listen."""
        document = self.document
        about = {**record.data, **call.ids, document.item_parameter(resource.home): record.id} if resource.home else {}
        details: JsonObject = {"id": record.id}
        if changed is not None:
            details["changed"] = changed
        event: JsonObject = {
            "spec": "1.0",
            "id": self.store.new_id("evt_"),
            "trace": f"trc_{secrets.token_hex(8)}",
            "type": self._event_type(resource.noun, verb),
            "source": "com.authpi/v1",
            "trigger": call.operation.id,
            "auth": {"type": call.caller.type, "id": call.caller.id},
            "subject": {name: about.get(name) for name in document.schema("EventSubject")["properties"]},
            "timestamp": self.clock.ms(),
            "data": details,
        }
        account_id = call.caller.account_id
        self.store.table(("accounts", account_id, "events")).add(
            Record(event["id"], {**event, "created_at": event["timestamp"]})
        )
        for listener in self.on_event:
            listener(account_id, event)

    def _event_type(self, noun: str, verb: str) -> str:
        """The document's event type for a change, or for a change of the nearest thing that has one."""
        types = self.document.event_types
        while f"{noun}.{verb}" not in types:
            # A change to something that events have no name for is a change of what it is in.
            noun, _, _ = noun.rpartition(".")
            verb = "updated"
            if not noun:
                return "account.updated"
        return f"{noun}.{verb}"
