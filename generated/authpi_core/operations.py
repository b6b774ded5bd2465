"""Exports all endpoint functions, each of which is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authpi_core.api.accounts.accounts_get import accounts_get
    from authpi_core.api.accounts.accounts_list import accounts_list
    from authpi_core.api.accounts.accounts_update import accounts_update
    from authpi_core.api.agent_verifiers.agent_verifiers_create import agent_verifiers_create
    from authpi_core.api.agent_verifiers.agent_verifiers_delete import agent_verifiers_delete
    from authpi_core.api.agent_verifiers.agent_verifiers_list import agent_verifiers_list
    from authpi_core.api.agents.agents_create import agents_create
    from authpi_core.api.agents.agents_delete import agents_delete
    from authpi_core.api.agents.agents_get import agents_get
    from authpi_core.api.agents.agents_list import agents_list
    from authpi_core.api.agents.agents_update import agents_update
    from authpi_core.api.api_keys.api_keys_block import api_keys_block
    from authpi_core.api.api_keys.api_keys_create import api_keys_create
    from authpi_core.api.api_keys.api_keys_create_for_organization import api_keys_create_for_organization
    from authpi_core.api.api_keys.api_keys_delete import api_keys_delete
    from authpi_core.api.api_keys.api_keys_get import api_keys_get
    from authpi_core.api.api_keys.api_keys_list import api_keys_list
    from authpi_core.api.api_keys.api_keys_list_for_organization import api_keys_list_for_organization
    from authpi_core.api.api_keys.api_keys_revoke import api_keys_revoke
    from authpi_core.api.api_keys.api_keys_rotate import api_keys_rotate
    from authpi_core.api.api_keys.api_keys_unblock import api_keys_unblock
    from authpi_core.api.api_keys.api_keys_update import api_keys_update
    from authpi_core.api.approvals.approvals_get import approvals_get
    from authpi_core.api.approvals.approvals_list import approvals_list
    from authpi_core.api.approvals.approvals_update import approvals_update
    from authpi_core.api.auth_methods.auth_methods_create import auth_methods_create
    from authpi_core.api.auth_methods.auth_methods_delete import auth_methods_delete
    from authpi_core.api.auth_methods.auth_methods_get import auth_methods_get
    from authpi_core.api.auth_methods.auth_methods_list import auth_methods_list
    from authpi_core.api.auth_methods.auth_methods_update import auth_methods_update
    from authpi_core.api.billing.credits_create_topup import credits_create_topup
    from authpi_core.api.billing.credits_ledger import credits_ledger
    from authpi_core.api.billing.invoices_list import invoices_list
    from authpi_core.api.billing.payment_methods_create import payment_methods_create
    from authpi_core.api.billing.payment_methods_delete import payment_methods_delete
    from authpi_core.api.billing.payment_methods_setup_intent_stripe import payment_methods_setup_intent_stripe
    from authpi_core.api.billing.payment_methods_update import payment_methods_update
    from authpi_core.api.billing.usage_estimate import usage_estimate
    from authpi_core.api.billing.usage_list import usage_list
    from authpi_core.api.clients.clients_create import clients_create
    from authpi_core.api.clients.clients_delete import clients_delete
    from authpi_core.api.clients.clients_get import clients_get
    from authpi_core.api.clients.clients_list import clients_list
    from authpi_core.api.clients.clients_rotate_secret import clients_rotate_secret
    from authpi_core.api.clients.clients_update import clients_update
    from authpi_core.api.domains.domains_assign import domains_assign
    from authpi_core.api.domains.domains_create import domains_create
    from authpi_core.api.domains.domains_delete import domains_delete
    from authpi_core.api.domains.domains_list import domains_list
    from authpi_core.api.domains.domains_unassign import domains_unassign
    from authpi_core.api.domains.domains_verify import domains_verify
    from authpi_core.api.events.events_aggregate import events_aggregate
    from authpi_core.api.events.events_get import events_get
    from authpi_core.api.events.events_list import events_list
    from authpi_core.api.groups.groups_create import groups_create
    from authpi_core.api.groups.groups_delete import groups_delete
    from authpi_core.api.groups.groups_get import groups_get
    from authpi_core.api.groups.groups_list import groups_list
    from authpi_core.api.groups.groups_update import groups_update
    from authpi_core.api.invitations.invitations_create import invitations_create
    from authpi_core.api.invitations.invitations_get import invitations_get
    from authpi_core.api.invitations.invitations_list import invitations_list
    from authpi_core.api.invitations.invitations_resend import invitations_resend
    from authpi_core.api.invitations.invitations_revoke import invitations_revoke
    from authpi_core.api.invitations.invitations_update import invitations_update
    from authpi_core.api.issuers.issuers_create import issuers_create
    from authpi_core.api.issuers.issuers_delete import issuers_delete
    from authpi_core.api.issuers.issuers_get import issuers_get
    from authpi_core.api.issuers.issuers_list import issuers_list
    from authpi_core.api.issuers.issuers_update import issuers_update
    from authpi_core.api.me.me_get import me_get
    from authpi_core.api.members.members_create import members_create
    from authpi_core.api.members.members_delete import members_delete
    from authpi_core.api.members.members_list import members_list
    from authpi_core.api.members.members_update import members_update
    from authpi_core.api.notes.notes_backlinks import notes_backlinks
    from authpi_core.api.notes.notes_count import notes_count
    from authpi_core.api.notes.notes_create import notes_create
    from authpi_core.api.notes.notes_delete import notes_delete
    from authpi_core.api.notes.notes_get import notes_get
    from authpi_core.api.notes.notes_list import notes_list
    from authpi_core.api.notes.notes_update import notes_update
    from authpi_core.api.organizations.organizations_create import organizations_create
    from authpi_core.api.organizations.organizations_delete import organizations_delete
    from authpi_core.api.organizations.organizations_get import organizations_get
    from authpi_core.api.organizations.organizations_list import organizations_list
    from authpi_core.api.organizations.organizations_update import organizations_update
    from authpi_core.api.sessions.sessions_get import sessions_get
    from authpi_core.api.sessions.sessions_list import sessions_list
    from authpi_core.api.sessions.sessions_reactivate import sessions_reactivate
    from authpi_core.api.sessions.sessions_revoke import sessions_revoke
    from authpi_core.api.sessions.sessions_suspend import sessions_suspend
    from authpi_core.api.sso.sso_add_domain import sso_add_domain
    from authpi_core.api.sso.sso_remove_domain import sso_remove_domain
    from authpi_core.api.sso.sso_rotate_secret import sso_rotate_secret
    from authpi_core.api.sso.sso_verify_domain import sso_verify_domain
    from authpi_core.api.tokens.tokens_create import tokens_create
    from authpi_core.api.tokens.tokens_delete import tokens_delete
    from authpi_core.api.tokens.tokens_get import tokens_get
    from authpi_core.api.tokens.tokens_introspect import tokens_introspect
    from authpi_core.api.tokens.tokens_list import tokens_list
    from authpi_core.api.tokens.tokens_revoke import tokens_revoke
    from authpi_core.api.trusted_devices.trusted_devices_create import trusted_devices_create
    from authpi_core.api.trusted_devices.trusted_devices_delete import trusted_devices_delete
    from authpi_core.api.trusted_devices.trusted_devices_list import trusted_devices_list
    from authpi_core.api.trusted_devices.trusted_devices_revoke_all import trusted_devices_revoke_all
    from authpi_core.api.users.users_create import users_create
    from authpi_core.api.users.users_delete import users_delete
    from authpi_core.api.users.users_get import users_get
    from authpi_core.api.users.users_list import users_list
    from authpi_core.api.users.users_update import users_update
    from authpi_core.api.verifiers.verifiers_complete_enrollment import verifiers_complete_enrollment
    from authpi_core.api.verifiers.verifiers_create import verifiers_create
    from authpi_core.api.verifiers.verifiers_delete import verifiers_delete
    from authpi_core.api.verifiers.verifiers_get import verifiers_get
    from authpi_core.api.verifiers.verifiers_list import verifiers_list
    from authpi_core.api.verifiers.verifiers_regenerate import verifiers_regenerate
    from authpi_core.api.verifiers.verifiers_update import verifiers_update
    from authpi_core.api.verifiers.verifiers_verify import verifiers_verify
    from authpi_core.api.webhooks.webhooks_create import webhooks_create
    from authpi_core.api.webhooks.webhooks_delete import webhooks_delete
    from authpi_core.api.webhooks.webhooks_get import webhooks_get
    from authpi_core.api.webhooks.webhooks_list import webhooks_list
    from authpi_core.api.webhooks.webhooks_list_deliveries import webhooks_list_deliveries
    from authpi_core.api.webhooks.webhooks_redeliver import webhooks_redeliver
    from authpi_core.api.webhooks.webhooks_redeliver_failed import webhooks_redeliver_failed
    from authpi_core.api.webhooks.webhooks_update import webhooks_update
else:
    from authpi_core.lazy import importer

    __getattr__ = importer(
        "authpi_core.api",
        {
            "accounts_get": "accounts.accounts_get",
            "accounts_list": "accounts.accounts_list",
            "accounts_update": "accounts.accounts_update",
            "agent_verifiers_create": "agent_verifiers.agent_verifiers_create",
            "agent_verifiers_delete": "agent_verifiers.agent_verifiers_delete",
            "agent_verifiers_list": "agent_verifiers.agent_verifiers_list",
            "agents_create": "agents.agents_create",
            "agents_delete": "agents.agents_delete",
            "agents_get": "agents.agents_get",
            "agents_list": "agents.agents_list",
            "agents_update": "agents.agents_update",
            "api_keys_block": "api_keys.api_keys_block",
            "api_keys_create": "api_keys.api_keys_create",
            "api_keys_create_for_organization": "api_keys.api_keys_create_for_organization",
            "api_keys_delete": "api_keys.api_keys_delete",
            "api_keys_get": "api_keys.api_keys_get",
            "api_keys_list": "api_keys.api_keys_list",
            "api_keys_list_for_organization": "api_keys.api_keys_list_for_organization",
            "api_keys_revoke": "api_keys.api_keys_revoke",
            "api_keys_rotate": "api_keys.api_keys_rotate",
            "api_keys_unblock": "api_keys.api_keys_unblock",
            "api_keys_update": "api_keys.api_keys_update",
            "approvals_get": "approvals.approvals_get",
            "approvals_list": "approvals.approvals_list",
            "approvals_update": "approvals.approvals_update",
            "auth_methods_create": "auth_methods.auth_methods_create",
            "auth_methods_delete": "auth_methods.auth_methods_delete",
            "auth_methods_get": "auth_methods.auth_methods_get",
            "auth_methods_list": "auth_methods.auth_methods_list",
            "auth_methods_update": "auth_methods.auth_methods_update",
            "clients_create": "clients.clients_create",
            "clients_delete": "clients.clients_delete",
            "clients_get": "clients.clients_get",
            "clients_list": "clients.clients_list",
            "clients_rotate_secret": "clients.clients_rotate_secret",
            "clients_update": "clients.clients_update",
            "credits_create_topup": "billing.credits_create_topup",
            "credits_ledger": "billing.credits_ledger",
            "domains_assign": "domains.domains_assign",
            "domains_create": "domains.domains_create",
            "domains_delete": "domains.domains_delete",
            "domains_list": "domains.domains_list",
            "domains_unassign": "domains.domains_unassign",
            "domains_verify": "domains.domains_verify",
            "events_aggregate": "events.events_aggregate",
            "events_get": "events.events_get",
            "events_list": "events.events_list",
            "groups_create": "groups.groups_create",
            "groups_delete": "groups.groups_delete",
            "groups_get": "groups.groups_get",
            "groups_list": "groups.groups_list",
            "groups_update": "groups.groups_update",
            "invitations_create": "invitations.invitations_create",
            "invitations_get": "invitations.invitations_get",
            "invitations_list": "invitations.invitations_list",
            "invitations_resend": "invitations.invitations_resend",
            "invitations_revoke": "invitations.invitations_revoke",
            "invitations_update": "invitations.invitations_update",
            "invoices_list": "billing.invoices_list",
            "issuers_create": "issuers.issuers_create",
            "issuers_delete": "issuers.issuers_delete",
            "issuers_get": "issuers.issuers_get",
            "issuers_list": "issuers.issuers_list",
            "issuers_update": "issuers.issuers_update",
            "me_get": "me.me_get",
            "members_create": "members.members_create",
            "members_delete": "members.members_delete",
            "members_list": "members.members_list",
            "members_update": "members.members_update",
            "notes_backlinks": "notes.notes_backlinks",
            "notes_count": "notes.notes_count",
            "notes_create": "notes.notes_create",
            "notes_delete": "notes.notes_delete",
            "notes_get": "notes.notes_get",
            "notes_list": "notes.notes_list",
            "notes_update": "notes.notes_update",
            "organizations_create": "organizations.organizations_create",
            "organizations_delete": "organizations.organizations_delete",
            "organizations_get": "organizations.organizations_get",
            "organizations_list": "organizations.organizations_list",
            "organizations_update": "organizations.organizations_update",
            "payment_methods_create": "billing.payment_methods_create",
            "payment_methods_delete": "billing.payment_methods_delete",
            "payment_methods_setup_intent_stripe": "billing.payment_methods_setup_intent_stripe",
            "payment_methods_update": "billing.payment_methods_update",
            "sessions_get": "sessions.sessions_get",
            "sessions_list": "sessions.sessions_list",
            "sessions_reactivate": "sessions.sessions_reactivate",
            "sessions_revoke": "sessions.sessions_revoke",
            "sessions_suspend": "sessions.sessions_suspend",
            "sso_add_domain": "sso.sso_add_domain",
            "sso_remove_domain": "sso.sso_remove_domain",
            "sso_rotate_secret": "sso.sso_rotate_secret",
            "sso_verify_domain": "sso.sso_verify_domain",
            "tokens_create": "tokens.tokens_create",
            "tokens_delete": "tokens.tokens_delete",
            "tokens_get": "tokens.tokens_get",
            "tokens_introspect": "tokens.tokens_introspect",
            "tokens_list": "tokens.tokens_list",
            "tokens_revoke": "tokens.tokens_revoke",
            "trusted_devices_create": "trusted_devices.trusted_devices_create",
            "trusted_devices_delete": "trusted_devices.trusted_devices_delete",
            "trusted_devices_list": "trusted_devices.trusted_devices_list",
            "trusted_devices_revoke_all": "trusted_devices.trusted_devices_revoke_all",
            "usage_estimate": "billing.usage_estimate",
            "usage_list": "billing.usage_list",
            "users_create": "users.users_create",
            "users_delete": "users.users_delete",
            "users_get": "users.users_get",
            "users_list": "users.users_list",
            "users_update": "users.users_update",
            "verifiers_complete_enrollment": "verifiers.verifiers_complete_enrollment",
            "verifiers_create": "verifiers.verifiers_create",
            "verifiers_delete": "verifiers.verifiers_delete",
            "verifiers_get": "verifiers.verifiers_get",
            "verifiers_list": "verifiers.verifiers_list",
            "verifiers_regenerate": "verifiers.verifiers_regenerate",
            "verifiers_update": "verifiers.verifiers_update",
            "verifiers_verify": "verifiers.verifiers_verify",
            "webhooks_create": "webhooks.webhooks_create",
            "webhooks_delete": "webhooks.webhooks_delete",
            "webhooks_get": "webhooks.webhooks_get",
            "webhooks_list": "webhooks.webhooks_list",
            "webhooks_list_deliveries": "webhooks.webhooks_list_deliveries",
            "webhooks_redeliver": "webhooks.webhooks_redeliver",
            "webhooks_redeliver_failed": "webhooks.webhooks_redeliver_failed",
            "webhooks_update": "webhooks.webhooks_update",
        },
        into=__name__,
    )

__all__ = [
    "accounts_get",
    "accounts_list",
    "accounts_update",
    "agent_verifiers_create",
    "agent_verifiers_delete",
    "agent_verifiers_list",
    "agents_create",
    "agents_delete",
    "agents_get",
    "agents_list",
    "agents_update",
    "api_keys_block",
    "api_keys_create",
    "api_keys_create_for_organization",
    "api_keys_delete",
    "api_keys_get",
    "api_keys_list",
    "api_keys_list_for_organization",
    "api_keys_revoke",
    "api_keys_rotate",
    "api_keys_unblock",
    "api_keys_update",
    "approvals_get",
    "approvals_list",
    "approvals_update",
    "auth_methods_create",
    "auth_methods_delete",
    "auth_methods_get",
    "auth_methods_list",
    "auth_methods_update",
    "clients_create",
    "clients_delete",
    "clients_get",
    "clients_list",
    "clients_rotate_secret",
    "clients_update",
    "credits_create_topup",
    "credits_ledger",
    "domains_assign",
    "domains_create",
    "domains_delete",
    "domains_list",
    "domains_unassign",
    "domains_verify",
    "events_aggregate",
    "events_get",
    "events_list",
    "groups_create",
    "groups_delete",
    "groups_get",
    "groups_list",
    "groups_update",
    "invitations_create",
    "invitations_get",
    "invitations_list",
    "invitations_resend",
    "invitations_revoke",
    "invitations_update",
    "invoices_list",
    "issuers_create",
    "issuers_delete",
    "issuers_get",
    "issuers_list",
    "issuers_update",
    "me_get",
    "members_create",
    "members_delete",
    "members_list",
    "members_update",
    "notes_backlinks",
    "notes_count",
    "notes_create",
    "notes_delete",
    "notes_get",
    "notes_list",
    "notes_update",
    "organizations_create",
    "organizations_delete",
    "organizations_get",
    "organizations_list",
    "organizations_update",
    "payment_methods_create",
    "payment_methods_delete",
    "payment_methods_setup_intent_stripe",
    "payment_methods_update",
    "sessions_get",
    "sessions_list",
    "sessions_reactivate",
    "sessions_revoke",
    "sessions_suspend",
    "sso_add_domain",
    "sso_remove_domain",
    "sso_rotate_secret",
    "sso_verify_domain",
    "tokens_create",
    "tokens_delete",
    "tokens_get",
    "tokens_introspect",
    "tokens_list",
    "tokens_revoke",
    "trusted_devices_create",
    "trusted_devices_delete",
    "trusted_devices_list",
    "trusted_devices_revoke_all",
    "usage_estimate",
    "usage_list",
    "users_create",
    "users_delete",
    "users_get",
    "users_list",
    "users_update",
    "verifiers_complete_enrollment",
    "verifiers_create",
    "verifiers_delete",
    "verifiers_get",
    "verifiers_list",
    "verifiers_regenerate",
    "verifiers_update",
    "verifiers_verify",
    "webhooks_create",
    "webhooks_delete",
    "webhooks_get",
    "webhooks_list",
    "webhooks_list_deliveries",
    "webhooks_redeliver",
    "webhooks_redeliver_failed",
    "webhooks_update",
]
