"""What is special about each kind of resource; a kind that is not here lives by the document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_admin.testing.resources.accounts import Accounts, Me
from authpi_admin.testing.resources.credentials import ApiKeys
from authpi_admin.testing.resources.issuers import Issuers
from authpi_admin.testing.resources.users import Users
from authpi_admin.testing.resources.webhooks import Webhooks

if TYPE_CHECKING:
    from authpi_admin.testing.resource import Resource

RESOURCES: dict[str, type[Resource]] = {
    "accounts": Accounts,
    "api_keys": ApiKeys,
    "issuers": Issuers,
    "me": Me,
    "users": Users,
    "webhooks": Webhooks,
}
"""By the group of operations that acts on it."""
