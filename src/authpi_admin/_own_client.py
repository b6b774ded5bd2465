"""The HTTP client where the caller passes none; httpx takes so long to load that this happens off the event loop."""

from __future__ import annotations

from typing import Any

import httpx

# Idle connections are kept longer than httpx's 5 seconds, since a TLS handshake costs more than a request; a request
# that meets a connection which the other side has just closed is one whose answer is lost, and retried as such. But not
# much longer, nor more of them than httpx keeps: httpcore looks at all of them, for each one, twice a request, and with
# a hundred idle ones after a burst a request took 30 milliseconds of the event loop.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=10.0)
_WHOLE = {"content", "headers", "extensions"}


class _NoCookies(httpx.Cookies):
    """Keeps none: no request would carry them, and to look for one takes a twentieth of a call's time."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave the cookies of an answer where they are."""


class OwnClient(httpx.AsyncClient):
    """An httpx client that is ours alone: a request of ours takes nothing over from it."""

    def __init__(self, **options: Any) -> None:
        """Make it, which reads the certificates to trust.

        Args:
            **options: As httpx's.
        """
        super().__init__(**options)
        self._cookies = _NoCookies()

    def build_request(self, method: str, url: httpx.URL | str, **parts: Any) -> httpx.Request:
        """Make a request, one of ours of its parts alone, which takes a fraction of the time."""
        if parts.keys() <= _WHOLE:
            return httpx.Request(method, url, **parts)
        return super().build_request(method, url, **parts)


def own_client() -> OwnClient:
    """Make the client where the caller passes none.

    Returns:
        The client.
    """
    return OwnClient(limits=_LIMITS)
