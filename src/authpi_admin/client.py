"""The client."""

from __future__ import annotations

import os
from copy import copy
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final, Self, cast

from authpi_core import operations as op

from authpi_admin._account import CallersAccount
from authpi_admin._auth import credential_of
from authpi_admin._binding import Endpoint, InRoot, call
from authpi_admin._connection import Connection
from authpi_admin._headers import Headers, callers_headers
from authpi_admin._retry import RetryOptions, retry_policy
from authpi_admin._transport import Options, Seconds, Transport, checked_seconds
from authpi_admin.errors import ConfigurationError
from authpi_admin.resources.account import (
    Accounts,
    ApiKeys,
    Credits,
    Domains,
    Events,
    Invoices,
    Issuers,
    Notes,
    PaymentMethods,
    Tokens,
    Usage,
    Webhooks,
)
from authpi_admin.scopes import IssuerScope, WebhookScope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from authpi_core.client import Core
    from authpi_core.types import AccountId, Timeout

    from authpi_admin._auth import OnTokenExpired
    from authpi_admin._http import HttpClient

_BASE_URL = "https://api.authpi.com"


class AuthPIAdmin(InRoot):
    """A client of the AuthPI Core API: an async context manager.

    It belongs to the event loop of its first request, and is safe to use from many tasks of that loop at once.

    Args:
        api_key: An API key's id and secret; from `AUTHPI_KEY_ID` and `AUTHPI_KEY_SECRET` where there is neither
            this nor `access_token`.
        access_token: An access token or personal token; from `AUTHPI_ACCESS_TOKEN` likewise.
        on_token_expired: Called when the API refuses the access token: a function or coroutine function that
            returns a new one, as a string or as a mapping with `access_token`. It runs once for all calls that
            wait for it.
        account_id: The account to act on; from `AUTHPI_ACCOUNT_ID` where it is absent, or else the one account
            of the credential, asked for once.
        base_url: The API's address; from `AUTHPI_BASE_URL` where it is absent, or else
            `https://api.authpi.com`.
        http_client: What to send with instead of a client of our own: an `httpx.AsyncClient`, for proxies,
            certificates or HTTP/2, or an `httpx2.AsyncClient`, which are not closed; or an `AioHttpClient`.
        timeout: How long one attempt may take, in seconds, or an `httpx.Timeout` with a limit for each phase.
        default_headers: Headers of every request.
        retries: `False` for none, `True` or `None` for 3, or `{"limit": 3, "delay": 1.0, "backoff":
            "exponential"}`, the delay in seconds.
        deadline: How long a call may take with all its attempts and waits, in seconds; `None` for no limit.
        strict: Whether an answer with a field of another type than documented raises
            `MalformedResponseError`, instead of coming back with that field as received.
        read_ahead: Whether `list_all` fetches the next page while the caller works on this one.
    """

    __slots__ = ("_account", "_transport")

    def __init__(  # noqa: PLR0913 - one argument an option
        self,
        *,
        api_key: tuple[str, str] | None = None,
        access_token: str | None = None,
        on_token_expired: OnTokenExpired | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        http_client: HttpClient | None = None,
        timeout: Timeout = 30.0,
        default_headers: Mapping[str, str] | None = None,
        retries: bool | RetryOptions | None = None,
        deadline: float | None = None,
        strict: bool = False,
        read_ahead: bool = True,
    ) -> None:
        """Set up a client; nothing is sent yet.

        Raises:
            ConfigurationError: Something of this cannot work; the message says what to do.
        """
        try:
            connection = Connection(
                (os.environ.get("AUTHPI_BASE_URL") or _BASE_URL) if base_url is None else base_url,
                credential_of(api_key, access_token, on_token_expired),
                http_client,
            )
        except ConfigurationError as error:
            raise error.with_traceback(None) from None
        finally:
            # So that a traceback with local variables, also of what is checked below, does not show them.
            del api_key, access_token, on_token_expired, base_url
        options = Options(
            timeout=_configured("timeout", timeout),
            deadline=None if deadline is None else _configured("deadline", deadline),
            retries=retry_policy(retries),
            headers=_checked_headers(default_headers),
            strict=strict,
            read_ahead=read_ahead,
        )
        self._transport = Transport(connection, options)
        super().__init__(self._transport)
        if account_id is not None and (not isinstance(cast("object", account_id), str) or not account_id):
            raise ConfigurationError("account_id is the id of an account, a non-empty string")
        self._account: AccountId = account_id or os.environ.get("AUTHPI_ACCOUNT_ID") or CallersAccount(self._transport)

    whoami: Final = call(lambda: op.me_get)
    """Get the caller's identity."""

    @property
    def accounts(self) -> Accounts:
        """Accounts that the credential can act on."""
        return Accounts(self._transport)

    @property
    def api_keys(self) -> ApiKeys:
        """API keys of the account."""
        return ApiKeys(self._transport, self._account)

    @property
    def credits(self) -> Credits:
        """The account's credit balance."""
        return Credits(self._transport, self._account)

    @property
    def domains(self) -> Domains:
        """Custom domains."""
        return Domains(self._transport, self._account)

    @property
    def events(self) -> Events:
        """The audit log."""
        return Events(self._transport, self._account)

    @property
    def invoices(self) -> Invoices:
        """Invoices."""
        return Invoices(self._transport, self._account)

    @property
    def issuers(self) -> Issuers:
        """Identity providers."""
        return Issuers(self._transport, self._account)

    @property
    def notes(self) -> Notes:
        """Notes that the team keeps on resources."""
        return Notes(self._transport, self._account)

    @property
    def payment_methods(self) -> PaymentMethods:
        """Ways to fund the balance."""
        return PaymentMethods(self._transport, self._account)

    @property
    def tokens(self) -> Tokens:
        """Personal tokens of users, by their id alone."""
        return Tokens(self._transport, self._account)

    @property
    def usage(self) -> Usage:
        """The account's usage."""
        return Usage(self._transport, self._account)

    @property
    def webhooks(self) -> Webhooks:
        """Subscriptions to events."""
        return Webhooks(self._transport, self._account)

    def issuer(self, issuer_id: str) -> IssuerScope:
        """Name an issuer.

        Args:
            issuer_id: The issuer's id.

        Returns:
            Its scope. Nothing is sent.
        """
        return IssuerScope(self._transport, self._account, issuer_id)

    def webhook(self, webhook_id: str) -> WebhookScope:
        """Name a webhook.

        Args:
            webhook_id: The webhook's id.

        Returns:
            Its scope. Nothing is sent.
        """
        return WebhookScope(self._transport, self._account, webhook_id)

    @property
    def core(self) -> Core:
        """What to pass to endpoint functions, as `client`: they go the same way as the methods."""
        return self._transport

    def with_options(  # noqa: PLR0913 - one argument an option
        self,
        *,
        timeout: Timeout | None = None,
        retries: bool | RetryOptions | None = None,
        default_headers: Mapping[str, str] | None = None,
        account_id: str | None = None,
        deadline: float | None = None,
        strict: bool | None = None,
        read_ahead: bool | None = None,
    ) -> Self:
        """Make a copy with other options. It shares connections, the credential and a refreshed token.

        The arguments are those of the constructor; `None` leaves what this client has, and `default_headers` are added
        to its own.

        Returns:
            The copy. Closing either closes both.

        Raises:
            ConfigurationError: Something of this cannot work.
        """
        old = self._transport.options
        options = replace(
            old,
            timeout=old.timeout if timeout is None else _configured("timeout", timeout),
            deadline=old.deadline if deadline is None else _configured("deadline", deadline),
            retries=old.retries if retries is None else retry_policy(retries),
            headers=Headers({**old.headers, **_checked_headers(default_headers)}),
            strict=old.strict if strict is None else strict,
            read_ahead=old.read_ahead if read_ahead is None else read_ahead,
        )
        transport = Transport(self._transport.connection, options)
        other = copy(self)  # which may be of a subclass, and have more than what is set here
        InRoot.__init__(other, transport)
        other._transport, other._account = transport, account_id or self._account  # noqa: SLF001 - of this class
        return other

    @staticmethod
    def preload() -> None:
        """Load every operation and build every model now, instead of each on first use.

        For servers that fork workers, or whose event loop must not be disturbed later. It takes about as long as
        starting Python a few times; in an event loop, call it by `asyncio.to_thread`.
        """
        import_module("authpi_admin._own_client").OwnClient()
        for name in ("httpcore._backends.anyio", "anyio._backends._asyncio", "sniffio"):  # loaded by a first request
            import_module(name)
        for name in op.__all__:
            Endpoint(partial(getattr, op, name)).load()

    async def aclose(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was passed. Later calls fail."""
        await self._transport.connection.aclose()

    async def close(self) -> None:
        """Do as `aclose`."""
        await self.aclose()

    async def __aenter__(self) -> Self:
        """Give the client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the client."""
        await self.aclose()

    def __repr__(self) -> str:
        """Say where requests go; the credential is not shown."""
        if not hasattr(self, "_transport"):  # as in a traceback, with local variables, out of the constructor
            return "AuthPIAdmin()"
        return f"AuthPIAdmin(base_url={self._transport.connection.base_url!r})"


def _checked_headers(headers: Mapping[str, str] | None) -> Headers:
    try:
        taken = callers_headers(headers or {})
    except ValueError as error:
        raise ConfigurationError(f"default_headers: {error}") from None
    if "idempotency-key" in taken:
        raise ConfigurationError("default_headers: an idempotency key is for one call; pass idempotency_key to it")
    return taken


def _configured(name: str, value: Seconds) -> Seconds:
    try:
        return checked_seconds(name, value)
    except ValueError as error:
        raise ConfigurationError(str(error)) from None
