"""The names of version 1.x that have moved or been renamed."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Moved(NamedTuple):
    """Where the value of a name of 1.x is, and what to use instead of that name.

    Attributes:
        module: The module that has the value.
        name: The value's name there.
        advice: What to do instead; by default, to import the name from there.
    """

    module: str
    name: str
    advice: str = ""


_TYPES = "authpi_admin.types"
_MODELS = "authpi_core.models"
_FUNCTIONS = "authpi_admin._v1.functions"
_RENAMED = {
    "AgentVerifiersCreateResponse": "AgentVerifierWithSecret",
    "AgentVerifiersListItem": "AgentVerifier",
    "ApiKeysListItem": "ApiKeyListItem",
    "ApiKeysRotateResponse": "RotatedApiKey",
    "CreateAccountApiKey": "CreateApiKeyInput",
    "CreateWebhookResponseAuth": "WebhookAuthWithSecrets",
    "CreditsCreateTopupResponse": "Topup",
    "EventsAggregateResponse": "EventAggregate",
    "IssuerApprovalsListItem": "ApprovalListItem",
    "IssuerClientsCreateResponse": "ClientWithSecret",
    "IssuerClientsListItem": "ClientListItem",
    "IssuerClientsRotateSecretResponse": "RotatedClientSecret",
    "IssuerOrganizationsListItem": "OrganizationListItem",
    "IssuerUsersListItem": "UserListItem",
    "NotesCountResponse": "NoteCount",
    "OrganizationApiKeysListItem": "ApiKeyListItem",
    "OrganizationSsoAddDomainResponse": "SsoDomainChallenge",
    "OrganizationSsoRotateSecretResponse": "RotatedSsoSecret",
    "OrganizationSsoVerifyDomainResponse": "SsoDomainVerification",
    "PaymentMethodsSetupIntentStripeResponse": "StripeSetupIntent",
    "UpdateApiKey": "UpdateApiKeyInput",
    "UpdateWebhook": "UpdateWebhookInput",
    "UpdateWebhookResponseAuth": "WebhookAuthWithSecrets",
    "UserTokensCreateResponse": "CreatedPersonalToken",
    "UserTokensListItem": "PersonalTokenListItem",
    "UserTrustedDevicesCreateResponse": "TrustedDeviceCreated",
    "UserTrustedDevicesRevokeAllResponse": "RevokedDevices",
    "UserVerifiersCompleteEnrollmentResponse": "CompletedEnrollment",
    "UserVerifiersCreateResponse": "VerifierEnrollment",
    "UserVerifiersRegenerateResponse": "BackupCodes",
    "UserVerifiersVerifyResponse": "CodeVerification",
    "WebhookDeliveriesListItem": "WebhookDelivery",
    "WebhookDeliveriesRedeliverResponse": "RedeliveredDelivery",
    "WebhooksCreateResponse": "WebhookWithSecrets",
    "WebhooksUpdateResponse": "WebhookWithSecrets",
}
# Classes of 1.x that were called to make a body; the type that replaces them is a union, which cannot be called.
_BODIES = ("CreateAuthInput", "UpdateAuthInput")
# Bodies of responses, named like the exceptions.
_FAILURES = ("ApiError", "FieldError", "PreconditionFailedError")
_SAME = (
    *("Account", "AccountDomain", "AccountInvoice", "AccountUsageEstimate", "Address", "Agent", "ApiKey"),
    *("ApiKeyListItem", "CallerAccountAccess", "CallerIdentity", "CallerOrganizationAccess", "Client"),
    *("ClientListItem", "CreateApiKeyResponse", "CreateAuthMethodInput", "CreateIssuerInput"),
    *("CreateIssuerSettingsInput", "CreateNoteInput", "CreateWebhookInput", "CreditLedgerEntry", "Event", "Group"),
    *("Inviter", "Issuer", "IssuerAuthMethod", "IssuerListItem", "Metadata", "Note", "NoteMention", "NoteRefType"),
    *("NoteReference", "NoteSubjectType", "Organization", "OrganizationInvitationPublic", "OrganizationMembership"),
    *("PaymentMethod", "PersonalToken", "PublicSession", "TrustedDevice", "UpdateNoteInput", "UsageByDimension"),
    *("UsageDimensionLine", "User", "Verifier", "Webhook", "WebhookAuth", "WebhookEventType", "WebhookListItem"),
)

_types: dict[str, Moved] = {
    **{old: Moved(_MODELS, new) for old, new in _RENAMED.items()},
    **{name: Moved("authpi_core.types", "JsonObject", f"use {_TYPES}.WebhookAuthInput") for name in _BODIES},
    **{name: Moved(_MODELS, name, f"what is raised is authpi_admin.errors.{name}") for name in _FAILURES},
}
NAMES: Mapping[str, Mapping[str, Moved]] = {
    "authpi_admin": {"WebhookEventType": Moved(_TYPES, "WebhookEventType")},
    "authpi_admin._version": {
        "SDK_VERSION": Moved("authpi_admin._version", "__version__", "use authpi_admin.__version__")
    },
    "authpi_admin.client": {
        "UNRESOLVED_ACCOUNT_ID": Moved(
            _FUNCTIONS, "UNRESOLVED_ACCOUNT_ID", "leave account_id out, and the client requests it"
        )
    },
    "authpi_admin.errors": {
        "error_from_response": Moved(
            _FUNCTIONS,
            "error_from_response",
            "call the constructor of the status: ValidationError for 400 and 422, AuthenticationError for 401, "
            "PaymentRequiredError for 402, ForbiddenError for 403, NotFoundError for 404, ConflictError for 409, "
            "PreconditionFailedError for 412, RateLimitError for 429, InternalServerError for 500, BadGatewayError "
            "for 502, ServiceUnavailableError for 503, GatewayTimeoutError for 504, ServerError for any other 5xx, "
            "UnexpectedError for any other status",
        )
    },
    "authpi_admin.generated.models": {**{name: Moved(_TYPES, name) for name in _SAME}, **_types},
    "authpi_admin.pagination": {
        "auto_paginate": Moved(_FUNCTIONS, "auto_paginate", "use the method list_all of a resource")
    },
    "authpi_admin.types": _types,
    "authpi_admin.user_agent": {
        "build_user_agent": Moved(_FUNCTIONS, "build_user_agent", "the client sends the header itself")
    },
}
"""By the module of 1.x, and the name there."""


def moved(module: str, name: str) -> object:
    """Return the value of a name of 1.x, with a warning that says what to use instead.

    Args:
        module: The module that was asked for the name.
        name: The name.

    Raises:
        AttributeError: The module of 1.x did not have this name.
    """
    found = NAMES[module].get(name)
    if found is None:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    warnings.warn(
        f"{module}.{name} is deprecated: {found.advice or f'use {_TYPES}.{found.name}'}",
        DeprecationWarning,
        stacklevel=3,  # where the name is imported: Python leaves out the frames of importlib
    )
    return getattr(import_module(found.module), found.name)
