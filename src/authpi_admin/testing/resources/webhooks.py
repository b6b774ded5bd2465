"""Webhooks: subscriptions to events."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from authpi_admin.testing.resource import Resource

if TYPE_CHECKING:
    from authpi_admin.testing.call import Call
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class Webhooks(Resource):
    """Subscriptions to events."""

    noun = "webhook"

    def prepare(self, ids: dict[str, str], record: Record, body: JsonObject) -> JsonObject:
        """Make the secrets that are not given."""
        _ = ids
        return self._authenticate(record, body["auth"])

    def revise(self, call: Call, record: Record, values: JsonObject) -> JsonObject:
        """Make new secrets where the authentication is set anew."""
        if "auth" not in values:
            return {}
        shown_once = self._authenticate(record, call.body["auth"])
        values["auth"] = record.data["auth"]
        return shown_once

    def view(self, record: Record) -> JsonObject:
        """With the kind of authentication, as list rows have it."""
        return record.data | {"auth_type": record.data["auth"]["type"]}

    def status_verb(self, old: str, new: str) -> str:
        """Pausing has events of its own."""
        return "paused" if new == "disabled" else "resumed" if old == "disabled" else "updated"

    def _authenticate(self, record: Record, given: JsonObject) -> JsonObject:
        kinds = given["type"].split("+")
        auth: JsonObject = {"type": given["type"]}
        made: JsonObject = {}
        # Unlike callers' secrets these are kept as they are: deliveries carry the one and are signed with the other.
        kept: JsonObject = {}
        for kind, member, prefix in (("bearer", "bearer_token", "wht_"), ("signature", "signature_secret", "whs_")):
            if kind in kinds:
                secret = given.get(member) or prefix + secrets.token_hex(24)
                kept[member] = secret
                auth[f"{member}_hint"] = secret[-4:]
                if not given.get(member):
                    made[f"{member}_plain"] = secret
        if "signature" in kinds:
            auth["signature_algorithm"] = given.get("signature_algorithm", "hmac-sha256")
        record.data["auth"] = auth
        record.hidden = kept
        return {"auth": auth | made} if made else {}
