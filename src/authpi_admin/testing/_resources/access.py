"""Implements API keys of accounts and organizations, and personal tokens of users."""

import base64
import secrets
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply, as_json
from authpi_admin.testing._problem import conflict
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record, digest, listed, nested

_MOST_ACTIVE_TOKENS = 50
_ROTATION_GRACE_MS = 15 * 60 * 1000  # how long the old secret of a rotated key stays valid
HINT_LENGTH = 8  # characters of a secret in its hint, as in the API keys guide
_REVOKE = ("revoked", {"active", "blocked", "suspended"})


class ApiKeys(Resource, group="api_keys"):
    noun = "api-key"
    # Not deleted with their organization: by AuthPI's guide, deleting an organization does not revoke its keys.
    indexed: ClassVar = {"org_id", "scope_of_key"}
    actions: ClassVar = {"block": ("blocked", {"active"}), "unblock": ("active", {"blocked"}), "revoke": _REVOKE}
    event_verbs: ClassVar = {"blocked": "blocked", "-blocked": "unblocked"}
    derived: ClassVar = {
        "scopes": "restrictions.scopes",
        "ip_allowlist": "restrictions.ip_allowlist",
        "secret_hint": "secret.hint",
        "last_rotated_at": "secret.rotated_at",
    }

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        organization = self.state.account(record.ids["account_id"]).data["organization"]
        record.data |= {"type": "api_key", "scope_of_key": "organization" if "org_id" in record.ids else "account"}
        record.data |= {"org_id": organization["id"], "issuer_id": organization["issuer_id"]} | record.data
        record.data["restrictions"] = {"scopes": []} | record.data["restrictions"]
        return {"secret_plain": self._keep(record, body)}

    def _fixed_filters(self, ids: Ids, /) -> JsonObject:
        # The list of an account has only the keys of the account's own organization.
        return {"org_id": ids["org_id"]} if "org_id" in ids else {"scope_of_key": "account"}

    def do_rotate(self, call: Call) -> Reply:
        record = call.target
        self.require_status(record, "active")
        now = self.state.clock.ms()
        record.hidden.update({"old_hash": record.hidden["hash"], "old_until": now + _ROTATION_GRACE_MS})
        secret = self._keep(record, call.body)
        record.data["secret"]["rotated_at"] = now
        return self.changed(call, record, "updated", {"secret_plain": secret}, ["secret"])

    def _keep(self, record: Record, body: JsonObject) -> str:
        secret: str = body.get("secret") or secrets.token_urlsafe(32)
        record.hidden["hash"] = digest(secret)
        record.data["secret"] = {"algorithm": "sha256", "hint": body.get("secret_hint") or secret[-HINT_LENGTH:]}
        return secret


class Tokens(Resource, group="tokens"):
    noun = "user.personal-token"
    belongs_to: ClassVar = {"user_id": "user_id", "issuer_id": "issuer_id"}
    actions: ClassVar = {"revoke": _REVOKE}
    derived: ClassVar = {"scopes": "restrictions.scopes"}
    defaults: ClassVar = {"type": "personal_token", "tags": [], "audience": None, "expires_at": None}

    def _prepare(self, record: Record, _body: JsonObject, /) -> JsonObject:
        if sum(1 for _ in self.rows(record.ids, status="active")) >= _MOST_ACTIVE_TOKENS:
            raise conflict(f"A user has {_MOST_ACTIVE_TOKENS} active tokens at most.")
        return {"token_plain": self.issue(record)}

    def do_introspect(self, call: Call) -> Reply:
        """Return whether a token of this issuer is valid, and its user and scopes."""
        record = self.state.bearer_tokens.get(digest(call.body["token"]))
        if record is None or record.deleted or record.data["status"] != "active":
            return call.reply({"active": False})
        claims: JsonObject = record.hidden["claims"]
        expires_at = record.data["expires_at"]
        valid = claims["iss"] == call.ids["issuer_id"] and (expires_at is None or expires_at > self.state.clock.ms())
        return call.reply({"active": True, "token_type": "Bearer", **claims} if valid else {"active": False})

    def issue(self, record: Record) -> str:
        """Return a new bearer token: a JWT with a random signature, which is stored by its digest."""
        data = record.data
        data["jti"] = record.id
        claims: JsonObject = {"iss": data["issuer_id"], "sub": data["user_id"], "iat": self.state.clock.ms() // 1000}
        claims["scope"] = " ".join(listed(nested(data, "restrictions"), "scopes"))
        if data["expires_at"] is not None:
            claims["exp"] = data["expires_at"] // 1000
        parts = [as_json({"alg": "ES256", "typ": "JWT"}), as_json({**claims, "jti": record.id}), secrets.token_hex(32)]
        token = ".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts)
        record.hidden["claims"] = claims
        self.state.bearer_tokens[digest(token)] = record
        return token
