"""The enum `WebhookEventType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class WebhookEventType(StrEnum):
    """Exact name of an event type. Wildcards are not supported."""

    SESSION_CREATED = "session.created"
    SESSION_UPDATED = "session.updated"
    SESSION_EXPIRED = "session.expired"
    SESSION_TERMINATED = "session.terminated"
    SESSION_COMPROMISED = "session.compromised"
    SESSION_TOKEN_REFRESHED = "session.token-refreshed"
    MACHINE_TOKEN_ISSUED = "machine.token.issued"
    USER_CREATED = "user.created"
    USER_UPDATED = "user.updated"
    USER_DELETED = "user.deleted"
    USER_BLOCKED = "user.blocked"
    USER_UNBLOCKED = "user.unblocked"
    USER_VERIFICATION_SUCCEEDED = "user.verification.succeeded"
    USER_VERIFICATION_FAILED = "user.verification.failed"
    USER_PASSWORD_CHANGED = "user.password.changed"
    USER_PASSWORD_RESET_REQUESTED = "user.password.reset-requested"
    USER_PASSWORD_RESET = "user.password.reset"
    USER_LOGIN_LINK_REQUESTED = "user.login-link.requested"
    USER_LOGIN_LINK_CONSUMED = "user.login-link.consumed"
    USER_VERIFIER_CREATED = "user.verifier.created"
    USER_VERIFIER_UPDATED = "user.verifier.updated"
    USER_VERIFIER_DELETED = "user.verifier.deleted"
    USER_EMAIL_CHANGE_REQUESTED = "user.email.change-requested"
    USER_EMAIL_CHANGED = "user.email.changed"
    USER_EMAIL_VERIFIED = "user.email.verified"
    USER_APPROVAL_REQUESTED = "user.approval.requested"
    USER_APPROVAL_APPROVED = "user.approval.approved"
    USER_APPROVAL_REJECTED = "user.approval.rejected"
    USER_MFA_FACTOR_CREATED = "user.mfa.factor-created"
    USER_MFA_FACTOR_DELETED = "user.mfa.factor-deleted"
    USER_MFA_BACKUP_CODES_REGENERATED = "user.mfa.backup-codes.regenerated"
    USER_MFA_BACKUP_CODES_LOW = "user.mfa.backup-codes.low"
    USER_MFA_VERIFICATION_SUCCEEDED = "user.mfa.verification.succeeded"
    USER_MFA_VERIFICATION_FAILED = "user.mfa.verification.failed"
    USER_DEVICE_TRUSTED = "user.device.trusted"
    USER_DEVICE_REVOKED = "user.device.revoked"
    USER_CONSENT_GRANTED = "user.consent.granted"
    USER_CONSENT_REVOKED = "user.consent.revoked"
    USER_SSO_PROVISIONED = "user.sso.provisioned"
    USER_SSO_LINKED = "user.sso.linked"
    USER_PERSONAL_TOKEN_CREATED = "user.personal-token.created"
    USER_PERSONAL_TOKEN_UPDATED = "user.personal-token.updated"
    USER_PERSONAL_TOKEN_DELETED = "user.personal-token.deleted"
    CLIENT_CREATED = "client.created"
    CLIENT_UPDATED = "client.updated"
    CLIENT_DELETED = "client.deleted"
    CLIENT_SECRET_ROTATED = "client.secret.rotated"
    CLIENT_BLOCKED = "client.blocked"
    CLIENT_UNBLOCKED = "client.unblocked"
    API_KEY_CREATED = "api-key.created"
    API_KEY_UPDATED = "api-key.updated"
    API_KEY_DELETED = "api-key.deleted"
    API_KEY_BLOCKED = "api-key.blocked"
    API_KEY_UNBLOCKED = "api-key.unblocked"
    ISSUER_CREATED = "issuer.created"
    ISSUER_UPDATED = "issuer.updated"
    ISSUER_DELETED = "issuer.deleted"
    ISSUER_AUTH_METHOD_CREATED = "issuer.auth-method.created"
    ISSUER_AUTH_METHOD_UPDATED = "issuer.auth-method.updated"
    ISSUER_AUTH_METHOD_DELETED = "issuer.auth-method.deleted"
    ORGANIZATION_CREATED = "organization.created"
    ORGANIZATION_UPDATED = "organization.updated"
    ORGANIZATION_DELETED = "organization.deleted"
    ORGANIZATION_SUSPENDED = "organization.suspended"
    ORGANIZATION_REACTIVATED = "organization.reactivated"
    ORGANIZATION_MEMBERSHIP_CREATED = "organization.membership.created"
    ORGANIZATION_MEMBERSHIP_UPDATED = "organization.membership.updated"
    ORGANIZATION_MEMBERSHIP_DELETED = "organization.membership.deleted"
    ORGANIZATION_GROUP_CREATED = "organization.group.created"
    ORGANIZATION_GROUP_UPDATED = "organization.group.updated"
    ORGANIZATION_GROUP_DELETED = "organization.group.deleted"
    ORGANIZATION_INVITATION_CREATED = "organization.invitation.created"
    ORGANIZATION_INVITATION_ACCEPTED = "organization.invitation.accepted"
    ORGANIZATION_INVITATION_DECLINED = "organization.invitation.declined"
    ORGANIZATION_INVITATION_DELETED = "organization.invitation.deleted"
    ORGANIZATION_SSO_ENABLED = "organization.sso.enabled"
    ORGANIZATION_SSO_DISABLED = "organization.sso.disabled"
    ORGANIZATION_SSO_UPDATED = "organization.sso.updated"
    ORGANIZATION_SSO_DOMAIN_CREATED = "organization.sso.domain-created"
    ORGANIZATION_SSO_DOMAIN_VERIFIED = "organization.sso.domain-verified"
    ORGANIZATION_SSO_DOMAIN_DELETED = "organization.sso.domain-deleted"
    AGENT_CREATED = "agent.created"
    AGENT_UPDATED = "agent.updated"
    AGENT_DELETED = "agent.deleted"
    AGENT_VERIFIER_ADDED = "agent.verifier.added"
    AGENT_VERIFIER_REMOVED = "agent.verifier.removed"
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_UPDATED = "account.updated"
    ACCOUNT_DELETED = "account.deleted"
    ACCOUNT_DOMAIN_ASSIGNED = "account.domain.assigned"
    ACCOUNT_DOMAIN_UNASSIGNED = "account.domain.unassigned"
    ACCOUNT_DOMAIN_ADDED = "account.domain.added"
    ACCOUNT_DOMAIN_REMOVED = "account.domain.removed"
    ACCOUNT_CREDITS_DEPLETED = "account.credits.depleted"
    ACCOUNT_CREDITS_UPDATED = "account.credits.updated"
    WEBHOOK_CREATED = "webhook.created"
    WEBHOOK_UPDATED = "webhook.updated"
    WEBHOOK_DELETED = "webhook.deleted"
    WEBHOOK_PAUSED = "webhook.paused"
    WEBHOOK_RESUMED = "webhook.resumed"
    EMAIL_SENT = "email.sent"
    EMAIL_FAILED = "email.failed"
    AUTH_FLOW_RATE_LIMITED = "auth.flow.rate-limited"
    AUTH_FLOW_EXPIRED = "auth.flow.expired"
    AUTH_FLOW_REPLAY_ATTEMPT = "auth.flow.replay-attempt"
    AUTH_FLOW_DEVICE_MISMATCH = "auth.flow.device-mismatch"


WebhookEventTypeInput: TypeAlias = (
    WebhookEventType
    | Literal[
        "session.created",
        "session.updated",
        "session.expired",
        "session.terminated",
        "session.compromised",
        "session.token-refreshed",
        "machine.token.issued",
        "user.created",
        "user.updated",
        "user.deleted",
        "user.blocked",
        "user.unblocked",
        "user.verification.succeeded",
        "user.verification.failed",
        "user.password.changed",
        "user.password.reset-requested",
        "user.password.reset",
        "user.login-link.requested",
        "user.login-link.consumed",
        "user.verifier.created",
        "user.verifier.updated",
        "user.verifier.deleted",
        "user.email.change-requested",
        "user.email.changed",
        "user.email.verified",
        "user.approval.requested",
        "user.approval.approved",
        "user.approval.rejected",
        "user.mfa.factor-created",
        "user.mfa.factor-deleted",
        "user.mfa.backup-codes.regenerated",
        "user.mfa.backup-codes.low",
        "user.mfa.verification.succeeded",
        "user.mfa.verification.failed",
        "user.device.trusted",
        "user.device.revoked",
        "user.consent.granted",
        "user.consent.revoked",
        "user.sso.provisioned",
        "user.sso.linked",
        "user.personal-token.created",
        "user.personal-token.updated",
        "user.personal-token.deleted",
        "client.created",
        "client.updated",
        "client.deleted",
        "client.secret.rotated",
        "client.blocked",
        "client.unblocked",
        "api-key.created",
        "api-key.updated",
        "api-key.deleted",
        "api-key.blocked",
        "api-key.unblocked",
        "issuer.created",
        "issuer.updated",
        "issuer.deleted",
        "issuer.auth-method.created",
        "issuer.auth-method.updated",
        "issuer.auth-method.deleted",
        "organization.created",
        "organization.updated",
        "organization.deleted",
        "organization.suspended",
        "organization.reactivated",
        "organization.membership.created",
        "organization.membership.updated",
        "organization.membership.deleted",
        "organization.group.created",
        "organization.group.updated",
        "organization.group.deleted",
        "organization.invitation.created",
        "organization.invitation.accepted",
        "organization.invitation.declined",
        "organization.invitation.deleted",
        "organization.sso.enabled",
        "organization.sso.disabled",
        "organization.sso.updated",
        "organization.sso.domain-created",
        "organization.sso.domain-verified",
        "organization.sso.domain-deleted",
        "agent.created",
        "agent.updated",
        "agent.deleted",
        "agent.verifier.added",
        "agent.verifier.removed",
        "account.created",
        "account.updated",
        "account.deleted",
        "account.domain.assigned",
        "account.domain.unassigned",
        "account.domain.added",
        "account.domain.removed",
        "account.credits.depleted",
        "account.credits.updated",
        "webhook.created",
        "webhook.updated",
        "webhook.deleted",
        "webhook.paused",
        "webhook.resumed",
        "email.sent",
        "email.failed",
        "auth.flow.rate-limited",
        "auth.flow.expired",
        "auth.flow.replay-attempt",
        "auth.flow.device-mismatch",
    ]
)
"""The type in bodies and filters: a member or its value."""

OpenWebhookEventType: TypeAlias = Annotated[WebhookEventType | str, OpenEnum(WebhookEventType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
