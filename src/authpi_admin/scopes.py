"""Defines the scopes of one issuer, user, organization, agent or webhook. Creating a scope sends no request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from authpi_core import operations as op

from authpi_admin._binding import InIssuer, InParent, call
from authpi_admin._edit import Editable
from authpi_admin.resources.agent import AgentVerifiers
from authpi_admin.resources.issuer import (
    Agents,
    Approvals,
    AuthMethods,
    Clients,
    IssuerTokens,
    Organizations,
    Sessions,
    Users,
)
from authpi_admin.resources.organization import Groups, Invitations, Members, OrganizationApiKeys, Sso
from authpi_admin.resources.user import TrustedDevices, UserSessions, UserTokens, Verifiers
from authpi_admin.resources.webhook import Deliveries, Redeliver

if TYPE_CHECKING:
    from authpi_core import models  # noqa: F401 - the base classes name it in strings


class UserScope(InParent, Editable["models.User", "models.UpdateUserInput", "models.User"]):
    """Operations of one user and its resources."""

    __slots__ = ()

    get: Final = call(lambda: op.users_get)
    """Get the user."""
    update: Final = call(lambda: op.users_update)
    """Update the user."""
    delete: Final = call(lambda: op.users_delete)
    """Delete the user."""

    @property
    def sessions(self) -> UserSessions:
        """Sessions of the user."""
        return UserSessions(*self.bound)

    @property
    def tokens(self) -> UserTokens:
        """Personal tokens of the user."""
        return UserTokens(*self.bound)

    @property
    def trusted_devices(self) -> TrustedDevices:
        """Trusted devices of the user, on which the second factor is skipped."""
        return TrustedDevices(*self.bound)

    @property
    def verifiers(self) -> Verifiers:
        """Verifiers of the user: credentials such as passkeys, passwords and one-time codes."""
        return Verifiers(*self.bound)


class OrganizationScope(
    InParent, Editable["models.Organization", "models.UpdateOrganizationInput", "models.Organization"]
):
    """Operations of one organization and its resources."""

    __slots__ = ()

    get: Final = call(lambda: op.organizations_get)
    """Get the organization."""
    update: Final = call(lambda: op.organizations_update)
    """Update the organization."""
    delete: Final = call(lambda: op.organizations_delete)
    """Delete the organization."""

    @property
    def api_keys(self) -> OrganizationApiKeys:
        """API keys of the organization."""
        return OrganizationApiKeys(*self.bound)

    @property
    def groups(self) -> Groups:
        """Groups of members of the organization."""
        return Groups(*self.bound)

    @property
    def invitations(self) -> Invitations:
        """Invitations to the organization."""
        return Invitations(*self.bound)

    @property
    def members(self) -> Members:
        """Members of the organization."""
        return Members(*self.bound)

    @property
    def sso(self) -> Sso:
        """Single sign-on of the organization."""
        return Sso(*self.bound)


class AgentScope(InParent, Editable["models.Agent", "models.UpdateAgentInput", "models.Agent"]):
    """Operations of one agent and its resources."""

    __slots__ = ()

    get: Final = call(lambda: op.agents_get)
    """Get the agent."""
    update: Final = call(lambda: op.agents_update)
    """Update the agent."""
    delete: Final = call(lambda: op.agents_delete)
    """Delete the agent."""

    @property
    def verifiers(self) -> AgentVerifiers:
        """Verifiers of the agent: its credentials."""
        return AgentVerifiers(*self.bound)


class WebhookScope(InIssuer, Editable["models.Webhook", "models.UpdateWebhookInput", "models.WebhookWithSecrets"]):
    """Operations of one webhook and its resources."""

    __slots__ = ()

    get: Final = call(lambda: op.webhooks_get)
    """Get the webhook."""
    update: Final = call(lambda: op.webhooks_update)
    """Update the webhook."""
    delete: Final = call(lambda: op.webhooks_delete)
    """Delete the webhook."""

    @property
    def deliveries(self) -> Deliveries:
        """Deliveries of the webhook."""
        return Deliveries(*self.bound)

    @property
    def redeliver(self) -> Redeliver:
        """Redelivery of the failed deliveries of the webhook."""
        return Redeliver(*self.bound)


class IssuerScope(InIssuer, Editable["models.Issuer", "models.UpdateIssuerInput", "models.Issuer"]):
    """Operations of one issuer and its resources."""

    __slots__ = ()

    get: Final = call(lambda: op.issuers_get)
    """Get the issuer."""
    update: Final = call(lambda: op.issuers_update)
    """Update the issuer."""
    delete: Final = call(lambda: op.issuers_delete)
    """Delete the issuer."""

    @property
    def agents(self) -> Agents:
        """Agents of the issuer: non-human identities."""
        return Agents(*self.bound)

    @property
    def approvals(self) -> Approvals:
        """Sign-ups that are pending approval by an administrator."""
        return Approvals(*self.bound)

    @property
    def auth_methods(self) -> AuthMethods:
        """Authentication methods of the issuer."""
        return AuthMethods(*self.bound)

    @property
    def clients(self) -> Clients:
        """Clients of the issuer: applications that authenticate through it."""
        return Clients(*self.bound)

    @property
    def organizations(self) -> Organizations:
        """Organizations of the issuer."""
        return Organizations(*self.bound)

    @property
    def sessions(self) -> Sessions:
        """Sessions of the issuer, by the id of the session."""
        return Sessions(*self.bound)

    @property
    def tokens(self) -> IssuerTokens:
        """Token introspection of the issuer."""
        return IssuerTokens(*self.bound)

    @property
    def users(self) -> Users:
        """Users of the issuer."""
        return Users(*self.bound)

    def user(self, user_id: str) -> UserScope:
        """Return the scope of a user. No request is sent.

        Args:
            user_id: Id of the user.

        Returns:
            The scope, whose methods call operations of this one resource.
        """
        return UserScope(*self.bound, user_id)

    def organization(self, org_id: str) -> OrganizationScope:
        """Return the scope of an organization. No request is sent.

        Args:
            org_id: Id of the organization.

        Returns:
            The scope, whose methods call operations of this one resource.
        """
        return OrganizationScope(*self.bound, org_id)

    def agent(self, agent_id: str) -> AgentScope:
        """Return the scope of an agent. No request is sent.

        Args:
            agent_id: Id of the agent.

        Returns:
            The scope, whose methods call operations of this one resource.
        """
        return AgentScope(*self.bound, agent_id)
