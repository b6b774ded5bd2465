"""The two short forms of bodies that the API's own documentation shows and the API itself refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from authpi_core.models import (
        CreateUserInput,
        CreateWebhookInput,
        UserProfileInput,
        WebhookAuthInput,
        WebhookEventTypeInput,
        WebhookStatusInput,
    )
    from authpi_core.types import JsonObject, Metadata


class UserByEmail(TypedDict):
    """A new user, named by an e-mail address. The other keys are those of `CreateUserInput`."""

    email: str
    display_name: NotRequired[str | None]
    profile: NotRequired[UserProfileInput | dict[str, Any]]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject]
    custom_fields: NotRequired[JsonObject]
    metadata: NotRequired[Metadata]


class WebhookByUrl(TypedDict):
    """A new webhook, named by the host of its URL. The other keys are those of `CreateWebhookInput`."""

    url: str
    auth: WebhookAuthInput
    events: Sequence[WebhookEventTypeInput]
    description: NotRequired[str | None]
    status: NotRequired[WebhookStatusInput]
    subjects: NotRequired[Sequence[JsonObject] | None]
    retry: NotRequired[JsonObject | None]
    circuit_breaker: NotRequired[JsonObject | None]
    metadata: NotRequired[Metadata]


def user_from_short_form(body: CreateUserInput | UserByEmail) -> CreateUserInput:
    """Turn an e-mail address into the user name, and a display name into a part of the profile.

    Args:
        body: Either form. It is not changed.

    Returns:
        What the API takes; a body of its form comes back as it is.

    Raises:
        ValueError: Both an e-mail address and a user name are given.
    """
    given = cast("Mapping[str, Any]", body)
    if "email" not in given:
        return cast("CreateUserInput", body)
    if "username" in given or "username_type" in given:
        raise ValueError('give "email", or "username_type" and "username", but not both')
    written = {key: value for key, value in given.items() if key not in {"email", "display_name"}}
    if "display_name" in given:
        written["profile"] = {"display_name": given["display_name"], **(given.get("profile") or {})}
    return cast("CreateUserInput", {"username_type": "email", "username": given["email"], **written})


def webhook_from_short_form(body: CreateWebhookInput | WebhookByUrl) -> CreateWebhookInput:
    """Name a webhook without a name after the host of its URL.

    Args:
        body: Either form. It is not changed.

    Returns:
        What the API takes; a body with a name, or without a host to take it from, comes back as it is.
    """
    given = cast("Mapping[str, Any]", body)
    host = None if "name" in given else _host(given.get("url"))
    return cast("CreateWebhookInput", {"name": host, **given} if host else body)


def _host(url: object) -> str | None:
    try:
        return urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:  # half a bracket; the API says what is wrong
        return None
