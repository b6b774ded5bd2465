"""Determines the base URL and the credentials of requests from the `servers` and `security` of a document."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from openapi_document import Document, pointer, removal, resolved, stop

# The client sends HTTP Basic or a bearer token; the caller obtains the token (RFC 6750).
_BEARER_TYPES = {"oauth2", "openIdConnect"}
_HTTP_SCHEMES = {"basic", "bearer"}


def base_url(document: Document) -> str:
    """Return the default base URL.

    Args:
        document: The published document.

    Returns:
        The URL of the first server, with the defaults of its variables; empty without a server, or if the URL is
        relative.

    Raises:
        UnsupportedError: It is not an HTTP URL that paths can be appended to.
    """
    server: dict[str, Any] = next(iter(document.get("servers", [])), {"url": ""})
    variables: dict[str, dict[str, Any]] = server.get("variables", {})
    url = re.sub(r"{(.+?)}", lambda found: str(variables.get(found[1], {}).get("default", found[0])), server["url"])
    if "{" in url:
        stop("#/servers/0/url", f"a URL variable without a default ({url!r})", "add its default to `variables`")
    if not url or url.startswith("/"):
        return ""
    if not _is_base_url(url):
        stop(
            "#/servers/0/url",
            f"a URL that is not an HTTP URL, or has a query or a fragment ({url!r})",
            "use an HTTP URL without query and fragment",
        )
    return url.rstrip("/")


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_alone = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_alone and url.isprintable()


def check_servers(document: Document, part: dict[str, Any], where: str) -> None:
    """Raise an error for a path or an operation with servers of its own.

    Args:
        document: The published document.
        part: The path item or the operation.
        where: Its JSON pointer.

    Raises:
        UnsupportedError: It has servers of its own; a client has a single base URL.
    """
    if part.get("servers", document.get("servers")) != document.get("servers"):
        stop(f"{where}/servers", "its own servers, while a client has a single base URL", removal(f"{where}/servers"))


def check_security(document: Document, part: dict[str, Any], where: str) -> None:
    """Raise an error for a security requirement that the client cannot satisfy.

    Args:
        document: The published document.
        part: The document or an operation.
        where: Its JSON pointer.

    Raises:
        UnsupportedError: Each alternative requires a credential that the client cannot send, or a scheme is missing.
    """
    alternatives: list[dict[str, Any]] = part.get("security", [])
    found = [[_scheme(document, name, where, number) for name in each] for number, each in enumerate(alternatives)]
    if found and not any(all(is_sent for _, is_sent in each) and len(each) <= 1 for each in found):
        needed = " or ".join(" and ".join(kind for kind, _ in each) for each in found)
        advice = f"allow HTTP basic or bearer, or {removal(f'{where}/security')}"
        stop(f"{where}/security", f"a credential that the client cannot send ({needed})", advice)


def _scheme(document: Document, name: str, where: str, number: int) -> tuple[str, bool]:
    """Describe a security scheme, and return whether the client can send its credential."""
    schemes: dict[str, Any] = document.get("components", {}).get("securitySchemes", {})
    at = pointer(where, "security", number, name)
    if name not in schemes:
        stop(at, f"the security scheme {name}, which is missing", "add it to the components")
    scheme, _ = resolved(document, schemes[name], "securitySchemes", at)
    kind, method = scheme.get("type", "no type"), scheme.get("scheme", scheme.get("in", ""))
    is_sent = kind in _BEARER_TYPES or (kind == "http" and str(method).lower() in _HTTP_SCHEMES)
    return f"{name}: {kind} {method}".strip(), is_sent
