"""API keys of accounts and organizations."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from authpi_admin.testing.resource import Resource
from authpi_admin.testing.store import digest

if TYPE_CHECKING:
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class ApiKeys(Resource):
    """Credentials of programs."""

    noun = "api-key"
    belongs_to: ClassVar[dict[str, str]] = {"org_id": "org_id", "issuer_id": "issuer_id"}

    def prepare(self, ids: dict[str, str], record: Record, body: JsonObject) -> JsonObject:
        """Make the secret where none is given; only its digest is kept."""
        organization = self.world.account(ids["account_id"]).data["organization"]
        record.data |= {"org_id": organization["id"], "issuer_id": organization["issuer_id"]} | record.data
        record.data["type"] = "organization" if "org_id" in ids else "account"
        record.hidden["account_id"] = ids["account_id"]
        secret = body.get("secret") or secrets.token_urlsafe(32)
        self._keep(record, secret, body.get("secret_hint"))
        return {"secret_plain": secret}

    def within(self, record: Record, ids: dict[str, str]) -> bool:
        """The account's list has the keys of its own organization; those of others are in theirs."""
        if "org_id" in ids:
            return super().within(record, ids)
        return bool(record.data["type"] == "account")

    def _keep(self, record: Record, secret: str, hint: str | None = None) -> None:
        record.hidden["hash"] = digest(secret)
        record.data["secret"] = {"algorithm": "sha256", "hint": hint or secret[-4:]}
