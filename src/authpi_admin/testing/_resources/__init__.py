"""What is special about each kind of resource; a kind that is not here lives by the document alone."""

from authpi_admin.testing._resources import access, accounts, issuers, log, organizations, users, webhooks

__all__ = ["access", "accounts", "issuers", "log", "organizations", "users", "webhooks"]
