"""`CoreAPI`: the local stand-in of the AuthPI Core API, with what tests use to steer it."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx

from authpi_admin.testing.app import Application
from authpi_admin.testing.clock import Clock
from authpi_admin.testing.faults import Failure

if TYPE_CHECKING:
    from collections.abc import Generator

    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class CoreAPI(Application):
    """The AuthPI Core API in memory: an ASGI application with one account, one issuer and a root API key.

    Mount it without a socket by `transport()`, or `serve()` it over HTTP on loopback.

    Args:
        clock: The time it lives by; real time where absent.
    """

    base_url = "http://core-api.testing"
    """An address to use with `transport()`; it stands for nothing on a network."""

    def __init__(self, *, clock: Clock | None = None) -> None:
        """Set up a fresh account."""
        super().__init__(clock or Clock())
        self.account_id = self._new_account().id
        """Id of the account."""
        self.key = self._new_root_key()
        """Id and secret of an API key that may do everything (scope `*:**`)."""
        self.issuer_id = self._insert("issuers", {"account_id": self.account_id}, {"name": "Default"}).id
        """Id of the issuer `Default`."""

    def __repr__(self) -> str:
        """The account, without the key."""
        return f"CoreAPI(account_id={self.account_id!r})"

    def transport(self) -> httpx.ASGITransport:
        """A transport for `httpx.AsyncClient` that calls this app without a socket."""
        return httpx.ASGITransport(app=self)

    @contextmanager
    def serve(self, port: int = 0) -> Generator[str]:
        """Serve over HTTP on loopback while the block runs; usable in sync and async code.

        Args:
            port: The port; 0 takes a free one.

        Yields:
            The URL, for example `http://127.0.0.1:43121`.
        """
        # uvicorn is only needed here; mounting the app should not pay for its import.
        from authpi_admin.testing.serve import serve_in_thread  # noqa: PLC0415

        with serve_in_thread(self, port) as url:
            yield url

    # Trouble on the way.

    def fail_next(self, status: int = 503, *, times: int = 1, retry_after: float | None = None) -> None:
        """Answer the next requests with an error, and do nothing else about them.

        Args:
            status: HTTP status of the answers.
            times: How many requests fail.
            retry_after: Seconds for the header `Retry-After`.
        """
        self._faults.failures += [Failure(status, retry_after)] * times

    def delay(self, seconds: float) -> None:
        """Hold every answer back from now on; 0 ends it. What a request asks for is done before the wait."""
        self._faults.delay = seconds

    def drop_answers(self, times: int = 1) -> None:
        """Do what the next requests ask for, but break the connection instead of answering."""
        self._faults.drops = times

    # The world.

    def _insert(self, group: str, ids: dict[str, str], values: JsonObject, **body: object) -> Record:
        """Put a resource in its place, as if it had been there before."""
        return self.world.resource(group).insert(ids, values, values | body)[0]

    def _new_account(self) -> Record:
        organizations = self.world.resource("organizations")
        # The organization of an account lives at an issuer of AuthPI's own, which the account cannot see.
        ids = {"issuer_id": self.world.store.new_id("i_")}
        organization = organizations.new(ids, {"name": "Local account", "description": None, "logo_url": None}).data
        values: JsonObject = {
            "organization": organization | {"org_type": "default"},
            "owner_user_id": None,
            "domains": [],
            "features": {},
            "limits": {},
            "billing_mode": "ungated",
            "balance_μusd": 0,
            "credits_run_out": False,
            "payment_methods": [],
            "metadata": {},
        }
        return self._insert("accounts", {}, values)

    def _new_root_key(self) -> tuple[str, str]:
        secret = secrets.token_urlsafe(32)
        values = {"name": "Root key", "restrictions": {"scopes": ["*:**"]}}
        return self._insert("api_keys", {"account_id": self.account_id}, values, secret=secret).id, secret
