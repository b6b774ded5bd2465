"""Implements the caller's identity, accounts, billing, and the domains of accounts and organizations."""

import secrets
from datetime import UTC, datetime
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._problem import conflict, invalid_field
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import Ids, JsonObject, Record, listed, nested

MOST_DOMAINS = 20
_TOPUP = 10_000_000  # the amount of a top-up whose body names none, in millionths of a dollar


class Me(Resource, group="me"):
    def do_get(self, call: Call) -> Reply:
        caller = call.caller
        access: JsonObject = {"org_id": caller.org_id, "scopes": list(caller.scopes)}
        who: JsonObject = {"type": caller.type, "issuer_id": caller.issuer_id, "organizations": [access]}
        who["key_id" if caller.type == "api_key" else "user_id"] = caller.id
        return call.reply({**who, "accounts": [{"account_id": caller.account_id, **access}]})


class Accounts(Resource, group="accounts"):
    noun = "account"
    defaults: ClassVar = {"domains": [], "balance_μusd": 0, "credits_run_out": False, "metadata": {}}

    def view(self, record: Record) -> JsonObject:
        methods = [row.data for row in self.resources["payment_methods"].table({"account_id": record.id}).live()]
        schema = self.resources["organizations"].schema
        organization = self.document.shape(schema, record.data["organization"])
        return record.data | {"organization": organization, "payment_methods": methods, "billing_mode": "ungated"}

    def _revise(self, call: Call, values: JsonObject, /) -> JsonObject:
        """Move the organization's members into it, and keep the state of domains."""
        data = call.target.data
        theirs = self.resources["organizations"].members.keys() - self.members.keys()
        values["organization"] = data["organization"] | {
            name: value for name, value in call.body.items() if name in theirs
        }
        if "domains" in values:
            hosts = [str(domain.get("host") or "").lower() for domain in values["domains"]]
            if "" in hosts:
                raise invalid_field("domains", "required", "Every domain needs a host.")
            if len(hosts) > MOST_DOMAINS:
                raise conflict(f"An account has {MOST_DOMAINS} domains at most.")
            known = {domain["host"]: domain for domain in data["domains"]}
            values["domains"] = [known.get(host, {"host": host, "verified": False}) for host in dict.fromkeys(hosts)]
        return {}


class Hosts(Resource):
    """Domains, which are stored in their owner; every request to verify one succeeds."""

    key: ClassVar[str]  # the member with the host name

    def entries(self, owner: Record) -> list[JsonObject]:
        return listed(owner.data, "domains")

    def put(self, owner: Record, entries: list[JsonObject]) -> None:
        owner.data["domains"] = entries

    def owner(self, ids: Ids) -> Record | None:
        return self.state.account(ids["account_id"])

    def find(self, ids: Ids, record_id: str) -> Record | None:
        """Return the owner, if it has the host in the path."""
        owner = self.owner(ids)
        has_it = owner is not None and any(entry[self.key] == record_id.lower() for entry in self.entries(owner))
        return owner if has_it else None

    def entry(self, call: Call) -> JsonObject:
        return next(entry for entry in self.entries(call.target) if entry[self.key] == call.ids["domain"].lower())

    def add(self, call: Call, **members: object) -> None:
        host = call.body[self.key].lower()
        entries = self.entries(call.target)
        if any(entry[self.key] == host for entry in entries):
            raise conflict(f"{host} has been added before.")
        self.put(call.target, [*entries, {self.key: host, "verified": False, **members}])

    def drop(self, call: Call) -> None:
        self.put(call.target, [entry for entry in self.entries(call.target) if entry != self.entry(call)])


