"""Implements the audit log and notes."""

import re
from itertools import chain
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._problem import invalid_field, not_found
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record

_INTERVAL_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_ABOUT = ("user_id", "agent_id", "client_id", "org_id", "issuer_id")
# Types of resources that can have notes.
_SUBJECTS = {"user": "users", "agent": "agents", "org": "organizations", "issuer": "issuers", "client": "clients"}


class Events(Resource, group="events"):
    derived: ClassVar = {name: f"subject.{name}" for name in _ABOUT}
    indexed: ClassVar = {"type"}

    def do_aggregate(self, call: Call) -> Reply:
        """Count events, or the distinct values of a member, in total, by another member or by interval."""
        filters = dict(call.query)
        group_by, interval, unique = (filters.pop(name, None) for name in ("group_by", "interval", "count_unique"))
        step = _INTERVAL_SECONDS.get(str(interval), _INTERVAL_SECONDS["day"]) * 1000
        counted: dict[tuple[int | None, str | None], set[str]] = {}
        for event in map(self.view, self.table(call.ids).live()):
            if self.passes(event, filters):
                start = None if interval is None else event["timestamp"] // step * step
                group = None if group_by is None else str(event.get(group_by))
                counted.setdefault((start, group), set()).add(str(event.get(unique or "id")))
        buckets = [{"start": start, "group": group, "count": len(found)} for (start, group), found in counted.items()]
        return call.reply({"interval": interval, "group_by": group_by, "buckets": buckets})


class Notes(Resource, group="notes"):
    """Notes, with the mentions and references in their text. No event type is about notes."""

    noun = "account.note"
    defaults: ClassVar = {"pinned": False, "issuer_id": None}
    indexed: ClassVar = {"mentions_user_id", "named", "pinned"}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        data = record.data
        kind, issuer_id = data["subject_type"], data["issuer_id"]
        _require_issuer(kind, issuer_id)
        below = ("issuers", issuer_id) if issuer_id is not None and kind != "issuer" else ()
        collection = self.resources[_SUBJECTS[kind]].home[-1]
        tables = self.state.store.tables(collection, ("accounts", record.ids["account_id"], *below))
        if not any(table.get(data["subject_id"]) for table in tables):
            raise not_found(kind)
        data |= self._read(data["content"])
        return {}

    def _revise(self, _call: Call, values: JsonObject, /) -> JsonObject:
        if "content" in values:
            values |= self._read(values["content"])
        return {}

    def accepted(self, call: Call) -> JsonObject:
        author = "created_by" if call.operation.form == "create" else "updated_by"
        return super().accepted(call) | {author: call.caller.id}

    def new(self, ids: Ids, values: JsonObject) -> Record:
        # The cursor contains the time of a note, so it must be unique.
        record = super().new(ids, values)
        last = next(self.table(ids).scan(newest_first=True), None)
        if last is not None:
            record.data["created_at"] = max(record.data["created_at"], last.data["created_at"] + 1)
        return record

    def do_list(self, call: Call) -> Reply:
        """List pinned notes first, then the newest; the cursor has the form `pinned:timestamp`."""
        query = call.query
        if "subject_id" in query and "subject_type" not in query:
            raise invalid_field("subject_type", "required", "subject_id needs it.")
        _require_issuer(query.get("subject_type"), query.get("issuer_id"))
        cursor = re.fullmatch(r"(true|false):([0-9]{1,15})", query.get("cursor", f"true:{10**15 - 1}"))
        if cursor is None:
            raise invalid_field("cursor", "unknown", "The cursor does not belong to this list.")
        table, before = self.table(call.ids), int(cursor[2])
        pinned = table.older(("pinned", True), before) if cursor[1] == "true" else ()
        others = table.older(("pinned", False), before if cursor[1] == "false" else 10**15)
        return self.page(call, chain(pinned, others))

    def _cursor(self, last: Record) -> str:
        return f"{'true' if last.data['pinned'] else 'false'}:{last.data['created_at']}"

    def do_backlinks(self, call: Call) -> Reply:
        wanted = f"{call.query['ref_type']}:{call.query['ref_id']}"
        notes = [note.data for note in self.table(call.ids).scan(("named", wanted))]
        return call.reply_rows(notes[: call.query.get("limit", 50)])

    def do_count(self, call: Call) -> Reply:
        return call.reply({"count": sum(1 for _ in self.rows(call.ids, **call.query))})

    def _read(self, content: str) -> JsonObject:
        made = {"created_at": self.state.clock.ms(), "ref_issuer_id": None}
        kinds = "|".join(self.document.schema("NoteRefType")["enum"])
        mentioned = dict.fromkeys(re.findall(r"@\[[^\]]*\]\(([^)\s]+)\)", content))
        named = dict.fromkeys(re.findall(rf"\[\[({kinds}):([^\]|\s]+)(?:\|[^\]]*)?\]\]", content))
        return {
            "mentions_user_id": list(mentioned),
            "named": [f"{kind}:{ref_id}" for kind, ref_id in named],
            "mentions": [{"mentioned_user_id": user_id, "created_at": made["created_at"]} for user_id in mentioned],
            "references": [{"ref_type": kind, "ref_id": ref_id, **made} for kind, ref_id in named],
        }


def _require_issuer(subject_type: str | None, issuer_id: str | None) -> None:
    if subject_type in {"user", "org"} and issuer_id is None:
        raise invalid_field("issuer_id", "required", "Notes on users and organizations need it.")
