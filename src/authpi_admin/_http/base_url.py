"""Validates the base URL and the URLs of requests."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address
from typing import cast
from urllib.parse import SplitResult, quote, urlsplit

from authpi_admin.errors import ConfigurationError

_PATH = "/%:@!$&'()*+,;=~"  # allowed in a path in addition to letters, digits, "-", "." and "_" (RFC 3986, section 3.3)
_MAX_URL_LENGTH = 65_536  # characters; the limit of httpx


def checked_base_url(base_url: str) -> str:
    """Return a valid base URL without a trailing slash.

    Raises:
        ConfigurationError: The base URL is invalid.
    """
    if not isinstance(cast("object", base_url), str) or not _is_base_url(base_url):
        shown = "a URL with a user name or password" if "@" in str(base_url) else repr(base_url)
        raise ConfigurationError(
            'base_url must be the API\'s URL, for example "https://api.authpi.com", without credentials, query and '
            f"fragment, not {shown}"
        )
    parts = urlsplit(base_url)
    host = parts.netloc if parts.netloc.isascii() else _ascii_netloc(parts)
    # Encoded as ASCII, so that all HTTP clients send the same URL.
    return f"{parts.scheme}://{host}{quote(parts.path, safe=_PATH)}".rstrip("/")


def _ascii_netloc(parts: SplitResult) -> str:
    """Encode an internationalized host name."""
    import idna  # noqa: PLC0415 - its tables are large, and few hosts need them

    host = idna.encode(str(parts.hostname)).decode()
    return host if parts.port is None else f"{host}:{parts.port}"


def checked_url(url: str) -> str:
    """Return a valid URL of a request.

    Raises:
        ValueError: The URL is too long.
    """
    if len(url) > _MAX_URL_LENGTH:
        raise ValueError(f"the URL of the request has {len(url):,} characters; at most {_MAX_URL_LENGTH:,} can be sent")
    return url


def _is_base_url(text: str) -> bool:
    """Return whether a text is a valid base URL."""
    try:
        parts = urlsplit(text)
        is_complete = (
            parts.scheme in {"http", "https"}
            and parts.port != 0
            and _is_host(parts.hostname or "", is_bracketed="[" in parts.netloc)
        )
    except ValueError:  # an invalid IPv6 address or port
        return False
    return is_complete and text.isprintable() and not any(mark in text for mark in " @?#\\")


def _is_host(host: str, *, is_bracketed: bool) -> bool:
    """Return whether a host is a valid IP address or host name."""
    if is_bracketed:
        return _is_address(IPv6Address, host)
    if re.fullmatch(r"[0-9.]+", host):
        return _is_address(IPv4Address, host)
    labels = host.removesuffix(".").split(".")
    if host.isascii() and not any(label.startswith("xn--") for label in labels):
        is_short = len(host) <= 253 and all(0 < len(label) <= 63 for label in labels)  # noqa: PLR2004 - RFC 1035, 2.3.4
        return is_short and re.fullmatch(r"[a-z0-9._-]+", host) is not None
    import idna  # noqa: PLC0415 - as above

    try:
        idna.encode(host)
    except idna.IDNAError:
        return False
    return True


def _is_address(kind: type[IPv4Address | IPv6Address], host: str) -> bool:
    """Return whether a host is a valid IP address of a kind."""
    try:
        kind(host)
    except ValueError:
        return False
    return True
