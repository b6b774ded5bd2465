"""The whole state behind the local Core API: document, clock, tables, kinds of resources, and the audit log."""

import secrets
from collections.abc import Iterable
from typing import TypeVar, cast

from authpi_admin.testing._call import Call
from authpi_admin.testing._courier import Courier
from authpi_admin.testing._document import Document, Operation, core_api_document, is_parameter
from authpi_admin.testing._errors import not_found
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Clock, Ids, JsonObject, Record, Store

R = TypeVar("R", bound=Resource)


class World:
    def __init__(self, clock: Clock) -> None:
        self.document: Document = core_api_document()
        self.clock = clock
        self.store: Store = Store(clock)
        self.bearer_tokens: dict[str, Record] = {}  # personal and access tokens by the digest of their text
        self._kinds: dict[str, Resource] = {}
        self.courier: Courier = Courier(self)

    def resource(self, group: str) -> Resource:
        if group not in self._kinds:
            self._kinds[group] = Resource.kinds.get(group, Resource)(self, group)
        return self._kinds[group]

    def kind(self, cls: type[R]) -> R:
        """The one of a class."""
        return cast("R", self.resource(cls.group))

    def account(self, account_id: str) -> Record:
        return next(record for record in self.store.table(("accounts",)).live() if record.id == account_id)

    def chain(self, operation: Operation, ids: Ids) -> list[Record]:
        """The resource that each id of a path names; refuses with 404 where one is not there."""
        found: list[Record] = []
        for index, segment in enumerate(operation.template):
            if is_parameter(segment):
                name = segment.strip("{}")
                record = self.resource(self.document.groups[operation.template[:index]]).find(ids, ids[name])
                if record is None:
                    raise not_found(name.removesuffix("_id").replace("_", " "))
                found.append(record)
        return found

    def orphan(self, parameter: str, parent: Record) -> None:
        """Delete what belonged to a resource that is gone, though its path is elsewhere."""
        for group in self.document.homes:
            resource = self.resource(group)
            member = resource.belongs_to.get(parameter)
            if member is not None:
                for table in self.store.tables(resource.home[-1], ("accounts", parent.ids["account_id"])):
                    for record in table.live():
                        record.deleted = record.data.get(member) == parent.id

    def emit(self, call: Call | None, kind: Resource, record: Record, verb: str, changed: Iterable[str] = ()) -> None:
        """Write an event about a change, which nobody called for where there is no call; tell webhooks that want it."""
        document = self.document
        ids = record.ids if call is None else call.ids
        known = {name: value for name, value in record.data.items() if name in kind.members}
        about = {**known, **ids, document.item_parameters.get(kind.home, ""): record.id}
        event: JsonObject = {
            "spec": "1.0",
            "id": self.store.new_id("evt_"),
            "trace": f"trc_{secrets.token_hex(8)}",
            "type": self._event_type(kind.noun, verb),
            "source": "com.authpi/v1",
            "trigger": call and call.operation.id,
            "auth": {"type": call.caller.type, "id": call.caller.id} if call else {"type": "system", "id": "system"},
            "subject": {name: about.get(name) for name in document.schema("EventSubject")["properties"]},
            "timestamp": self.clock.ms(),
            "data": {"id": record.id, "changed": list(changed)},
        }
        account_id = ids["account_id"]
        kept = Record(event["id"], event | {"created_at": event["timestamp"]}, {"account_id": account_id})
        self.store.table(("accounts", account_id, "events")).add(kept)
        self.courier.announce(account_id, event)

    def _event_type(self, noun: str, verb: str) -> str:
        """The document's event type for a change, or for a change of the nearest thing that has one."""
        event_type = verb if verb in self.document.event_types else f"{noun}.{verb}"
        while event_type not in self.document.event_types:
            # A change to something that events have no name for is a change of what it is in.
            noun = noun.rpartition(".")[0]
            event_type = f"{noun or 'account'}.updated"
        return event_type
