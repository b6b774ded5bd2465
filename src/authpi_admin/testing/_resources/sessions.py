"""Sessions of users: the sign-on at the issuer (`op`), and those of single clients that are linked to it (`rp`)."""

from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record, nested

# The session management guide: 7 days at most, 12 hours idle, 50 sessions a user.
_MAX_AGE_SECONDS = 7 * 24 * 60 * 60
_IDLE_SECONDS = 12 * 60 * 60
_MOST_SESSIONS = 50


class Sessions(Resource, group="sessions"):
    """Sessions of users; they begin with `CoreAPI.sign_in`."""

    noun = "session"
    belongs_to: ClassVar = {"user_id": "user_id"}
    indexed: ClassVar = {"op_session_id"}
    actions: ClassVar = {
        "suspend": ("suspended", {"active"}),
        "reactivate": ("active", {"suspended"}),
        "revoke": ("revoked", {"active", "inactive", "suspended"}),
    }
    event_verbs: ClassVar = {"revoked": "terminated"}

    def begin(self, ids: Ids, ttl: int | None, op_session_id: str | None) -> Record:
        """A new session of a user; the one beyond 50 ends the oldest."""
        issuer = self.resources["issuers"].find(ids, ids["issuer_id"])
        limits = nested(nested(nested(issuer.data if issuer else {}, "settings"), "access"), "sessions")
        age = ttl or limits.get("max_age") or _MAX_AGE_SECONDS
        now = self.state.clock.ms()
        usable = [row for status in ("active", "suspended") for row in self.rows(ids, status=status)]
        for oldest in sorted(usable, key=lambda row: row.id)[: max(0, len(usable) - _MOST_SESSIONS + 1)]:
            self.expire(oldest, now)
        values: JsonObject = {"user_id": ids["user_id"], "type": "rp" if op_session_id else "op", "status": "active"}
        values |= {"ttl": age, "idle_timeout": limits.get("idle_timeout") or _IDLE_SECONDS, "last_activity_at": now}
        values |= {"expires_at": now + age * 1000, "op_session_id": op_session_id}
        return self.insert({name: ids[name] for name in ("account_id", "issuer_id")}, values, values)[0]

    def ends_at(self, record: Record) -> int | None:
        data = record.data
        return min(int(data["expires_at"]), int(data["last_activity_at"] + data["idle_timeout"] * 1000))

    def act(self, call: Call) -> Reply:
        """Change the status; revoking an `op` session revokes the `rp` sessions that are linked to it."""
        reply = super().act(call)
        if call.operation.verb == "revoke":
            for linked in list(self.rows(call.ids, op_session_id=call.target.id)):
                if linked.data["status"] in self.actions["revoke"][1]:
                    old, linked.data["status"] = linked.data["status"], "revoked"
                    self.changed(call, linked, self.stamp(call, linked, old), names=["status"])
        return reply
