"""Implements users, approvals, verifiers, sessions and trusted devices."""

import secrets
from datetime import UTC, datetime
from typing import ClassVar

from pyotp.totp import TOTP

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._problem import conflict, invalid_field, not_found
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._schemas import is_email
from authpi_admin.testing._store import Ids, JsonObject, Record, Table, digest, nested

_TRUST_MS = 30 * 24 * 60 * 60 * 1000
_ENROLLMENT_MS = 10 * 60 * 1000
_BACKUP_CODES = 10
# AuthPI's session management guide: at most 7 days, 12 hours idle, 50 sessions per user.
_MAX_AGE_SECONDS = 7 * 24 * 60 * 60
_IDLE_SECONDS = 12 * 60 * 60
_MOST_SESSIONS = 50
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Users(Resource, group="users"):
    noun = "user"
    defaults: ClassVar = {"profile": {}}
    derived: ClassVar = {"user_id": "id"}
    event_verbs: ClassVar = {"blocked": "blocked", "-blocked": "unblocked"}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        self._take_name(record, record.data)
        return {}

    def view(self, record: Record) -> JsonObject:
        computed = {
            "username_hash": digest(f"{record.data['username_type']}:{_folded(record.data)}"),
            "store_id": f"store_{record.ids['issuer_id']}",
        }
        return super().view(record) | computed

    def _revise(self, call: Call, values: JsonObject, /) -> JsonObject:
        if {"username", "username_type"} & values.keys():
            self._take_name(call.target, call.target.data | values)
        return {}

    def _remove(self, record: Record) -> None:
        self._names(record.ids, record.data["username_type"]).pop(_folded(record.data), None)
        super()._remove(record)

    def with_email(self, ids: Ids, email: str) -> str | None:
        return self._names(ids, "email").get(email.casefold())

    def _names(self, ids: Ids, kind: str) -> dict[str, str]:
        issuer = self.resources["issuers"].find(ids, ids["issuer_id"])
        return {} if issuer is None else issuer.hidden.setdefault("usernames", {}).setdefault(kind, {})

    def _take_name(self, record: Record, data: JsonObject) -> None:
        if data["username_type"] == "email" and not is_email(data["username"]):
            raise invalid_field("username", "format", "It must be an email address where username_type is email.")
        names = self._names(record.ids, data["username_type"])
        if names.get(_folded(data), record.id) != record.id:
            raise conflict("Another user of the issuer has this user name.")
        self._names(record.ids, record.data["username_type"]).pop(_folded(record.data), None)
        names[_folded(data)] = record.id


def _folded(data: JsonObject) -> str:
    name: str = data["username"]
    folded = name.casefold()
    return name if folded == name else folded  # the same object if possible, to save memory


class Approvals(Resource, group="approvals"):
    noun = "user.approval"
    indexed: ClassVar = {"status"}

    def table(self, ids: Ids) -> Table:
        return self.resources.kind(Users).table(ids)

    def view(self, record: Record) -> JsonObject:
        return self.resources.kind(Users).view(record)

    def _fixed_filters(self, _ids: Ids, /) -> JsonObject:
        return {"status": "pending_approval"}

    def find(self, ids: Ids, record_id: str) -> Record | None:
        record = super().find(ids, record_id)
        return record if record is not None and record.data["status"] == "pending_approval" else None

    def do_update(self, call: Call) -> Reply:
        status = call.body["status"]
        outcome = {"active": "approved", "blocked": "rejected"}.get(status)
        if outcome is None:
            raise invalid_field("status", "enum", "It must be active (approve) or blocked (reject).")
        decision = {"outcome": outcome, "by": call.caller.id, "at": self.state.clock.ms()}
        call.target.data |= {"status": status, "approval": decision}
        self.stamp(call, call.target, None)
        return self.changed(call, call.target, outcome)


