"""Implements issuers, authentication methods and clients."""

import secrets
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._problem import conflict
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import JsonObject, Record, digest, listed, nested


class Issuers(Resource, group="issuers"):
    noun = "issuer"
    defaults: ClassVar = {"available_scopes": ["openid", "profile", "email"], "settings": {}}
    derived: ClassVar = {"access_mode": "settings.access.mode"}

    def view(self, record: Record) -> JsonObject:
        ids = record.ids | {"issuer_id": record.id}
        methods = self.resources["auth_methods"].table(ids).live()
        enabled = sum(1 for method in methods if method.data["enabled"])
        return super().view(record) | {
            "auth_method_count": len(methods),
            "enabled_login_method_count": enabled,
            "enabled_signup_method_count": enabled,
            "available_scope_count": len(record.data["available_scopes"]),
            "branding_configured": bool(nested(record.data, "settings").get("branding")),
            "readiness": "ready" if enabled else "review",
        }

    def _remove(self, record: Record) -> None:
        for domain in self.state.account(record.ids["account_id"]).data["domains"]:
            if domain.get("assigned_issuer_id") == record.id:
                domain |= {"assigned_issuer_id": None, "assigned_at": None}
        super()._remove(record)


class AuthMethods(Resource, group="auth_methods"):
    noun = "issuer.auth-method"
    defaults: ClassVar = {"enabled": True, "settings": {}}


class Clients(Resource, group="clients"):
    noun = "client"
    defaults: ClassVar = {"type": "oidc", "protocol": "oidc", "settings": {}}
    event_verbs: ClassVar = {"disabled": "blocked", "-disabled": "unblocked"}
    derived: ClassVar = {name: f"settings.{name}" for name in ("scopes", "grant_types", "application_type")}

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        # Only confidential clients have a secret.
        kind = body.get("application_type") or record.data["settings"].get("application_type") or "web"
        record.data["settings"] |= {"application_type": kind}
        record.data["confidential"] = kind in {"web", "m2m"}
        return {"secret": self._new_secret(record)} if record.data["confidential"] else {}

    def view(self, record: Record) -> JsonObject:
        return super().view(record) | {"redirect_uri_count": len(listed(record.data["settings"], "redirect_uris"))}

    def do_rotate_secret(self, call: Call) -> Reply:
        record = call.target
        if not record.data["confidential"]:
            raise conflict("A public client has no secret.")
        record.data["secret_rotated_at"] = self.state.clock.ms()
        return self.changed(call, record, "secret.rotated", {"secret": self._new_secret(record)})

    def _new_secret(self, record: Record) -> str:
        secret = secrets.token_urlsafe(32)
        record.hidden["hash"] = digest(secret)
        return secret
