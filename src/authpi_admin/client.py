"""Defines the client, `AuthPIAdmin`."""

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
    """Client of the AuthPI Core API. Use it as an async context manager, or call `aclose()` at the end.

    A client belongs to the event loop of its first request. Any number of tasks of that loop can use it concurrently.

    Args:
        api_key: Id and secret of an API key, or a function or coroutine function that returns them. The function is
            called before the first request, and again when the API rejects the key; concurrent calls share one run of
            it. Without `api_key` and `access_token`, the environment variables `AUTHPI_KEY_ID` and
            `AUTHPI_KEY_SECRET`, or `AUTHPI_ACCESS_TOKEN`, are used.
        access_token: Access token or personal token, instead of an API key.
        on_token_expired: Function or coroutine function that returns a new access token, as a string or as a mapping
            with `access_token`. It is called when the API rejects the access token; concurrent calls share one run of
            it.
        account_id: Id of the account to act on. Default: the environment variable `AUTHPI_ACCOUNT_ID`, or else the only
            account of the credential, which is requested once.
        base_url: URL of the API. Default: the environment variable `AUTHPI_BASE_URL`, or else
            `https://api.authpi.com`.
        http_client: HTTP client to send requests with: an `httpx.AsyncClient`, for example with proxies, certificates
            or HTTP/2, or an `httpx2.AsyncClient`, which the caller closes; or an `AioHttpClient`, which this client
            closes. Default: a new client.
        max_connections: Maximum number of concurrent requests; further calls wait in order. Default: 50, or the
            `max_connections` of an `AioHttpClient`. If the `http_client` has a lower limit, pass that limit.
        timeout: Time limit of each attempt, in seconds, without the wait for a connection; or an `httpx.Timeout` with a
            limit for each phase.
        default_headers: Headers of every request.
        retries: Number of retries, or `False` for none, `True` or `None` for 3, or a dict such as `{"limit": 3,
            "delay": 1.0, "backoff": "exponential", "budget": 100}`, with the delay in seconds.
        deadline: Time limit of a call with all its attempts and waits, in seconds; `None` for no limit.
        strict: Whether a field that differs from the OpenAPI document raises `MalformedResponseError`. By default, the
            field has the value that was received.
        read_ahead: Whether `list_all` requests the next page while the caller processes the current one.
        max_response_bytes: Maximum size of a response body, in bytes after decompression.
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
        """Validate the options. No request is sent.

        Raises:
            ConfigurationError: An option is invalid; the message says what to pass instead.
        """
        url = (os.environ.get("AUTHPI_BASE_URL") or BASE_URL) if base_url is None else base_url
        try:
            connection = Connection(url, http_client, max_connections)
            spawn = partial(connection.spawn, is_refresh=True)
            credential = make_credential(api_key, access_token, on_token_expired, spawn)
        except ConfigurationError as error:
            raise error.with_traceback(None) from None
        finally:
            # Traceback formatters that show local variables must not show secrets, also if a later check fails.
            del api_key, access_token, on_token_expired, base_url, url
        options = _changed(
            Options(timeout=_valid(checked_seconds, "timeout", timeout), strict=strict, read_ahead=read_ahead),
            retries=retries,
            default_headers=default_headers,
            deadline=deadline,
            max_response_bytes=max_response_bytes,
        )
        self._set_pipeline(Pipeline(ClientState(connection, credential), options))
        account = _checked_account(_not_empty(account_id)) or os.environ.get("AUTHPI_ACCOUNT_ID")
        self._account: AccountId = account or AccountResolver(self._pipeline)

    def _set_pipeline(self, pipeline: Pipeline) -> None:
        """Set the pipeline that all resources of this client use."""
        self._pipeline = pipeline
        super().__init__(pipeline)

    whoami: Final = call(lambda: op.me_get)
    """Get the caller's identity."""

    @property
    def accounts(self) -> Accounts:
        """Accounts that the credential has access to."""
        return Accounts(self._pipeline)

    @property
    def api_keys(self) -> ApiKeys:
        """API keys of the account."""
        return ApiKeys(self._pipeline, self._account)

    @property
    def credits(self) -> Credits:
        """Credit balance of the account."""
        return Credits(self._pipeline, self._account)

    @property
    def domains(self) -> Domains:
        """Custom domains of the account."""
        return Domains(self._pipeline, self._account)

    @property
    def events(self) -> Events:
        """Audit log of the account."""
        return Events(self._pipeline, self._account)

    @property
    def invoices(self) -> Invoices:
        """Invoices of the account."""
        return Invoices(self._pipeline, self._account)

    @property
    def issuers(self) -> Issuers:
        """Issuers of the account: identity providers, each with its own users and clients."""
        return Issuers(self._pipeline, self._account)

    @property
    def notes(self) -> Notes:
        """Notes on resources."""
        return Notes(self._pipeline, self._account)

    @property
    def payment_methods(self) -> PaymentMethods:
        """Payment methods of the account."""
        return PaymentMethods(self._pipeline, self._account)

    @property
    def tokens(self) -> Tokens:
        """Personal tokens of users, by the id of the token."""
        return Tokens(self._pipeline, self._account)

    @property
    def usage(self) -> Usage:
        """Usage of the account."""
        return Usage(self._pipeline, self._account)

    @property
    def webhooks(self) -> Webhooks:
        """Webhooks of the account: subscriptions to events."""
        return Webhooks(self._pipeline, self._account)

    def issuer(self, issuer_id: str) -> IssuerScope:
        """Return the scope of an issuer. No request is sent.

        Args:
            issuer_id: Id of the issuer.

        Returns:
            The scope, whose methods call operations of this one issuer.
        """
        return IssuerScope(self._pipeline, self._account, issuer_id)

    def webhook(self, webhook_id: str) -> WebhookScope:
        """Return the scope of a webhook. No request is sent.

        Args:
            webhook_id: Id of the webhook.

        Returns:
            The scope, whose methods call operations of this one webhook.
        """
        return WebhookScope(self._pipeline, self._account, webhook_id)

    @property
    def core(self) -> Core:
        """The `client` argument of endpoint functions: they get the credential, retries and errors of this client."""
        return self._pipeline

    @property
    def mismatches(self) -> dict[str, int]:
        """Number of times that each field of a response differed from the OpenAPI document, by `Model.field`."""
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
        """Return a copy with other options, which shares the connections and the credential of this client.

        The arguments are those of the constructor. `None` keeps the option of this client, and `default_headers` are
        added to the headers of this client.

        Returns:
            The copy. Closing one of them closes both.

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
        """Return a copy with another pipeline and account."""
        other = copy(self)  # keeps the attributes of a subclass
        other._set_pipeline(pipeline)  # noqa: SLF001 - a method of this class
        other._account = account.with_pipeline(pipeline) if isinstance(account, AccountResolver) else account  # noqa: SLF001 - as above
        return other

    @staticmethod
    def preload() -> None:
        """Import all operations and build all models now, instead of each on first use.

        Use it in servers that fork workers, or if the event loop must not be blocked later: the first use of an
        operation blocks it for about a millisecond. In an event loop, call it with `asyncio.to_thread`.
        """
        preload()
        for name in op.__all__:
            import_module(getattr(op, name).__module__).RESULT.build()

    async def aclose(self) -> None:
        """Close the connections, except those of a passed httpx client. Running and later calls raise an error.

        Running calls raise `ClosedClientError`. A running callback for a new credential has up to 5 seconds to finish,
        so that a rotated refresh token is not lost.

        Raises:
            ConfigurationError: The client belongs to another event loop.
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
        """Return the base URL, without the credential."""
        if not hasattr(self, "_pipeline"):  # a traceback formatter can show a partially constructed client
            return "AuthPIAdmin()"
        return f"AuthPIAdmin(base_url={self._pipeline.state.connection.base_url!r})"


