"""What is documented of the real API: one row for each statement that no other test covers.

The quotations are from the notes on the API's reference pages and its published client, with the title of the section.
Generated code follows the document in tests/contract, and the local Core API in tests/end_to_end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.document import DOCUMENT, OPERATIONS, PATH, SCHEMAS, Json, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.document import Operation


_WEBHOOK = "description? status? status_at? status_reason? status_by? subjects? retry? circuit_breaker? metadata?"
_DELIVERY = (
    "id webhook_id event_id event_type status attempt_count first_attempted_at| last_attempted_at| next_attempt_at|"
    " retry_workflow_id| attempt_budget| last_error| last_response_status| created_at updated_at|"
)
_KEY = (
    "name restrictions created_at description? tags? status? status_at? status_reason? status_by? expires_at?"
    " metadata? updated_at?"
)
_ISSUER = "id account_id available_scopes status settings metadata created_at description| name? links? status_at?"
_CLIENT = (
    "id issuer_id status type confidential name settings created_at description| logo_url| secret_rotated_at?"
    " status_at? metadata? updated_at?"
)
_ROW = "user_id issuer_id username_hash username_type status store_id region| created_at updated_at"
_VERIFIER = "id agent_id type status created_at name| description? credential? usage_count? last_used_at? updated_at?"
MEMBERS = {
    "CallerIdentity": "type key_id? user_id? issuer_id? accounts organizations",
    "CallerAccountAccess": "account_id org_id scopes",
    "CallerOrganizationAccess": "org_id scopes",
    "ApiError": "error error_description reference? retryable retry_after? fields?",
    "FieldError": "field code message",
    "PreconditionFailedError": "error error_description reference? retryable retry_after? fields? current_etag?",
    "WebhookListItem": "id account_id status name url auth_type description| events status_at| status_reason|"
    " status_by| created_at updated_at|",
    "CreateWebhookInput": "name url auth events description? status? subjects? retry? circuit_breaker? metadata?",
    "UpdateWebhookInput": f"name? url? auth? events? {_WEBHOOK.replace('status_at? ', '')}",
    "Webhook": f"id account_id name url auth events created_at {_WEBHOOK} updated_at?",
    "WebhookDelivery": _DELIVERY,
    "RedeliveredDelivery": f"{_DELIVERY} success",
    "Account": "id organization owner_user_id? domains? features? limits? billing_mode? balance_μusd? credits_run_out?"
    " payment_methods? metadata? created_at updated_at?",
    "UpdateAccountInput": "owner_user_id? domains? metadata? name? description? logo_url?",
    "Address": "line1? line2? city? state? postal_code? country",
    "CreateDomainInput": "host",
    "AccountDomain": "host verified? primary? added_at? assigned_issuer_id? assigned_at? cf_custom_hostname_id?"
    " cf_status?",
    "CreateApiKeyInput": "name restrictions description? tags? expires_at? metadata? secret? secret_hint?",
    "CreateApiKeyResponse": f"id org_id issuer_id type secret secret_plain {_KEY}",
    "ApiKey": f"id org_id issuer_id type secret {_KEY}",
    "ApiKeyListItem": "id org_id issuer_id status name description| expires_at| secret_hint| created_at updated_at|"
    " type? tags? scopes? ip_allowlist? last_rotated_at? status_at?",
    "UpdateApiKeyInput": "status? status_reason? status_by? name? description? tags? restrictions? expires_at?"
    " metadata?",
    "RotatedApiKey": "secret_plain",
    "CreatedPersonalToken": "token_plain",
    "PersonalToken": f"id user_id issuer_id type {_KEY} audience? jti?",
    "PersonalTokenListItem": "id user_id issuer_id status name description| tags scopes audience| expires_at|"
    " created_at updated_at|",
    "CreditLedgerEntry": "id type amount_μusd balance_after_μusd created_at operation? reference? related_entry_id?"
    " expires_at? dimension? config_version? external_reference? settled_total_μusd?",
    "Topup": "balance_μusd entry_id duplicate payment_reference",
    "UsageByDimension": "period lines",
    "UsageDimensionLine": "dimension? operation? config_version? line_count amount_μusd count?",
    "AccountUsageEstimate": "period as_of trial billing_profile estimate total_μusd lines",
    "AccountInvoice": "period status| total_μusd| external_reference| hosted_invoice_url| invoice_pdf|",
    "StripeSetupIntent": "client_secret customer_id",
    "Event": "spec id trace? type source trigger? auth? subject? timestamp data?",
    "EventAggregate": "interval| group_by| buckets",
    "CreateNoteInput": "subject_type subject_id content issuer_id? pinned?",
    "UpdateNoteInput": "content? pinned?",
    "Note": "id account_id subject_type subject_id content pinned created_by issuer_id| updated_by| created_at"
    " updated_at| mentions? references?",
    "NoteMention": "mentioned_user_id created_at",
    "NoteReference": "ref_type ref_id ref_issuer_id| created_at",
    "NoteCount": "count",
    "CreateIssuerInput": "name description? links? available_scopes? status? settings? metadata?",
    "CreateIssuerSettingsInput": "portals? branding? access security?",
    "Issuer": f"{_ISSUER} updated_at?",
    "IssuerListItem": f"{_ISSUER} updated_at? access_mode| auth_method_count enabled_login_method_count"
    " enabled_signup_method_count available_scope_count branding_configured readiness",
    "Client": _CLIENT,
    "ClientWithSecret": f"{_CLIENT} secret?",
    "RotatedClientSecret": "secret",
    "ClientListItem": "id issuer_id status type confidential name scopes protocol created_at description| logo_url|"
    " application_type| grant_types? redirect_uri_count? configuration_indexed? secret_rotated_at? status_at?"
    " updated_at?",
    "UserListItem": _ROW,
    "ApprovalListItem": _ROW,
    "User": "id issuer_id status username_type username profile created_at status_at? status_reason? status_by? scopes?"
    " security? compliance? preferences? approval? custom_fields? metadata? updated_at?",
    "VerifierEnrollment": "enrollment_id secret provisioning_uri expires_at",
    "CompletedEnrollment": "success verifier_id? backup_codes? error?",
    "CodeVerification": "success remaining? error?",
    "BackupCodes": "codes",
    "PublicSession": "id user_id issuer_id type status created_at status_at? status_reason? status_by? authentication?"
    " op_session_id? device? location? origin? ttl? idle_timeout? last_activity_at? access_token_issued_at?"
    " refresh_token_issued_at? refresh_count? compromised? compromised_at? compromised_reason? revoked_reason?"
    " metadata? updated_at? expires_at? revoked_at? client?",
    "TrustedDevice": "id fingerprint name| user_agent| trusted_at expires_at last_used_at|",
    "TrustedDeviceCreated": "device_id expires_at",
    "RevokedDevices": "revoked_count",
    "Organization": "id issuer_id status org_type created_at name| description| logo_url| status_at? status_reason?"
    " status_by? max_members? default_member_scopes? invitation_enabled? invitation_message? address?"
    " business_details? contact? social_links? scopes? security? sso? custom_fields? stats? metadata? updated_at?",
    "OrganizationListItem": "id issuer_id status org_type created_at name| logo_url| stats? sso? security? scopes?"
    " invitation_enabled? max_members? default_member_scopes? updated_at?",
    "BusinessDetails": "company_number? sector? tax_id? vat_number? charity_number? legal_name? legal_form?"
    " registration_date? registration_country? registration_state? registered_address?",
    "OrganizationContact": "email? phone? website_url?",
    "OrganizationStats": "n_members?",
    "OrganizationMembership": "org_id member_id member_type issuer_id status scopes joined_at user_title| groups?"
    " metadata? updated_at?",
    "Group": "id org_id issuer_id name scopes created_at description| metadata? updated_at?",
    "CreateInvitationInput": "email_invited scopes user_title? message? inviter? expires_in_seconds? metadata?",
    "InviterInput": "name id?",
    "OrganizationInvitationPublic": "id org_id issuer_id status email_invited scopes created_at expires_at user_title|"
    " message| user_id_invited? inviter? accepted_at? declined_at? revoked_at? last_email_sent_at? metadata?",
    "Inviter": "id? name?",
    "SsoDomainChallenge": "domain txt_record_name txt_record_value",
    "SsoDomainVerification": "verified error?",
    "RotatedSsoSecret": "secret",
    # api-facts: Agents, "Each row also has `verifiers`: string[] of kinds"
    "Agent": "id issuer_id name status created_at description? model? provider? version? status_at? status_reason?"
    " scopes? metadata? updated_at? verifiers?",
    "CreateAgentInput": "name description? model? provider? version? scopes? metadata?",
    "AgentVerifier": _VERIFIER,
    "AgentVerifierWithSecret": f"{_VERIFIER} secret?",
}
"""Members of schemas: required, required but nullable (`|`), optional (`?`)."""
VALUES = {
    "CallerType": "api_key user personal_token",
    "BillingMode": "gated ungated",
    "WebhookAuthType": "none bearer signature bearer+signature",
    "WebhookStatus": "active disabled failing deleted",
    "SignatureAlgorithm": "hmac-sha256",
    "ApiKeyStatus": "active blocked revoked expired suspended",
    "PersonalTokenStatus": "active blocked revoked expired suspended",
    "NoteSubjectType": "user org issuer client agent",
    "NoteRefType": "user org issuer client webhook api_key",
    "AuthMethodKind": "oauth2 password temporary-password email-link webauthn totp_app backup_codes",
    "ClientStatus": "active disabled deleted",
    "TokenSignatureAlgorithm": "ES256 RS256 EdDSA",
    "UserStatus": "active suspended disabled deleted pending_approval blocked",
    "UsernameType": "email unique-name phone",
    "SessionStatus": "inactive active expired revoked suspended",
    "SessionType": "op rp",
    "OrganizationStatus": "active suspended deleting deleted",
    "OrganizationType": "business charity public_sector default",
    "AgentStatus": "active suspended blocked",
    "AgentVerifierType": "secret wallet",
    "MemberType": "user agent",
    # api-facts: Event types, "106 values"; in groups of the first part of the name
    "WebhookEventType": """
        session: created updated expired terminated compromised token-refreshed
        machine: token.issued
        user: created updated deleted blocked unblocked verification.succeeded verification.failed password.changed
            password.reset-requested password.reset login-link.requested login-link.consumed verifier.created
            verifier.updated verifier.deleted email.change-requested email.changed email.verified approval.requested
            approval.approved approval.rejected mfa.factor-created mfa.factor-deleted mfa.backup-codes.regenerated
            mfa.backup-codes.low mfa.verification.succeeded mfa.verification.failed device.trusted device.revoked
            consent.granted consent.revoked sso.provisioned sso.linked personal-token.created personal-token.updated
            personal-token.deleted
        client: created updated deleted secret.rotated blocked unblocked
        api-key: created updated deleted blocked unblocked
        issuer: created updated deleted auth-method.created auth-method.updated auth-method.deleted
        organization: created updated deleted suspended reactivated membership.created membership.updated
            membership.deleted group.created group.updated group.deleted invitation.created invitation.accepted
            invitation.declined invitation.deleted sso.enabled sso.disabled sso.updated sso.domain-created
            sso.domain-verified sso.domain-deleted
        agent: created updated deleted verifier.added verifier.removed
        account: created updated deleted domain.assigned domain.unassigned domain.added domain.removed
            credits.depleted credits.updated
        webhook: created updated deleted paused resumed
        email: sent failed
        auth: flow.rate-limited flow.expired flow.replay-attempt flow.device-mismatch""",
}
"""Values of enums."""


def nullable(schema: Json) -> bool:
    return "null" in schema.get("type", ()) or {"type": "null"} in schema.get("oneOf", ())


@pytest.mark.parametrize("name", MEMBERS)
def test_members_of_a_schema(name: str) -> None:
    schema = SCHEMAS[name]
    expected = {"": set[str](), "|": set[str](), "?": set[str]()}
    for member in MEMBERS[name].split():
        expected[member[-1] if member[-1] in "|?" else ""].add(member.rstrip("|?"))
    required = set(schema.get("required", ()))
    nulls = {member for member in required if nullable(schema["properties"][member])}
    assert {"": required - nulls, "|": nulls, "?": schema["properties"].keys() - required} == expected


@pytest.mark.parametrize("name", VALUES)
def test_values_of_an_enum(name: str) -> None:
    expected: list[str] = []
    group = ""
    for word in VALUES[name].split():
        if word.endswith(":"):
            group = word.replace(":", ".")
        else:
            expected.append(group + word)
    assert sorted(SCHEMAS[name]["enum"]) == sorted(expected)


def names(*, where: Callable[[Operation], bool]) -> set[str]:
    """Operations for which a condition holds."""
    return {str(operation.raw["operationId"]) for operation in OPERATIONS if where(operation)}


def parameter(operation_id: str, name: str) -> Json:
    """Schema of a parameter."""
    (operation,) = (each for each in OPERATIONS if each.raw["operationId"] == operation_id)
    (found,) = (each["schema"] for each in operation.parameters if each["name"] == name)
    return resolve(found)


def statuses(operation_id: str) -> set[str]:
    """Statuses of the responses of an operation; without 429, of the edge, and 422, of a reused idempotency key."""
    (operation,) = (each for each in OPERATIONS if each.raw["operationId"] == operation_id)
    return {str(status) for status in operation.raw["responses"]} - {"422", "429"}


def types(schema: str, *members: str) -> list[object]:
    """Types of members of a schema."""
    return [SCHEMAS[schema]["properties"][member]["type"] for member in members]


SCOPES = {operation.raw["x-scope"] for operation in OPERATIONS if "x-scope" in operation.raw}
IDS = {
    (of["x-id-prefix"], of.get("x-id-base", 36))
    for schema in SCHEMAS.values()
    for of in schema.get("properties", {}).values()
    if "x-id-prefix" in of
}
MONEY = {member for schema in SCHEMAS.values() for member in schema.get("properties", ()) if member.endswith("usd")}
FACTS: list[tuple[str, object, object]] = [
    ("Servers: Core API `https://api.authpi.com`", DOCUMENT["servers"], [{"url": "https://api.authpi.com"}]),
    ("Servers: all paths start `/v1`", {path[:4] for path in DOCUMENT["paths"]}, {"/v1/"}),
    ("Servers: 126 resource operations + `GET /v1/me` = 127", len(OPERATIONS), 127),
    (
        "Authentication: HTTP Basic; Bearer",
        {scheme["scheme"] for scheme in DOCUMENT["components"]["securitySchemes"].values()},
        {"basic", "bearer"},
    ),
    (
        "Scopes: actions: read, write, manage, delete",
        {scope.partition(":")[2] for scope in SCOPES} - {"read", "write", "manage", "delete"},
        set(),
    ),
    ("me: needs any valid credential. Responses 200, 401", statuses("me.get"), {"200", "401"}),
    (
        "Pagination: `limit` integer 1-100, default 50",
        {str(each["schema"]) for of in OPERATIONS for each in of.inside("query") if each["name"] == "limit"},
        {str({"type": "integer", "minimum": 1, "maximum": 100, "default": 50})},
    ),
    (
        "Pagination: un-paged lists (no limit/cursor); invoices take only `limit`",
        names(
            where=lambda of: (
                "has_more" in str(of.response) and "cursor" not in [each["name"] for each in of.inside("query")]
            )
        ),
        {"domains.list", "auth_methods.list", "agent_verifiers.list", "verifiers.list", "trusted_devices.list"}
        | {"sessions.list", "invoices.list", "usage.list"},
    ),
    (
        "Pagination: lists may also carry `invalid_count` (integer)",
        names(where=lambda of: "has_more" in str(of.response)),
        names(where=lambda of: "invalid_count" in str(of.response)),
    ),
    (
        "Idempotency: `Idempotency-Key` on any POST",
        names(where=lambda of: of.method == "POST" and "Idempotency-Key" not in str(of.inside("header"))),
        set(),
    ),
    (
        "Idempotency: 1-256 characters",
        parameter("users.create", "Idempotency-Key"),
        {"type": "string", "minLength": 1, "maxLength": 256},
    ),
    (
        "ETag: `If-Match` optional on PATCH and DELETE",
        names(where=lambda of: of.method in {"PATCH", "DELETE"} and "If-Match" not in str(of.inside("header"))),
        set(),
    ),
    ("Errors: account-wide list 200/401", statuses("accounts.list"), {"200", "401"}),
    ("Errors: GET one 200/401/403/404", statuses("accounts.get"), {"200", "401", "403", "404"}),
    ("Errors: PATCH", statuses("accounts.update"), {"200", "400", "401", "403", "404", "412"}),
    ("Errors: domain POST", statuses("domains.create"), {"201", "400", "401", "403", "404", "409"}),
    ("Errors: user sessions and account domains", statuses("domains.list"), {"200", "401", "403", "404"}),
    ("Units: `Event.timestamp` is a number", types("Event", "timestamp"), ["number"]),
    ("Units: notes", types("Note", "created_at", "updated_at"), ["number", ["number", "null"]]),
    ("Units: users list", types("UserListItem", "created_at", "updated_at"), ["number", "number"]),
    ("Units: approvals list", types("ApprovalListItem", "created_at", "updated_at"), ["number", "number"]),
    ("Units: personal-token list", types("PersonalTokenListItem", "created_at"), ["number"]),
    ("Units: resource times: integer", types("User", "created_at", "updated_at"), ["integer", ["integer", "null"]]),
    (
        "Units: event/delivery filters `after`/`before` are `number`",
        {
            str(each["schema"]["type"])
            for of in OPERATIONS
            for each in of.inside("query")
            if each["name"] in {"after", "before"}
        },
        {"['number', 'null']"},
    ),
    (
        "Units: property names end in `_μusd` with U+03BC, not U+00B5",
        ({name[-4:] for name in MONEY}, "\u00b5" in PATH.read_text(encoding="utf-8")),
        ({"\u03bcusd"}, False),
    ),
    (
        "Identifiers: prefixes; keys and agents 32 hex",
        IDS,
        {("acc_", 36), ("i_", 36), ("c_", 36), ("usr_", 36), ("org_", 36), ("agt_", 16), ("key_", 16)}
        | {("wh_", 36), ("evt_", 36), ("inv_", 36), ("ptk_", 36)},
    ),
    (
        "List Webhooks: `failing` is not in the filter's enum",
        parameter("webhooks.list", "status")["enum"],
        ["active", "disabled", "deleted"],
    ),
    (
        "Users, Organizations: List: `status` enum",
        [parameter(f"{name}.list", "status")["enum"] for name in ("users", "organizations")],
        [["active", "suspended", "disabled", "deleted"], ["active", "suspended", "deleted"]],
    ),
    ("Notes: `pinned` boolean|null", parameter("notes.list", "pinned")["type"], ["boolean", "null"]),
    (
        "Notes: backlinks: required `ref_type`, `ref_id`; the response an array of Note",
        [parameter("notes.backlinks", name).get("type") for name in ("ref_type", "ref_id")],
        ["string", "string"],
    ),
    # Bodies that the published client calls optional, and that docs/testing.md says are required here.
    (
        "Return values: `domains.assign` …: object (optional)",
        names(where=lambda of: of.body_required and "If-Match" in str(of.inside("header")) and of.method == "POST"),
        {"domains.assign", "verifiers.complete_enrollment", "verifiers.verify", "sso.add_domain", "tokens.introspect"},
    ),
]


@pytest.mark.parametrize(("found", "expected"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_document_states_the_fact(found: object, expected: object) -> None:
    assert found == expected
