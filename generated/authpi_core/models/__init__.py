"""Exports all models, bodies and enums, each of which is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authpi_core.models.account import Account
    from authpi_core.models.account_domain import AccountDomain
    from authpi_core.models.account_invoice import AccountInvoice
    from authpi_core.models.account_usage_estimate import AccountUsageEstimate
    from authpi_core.models.add_member_input import AddMemberInput
    from authpi_core.models.add_sso_domain_input import AddSsoDomainInput
    from authpi_core.models.address import Address
    from authpi_core.models.address_input import AddressInput
    from authpi_core.models.agent import Agent
    from authpi_core.models.agent_status import AgentStatus, AgentStatusInput
    from authpi_core.models.agent_verifier import AgentVerifier
    from authpi_core.models.agent_verifier_type import AgentVerifierType, AgentVerifierTypeInput
    from authpi_core.models.agent_verifier_with_secret import AgentVerifierWithSecret
    from authpi_core.models.api_error import ApiError
    from authpi_core.models.api_key import ApiKey
    from authpi_core.models.api_key_list_item import ApiKeyListItem
    from authpi_core.models.api_key_restrictions import ApiKeyRestrictions
    from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
    from authpi_core.models.api_key_secret import ApiKeySecret
    from authpi_core.models.api_key_status import ApiKeyStatus, ApiKeyStatusInput
    from authpi_core.models.application_type import ApplicationType, ApplicationTypeInput
    from authpi_core.models.approval_list_item import ApprovalListItem
    from authpi_core.models.assign_domain_input import AssignDomainInput
    from authpi_core.models.auth_method_kind import AuthMethodKind, AuthMethodKindInput
    from authpi_core.models.backup_codes import BackupCodes
    from authpi_core.models.billing_mode import BillingMode, BillingModeInput
    from authpi_core.models.business_details import BusinessDetails
    from authpi_core.models.business_details_input import BusinessDetailsInput
    from authpi_core.models.caller_account_access import CallerAccountAccess
    from authpi_core.models.caller_identity import CallerIdentity
    from authpi_core.models.caller_organization_access import CallerOrganizationAccess
    from authpi_core.models.caller_type import CallerType, CallerTypeInput
    from authpi_core.models.client import Client
    from authpi_core.models.client_list_item import ClientListItem
    from authpi_core.models.client_settings import ClientSettings
    from authpi_core.models.client_settings_input import ClientSettingsInput
    from authpi_core.models.client_status import ClientStatus, ClientStatusInput
    from authpi_core.models.client_with_secret import ClientWithSecret
    from authpi_core.models.code_verification import CodeVerification
    from authpi_core.models.complete_enrollment_input import CompleteEnrollmentInput
    from authpi_core.models.completed_enrollment import CompletedEnrollment
    from authpi_core.models.create_agent_input import CreateAgentInput
    from authpi_core.models.create_agent_verifier_input import CreateAgentVerifierInput
    from authpi_core.models.create_api_key_input import CreateApiKeyInput
    from authpi_core.models.create_api_key_response import CreateApiKeyResponse
    from authpi_core.models.create_auth_method_input import CreateAuthMethodInput
    from authpi_core.models.create_client_input import CreateClientInput
    from authpi_core.models.create_domain_input import CreateDomainInput
    from authpi_core.models.create_group_input import CreateGroupInput
    from authpi_core.models.create_invitation_input import CreateInvitationInput
    from authpi_core.models.create_issuer_input import CreateIssuerInput
    from authpi_core.models.create_issuer_settings_input import CreateIssuerSettingsInput
    from authpi_core.models.create_note_input import CreateNoteInput
    from authpi_core.models.create_organization_input import CreateOrganizationInput
    from authpi_core.models.create_payment_method_input import CreatePaymentMethodInput
    from authpi_core.models.create_personal_token_input import CreatePersonalTokenInput
    from authpi_core.models.create_topup_input import CreateTopupInput
    from authpi_core.models.create_user_input import CreateUserInput
    from authpi_core.models.create_verifier_input import CreateVerifierInput
    from authpi_core.models.create_webhook_input import CreateWebhookInput
    from authpi_core.models.created_personal_token import CreatedPersonalToken
    from authpi_core.models.credit_ledger_entry import CreditLedgerEntry
    from authpi_core.models.event import Event
    from authpi_core.models.event_aggregate import EventAggregate
    from authpi_core.models.event_subject import EventSubject
    from authpi_core.models.field_error import FieldError
    from authpi_core.models.group import Group
    from authpi_core.models.introspect_token_input import IntrospectTokenInput
    from authpi_core.models.invitation_status import InvitationStatus, InvitationStatusInput
    from authpi_core.models.inviter import Inviter
    from authpi_core.models.inviter_input import InviterInput
    from authpi_core.models.issuer import Issuer
    from authpi_core.models.issuer_access_settings import IssuerAccessSettings
    from authpi_core.models.issuer_access_settings_input import IssuerAccessSettingsInput
    from authpi_core.models.issuer_auth_method import IssuerAuthMethod
    from authpi_core.models.issuer_links import IssuerLinks
    from authpi_core.models.issuer_links_input import IssuerLinksInput
    from authpi_core.models.issuer_list_item import IssuerListItem
    from authpi_core.models.issuer_session_settings import IssuerSessionSettings
    from authpi_core.models.issuer_session_settings_input import IssuerSessionSettingsInput
    from authpi_core.models.issuer_settings import IssuerSettings
    from authpi_core.models.issuer_settings_input import IssuerSettingsInput
    from authpi_core.models.member_type import MemberType, MemberTypeInput
    from authpi_core.models.note import Note
    from authpi_core.models.note_count import NoteCount
    from authpi_core.models.note_mention import NoteMention
    from authpi_core.models.note_ref_type import NoteRefType, NoteRefTypeInput
    from authpi_core.models.note_reference import NoteReference
    from authpi_core.models.note_subject_type import NoteSubjectType, NoteSubjectTypeInput
    from authpi_core.models.organization import Organization
    from authpi_core.models.organization_contact import OrganizationContact
    from authpi_core.models.organization_contact_input import OrganizationContactInput
    from authpi_core.models.organization_invitation_public import OrganizationInvitationPublic
    from authpi_core.models.organization_list_item import OrganizationListItem
    from authpi_core.models.organization_membership import OrganizationMembership
    from authpi_core.models.organization_security import OrganizationSecurity
    from authpi_core.models.organization_security_input import OrganizationSecurityInput
    from authpi_core.models.organization_sso import OrganizationSso
    from authpi_core.models.organization_sso_domain import OrganizationSsoDomain
    from authpi_core.models.organization_sso_domain_input import OrganizationSsoDomainInput
    from authpi_core.models.organization_sso_input import OrganizationSsoInput
    from authpi_core.models.organization_stats import OrganizationStats
    from authpi_core.models.organization_status import OrganizationStatus, OrganizationStatusInput
    from authpi_core.models.organization_status_filter import OrganizationStatusFilter, OrganizationStatusFilterInput
    from authpi_core.models.organization_type import OrganizationType, OrganizationTypeInput
    from authpi_core.models.payment_method import PaymentMethod
    from authpi_core.models.payment_method_type import PaymentMethodType, PaymentMethodTypeInput
    from authpi_core.models.personal_token import PersonalToken
    from authpi_core.models.personal_token_list_item import PersonalTokenListItem
    from authpi_core.models.personal_token_status import PersonalTokenStatus, PersonalTokenStatusInput
    from authpi_core.models.precondition_failed_error import PreconditionFailedError
    from authpi_core.models.public_session import PublicSession
    from authpi_core.models.redeliver_failed_input import RedeliverFailedInput
    from authpi_core.models.redelivered_delivery import RedeliveredDelivery
    from authpi_core.models.revoked_devices import RevokedDevices
    from authpi_core.models.rotate_api_key_input import RotateApiKeyInput
    from authpi_core.models.rotated_api_key import RotatedApiKey
    from authpi_core.models.rotated_client_secret import RotatedClientSecret
    from authpi_core.models.rotated_sso_secret import RotatedSsoSecret
    from authpi_core.models.session_status import SessionStatus, SessionStatusInput
    from authpi_core.models.session_type import SessionType, SessionTypeInput
    from authpi_core.models.signature_algorithm import SignatureAlgorithm, SignatureAlgorithmInput
    from authpi_core.models.sso_domain_challenge import SsoDomainChallenge
    from authpi_core.models.sso_domain_verification import SsoDomainVerification
    from authpi_core.models.status_change_input import StatusChangeInput
    from authpi_core.models.stripe_setup_intent import StripeSetupIntent
    from authpi_core.models.token_introspection import TokenIntrospection
    from authpi_core.models.token_signature_algorithm import TokenSignatureAlgorithm, TokenSignatureAlgorithmInput
    from authpi_core.models.topup import Topup
    from authpi_core.models.trust_device_input import TrustDeviceInput
    from authpi_core.models.trusted_device import TrustedDevice
    from authpi_core.models.trusted_device_created import TrustedDeviceCreated
    from authpi_core.models.update_account_input import UpdateAccountInput
    from authpi_core.models.update_agent_input import UpdateAgentInput
    from authpi_core.models.update_api_key_input import UpdateApiKeyInput
    from authpi_core.models.update_approval_input import UpdateApprovalInput
    from authpi_core.models.update_auth_method_input import UpdateAuthMethodInput
    from authpi_core.models.update_client_input import UpdateClientInput
    from authpi_core.models.update_group_input import UpdateGroupInput
    from authpi_core.models.update_invitation_input import UpdateInvitationInput
    from authpi_core.models.update_issuer_input import UpdateIssuerInput
    from authpi_core.models.update_member_input import UpdateMemberInput
    from authpi_core.models.update_note_input import UpdateNoteInput
    from authpi_core.models.update_organization_input import UpdateOrganizationInput
    from authpi_core.models.update_payment_method_input import UpdatePaymentMethodInput
    from authpi_core.models.update_user_input import UpdateUserInput
    from authpi_core.models.update_verifier_input import UpdateVerifierInput
    from authpi_core.models.update_webhook_input import UpdateWebhookInput
    from authpi_core.models.usage_by_dimension import UsageByDimension
    from authpi_core.models.usage_dimension_line import UsageDimensionLine
    from authpi_core.models.user import User
    from authpi_core.models.user_list_item import UserListItem
    from authpi_core.models.user_profile import UserProfile
    from authpi_core.models.user_profile_input import UserProfileInput
    from authpi_core.models.user_status import UserStatus, UserStatusInput
    from authpi_core.models.user_status_filter import UserStatusFilter, UserStatusFilterInput
    from authpi_core.models.username_type import UsernameType, UsernameTypeInput
    from authpi_core.models.verifier import Verifier
    from authpi_core.models.verifier_enrollment import VerifierEnrollment
    from authpi_core.models.verify_code_input import VerifyCodeInput
    from authpi_core.models.webhook import Webhook
    from authpi_core.models.webhook_auth import WebhookAuth
    from authpi_core.models.webhook_auth_input import WebhookAuthInput
    from authpi_core.models.webhook_auth_type import WebhookAuthType, WebhookAuthTypeInput
    from authpi_core.models.webhook_auth_with_secrets import WebhookAuthWithSecrets
    from authpi_core.models.webhook_bearer_auth_input import WebhookBearerAuthInput
    from authpi_core.models.webhook_bearer_signature_auth_input import WebhookBearerSignatureAuthInput
    from authpi_core.models.webhook_delivery import WebhookDelivery
    from authpi_core.models.webhook_event_type import WebhookEventType, WebhookEventTypeInput
    from authpi_core.models.webhook_list_item import WebhookListItem
    from authpi_core.models.webhook_no_auth_input import WebhookNoAuthInput
    from authpi_core.models.webhook_signature_auth_input import WebhookSignatureAuthInput
    from authpi_core.models.webhook_status import WebhookStatus, WebhookStatusInput
    from authpi_core.models.webhook_status_filter import WebhookStatusFilter, WebhookStatusFilterInput
    from authpi_core.models.webhook_with_secrets import WebhookWithSecrets
else:
    from authpi_core.lazy import importer

    __getattr__ = importer(
        __name__,
        {
            "Account": "account",
            "AccountDomain": "account_domain",
            "AccountInvoice": "account_invoice",
            "AccountUsageEstimate": "account_usage_estimate",
            "AddMemberInput": "add_member_input",
            "AddSsoDomainInput": "add_sso_domain_input",
            "Address": "address",
            "AddressInput": "address_input",
            "Agent": "agent",
            "AgentStatus": "agent_status",
            "AgentStatusInput": "agent_status",
            "AgentVerifier": "agent_verifier",
            "AgentVerifierType": "agent_verifier_type",
            "AgentVerifierTypeInput": "agent_verifier_type",
            "AgentVerifierWithSecret": "agent_verifier_with_secret",
            "ApiError": "api_error",
            "ApiKey": "api_key",
            "ApiKeyListItem": "api_key_list_item",
            "ApiKeyRestrictions": "api_key_restrictions",
            "ApiKeyRestrictionsInput": "api_key_restrictions_input",
            "ApiKeySecret": "api_key_secret",
            "ApiKeyStatus": "api_key_status",
            "ApiKeyStatusInput": "api_key_status",
            "ApplicationType": "application_type",
            "ApplicationTypeInput": "application_type",
            "ApprovalListItem": "approval_list_item",
            "AssignDomainInput": "assign_domain_input",
            "AuthMethodKind": "auth_method_kind",
            "AuthMethodKindInput": "auth_method_kind",
            "BackupCodes": "backup_codes",
            "BillingMode": "billing_mode",
            "BillingModeInput": "billing_mode",
            "BusinessDetails": "business_details",
            "BusinessDetailsInput": "business_details_input",
            "CallerAccountAccess": "caller_account_access",
            "CallerIdentity": "caller_identity",
            "CallerOrganizationAccess": "caller_organization_access",
            "CallerType": "caller_type",
            "CallerTypeInput": "caller_type",
            "Client": "client",
            "ClientListItem": "client_list_item",
            "ClientSettings": "client_settings",
            "ClientSettingsInput": "client_settings_input",
            "ClientStatus": "client_status",
            "ClientStatusInput": "client_status",
            "ClientWithSecret": "client_with_secret",
            "CodeVerification": "code_verification",
            "CompleteEnrollmentInput": "complete_enrollment_input",
            "CompletedEnrollment": "completed_enrollment",
            "CreateAgentInput": "create_agent_input",
            "CreateAgentVerifierInput": "create_agent_verifier_input",
            "CreateApiKeyInput": "create_api_key_input",
            "CreateApiKeyResponse": "create_api_key_response",
            "CreateAuthMethodInput": "create_auth_method_input",
            "CreateClientInput": "create_client_input",
            "CreateDomainInput": "create_domain_input",
            "CreateGroupInput": "create_group_input",
            "CreateInvitationInput": "create_invitation_input",
            "CreateIssuerInput": "create_issuer_input",
            "CreateIssuerSettingsInput": "create_issuer_settings_input",
            "CreateNoteInput": "create_note_input",
            "CreateOrganizationInput": "create_organization_input",
            "CreatePaymentMethodInput": "create_payment_method_input",
            "CreatePersonalTokenInput": "create_personal_token_input",
            "CreateTopupInput": "create_topup_input",
            "CreateUserInput": "create_user_input",
            "CreateVerifierInput": "create_verifier_input",
            "CreateWebhookInput": "create_webhook_input",
            "CreatedPersonalToken": "created_personal_token",
            "CreditLedgerEntry": "credit_ledger_entry",
            "Event": "event",
            "EventAggregate": "event_aggregate",
            "EventSubject": "event_subject",
            "FieldError": "field_error",
            "Group": "group",
            "IntrospectTokenInput": "introspect_token_input",
            "InvitationStatus": "invitation_status",
            "InvitationStatusInput": "invitation_status",
            "Inviter": "inviter",
            "InviterInput": "inviter_input",
            "Issuer": "issuer",
            "IssuerAccessSettings": "issuer_access_settings",
            "IssuerAccessSettingsInput": "issuer_access_settings_input",
            "IssuerAuthMethod": "issuer_auth_method",
            "IssuerLinks": "issuer_links",
            "IssuerLinksInput": "issuer_links_input",
            "IssuerListItem": "issuer_list_item",
            "IssuerSessionSettings": "issuer_session_settings",
            "IssuerSessionSettingsInput": "issuer_session_settings_input",
            "IssuerSettings": "issuer_settings",
            "IssuerSettingsInput": "issuer_settings_input",
            "MemberType": "member_type",
            "MemberTypeInput": "member_type",
            "Note": "note",
            "NoteCount": "note_count",
            "NoteMention": "note_mention",
            "NoteRefType": "note_ref_type",
            "NoteRefTypeInput": "note_ref_type",
            "NoteReference": "note_reference",
            "NoteSubjectType": "note_subject_type",
            "NoteSubjectTypeInput": "note_subject_type",
            "Organization": "organization",
            "OrganizationContact": "organization_contact",
            "OrganizationContactInput": "organization_contact_input",
            "OrganizationInvitationPublic": "organization_invitation_public",
            "OrganizationListItem": "organization_list_item",
            "OrganizationMembership": "organization_membership",
            "OrganizationSecurity": "organization_security",
            "OrganizationSecurityInput": "organization_security_input",
            "OrganizationSso": "organization_sso",
            "OrganizationSsoDomain": "organization_sso_domain",
            "OrganizationSsoDomainInput": "organization_sso_domain_input",
            "OrganizationSsoInput": "organization_sso_input",
            "OrganizationStats": "organization_stats",
            "OrganizationStatus": "organization_status",
            "OrganizationStatusFilter": "organization_status_filter",
            "OrganizationStatusFilterInput": "organization_status_filter",
            "OrganizationStatusInput": "organization_status",
            "OrganizationType": "organization_type",
            "OrganizationTypeInput": "organization_type",
            "PaymentMethod": "payment_method",
            "PaymentMethodType": "payment_method_type",
            "PaymentMethodTypeInput": "payment_method_type",
            "PersonalToken": "personal_token",
            "PersonalTokenListItem": "personal_token_list_item",
            "PersonalTokenStatus": "personal_token_status",
            "PersonalTokenStatusInput": "personal_token_status",
            "PreconditionFailedError": "precondition_failed_error",
            "PublicSession": "public_session",
            "RedeliverFailedInput": "redeliver_failed_input",
            "RedeliveredDelivery": "redelivered_delivery",
            "RevokedDevices": "revoked_devices",
            "RotateApiKeyInput": "rotate_api_key_input",
            "RotatedApiKey": "rotated_api_key",
            "RotatedClientSecret": "rotated_client_secret",
            "RotatedSsoSecret": "rotated_sso_secret",
            "SessionStatus": "session_status",
            "SessionStatusInput": "session_status",
            "SessionType": "session_type",
            "SessionTypeInput": "session_type",
            "SignatureAlgorithm": "signature_algorithm",
            "SignatureAlgorithmInput": "signature_algorithm",
            "SsoDomainChallenge": "sso_domain_challenge",
            "SsoDomainVerification": "sso_domain_verification",
            "StatusChangeInput": "status_change_input",
            "StripeSetupIntent": "stripe_setup_intent",
            "TokenIntrospection": "token_introspection",
            "TokenSignatureAlgorithm": "token_signature_algorithm",
            "TokenSignatureAlgorithmInput": "token_signature_algorithm",
            "Topup": "topup",
            "TrustDeviceInput": "trust_device_input",
            "TrustedDevice": "trusted_device",
            "TrustedDeviceCreated": "trusted_device_created",
            "UpdateAccountInput": "update_account_input",
            "UpdateAgentInput": "update_agent_input",
            "UpdateApiKeyInput": "update_api_key_input",
            "UpdateApprovalInput": "update_approval_input",
            "UpdateAuthMethodInput": "update_auth_method_input",
            "UpdateClientInput": "update_client_input",
            "UpdateGroupInput": "update_group_input",
            "UpdateInvitationInput": "update_invitation_input",
            "UpdateIssuerInput": "update_issuer_input",
            "UpdateMemberInput": "update_member_input",
            "UpdateNoteInput": "update_note_input",
            "UpdateOrganizationInput": "update_organization_input",
            "UpdatePaymentMethodInput": "update_payment_method_input",
            "UpdateUserInput": "update_user_input",
            "UpdateVerifierInput": "update_verifier_input",
            "UpdateWebhookInput": "update_webhook_input",
            "UsageByDimension": "usage_by_dimension",
            "UsageDimensionLine": "usage_dimension_line",
            "User": "user",
            "UserListItem": "user_list_item",
            "UserProfile": "user_profile",
            "UserProfileInput": "user_profile_input",
            "UserStatus": "user_status",
            "UserStatusFilter": "user_status_filter",
            "UserStatusFilterInput": "user_status_filter",
            "UserStatusInput": "user_status",
            "UsernameType": "username_type",
            "UsernameTypeInput": "username_type",
            "Verifier": "verifier",
            "VerifierEnrollment": "verifier_enrollment",
            "VerifyCodeInput": "verify_code_input",
            "Webhook": "webhook",
            "WebhookAuth": "webhook_auth",
            "WebhookAuthInput": "webhook_auth_input",
            "WebhookAuthType": "webhook_auth_type",
            "WebhookAuthTypeInput": "webhook_auth_type",
            "WebhookAuthWithSecrets": "webhook_auth_with_secrets",
            "WebhookBearerAuthInput": "webhook_bearer_auth_input",
            "WebhookBearerSignatureAuthInput": "webhook_bearer_signature_auth_input",
            "WebhookDelivery": "webhook_delivery",
            "WebhookEventType": "webhook_event_type",
            "WebhookEventTypeInput": "webhook_event_type",
            "WebhookListItem": "webhook_list_item",
            "WebhookNoAuthInput": "webhook_no_auth_input",
            "WebhookSignatureAuthInput": "webhook_signature_auth_input",
            "WebhookStatus": "webhook_status",
            "WebhookStatusFilter": "webhook_status_filter",
            "WebhookStatusFilterInput": "webhook_status_filter",
            "WebhookStatusInput": "webhook_status",
            "WebhookWithSecrets": "webhook_with_secrets",
        },
    )

__all__ = [
    "Account",
    "AccountDomain",
    "AccountInvoice",
    "AccountUsageEstimate",
    "AddMemberInput",
    "AddSsoDomainInput",
    "Address",
    "AddressInput",
    "Agent",
    "AgentStatus",
    "AgentStatusInput",
    "AgentVerifier",
    "AgentVerifierType",
    "AgentVerifierTypeInput",
    "AgentVerifierWithSecret",
    "ApiError",
    "ApiKey",
    "ApiKeyListItem",
    "ApiKeyRestrictions",
    "ApiKeyRestrictionsInput",
    "ApiKeySecret",
    "ApiKeyStatus",
    "ApiKeyStatusInput",
    "ApplicationType",
    "ApplicationTypeInput",
    "ApprovalListItem",
    "AssignDomainInput",
    "AuthMethodKind",
    "AuthMethodKindInput",
    "BackupCodes",
    "BillingMode",
    "BillingModeInput",
    "BusinessDetails",
    "BusinessDetailsInput",
    "CallerAccountAccess",
    "CallerIdentity",
    "CallerOrganizationAccess",
    "CallerType",
    "CallerTypeInput",
    "Client",
    "ClientListItem",
    "ClientSettings",
    "ClientSettingsInput",
    "ClientStatus",
    "ClientStatusInput",
    "ClientWithSecret",
    "CodeVerification",
    "CompleteEnrollmentInput",
    "CompletedEnrollment",
    "CreateAgentInput",
    "CreateAgentVerifierInput",
    "CreateApiKeyInput",
    "CreateApiKeyResponse",
    "CreateAuthMethodInput",
    "CreateClientInput",
    "CreateDomainInput",
    "CreateGroupInput",
    "CreateInvitationInput",
    "CreateIssuerInput",
    "CreateIssuerSettingsInput",
    "CreateNoteInput",
    "CreateOrganizationInput",
    "CreatePaymentMethodInput",
    "CreatePersonalTokenInput",
    "CreateTopupInput",
    "CreateUserInput",
    "CreateVerifierInput",
    "CreateWebhookInput",
    "CreatedPersonalToken",
    "CreditLedgerEntry",
    "Event",
    "EventAggregate",
    "EventSubject",
    "FieldError",
    "Group",
    "IntrospectTokenInput",
    "InvitationStatus",
    "InvitationStatusInput",
    "Inviter",
    "InviterInput",
    "Issuer",
    "IssuerAccessSettings",
    "IssuerAccessSettingsInput",
    "IssuerAuthMethod",
    "IssuerLinks",
    "IssuerLinksInput",
    "IssuerListItem",
    "IssuerSessionSettings",
    "IssuerSessionSettingsInput",
    "IssuerSettings",
    "IssuerSettingsInput",
    "MemberType",
    "MemberTypeInput",
    "Note",
    "NoteCount",
    "NoteMention",
    "NoteRefType",
    "NoteRefTypeInput",
    "NoteReference",
    "NoteSubjectType",
    "NoteSubjectTypeInput",
    "Organization",
    "OrganizationContact",
    "OrganizationContactInput",
    "OrganizationInvitationPublic",
    "OrganizationListItem",
    "OrganizationMembership",
    "OrganizationSecurity",
    "OrganizationSecurityInput",
    "OrganizationSso",
    "OrganizationSsoDomain",
    "OrganizationSsoDomainInput",
    "OrganizationSsoInput",
    "OrganizationStats",
    "OrganizationStatus",
    "OrganizationStatusFilter",
    "OrganizationStatusFilterInput",
    "OrganizationStatusInput",
    "OrganizationType",
    "OrganizationTypeInput",
    "PaymentMethod",
    "PaymentMethodType",
    "PaymentMethodTypeInput",
    "PersonalToken",
    "PersonalTokenListItem",
    "PersonalTokenStatus",
    "PersonalTokenStatusInput",
    "PreconditionFailedError",
    "PublicSession",
    "RedeliverFailedInput",
    "RedeliveredDelivery",
    "RevokedDevices",
    "RotateApiKeyInput",
    "RotatedApiKey",
    "RotatedClientSecret",
    "RotatedSsoSecret",
    "SessionStatus",
    "SessionStatusInput",
    "SessionType",
    "SessionTypeInput",
    "SignatureAlgorithm",
    "SignatureAlgorithmInput",
    "SsoDomainChallenge",
    "SsoDomainVerification",
    "StatusChangeInput",
    "StripeSetupIntent",
    "TokenIntrospection",
    "TokenSignatureAlgorithm",
    "TokenSignatureAlgorithmInput",
    "Topup",
    "TrustDeviceInput",
    "TrustedDevice",
    "TrustedDeviceCreated",
    "UpdateAccountInput",
    "UpdateAgentInput",
    "UpdateApiKeyInput",
    "UpdateApprovalInput",
    "UpdateAuthMethodInput",
    "UpdateClientInput",
    "UpdateGroupInput",
    "UpdateInvitationInput",
    "UpdateIssuerInput",
    "UpdateMemberInput",
    "UpdateNoteInput",
    "UpdateOrganizationInput",
    "UpdatePaymentMethodInput",
    "UpdateUserInput",
    "UpdateVerifierInput",
    "UpdateWebhookInput",
    "UsageByDimension",
    "UsageDimensionLine",
    "User",
    "UserListItem",
    "UserProfile",
    "UserProfileInput",
    "UserStatus",
    "UserStatusFilter",
    "UserStatusFilterInput",
    "UserStatusInput",
    "UsernameType",
    "UsernameTypeInput",
    "Verifier",
    "VerifierEnrollment",
    "VerifyCodeInput",
    "Webhook",
    "WebhookAuth",
    "WebhookAuthInput",
    "WebhookAuthType",
    "WebhookAuthTypeInput",
    "WebhookAuthWithSecrets",
    "WebhookBearerAuthInput",
    "WebhookBearerSignatureAuthInput",
    "WebhookDelivery",
    "WebhookEventType",
    "WebhookEventTypeInput",
    "WebhookListItem",
    "WebhookNoAuthInput",
    "WebhookSignatureAuthInput",
    "WebhookStatus",
    "WebhookStatusFilter",
    "WebhookStatusFilterInput",
    "WebhookStatusInput",
    "WebhookWithSecrets",
]