def _changed(options: Options, **given: Any) -> Options:
    """Return a copy of options with the given values that are not `None`, after validating them."""
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
    """Return a valid value, or raise `ConfigurationError`."""
    try:
        return check(name, value)
    except ValueError as error:
        raise ConfigurationError(str(error)) from None


def _checked_headers(headers: Mapping[str, str]) -> Headers:
    """Return valid default headers, or raise `ConfigurationError`."""
    try:
        taken = callers_headers(headers)
    except ValueError as error:
        raise ConfigurationError(f"default_headers: {error}") from None
    if "idempotency-key" in taken:
        raise ConfigurationError("default_headers: an idempotency key is for one call; pass idempotency_key to it")
    return taken


def _not_empty(account_id: str | None) -> str | None:
    """Return `None` for an empty account id, which version 1.x treated as absent."""
    if account_id == "":
        warnings.warn("an empty account_id is deprecated: leave it out", DeprecationWarning, stacklevel=3)
        return None
    return account_id


def _checked_account(account_id: str | None) -> str | None:
    """Return a valid account id or `None`, or raise `ConfigurationError`."""
    if account_id is not None and (not isinstance(cast("object", account_id), str) or not account_id):
        raise ConfigurationError(f"account_id must be the id of an account, a non-empty string, not {account_id!r}")
    return account_id


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "UNRESOLVED_ACCOUNT_ID":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
