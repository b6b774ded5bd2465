"""Credentials: an API key or an access token, and how a refused one is renewed."""

from __future__ import annotations

import inspect
import os
import warnings
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from authpi_admin._http.single_flight import SingleFlight
from authpi_admin.errors import ConfigurationError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine, Sequence

    from authpi_admin._call.headers import Headers

Token: TypeAlias = str | Mapping[str, Any]
OnTokenExpired: TypeAlias = Callable[[], Token | Awaitable[Token]]
"""Returns a new access token: a string, or a mapping with `access_token`. It may be a coroutine function."""
KeyPair: TypeAlias = tuple[str, str]
ApiKeySource: TypeAlias = Callable[[], KeyPair | Awaitable[KeyPair]]
"""Returns an API key's id and secret. It may be a coroutine function."""
Spawn: TypeAlias = "Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]"


class _Run:
    """One run of a callback that renews a credential."""

    __slots__ = ("credential", "is_over")

    def __init__(self, credential: Credential) -> None:
        self.credential = credential
        self.is_over = False


_runs: ContextVar[tuple[_Run, ...]] = ContextVar("authpi_admin_credential_runs", default=())
"""The callbacks that this context runs in. A call that one of them makes must not wait for that callback."""


def is_in_callback() -> bool:
    """Return whether this context is part of a callback that renews a credential."""
    return any(not run.is_over for run in _runs.get())


class Credential:
    """The value of the `Authorization` header, and where a new one comes from. It is in no `repr` or pickle."""

    __slots__ = ("_authorization", "_renewal", "_source", "_write", "version")

    def __init__(
        self,
        authorization: str | None,
        source: Callable[[], Any] | None,
        write: Callable[[object], str],
        spawn: Spawn,
    ) -> None:
        """Take a credential.

        Args:
            authorization: The header's value; `None` if `source` is to be called before the first request.
            source: Returns a new credential; may be a coroutine function.
            write: Turns what `source` returns into the header's value.
            spawn: Starts the task that runs `source`.
        """
        self._authorization = authorization
        self._source = source
        self._write = write
        self._renewal: SingleFlight[None] = SingleFlight(spawn)
        self.version = 0

    def __reduce__(self) -> str:
        """Refuse to be pickled, so that no secret is written to a file."""
        raise TypeError("a credential cannot be pickled: create a new client where you need one")

    @property
    def is_missing(self) -> bool:
        """Whether `renew` must run before the first request."""
        return self._authorization is None

    def authorize(self, headers: Headers) -> int:
        """Set the header, and return the version of the credential."""
        headers["authorization"] = self._authorization or ""
        return self.version

    def can_renew(self) -> bool:
        """Return whether there is a callback for a new credential; inside that callback there is not."""
        return self._source is not None and not any(run.credential is self and not run.is_over for run in _runs.get())

    async def renew(self, version: int) -> bool:
        """Run the callback, once for all calls that wait for it, unless `version` has been replaced already.

        Returns:
            Whether the credential has changed.

        Raises:
            Interrupted: The client was closed.
            Exception: The callback failed, or returned something invalid.
        """
        if version == self.version:
            await self._renewal.run(self._replace)
        return version != self.version

    async def _replace(self) -> None:
        run = _Run(self)
        _runs.set((*_runs.get(), run))  # in the context of this task alone
        try:
            # No variable holds the token or the callback: tracebacks with local variables are logged.
            new = self._write(await _awaited(cast("Callable[[], Any]", self._source)()))
        finally:
            run.is_over = True
        if new != self._authorization:
            self._authorization = new
            self.version += 1


async def _awaited(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


def make_credential(
    api_key: KeyPair | ApiKeySource | None,
    access_token: str | None,
    on_token_expired: OnTokenExpired | None,
    spawn: Spawn,
) -> Credential:
    """Make a credential of the constructor's arguments, or of the environment where both are absent.

    Raises:
        ConfigurationError: There is no credential, there are two, or it is invalid.
    """
    if on_token_expired is not None and not callable(on_token_expired):
        raise ConfigurationError("on_token_expired must be a function or coroutine function that returns a new token")
    if api_key is None and access_token is None:
        api_key, access_token = _from_environment()
    if api_key is not None and access_token is not None:
        raise ConfigurationError("there are two credentials: pass either an API key or an access token")
    if access_token is not None:
        return Credential(_bearer(access_token), on_token_expired, _bearer, spawn)
    if api_key is None:
        raise ConfigurationError(
            'there is no credential: pass api_key=("key_…", "secret") or access_token=…, or set AUTHPI_KEY_ID and '
            "AUTHPI_KEY_SECRET, or AUTHPI_ACCESS_TOKEN, in the environment"
        )
    if callable(api_key):
        if on_token_expired is not None:
            raise ConfigurationError("on_token_expired requires access_token: a function as api_key returns a new key")
        return Credential(None, api_key, _basic, spawn)
    if on_token_expired is None:
        return Credential(_basic(api_key), None, _basic, spawn)
    warnings.warn(
        "on_token_expired with an API key is deprecated: pass a function as api_key, which returns a new key, or "
        "access_token with on_token_expired",
        DeprecationWarning,
        stacklevel=3,  # where the client is created
    )
    return Credential(_basic(api_key), on_token_expired, _bearer, spawn)  # as version 1.x: the key, then a token


def _from_environment() -> tuple[KeyPair | None, str | None]:
    # An empty variable counts as absent.
    key_id, secret = os.environ.get("AUTHPI_KEY_ID") or None, os.environ.get("AUTHPI_KEY_SECRET") or None
    if (key_id is None) != (secret is None):
        raise ConfigurationError("set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither")
    api_key = None if key_id is None or secret is None else (key_id, secret)
    return api_key, os.environ.get("AUTHPI_ACCESS_TOKEN") or None


def _basic(api_key: object) -> str:
    """Write an API key as HTTP Basic credentials (RFC 7617)."""
    if not isinstance(api_key, tuple | list):
        raise ConfigurationError(
            'api_key must be a pair, ("key_…", "secret"), or a function or coroutine function that returns one'
        )
    pair = cast("Sequence[object]", api_key)
    if len(pair) != 2 or not all(isinstance(part, str) and part and part.isprintable() for part in pair):  # noqa: PLR2004 - a pair
        raise ConfigurationError('api_key must be a pair of two non-empty, printable strings, ("key_…", "secret")')
    key_id, secret = cast("KeyPair", tuple(pair))
    if not key_id.startswith("key_") or ":" in key_id:
        raise ConfigurationError('the first part of api_key must be the id of the key, which starts with "key_"')
    return f"Basic {b64encode(f'{key_id}:{secret}'.encode()).decode()}"


def _bearer(token: object) -> str:
    """Write an access token as a bearer token (RFC 6750)."""
    if isinstance(token, Mapping):
        token = cast("Mapping[str, object]", token).get("access_token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token.strip():
        del token
        raise ConfigurationError(
            "an access token must be a non-empty string of printable ASCII characters; on_token_expired must return "
            'a mapping with "access_token"'
        )
    return f"Bearer {token.strip()}"
