"""Checks the base URL, and the URLs made from it, before anything is sent."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from authpi_admin.errors import ConfigurationError

_LONGEST_URL = 65_536  # characters; httpx refuses longer ones


def checked_base_url(base_url: str) -> str:
    """Return the base URL without a slash at its end.

    Raises:
        ConfigurationError: It is not a URL that requests can be sent to.
    """
    if not isinstance(cast("object", base_url), str) or not _is_base_url(base_url):
        shown = "a URL with a user name or password" if "@" in str(base_url) else repr(base_url)
        raise ConfigurationError(
            'base_url must be the API\'s URL, for example "https://api.authpi.com", without credentials, query and '
            f"fragment, not {shown}"
        )
    return base_url.rstrip("/")


def checked_url(url: str) -> str:
    """Return the URL of a request.

    Raises:
        ValueError: It is too long.
    """
    if len(url) > _LONGEST_URL:
        raise ValueError(f"the URL of the request has {len(url):,} characters; at most {_LONGEST_URL:,} can be sent")
    return url


def _is_base_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_complete = parts.scheme in {"http", "https"} and parts.port != 0 and _is_host(parts.hostname or "")
    except ValueError:  # an invalid IPv6 address or port
        return False
    return is_complete and text.isprintable() and not any(mark in text for mark in " @?#\\")


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # an IPv6 address, which urlsplit has checked
    labels = host.removesuffix(".").split(".")
    if host.isascii() and not any(label.startswith("xn--") for label in labels):
        return len(host) <= 253 and all(0 < len(label) <= 63 for label in labels)  # noqa: PLR2004 - RFC 1035, 2.3.4
    import idna  # noqa: PLC0415 - its tables are large, and few hosts need them

    try:
        idna.encode(host)
    except idna.IDNAError:
        return False
    return True
