"""The HTTP client where the caller passes none; httpx takes so long to load that this happens off the event loop."""

from __future__ import annotations

from typing import Any

import httpx

# Idle connections are kept longer than httpx's 5 seconds, since a TLS handshake costs more than a request; a request
# that meets a connection which the other side has just closed is one whose answer is lost, and retried as such.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=30.0)


class _NoCookies(httpx.Cookies):
    """Keeps none: no request would carry them, and to look for one takes a twentieth of a call's time."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave the cookies of an answer where they are."""


class OwnClient(httpx.AsyncClient):
    """An httpx client with nothing set on it that its requests would take over."""

    def __init__(self) -> None:
        """Make it, which reads the certificates to trust."""
        super().__init__(limits=_LIMITS)
        self._cookies = _NoCookies()

    def build_request(self, method: str, url: httpx.URL | str, **parts: Any) -> httpx.Request:
        """Make a request of its parts alone, in a fraction of the time."""
        return httpx.Request(method, url, **parts)
