"""Implements organizations, members, groups, invitations, agents and the verifiers of agents."""

import secrets
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._problem import conflict, invalid_field, not_found
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._resources.access import HINT_LENGTH
from authpi_admin.testing._resources.users import Users
from authpi_admin.testing._store import Ids, JsonObject, Record, digest, listed

_MOST_AGENT_VERIFIERS = 20
_INVITATION_SECONDS = 7 * 24 * 60 * 60
_LONGEST_SECONDS = 100 * 365 * 24 * 60 * 60


class Organizations(Resource, group="organizations"):
    noun = "organization"
    defaults: ClassVar = {"org_type": "default"}
    event_verbs: ClassVar = {"suspended": "suspended", "-suspended": "reactivated"}
    derived: ClassVar = {
        "sso_enabled": "sso.enabled",
        "sso_only": "sso.sso_only",
        "mfa_required": "security.mfa_required",
    }

    def view(self, record: Record) -> JsonObject:
        members = self.resources["members"].table({**record.ids, "org_id": record.id})
        return super().view(record) | {"stats": {"n_members": members.count()}}

    def _revise(self, _call: Call, values: JsonObject, /) -> JsonObject:
        if values.get("status") == "deleting":
            raise invalid_field("status", "enum", "The API sets deleting itself, while it deletes an organization.")
        return {}


class Members(Resource, group="members"):
    """Memberships of users and agents; the id of a membership is that of the member."""

    noun = "organization.membership"
    belongs_to: ClassVar = {"user_id": "member_id", "agent_id": "member_id"}
    derived: ClassVar = {"scope": "scopes"}
    indexed: ClassVar = {"groups"}

    def new(self, ids: Ids, values: JsonObject) -> Record:
        member_id: str = values["member_id"]
        kind = values.get("member_type") or ("agent" if member_id.startswith("agt_") else "user")
        organization = self.resources["organizations"].find(ids, ids["org_id"])
        if organization is None or self.resources[f"{kind}s"].find(ids, member_id) is None:
            raise not_found(kind)
        if self.table(ids).get(member_id) is not None:
            raise conflict("The user or agent is already a member.")
        most = organization.data.get("max_members")
        if most is not None and self.table(ids).count() >= most:
            raise conflict(f"The organization has {most} members at most.")
        scopes = {"scopes": listed(organization.data, "default_member_scopes"), "groups": []}
        record = super().new(ids, {**scopes, **values, "member_type": kind})
        record.id = member_id  # a membership has the id of its member
        record.data["joined_at"] = record.data["created_at"]
        return record


class Groups(Resource, group="groups"):
    noun = "organization.group"

    def _remove(self, record: Record) -> None:
        for member in list(self.resources["members"].rows(record.ids, groups=record.id)):
            member.data["groups"] = [group for group in listed(member.data, "groups") if group != record.id]
            member.reindex()
        super()._remove(record)


class Invitations(Resource, group="invitations"):
    """Invitations to an organization; `CoreAPI.accept` accepts one."""

    noun = "organization.invitation"
    indexed: ClassVar = {"email_invited"}
    actions: ClassVar = {"revoke": ("revoked", {"pending"})}
    event_verbs: ClassVar = {"revoked": "deleted"}

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        self.require_open(record)
        email = record.data["email_invited"] = record.data["email_invited"].lower()
        if any(self.rows(record.ids, email_invited=email, status="pending")):
            raise conflict("The address has an open invitation.")
        now = record.data["created_at"]
        seconds = min(body.get("expires_in_seconds", _INVITATION_SECONDS), _LONGEST_SECONDS)
        user_id = self.resources.kind(Users).with_email(record.ids, email)
        record.data |= {"expires_at": now + seconds * 1000, "user_id_invited": user_id, "last_email_sent_at": now}
        return {}

    def _revise(self, call: Call, _values: JsonObject, /) -> JsonObject:
        self.require_open(call.target)
        return {}

    def do_resend(self, call: Call) -> Reply:
        """Resend an invitation, which only changes the time of sending."""
        self.require_open(call.target)
        call.target.data["last_email_sent_at"] = self.state.clock.ms()
        return self.changed(call, call.target, "email.sent")

    def require_open(self, record: Record) -> None:
        """Fail with 409 if an invitation is not pending, or its organization allows no invitations."""
        self.require_status(record, "pending")
        organization = self.resources["organizations"].find(record.ids, record.ids["org_id"])
        if organization is None or organization.data["status"] != "active":
            raise conflict("The organization is suspended; its invitations are frozen.")
        if organization.data.get("invitation_enabled") is False:
            raise conflict("Invitations are not enabled for the organization.")


class Agents(Resource, group="agents"):
    noun = "agent"

    def view(self, record: Record) -> JsonObject:
        verifiers = self.resources["agent_verifiers"].table({**record.ids, "agent_id": record.id}).live()
        kinds = sorted({verifier.data["type"] for verifier in verifiers})
        return record.data | {"verifiers": kinds, "has_verifiers": kinds}


class AgentVerifiers(Resource, group="agent_verifiers"):
    noun = "agent.verifier"
    defaults: ClassVar = {"usage_count": 0}
    event_verbs: ClassVar = {"created": "added", "deleted": "removed"}

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        if self.table(record.ids).count() >= _MOST_AGENT_VERIFIERS:
            raise conflict(f"An agent has {_MOST_AGENT_VERIFIERS} verifiers at most.")
        if body["type"] == "secret":
            secret = secrets.token_urlsafe(32)
            record.hidden["hash"] = digest(secret)
            record.data["credential"] = {"algorithm": "sha256", "hint": secret[-HINT_LENGTH:]}
            return {"secret": secret}
        if "address" not in body:
            raise invalid_field("address", "required", "A wallet needs its address.")
        record.data["credential"] = {"address": body["address"]}
        return {}
