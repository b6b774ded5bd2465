"""Users of an issuer, those who wait for approval, their verifiers, sessions and trusted devices."""

import secrets
from datetime import UTC, datetime
from typing import ClassVar

from pyotp.totp import TOTP

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._errors import conflict, invalid_field, not_found
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record, Table, digest

_TRUST_MS = 30 * 24 * 60 * 60 * 1000
_ENROLLMENT_MS = 10 * 60 * 1000
_BACKUP_CODES = 10
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Users(Resource, group="users"):
    noun = "user"
    defaults: ClassVar = {"profile": {}}
    event_verbs: ClassVar = {"blocked": "blocked", "-blocked": "unblocked"}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        record.data |= {"user_id": record.id, "store_id": f"store_{record.ids['issuer_id']}"}
        self._take_name(record, record.data)
        return {}

    def _revise(self, call: Call, values: JsonObject, /) -> JsonObject:
        if {"username", "username_type"} & values.keys():
            self._take_name(call.target, call.target.data | values)
        return {}

    def _remove(self, record: Record) -> None:
        self._names(record.ids).pop(record.data["username_hash"], None)
        super()._remove(record)

    def with_email(self, ids: Ids, email: str) -> str | None:
        return self._names(ids).get(digest(f"email:{email.casefold()}"))

    def _names(self, ids: Ids) -> dict[str, str]:
        """Ids of an issuer's users by the hashes of their names."""
        issuer = self.world.resource("issuers").find(ids, ids["issuer_id"])
        return {} if issuer is None else issuer.hidden.setdefault("usernames", {})

    def _take_name(self, record: Record, data: JsonObject) -> None:
        name_hash = digest(f"{data['username_type']}:{data['username'].casefold()}")
        names = self._names(record.ids)
        if names.get(name_hash, record.id) != record.id:
            raise conflict("Another user of the issuer has this user name.")
        names.pop(record.data.get("username_hash", ""), None)
        names[name_hash] = record.id
        record.data["username_hash"] = name_hash


class Approvals(Resource, group="approvals"):
    noun = "user.approval"

    def table(self, ids: Ids) -> Table:
        return self.world.kind(Users).table(ids)

    def _within(self, record: Record, _ids: Ids, /) -> bool:
        return bool(record.data["status"] == "pending_approval")

    def find(self, ids: Ids, record_id: str) -> Record | None:
        record = super().find(ids, record_id)
        return record if record is not None and self._within(record, ids) else None

    def do_update(self, call: Call) -> Reply:
        status = call.body["status"]
        outcome = {"active": "approved", "blocked": "rejected"}.get(status)
        if outcome is None:
            raise invalid_field("status", "enum", "It must be active (approve) or blocked (reject).")
        decision = {"outcome": outcome, "by": call.caller.id, "at": self.world.clock.ms()}
        call.target.data |= {"status": status, "approval": decision}
        self.stamp(call, call.target, None)
        return self.changed(call, call.target, outcome)


class Verifiers(Resource, group="verifiers"):
    """Verifiers of a user. All that are enrolled work like an authenticator app, whatever their type is called."""

    noun = "user.verifier"
    defaults: ClassVar = {"status": "active"}

    def do_create(self, call: Call) -> Reply:
        """Start enrolling: nothing is listed until a code proves that the app has the secret."""
        secret = "".join(secrets.choice(_BASE32) for _ in range(32))
        enrollment_id = self.world.store.new_id("enr_")
        expires_at = self.world.clock.ms() + _ENROLLMENT_MS
        answer = {"enrollment_id": enrollment_id, "secret": secret, "expires_at": expires_at}
        call.target.hidden.setdefault("enrollments", {})[enrollment_id] = {**answer, "values": self.accepted(call)}
        uri = TOTP(secret).provisioning_uri(name=call.target.id, issuer_name="AuthPI")
        return call.reply({**answer, "provisioning_uri": uri})

    def do_complete_enrollment(self, call: Call) -> Reply:
        """Add the verifier if the code is right; the first one brings backup codes along."""
        enrollments: dict[str, JsonObject] = call.target.hidden.get("enrollments", {})
        enrollment = enrollments.get(call.body["enrollment_id"], {"expires_at": 0})
        if enrollment["expires_at"] <= self.world.clock.ms():
            raise not_found("enrolment")
        if not self._is_code(enrollment["secret"], call.body["code"]):
            return call.reply({"success": False, "error": "invalid_code"})
        del enrollments[call.body["enrollment_id"]]
        codes = None
        if not any("codes" in row.hidden for row in self.table(call.ids).live()):
            backup, _ = self.insert(call.ids, {"type": "backup_codes"}, {})
            codes = self._new_codes(backup)
            self.world.emit(call, self, backup, "created")
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
        """Check a code; a backup code works once."""
        record, code = call.target, call.body["code"]
        self.require_status(record, "active")
        codes: set[str] | None = record.hidden.get("codes")
        if codes is None:
            success = self._is_code(record.hidden["secret"], code)
        else:
            success = digest(code) in codes
            codes.discard(digest(code))
        outcome: JsonObject = {"success": success, "remaining": None if codes is None else len(codes)}
        if not success:
            outcome["error"] = "invalid_code"
        return self.changed(call, record, f"user.mfa.verification.{'succeeded' if success else 'failed'}", outcome)

    def _is_code(self, secret: str, code: str) -> bool:
        # Codes are checked by the API's own clock, so that they expire when a test moves it.
        now = datetime.fromtimestamp(self.world.clock.time(), UTC)
        return code.isascii() and TOTP(secret).verify(code, for_time=now, valid_window=1)

    def _new_codes(self, record: Record) -> list[str]:
        codes = [secrets.token_hex(5) for _ in range(_BACKUP_CODES)]
        record.hidden["codes"] = {digest(code) for code in codes}
        return codes


class Sessions(Resource, group="sessions"):
    """Sign-ons of users; they begin with `CoreAPI.sign_in`."""

    noun = "session"
    belongs_to: ClassVar = {"user_id": "user_id"}
    actions: ClassVar = {
        "suspend": ("suspended", {"active"}),
        "reactivate": ("active", {"suspended"}),
        "revoke": ("revoked", {"active", "inactive", "suspended"}),
    }
    event_verbs: ClassVar = {"revoked": "terminated"}


class TrustedDevices(Resource, group="trusted_devices"):
    """Devices that skip the second factor for 30 days."""

    noun = "user.device"
    event_verbs: ClassVar = {"created": "trusted", "deleted": "revoked"}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        now = record.data["created_at"]
        record.data |= {"trusted_at": now, "expires_at": now + _TRUST_MS}
        return {"device_id": record.id}

    def do_revoke_all(self, call: Call) -> Reply:
        devices = self.rows(call.ids)
        for device in devices:
            self._remove(device)
            self.world.emit(call, self, device, "revoked")
        return call.reply({"revoked_count": len(devices)})
