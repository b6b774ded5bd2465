"""Contains the resources with their own behavior; the document alone defines all others."""

from authpi_admin.testing._resources import access, accounts, issuers, log, organizations, users, webhooks

__all__ = ["access", "accounts", "issuers", "log", "organizations", "users", "webhooks"]
