"""API keys of accounts and organizations, and personal tokens of users."""

import base64
import secrets
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply, as_json
from authpi_admin.testing._errors import conflict
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record, digest, listed, nested

MOST_ACTIVE_TOKENS = 50
ROTATION_GRACE_MS = 15 * 60 * 1000  # how long the old secret of a rotated key goes on working
_REVOKE = ("revoked", {"active", "blocked", "suspended"})


class ApiKeys(Resource, group="api_keys"):
    noun = "api-key"
    belongs_to: ClassVar = {"org_id": "org_id", "issuer_id": "issuer_id"}
    actions: ClassVar = {"block": ("blocked", {"active"}), "unblock": ("active", {"blocked"}), "revoke": _REVOKE}
    event_verbs: ClassVar = {"blocked": "blocked", "-blocked": "unblocked"}
    derived: ClassVar = {
        "scopes": "restrictions.scopes",
        "ip_allowlist": "restrictions.ip_allowlist",
        "secret_hint": "secret.hint",
        "last_rotated_at": "secret.rotated_at",
    }

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        organization = self.world.account(record.ids["account_id"]).data["organization"]
        record.data["type"] = "organization" if "org_id" in record.ids else "account"
        record.data |= {"org_id": organization["id"], "issuer_id": organization["issuer_id"]} | record.data
        return {"secret_plain": self._keep(record, body)}

    def _within(self, record: Record, ids: Ids, /) -> bool:
        # The account's list has the keys of its own organization; those of others are in theirs.
        return super()._within(record, ids) if "org_id" in ids else bool(record.data["type"] == "account")

    def do_rotate(self, call: Call) -> Reply:
        record = call.target
        self.require_status(record, "active")
        now = self.world.clock.ms()
        record.hidden |= {"old_hash": record.hidden["hash"], "old_until": now + ROTATION_GRACE_MS}
        secret = self._keep(record, call.body)
        record.data["secret"]["rotated_at"] = now
        return self.changed(call, record, "updated", {"secret_plain": secret}, ["secret"])

    def _keep(self, record: Record, body: JsonObject) -> str:
        secret: str = body.get("secret") or secrets.token_urlsafe(32)
        record.hidden["hash"] = digest(secret)
        record.data["secret"] = {"algorithm": "sha256", "hint": body.get("secret_hint") or secret[-4:]}
        return secret


class Tokens(Resource, group="tokens"):
    """Personal tokens: credentials that act as their user."""

    noun = "user.personal-token"
    belongs_to: ClassVar = {"user_id": "user_id", "issuer_id": "issuer_id"}
    actions: ClassVar = {"revoke": _REVOKE}
    derived: ClassVar = {"scopes": "restrictions.scopes"}
    defaults: ClassVar = {"type": "personal_token", "tags": [], "audience": None, "expires_at": None}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        if sum(row.data["status"] == "active" for row in self.rows(record.ids)) >= MOST_ACTIVE_TOKENS:
            raise conflict(f"A user has {MOST_ACTIVE_TOKENS} active tokens at most.")
        return {"token_plain": self.issue(record)}

    def do_introspect(self, call: Call) -> Reply:
        """Whether a token of this issuer is good now, and whose it is."""
        record = self.world.bearer_tokens.get(digest(call.body["token"]))
        if record is None or record.deleted or self.lapsed(record) or record.data["status"] != "active":
            return call.reply({"active": False})
        claims: JsonObject = record.hidden["claims"]
        good = claims["iss"] == call.ids["issuer_id"]
        return call.reply({"active": True, "token_type": "Bearer", **claims} if good else {"active": False})

    def issue(self, record: Record) -> str:
        """The text of a bearer token: a JWT whose signature means nothing, known here by its digest."""
        data = record.data
        data["jti"] = record.id
        claims: JsonObject = {"iss": data["issuer_id"], "sub": data["user_id"], "iat": self.world.clock.ms() // 1000}
        claims["scope"] = " ".join(listed(nested(data, "restrictions"), "scopes"))
        if data["expires_at"] is not None:
            claims["exp"] = data["expires_at"] // 1000
        parts = [as_json({"alg": "ES256", "typ": "JWT"}), as_json({**claims, "jti": record.id}), secrets.token_hex(32)]
        token = ".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts)
        record.hidden["claims"] = claims
        self.world.bearer_tokens[digest(token)] = record
        return token
