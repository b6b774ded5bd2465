"""The client, `AuthPIAdmin`."""

from __future__ import annotations

import os
import warnings
from copy import copy
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Self, cast

from authpi_core import operations as op
from authpi_core.server import BASE_URL

from authpi_admin._binding import InRoot, call
from authpi_admin._call.account import AccountResolver
from authpi_admin._call.credentials import make_credential
from authpi_admin._call.headers import Headers, callers_headers
from authpi_admin._call.options import MAX_RESPONSE_BYTES, Options, checked_bytes, checked_seconds
from authpi_admin._call.pipeline import Pipeline
from authpi_admin._call.retry import RetryOptions, retry_policy
from authpi_admin._call.state import ClientState
from authpi_admin._http.connection import Connection
from authpi_admin._http.httpx import preload
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

    from authpi_admin._call.credentials import ApiKeySource, OnTokenExpired
    from authpi_admin._http.aiohttp import AioHttpClient
    from authpi_admin._http.protocol import HttpClient


class AuthPIAdmin(InRoot):
    """A client of the AuthPI Core API, and an async context manager that closes it.

    A client belongs to the event loop of its first request. It is safe to use from many tasks of that loop at once.

    Args:
        api_key: An API key's id and secret, or a function or coroutine function that returns them. The function is
            called before the first request, and again when the API refuses the key, once for all calls that wait for
            it. Without `api_key` and `access_token`, `AUTHPI_KEY_ID` and `AUTHPI_KEY_SECRET` of the environment are
            used.
        access_token: An access token or personal token; `AUTHPI_ACCESS_TOKEN` likewise.
        on_token_expired: Called when the API refuses the access token: a function or coroutine function that
            returns a new one, as a string or as a mapping with `access_token`. It runs once for all calls that
            wait for it.
        account_id: The account to act on. Without it, `AUTHPI_ACCOUNT_ID` of the environment is used, or else the only
            account of the credential, which is requested once.
        base_url: The API's URL. Without it, `AUTHPI_BASE_URL` of the environment is used, or else
            `https://api.authpi.com`.
        http_client: The HTTP client to send with: an `httpx.AsyncClient`, for proxies, certificates or HTTP/2, or an
            `httpx2.AsyncClient`, which stay open when this client is closed; or an `AioHttpClient`, which is closed.
        max_connections: How many requests are sent at once; further calls wait, first come, first served. 50 by
            default, for an `AioHttpClient` its own `max_connections`. With an `http_client`, pass its limit if it is
            lower.
        timeout: How long one attempt may take, in seconds, without waiting for its turn; or an `httpx.Timeout` with a
            limit for each phase.
        default_headers: Headers of every request.
        retries: `False` for none, `True` or `None` for 3, a number, or `{"limit": 3, "delay": 1.0, "backoff":
            "exponential", "budget": 100}`, the delay in seconds.
        deadline: How long a call may take with all its attempts and waits, in seconds; `None` for no limit.
        strict: Whether a response with a field that differs from the OpenAPI document raises `MalformedResponseError`.
            Otherwise the field has the value that was received.
        read_ahead: Whether `list_all` requests the next page while the caller works on this one.
        max_response_bytes: The longest body of a response, in bytes after decompression.
    """

    def __init__(  # noqa: PLR0913 - one argument an option
        self,
        *,
        api_key: tuple[str, str] | ApiKeySource | None = None,
        access_token: str | None = None,
        on_token_expired: OnTokenExpired | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        http_client: HttpClient | AioHttpClient | None = None,
        max_connections: int | None = None,
        timeout: Timeout = 30.0,
        default_headers: Mapping[str, str] | None = None,
        retries: bool | int | RetryOptions | None = None,
        deadline: float | None = None,
        strict: bool = False,
        read_ahead: bool = True,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
    ) -> None:
        """Check the options; nothing is sent yet.

        Raises:
            ConfigurationError: An option is invalid; the message says what to pass instead.
        """
        try:
            connection = Connection(
                (os.environ.get("AUTHPI_BASE_URL") or BASE_URL) if base_url is None else base_url,
                http_client,
                max_connections,
            )
            spawn = partial(connection.spawn, is_refresh=True)
            credential = make_credential(api_key, access_token, on_token_expired, spawn)
        except ConfigurationError as error:
            raise error.with_traceback(None) from None
        finally:
            # A traceback with local variables, of what is checked below too, must not show them.
            del api_key, access_token, on_token_expired, base_url
        options = _changed(
            Options(timeout=_valid(checked_seconds, "timeout", timeout), strict=strict, read_ahead=read_ahead),
            retries=retries,
            default_headers=default_headers,
            deadline=deadline,
            max_response_bytes=max_response_bytes,
        )
        self._set_pipeline(Pipeline(ClientState(connection, credential), options))
        if account_id == "":  # version 1.x took it as absent
            warnings.warn("an empty account_id is deprecated: leave it out", DeprecationWarning, stacklevel=2)
            account_id = None
        account = _checked_account(account_id) or os.environ.get("AUTHPI_ACCOUNT_ID")
        self._account: AccountId = account or AccountResolver(self._pipeline)

    def _set_pipeline(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        super().__init__(pipeline)

    whoami: Final = call(lambda: op.me_get)
    """Get the caller's identity."""

    @property
    def accounts(self) -> Accounts:
        """Accounts that the credential can act on."""
        return Accounts(self._pipeline)

    @property
    def api_keys(self) -> ApiKeys:
        """API keys of the account."""
        return ApiKeys(self._pipeline, self._account)

    @property
    def credits(self) -> Credits:
        """The account's credit balance."""
        return Credits(self._pipeline, self._account)

    @property
    def domains(self) -> Domains:
        """Custom domains."""
        return Domains(self._pipeline, self._account)

    @property
    def events(self) -> Events:
        """The audit log."""
        return Events(self._pipeline, self._account)

    @property
    def invoices(self) -> Invoices:
        """Invoices."""
        return Invoices(self._pipeline, self._account)

    @property
    def issuers(self) -> Issuers:
        """Identity providers."""
        return Issuers(self._pipeline, self._account)

    @property
    def notes(self) -> Notes:
        """Notes on resources."""
        return Notes(self._pipeline, self._account)

    @property
    def payment_methods(self) -> PaymentMethods:
        """Payment methods."""
        return PaymentMethods(self._pipeline, self._account)

    @property
    def tokens(self) -> Tokens:
        """Personal tokens of users, addressed by their id."""
        return Tokens(self._pipeline, self._account)

    @property
    def usage(self) -> Usage:
        """The account's usage."""
        return Usage(self._pipeline, self._account)

    @property
    def webhooks(self) -> Webhooks:
        """Webhooks: subscriptions to events."""
        return Webhooks(self._pipeline, self._account)

    def issuer(self, issuer_id: str) -> IssuerScope:
        """Return the scope of an issuer; nothing is sent.

        Args:
            issuer_id: The issuer's id.

        Returns:
            The scope.
        """
        return IssuerScope(self._pipeline, self._account, issuer_id)

    def webhook(self, webhook_id: str) -> WebhookScope:
        """Return the scope of a webhook; nothing is sent.

        Args:
            webhook_id: The webhook's id.

        Returns:
            The scope.
        """
        return WebhookScope(self._pipeline, self._account, webhook_id)

    @property
    def core(self) -> Core:
        """What to pass to endpoint functions, as `client`: they are sent like the methods."""
        return self._pipeline

    @property
    def mismatches(self) -> dict[str, int]:
        """How often each field of a response differed from the OpenAPI document, by `Model.field`."""
        return dict(self._pipeline.state.mismatches)

    def with_options(  # noqa: PLR0913 - one argument an option
        self,
        *,
        timeout: Timeout | None = None,
        retries: bool | int | RetryOptions | None = None,
        default_headers: Mapping[str, str] | None = None,
        account_id: str | None = None,
        deadline: float | None = None,
        strict: bool | None = None,
        read_ahead: bool | None = None,
        max_response_bytes: int | None = None,
    ) -> Self:
        """Return a copy with other options, which shares the connections, the credential and a refreshed token.

        The arguments are those of the constructor; `None` leaves what this client has, and `default_headers` are added
        to its own.

        Returns:
            The copy. Closing either closes both.

        Raises:
            ConfigurationError: An option is invalid.
        """
        account = _checked_account(account_id)
        pipeline = Pipeline(
            self._pipeline.state,
            _changed(
                self._pipeline.options,
                timeout=timeout,
                retries=retries,
                default_headers=default_headers,
                deadline=deadline,
                strict=strict,
                read_ahead=read_ahead,
                max_response_bytes=max_response_bytes,
            ),
            self._pipeline.clock,
        )
        return self._copy(pipeline, account or self._account)

    def _copy(self, pipeline: Pipeline, account: AccountId) -> Self:
        other = copy(self)  # a subclass may have attributes of its own
        other._set_pipeline(pipeline)  # noqa: SLF001 - of this class
        other._account = account.with_pipeline(pipeline) if isinstance(account, AccountResolver) else account  # noqa: SLF001 - as above
        return other

    @staticmethod
    def preload() -> None:
        """Import every operation and build every model now, instead of each on first use.

        For servers that fork workers, or whose event loop must not be blocked later: an operation that is used for the
        first time blocks it for about a millisecond. In an event loop, call it by `asyncio.to_thread`.
        """
        preload()
        for name in op.__all__:
            import_module(getattr(op, name).__module__).RESULT.build()

    async def aclose(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was passed. Later calls fail.

        Calls that are running end in `ClosedClientError`. A refresh of the credential that is running is waited for,
        for 5 seconds at most, so that a rotated refresh token is not lost.
        """
        await self._pipeline.state.connection.aclose()

    async def close(self) -> None:
        """Alias of `aclose()`."""
        await self.aclose()

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the client."""
        await self.aclose()

    def __repr__(self) -> str:
        """Show the base URL; the credential is not shown."""
        if not hasattr(self, "_pipeline"):  # as in a traceback, with local variables, out of the constructor
            return "AuthPIAdmin()"
        return f"AuthPIAdmin(base_url={self._pipeline.state.connection.base_url!r})"


def _changed(options: Options, **given: Any) -> Options:
    """Return options with those changed that are not `None`, after checking them."""
    changes = {name: value for name, value in given.items() if value is not None}
    for name, check in (
        ("timeout", checked_seconds),
        ("deadline", checked_seconds),
        ("max_response_bytes", checked_bytes),
    ):
        if name in changes:
            changes[name] = _valid(check, name, changes[name])
    if "retries" in changes:
        changes["retries"] = retry_policy(changes["retries"])
    if "default_headers" in changes:
        changes["headers"] = Headers({**options.headers, **_checked_headers(changes.pop("default_headers"))})
    return replace(options, **changes)


def _valid(check: Any, name: str, value: Any) -> Any:
    try:
        return check(name, value)
    except ValueError as error:
        raise ConfigurationError(str(error)) from None


def _checked_headers(headers: Mapping[str, str]) -> Headers:
    try:
        taken = callers_headers(headers)
    except ValueError as error:
        raise ConfigurationError(f"default_headers: {error}") from None
    if "idempotency-key" in taken:
        raise ConfigurationError("default_headers: an idempotency key is for one call; pass idempotency_key to it")
    return taken


def _checked_account(account_id: str | None) -> str | None:
    if account_id is not None and (not isinstance(cast("object", account_id), str) or not account_id):
        raise ConfigurationError(f"account_id must be the id of an account, a non-empty string, not {account_id!r}")
    return account_id


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "UNRESOLVED_ACCOUNT_ID":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
