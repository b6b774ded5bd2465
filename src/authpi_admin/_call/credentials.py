"""Creates credentials from an API key or an access token, and renews them when the API rejects them."""

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
"""A function or coroutine function that returns a new access token: a string, or a mapping with `access_token`."""
KeyPair: TypeAlias = tuple[str, str]
ApiKeySource: TypeAlias = Callable[[], KeyPair | Awaitable[KeyPair]]
"""A function or coroutine function that returns the id and secret of an API key."""
Spawn: TypeAlias = "Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]"


class _Run:
    """One run of a callback that renews a credential."""

    __slots__ = ("credential", "is_over")

    def __init__(self, credential: Credential) -> None:
        """Start the run."""
        self.credential = credential
        self.is_over = False


_runs: ContextVar[tuple[_Run, ...]] = ContextVar("authpi_admin_credential_runs", default=())
"""The callbacks that the current context runs in. A call from inside a callback must not wait for that callback."""


def is_in_callback() -> bool:
    """Return whether the current context runs inside a callback that renews a credential."""
    return any(not run.is_over for run in _runs.get())


class Credential:
    """The value of the `Authorization` header, and the callback that returns a new credential."""

    __slots__ = ("_authorization", "_renewal", "_source", "_write", "version")

    def __init__(
        self,
        authorization: str | None,
        source: Callable[[], Any] | None,
        write: Callable[[object], str],
        spawn: Spawn,
    ) -> None:
        """Store a credential.

        Args:
            authorization: The value of the header; `None` if `source` must be called before the first request.
            source: A function or coroutine function that returns a new credential, or `None`.
            write: Converts the result of `source` into the value of the header.
            spawn: Starts the task that runs `source`.
        """
        self._authorization = authorization
        self._source = source
        self._write = write
        self._renewal: SingleFlight[None] = SingleFlight(spawn)
        self.version = 0

    def __reduce__(self) -> str:
        """Prevent pickling, since a pickle would contain the secret."""
        raise TypeError("a credential cannot be pickled: create a new client in the other process")

    @property
    def is_missing(self) -> bool:
        """Whether `renew` must run before the first request."""
        return self._authorization is None

    def authorize(self, headers: Headers) -> int:
        """Set the header, and return the version of the credential."""
        headers["authorization"] = self._authorization or ""
        return self.version

    def can_renew(self) -> bool:
        """Return whether there is a callback for a new credential, and this is not called from inside it."""
        return self._source is not None and not any(run.credential is self and not run.is_over for run in _runs.get())

    async def renew(self, version: int) -> bool:
        """Run the callback, unless the credential of `version` has already been replaced. Concurrent calls share a run.

        Returns:
            Whether the credential has changed.

        Raises:
            Interrupted: The client was closed.
            Exception: The callback raised it, or returned an invalid value.
        """
        if version == self.version:
            await self._renewal.run(self._replace)
        return version != self.version

    async def _replace(self) -> None:
        """Run the callback and store the new credential."""
        run = _Run(self)
        _runs.set((*_runs.get(), run))  # only in the context of this task
        try:
            # The token is not kept in a local variable, since some traceback formatters show those.
            new = self._write(await _awaited(cast("Callable[[], Any]", self._source)()))
        finally:
            run.is_over = True
        if new != self._authorization:
            self._authorization = new
            self.version += 1


async def _awaited(value: Any) -> Any:
    """Return a value, or the result of an awaitable."""
    return await value if inspect.isawaitable(value) else value


def make_credential(
    api_key: KeyPair | ApiKeySource | None,
    access_token: str | None,
    on_token_expired: OnTokenExpired | None,
    spawn: Spawn,
) -> Credential:
    """Create a credential from the arguments of `AuthPIAdmin`, or from the environment if they are absent.

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
    return Credential(_basic(api_key), on_token_expired, _bearer, spawn)  # as in 1.x: first the key, then a token


def _from_environment() -> tuple[KeyPair | None, str | None]:
    """Return the API key and the access token of the environment; an empty variable counts as not set."""
    key_id, secret = os.environ.get("AUTHPI_KEY_ID") or None, os.environ.get("AUTHPI_KEY_SECRET") or None
    if (key_id is None) != (secret is None):
        raise ConfigurationError("set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither")
    api_key = None if key_id is None or secret is None else (key_id, secret)
    return api_key, os.environ.get("AUTHPI_ACCESS_TOKEN") or None


def _basic(api_key: object) -> str:
    """Return the header's value for an API key: HTTP Basic (RFC 7617)."""
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
    """Return the header's value for an access token: Bearer (RFC 6750)."""
    if isinstance(token, Mapping):
        token = cast("Mapping[str, object]", token).get("access_token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token.strip():
        del token
        raise ConfigurationError(
            "an access token must be a non-empty string of printable ASCII characters; on_token_expired must return "
            'a mapping with "access_token"'
        )
    return f"Bearer {token.strip()}"
