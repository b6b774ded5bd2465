"""Issuers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpi_admin.testing.resource import Resource
from authpi_admin.testing.store import nested

if TYPE_CHECKING:
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class Issuers(Resource):
    """Identity providers."""

    noun = "issuer"

    def prepare(self, ids: dict[str, str], record: Record, body: JsonObject) -> JsonObject:
        """Fill in what every issuer has."""
        _ = ids, body
        defaults: JsonObject = {"available_scopes": ["openid", "profile", "email"], "settings": {}, "metadata": {}}
        record.data |= defaults | record.data
        return {}

    def view(self, record: Record) -> JsonObject:
        """With the counts of list rows."""
        data = record.data
        settings = nested(data, "settings")
        path = ("accounts", data["account_id"], "issuers", record.id, "auth-methods")
        methods = list(self.world.store.table(path).live())
        enabled = sum(1 for method in methods if method.data.get("enabled"))
        return data | {
            "access_mode": nested(settings, "access").get("mode"),
            "auth_method_count": len(methods),
            "enabled_login_method_count": enabled,
            "enabled_signup_method_count": enabled,
            "available_scope_count": len(data["available_scopes"]),
            "branding_configured": bool(settings.get("branding")),
            "readiness": "ready" if enabled else "needs_attention",
        }
