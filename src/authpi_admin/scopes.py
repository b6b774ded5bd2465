"""Scopes: the resources of one issuer, user, organization, agent or webhook. Creating a scope sends nothing."""

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
    from authpi_core import models  # noqa: F401 - named by the base classes, as strings


class UserScope(InParent, Editable["models.User", "models.UpdateUserInput", "models.User"]):
    """One user."""

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
        """Trusted devices, which skip the second factor."""
        return TrustedDevices(*self.bound)

    @property
    def verifiers(self) -> Verifiers:
        """Verifiers: passkeys, passwords, one-time codes and the like."""
        return Verifiers(*self.bound)


class OrganizationScope(
    InParent, Editable["models.Organization", "models.UpdateOrganizationInput", "models.Organization"]
):
    """One organization."""

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
        """Groups of its members."""
        return Groups(*self.bound)

    @property
    def invitations(self) -> Invitations:
        """Invitations to it."""
        return Invitations(*self.bound)

    @property
    def members(self) -> Members:
        """Its members."""
        return Members(*self.bound)

    @property
    def sso(self) -> Sso:
        """Its single sign-on."""
        return Sso(*self.bound)


class AgentScope(InParent, Editable["models.Agent", "models.UpdateAgentInput", "models.Agent"]):
    """One agent."""

    __slots__ = ()

    get: Final = call(lambda: op.agents_get)
    """Get the agent."""
    update: Final = call(lambda: op.agents_update)
    """Update the agent."""
    delete: Final = call(lambda: op.agents_delete)
    """Delete the agent."""

    @property
    def verifiers(self) -> AgentVerifiers:
        """Verifiers: the credentials of the agent."""
        return AgentVerifiers(*self.bound)


class WebhookScope(InIssuer, Editable["models.Webhook", "models.UpdateWebhookInput", "models.WebhookWithSecrets"]):
    """One webhook."""

    __slots__ = ()

    get: Final = call(lambda: op.webhooks_get)
    """Get the webhook."""
    update: Final = call(lambda: op.webhooks_update)
    """Update the webhook."""
    delete: Final = call(lambda: op.webhooks_delete)
    """Delete the webhook."""

    @property
    def deliveries(self) -> Deliveries:
        """Its deliveries."""
        return Deliveries(*self.bound)

    @property
    def redeliver(self) -> Redeliver:
        """Redelivery of failed deliveries."""
        return Redeliver(*self.bound)


class IssuerScope(InIssuer, Editable["models.Issuer", "models.UpdateIssuerInput", "models.Issuer"]):
    """One issuer."""

    __slots__ = ()

    get: Final = call(lambda: op.issuers_get)
    """Get the issuer."""
    update: Final = call(lambda: op.issuers_update)
    """Update the issuer."""
    delete: Final = call(lambda: op.issuers_delete)
    """Delete the issuer."""

    @property
    def agents(self) -> Agents:
        """Non-human identities."""
        return Agents(*self.bound)

    @property
    def approvals(self) -> Approvals:
        """Sign-ups that wait for an administrator."""
        return Approvals(*self.bound)

    @property
    def auth_methods(self) -> AuthMethods:
        """Authentication methods."""
        return AuthMethods(*self.bound)

    @property
    def clients(self) -> Clients:
        """Applications that sign users in."""
        return Clients(*self.bound)

    @property
    def organizations(self) -> Organizations:
        """Organizations."""
        return Organizations(*self.bound)

    @property
    def sessions(self) -> Sessions:
        """Sessions, addressed by their id."""
        return Sessions(*self.bound)

    @property
    def tokens(self) -> IssuerTokens:
        """Looks at tokens."""
        return IssuerTokens(*self.bound)

    @property
    def users(self) -> Users:
        """Users."""
        return Users(*self.bound)

    def user(self, user_id: str) -> UserScope:
        """Return the scope of a user; nothing is sent.

        Args:
            user_id: The user's id, or a row's `user_id`.

        Returns:
            The scope.
        """
        return UserScope(*self.bound, user_id)

    def organization(self, org_id: str) -> OrganizationScope:
        """Return the scope of an organization; nothing is sent.

        Args:
            org_id: The organization's id.

        Returns:
            The scope.
        """
        return OrganizationScope(*self.bound, org_id)

    def agent(self, agent_id: str) -> AgentScope:
        """Return the scope of an agent; nothing is sent.

        Args:
            agent_id: The agent's id.

        Returns:
            The scope.
        """
        return AgentScope(*self.bound, agent_id)