class Verifiers(Resource, group="verifiers"):
    """Verifiers of a user. Each type is enrolled like an authenticator app."""

    noun = "user.verifier"
    defaults: ClassVar = {"status": "active"}

    def do_create(self, call: Call) -> Reply:
        """Start an enrollment; the verifier is listed once a code proves that the app has the secret."""
        secret = "".join(secrets.choice(_BASE32) for _ in range(32))
        enrollment_id = self.state.store.ids.new("enr_")
        expires_at = self.state.clock.ms() + _ENROLLMENT_MS
        shown = {"enrollment_id": enrollment_id, "secret": secret, "expires_at": expires_at}
        call.target.hidden.setdefault("enrollments", {})[enrollment_id] = {**shown, "values": self.accepted(call)}
        uri = TOTP(secret).provisioning_uri(name=call.target.id, issuer_name="AuthPI")
        return call.reply({**shown, "provisioning_uri": uri})

    def do_complete_enrollment(self, call: Call) -> Reply:
        """Add the verifier if the code is valid; the first verifier comes with backup codes."""
        enrollments: dict[str, JsonObject] = call.target.hidden.get("enrollments", {})
        enrollment = enrollments.get(call.body["enrollment_id"], {"expires_at": 0})
        if enrollment["expires_at"] <= self.state.clock.ms():
            raise not_found("enrollment")
        if not self._is_code(enrollment["secret"], call.body["code"]):
            return call.reply({"success": False, "error": "invalid_code"})
        del enrollments[call.body["enrollment_id"]]
        codes = None
        if not any("codes" in row.hidden for row in self.table(call.ids).live()):
            backup, _ = self.insert(call.ids, {"type": "backup_codes"}, {})
            codes = self._new_codes(backup)
            self.resources.emit(call, self, backup, "created")
        record, _ = self.insert(call.ids, enrollment["values"], {})
        record.hidden["secret"] = enrollment["secret"]
        outcome = {"success": True, "verifier_id": record.id, "backup_codes": codes}
        return self.changed(call, record, "created", outcome)

    def do_regenerate(self, call: Call) -> Reply:
        if "codes" not in call.target.hidden:
            raise conflict("Only backup codes can be made anew.")
        codes = self._new_codes(call.target)
        return self.changed(call, call.target, "user.mfa.backup-codes.regenerated", {"codes": codes})

    def do_verify(self, call: Call) -> Reply:
        """Verify a code; a backup code is valid once."""
        record, code = call.target, call.body["code"]
        self.require_status(record, "active")
        codes: list[str] | None = record.hidden.get("codes")
        success = self._is_code(record.hidden["secret"], code) if codes is None else digest(code) in codes
        if codes and success:
            codes.remove(digest(code))
        outcome: JsonObject = {"success": success, "error": None if success else "invalid_code"}
        outcome["remaining"] = None if codes is None else len(codes)
        return self.changed(call, record, f"user.mfa.verification.{'succeeded' if success else 'failed'}", outcome)

    def _is_code(self, secret: str, code: str) -> bool:
        # Codes are verified with the API's clock, so that they expire when a test moves it.
        now = datetime.fromtimestamp(self.state.clock.time(), UTC)
        return code.isascii() and TOTP(secret).verify(code, for_time=now, valid_window=1)

    def _new_codes(self, record: Record) -> list[str]:
        codes = [secrets.token_hex(5) for _ in range(_BACKUP_CODES)]
        record.hidden["codes"] = [digest(code) for code in codes]
        return codes


class Sessions(Resource, group="sessions"):
    noun = "session"
    belongs_to: ClassVar = {"user_id": "user_id"}
    indexed: ClassVar = {"op_session_id"}
    actions: ClassVar = {
        "suspend": ("suspended", {"active"}),
        "reactivate": ("active", {"suspended"}),
        "revoke": ("revoked", {"active", "inactive", "suspended"}),
    }
    event_verbs: ClassVar = {"revoked": "terminated"}

    def begin(self, ids: Ids, ttl: int | None, op_id: str | None) -> Record:
        """Start a session of a user; with more than 50, the oldest expires."""
        issuer = self.resources["issuers"].find(ids, ids["issuer_id"])
        limits = nested(nested(nested(issuer.data if issuer else {}, "settings"), "access"), "sessions")
        age = ttl or limits.get("max_age") or _MAX_AGE_SECONDS
        now = self.state.clock.ms()
        usable = [row for status in ("active", "suspended") for row in self.rows(ids, status=status)]
        for oldest in sorted(usable, key=lambda row: row.id)[: max(0, len(usable) - _MOST_SESSIONS + 1)]:
            self.expire(oldest, now)
        values: JsonObject = {"user_id": ids["user_id"], "type": "rp" if op_id else "op", "op_session_id": op_id}
        values |= {"ttl": age, "idle_timeout": limits.get("idle_timeout") or _IDLE_SECONDS, "status": "active"}
        return self.insert({name: ids[name] for name in ("account_id", "issuer_id")}, values, values)[0]

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        began: int = record.data["created_at"]
        record.data |= {"last_activity_at": began, "expires_at": began + record.data["ttl"] * 1000}
        return {}

    def ends_at(self, record: Record) -> int | None:
        data = record.data
        return min(int(data["expires_at"]), int(data["last_activity_at"] + data["idle_timeout"] * 1000))

    def act(self, call: Call) -> Reply:
        """Change the status; revoking an `op` session also revokes the `rp` sessions that are linked to it."""
        reply = super().act(call)
        if call.operation.verb == "revoke":
            for linked in list(self.rows(call.ids, op_session_id=call.target.id)):
                if linked.data["status"] in self.actions["revoke"][1]:
                    self.enter(call, linked, "revoked")
        return reply


class TrustedDevices(Resource, group="trusted_devices"):
    noun = "user.device"
    event_verbs: ClassVar = {"created": "trusted", "deleted": "revoked"}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        now = record.data["created_at"]
        record.data |= {"trusted_at": now, "expires_at": now + _TRUST_MS}
        return {"device_id": record.id}

    def do_revoke_all(self, call: Call) -> Reply:
        devices = list(self.rows(call.ids))
        for device in devices:
            self._remove(device)
            self.resources.emit(call, self, device, "revoked")
        return call.reply({"revoked_count": len(devices)})
