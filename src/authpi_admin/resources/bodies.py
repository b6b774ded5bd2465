"""Defines the bodies that have a short form; each type has the keys of both forms."""

from collections.abc import Sequence
from typing import NotRequired

from authpi_core.models import (
    UsernameTypeInput,
    UserProfileInput,
    WebhookAuthInput,
    WebhookEventTypeInput,
    WebhookStatusInput,
)
from authpi_core.types import JsonObject, Metadata
from typing_extensions import TypedDict


class NewUserInput(TypedDict):
    """The user to create, named by `username_type` and `username`, or by `email`.

    Both forms have one type, because type checkers report a misspelled key of a single type, but not of a union.
    """

    email: NotRequired[str]
    """Short form of the `username_type` `"email"` with this `username`."""
    display_name: NotRequired[str | None]
    """Short form of `display_name` in `profile`, which takes precedence."""
    username_type: NotRequired[UsernameTypeInput]
    username: NotRequired[str]
    profile: NotRequired[UserProfileInput]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject]
    custom_fields: NotRequired[JsonObject]
    metadata: NotRequired[Metadata]


class NewWebhookInput(TypedDict):
    """The webhook to create. Without a `name`, it is named after the host of its `url`."""

    name: NotRequired[str]
    description: NotRequired[str | None]
    url: str
    status: NotRequired[WebhookStatusInput]
    auth: WebhookAuthInput
    events: Sequence[WebhookEventTypeInput]
    subjects: NotRequired[Sequence[JsonObject] | None]
    retry: NotRequired[JsonObject | None]
    circuit_breaker: NotRequired[JsonObject | None]
    metadata: NotRequired[Metadata]
