"""Results and errors in type checkers."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

from authpi_admin import (
    AccountResolutionError,
    ApiError,
    ApiTimeoutError,
    ConfigurationError,
    Page,
    PreconditionFailedError,
    RateLimitError,
    ValidationError,
)
from authpi_admin.errors import FieldError
from authpi_admin.types import (
    Account,
    CreateUserInput,
    Organization,
    OrganizationContact,
    User,
    UserListItem,
    UserProfile,
    UserStatus,
)


def model(user: User, organization: Organization, account: Account) -> None:
    assert_type(user.id, str)
    assert_type(user.status, UserStatus | str)
    if user.status == "active":
        assert_type(user.etag, str | None)
    if isinstance(user.status, UserStatus):
        assert_type(user.status, UserStatus)
    assert_type(user.profile, UserProfile)
    assert_type(user.created_at, int)
    assert_type(user.created_time, datetime | None)
    assert_type(account.balance_usd, Decimal | None)
    assert_type(user.scopes, list[str] | None)
    assert_type(user.metadata, dict[str, Any] | None)
    assert_type(organization.contact, OrganizationContact | None)
    assert_type(account.balance_micro_usd, int | None)
    assert_type(user.model_dump(), dict[str, Any])
    user.emial  # type: ignore[attr-defined]  # noqa: B018 - misspelt
    organization.contact.email  # type: ignore[union-attr]  # noqa: B018 - there may be none


def as_a_dict(user: User) -> None:
    assert_type(user["status"], Any)  # pyright reports deprecated methods, but not of an index
    assert_type(user.get("status"), Any)  # pyright: ignore[reportDeprecated]
    assert_type("status" in user, bool)  # pyright: ignore[reportDeprecated]
    assert_type(user._etag, str | None)  # pyright: ignore[reportDeprecated, reportPrivateUsage]


def page(users: Page[UserListItem]) -> None:
    assert_type(users[0], UserListItem)
    assert_type(users[1:], list[UserListItem])


def row(user: UserListItem) -> None:
    assert_type((user.id, user.user_id), tuple[str, str])
    assert_type(user.etag, str | None)


def body_of_a_user(user: User) -> CreateUserInput:
    return user.model_dump()  # type: ignore[return-value] # a model is no body


def names_of_1x() -> None:
    """A type checker reports each, which is how to find them."""
    from authpi_admin.types import NotesCountResponse  # type: ignore[attr-defined]  # noqa: F401, PLC0415


def caught(error: ApiError) -> None:
    assert_type(error.status_code, int)
    assert_type(error.retry_after, float | None)
    assert_type((error.reference, error.raw_body, error.idempotency_key), tuple[str | None, str | None, str | None])
    error.fields  # type: ignore[attr-defined]  # noqa: B018 - of a ValidationError
    match error:
        case ValidationError():
            assert_type(error.fields, list[FieldError])
            assert_type(error.fields[0]["field"], str)
        case PreconditionFailedError():
            assert_type(error.current_etag, str | None)
        case AccountResolutionError():
            assert_type(error.account_ids, list[str])
            configuration(error)
        case ApiTimeoutError():
            late(error)
        case RateLimitError():
            assert_type(error.attempts, int)
        case _:
            assert_type(error, ApiError)


def configuration(error: ConfigurationError) -> None:
    raise error


def late(error: TimeoutError) -> None:
    raise error
