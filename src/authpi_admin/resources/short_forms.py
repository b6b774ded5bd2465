"""Converts the two short forms of bodies that the API's documentation shows, but the API rejects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from authpi_core.models import CreateUserInput, CreateWebhookInput

    from authpi_admin.resources.bodies import NewUserInput, NewWebhookInput


def user_from_short_form(body: NewUserInput) -> CreateUserInput:
    """Short form: `email` instead of `username_type` and `username`, and `display_name` instead of a `profile`.

    Args:
        body: The user to create, in either form. It is not modified.

    Returns:
        The body that the API accepts.

    Raises:
        ValueError: The body has neither `email` nor `username_type` and `username`, or both.
    """
    given: Mapping[str, Any] = body
    if not isinstance(cast("object", body), Mapping):
        return cast("CreateUserInput", body)  # `encode_request_body` raises the error for it
    named = given.keys() & {"username_type", "username"}
    if "email" in given and named:
        raise ValueError("users.create takes `email`, or `username_type` and `username`, but not both")
    if "email" not in given and len(named) < 2:  # noqa: PLR2004 - the two keys above
        raise ValueError("users.create needs `username_type` and `username`, or `email`")
    written = {key: value for key, value in given.items() if key not in {"email", "display_name"}}
    if "email" in given:
        written = {"username_type": "email", "username": given["email"], **written}
    if "display_name" in given:
        written["profile"] = {"display_name": given["display_name"], **(given.get("profile") or {})}
    return cast("CreateUserInput", written)


def webhook_from_short_form(body: NewWebhookInput) -> CreateWebhookInput:
    """Short form: without a `name`, the webhook is named after the host of its `url`.

    Args:
        body: The webhook to create, in either form. It is not modified.

    Returns:
        The body that the API accepts.

    Raises:
        ValueError: The body has neither `name` nor a `url` with a host.
    """
    given: Mapping[str, Any] = body
    if not isinstance(cast("object", body), Mapping) or "name" in given:
        return cast("CreateWebhookInput", body)
    if not (host := _host(given.get("url"))):
        raise ValueError("webhooks.create needs `name`, or a `url` that has a host to name the webhook after")
    return cast("CreateWebhookInput", {"name": host, **given})


def _host(url: object) -> str | None:
    """Return the host of a URL, or `None`."""
    try:
        return urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:  # for example an opening bracket without the closing one
        return None
