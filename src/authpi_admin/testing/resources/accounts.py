"""Who the caller is, and the accounts that the caller's credential can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpi_admin.testing.resource import Resource

if TYPE_CHECKING:
    from authpi_admin.testing.call import Call, Reply
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class Me(Resource):
    """The caller."""

    def do_get(self, call: Call) -> Reply:
        """Kind of credential, and what it can act on."""
        caller = call.caller
        access = {"account_id": caller.account_id, "org_id": caller.org_id, "scopes": list(caller.scopes)}
        return call.reply(
            {
                "type": caller.type,
                "key_id" if caller.type == "api_key" else "user_id": caller.id,
                "issuer_id": caller.issuer_id,
                "accounts": [access],
                "organizations": [{"org_id": caller.org_id, "scopes": list(caller.scopes)}],
            }
        )


class Accounts(Resource):
    """Accounts; their names and the like are those of their organization."""

    noun = "account"

    def do_list(self, call: Call) -> Reply:
        """The account of the credential."""
        table = self.table(call.ids)
        return self.page(
            call, (row for row in table.scan(call.query.get("cursor")) if row.id == call.caller.account_id)
        )

    def revise(self, call: Call, record: Record, values: JsonObject) -> JsonObject:
        """Hand on to the organization what is its own."""
        ours = {"owner_user_id", "domains", "metadata"}
        organization = {name: value for name, value in call.body.items() if name not in ours}
        members = self.world.document.schema("Organization")["properties"]
        values["organization"] = record.data["organization"] | {
            name: value for name, value in organization.items() if name in members
        }
        return {}
