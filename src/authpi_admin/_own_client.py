"""The HTTP client where the caller passes none; httpx takes so long to load that this happens off the event loop."""

from __future__ import annotations

from typing import Any

import httpx

_WHOLE = {"content", "headers", "extensions"}


class _NoCookies(httpx.Cookies):
    """Keeps none: no request would carry them, and to look for one takes a twentieth of a call's time."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave the cookies of an answer where they are."""


class OwnClient(httpx.AsyncClient):
    """An httpx client that is ours alone: a request of ours takes nothing over from it.

    Its limits are httpx's own. httpcore looks at every pair of idle connections, twice a request: to keep a hundred of
    them after a burst, instead of 20, would cost each request 30 milliseconds of the event loop.
    """

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