class Domains(Hosts, group="domains"):
    noun = "account.domain"
    key = "host"

    def view(self, record: Record) -> JsonObject:
        return self.resources["accounts"].view(record)

    def do_list(self, call: Call) -> Reply:
        return call.reply_rows(self.entries(call.target))

    def do_create(self, call: Call) -> Reply:
        if len(self.entries(call.target)) >= MOST_DOMAINS:
            raise conflict(f"An account has {MOST_DOMAINS} domains at most.")
        self.add(call, added_at=self.state.clock.ms())
        return self.changed(call, call.target, "added")

    def do_delete(self, call: Call) -> Reply:
        if self.entry(call).get("assigned_issuer_id") is not None:
            self.do_unassign(call)
        self.drop(call)
        self.changed(call, call.target, "removed")
        return Reply(None)

    def do_verify(self, call: Call) -> Reply:
        self.entry(call)["verified"] = True
        return self.changed(call, call.target, "updated")

    def do_assign(self, call: Call) -> Reply:
        issuer_id = call.body["issuer_id"]
        if self.resources["issuers"].find(call.ids, issuer_id) is None:
            raise invalid_field("issuer_id", "not_found", "The issuer does not exist.")
        self.entry(call).update(assigned_issuer_id=issuer_id, assigned_at=self.state.clock.ms())
        return self.changed(call, call.target, "assigned")

    def do_unassign(self, call: Call) -> Reply:
        if self.entry(call).get("assigned_issuer_id") is None:
            raise conflict("No issuer is served on the domain.")
        self.entry(call).update(assigned_issuer_id=None, assigned_at=None)
        return self.changed(call, call.target, "unassigned")


class Sso(Hosts, group="sso"):
    noun = "organization.sso"
    key = "domain"

    def owner(self, ids: Ids) -> Record | None:
        return self.resources["organizations"].find(ids, ids["org_id"])

    def entries(self, owner: Record) -> list[JsonObject]:
        return listed(nested(owner.data, "sso"), "domains")

    def put(self, owner: Record, entries: list[JsonObject]) -> None:
        owner.data["sso"] = nested(owner.data, "sso") | {"domains": entries}

    def do_add_domain(self, call: Call) -> Reply:
        self.add(call)
        host = call.body["domain"].lower()
        proof = {"txt_record_name": f"_authpi.{host}", "txt_record_value": secrets.token_hex(16)}
        return self.changed(call, call.target, "domain-created", {"domain": host, **proof})

    def do_remove_domain(self, call: Call) -> Reply:
        self.drop(call)
        return self.changed(call, call.target, "domain-deleted")

    def do_verify_domain(self, call: Call) -> Reply:
        self.entry(call).update(verified=True, verified_at=self.state.clock.ms())
        return self.changed(call, call.target, "domain-verified", {"verified": True})

    def do_rotate_secret(self, call: Call) -> Reply:
        """Return a new client secret, which the local Core API does not use."""
        if call.target.data.get("sso") is None:
            raise conflict("The organization has no single sign-on.")
        return self.changed(call, call.target, "updated", {"secret": secrets.token_urlsafe(32)})


class Credits(Resource, group="credits"):
    noun = "account.credits"

    def do_create_topup(self, call: Call) -> Reply:
        account = call.target.data
        amount = call.extra.get("amount_μusd")
        # The body of a top-up is not documented: any invalid amount counts as the default amount.
        added = amount if type(amount) is int and 0 < amount <= 10**12 else _TOPUP
        account["balance_μusd"] += added
        values = {"type": "topup", "amount_μusd": added, "balance_after_μusd": account["balance_μusd"]}
        entry, _ = self.insert(call.ids, values, {})
        topup = {"balance_μusd": account["balance_μusd"], "entry_id": entry.id, "payment_reference": f"pay_{entry.id}"}
        return self.changed(call, call.target, "updated", topup)


class Usage(Resource, group="usage"):
    def do_estimate(self, call: Call) -> Reply:
        period = datetime.fromtimestamp(self.state.clock.time(), UTC).strftime("%Y-%m")
        return call.reply({"period": period, "as_of": self.state.clock.ms(), "estimate": True})


class PaymentMethods(Resource, group="payment_methods"):
    noun = "account.payment-method"
    defaults: ClassVar = {"type": "x402", "enabled": True}

    def _revise(self, _call: Call, values: JsonObject, /) -> JsonObject:
        if "enabled" in values:
            values["disabled_at"] = None if values["enabled"] else self.state.clock.ms()
        return {}

    def do_setup_intent_stripe(self, call: Call) -> Reply:
        return call.reply({"client_secret": f"seti_{secrets.token_hex(12)}", "customer_id": f"cus_{call.target.id}"})
