"""The model `ApprovalListItem`."""

from __future__ import annotations

from pydantic import AliasChoices, Field

from authpi_core.model import Model


class ApprovalListItem(Model):
    """A user who waits for approval."""

    user_id: str = Field(validation_alias=AliasChoices("user_id", "id"), serialization_alias="user_id")
    """The user's id, starting `usr_`."""
    issuer_id: str
    username_hash: str
    """Hash of the user name; read the user for the name itself."""
    username_type: OpenUsernameType
    status: OpenUserStatus
    store_id: str
    """Identity store that holds the user."""
    region: str | None
    """Where the user's data are kept."""
    created_at: int | float
    """When the user was created. Unix time in milliseconds."""
    updated_at: int | float
    """When the user was last changed. Unix time in milliseconds."""

    @property
    def id(self) -> str:
        """The same as `user_id`, under the name that the resource itself has for it."""
        return self.user_id


from authpi_core.models.user_status import OpenUserStatus
from authpi_core.models.username_type import OpenUsernameType
