"""Credentials: an API key, or an access token that is replaced when it has expired."""

from __future__ import annotations

import asyncio
import inspect
import os
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from authpi_admin.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from authpi_admin._headers import Headers

T = TypeVar("T")
Token: TypeAlias = str | Mapping[str, Any]
OnTokenExpired: TypeAlias = Callable[[], Token | Awaitable[Token]]
"""Gives a new access token: a string, or a mapping with `access_token`. It may be a coroutine function."""

_refreshes: ContextVar[tuple[asyncio.Task[Any] | None, ...]] = ContextVar("authpi_admin_refreshes", default=())
"""The runs of `on_token_expired` that this context is a part of. A call that one of them makes must not wait for it."""


def is_in_refresh() -> bool:
    """Say whether this context is part of a refresh that is under way.

    Returns:
        Whether something may wait for what is done here.
    """
    return any(task is not None and not task.done() for task in _refreshes.get())


class Shared(Generic[T]):
    """One run of some work for all who ask while it runs; each gets its result or its failure."""

    def __init__(self) -> None:
        """Start with nothing running."""
        self.task: asyncio.Task[T] | None = None
        """The run that is under way."""
        self._waiting = 0

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Join the run that is under way, or start one.

        Args:
            work: What to run.

        Returns:
            Its result. Who is cancelled leaves the others waiting; the run is cancelled with the last of them.
        """
        if self.task is None or self.task.get_loop() is not asyncio.get_running_loop():  # a parent process's
            self.task = asyncio.create_task(work())
            self._waiting = 0
            self.task.add_done_callback(self._forget)
        task = self.task
        self._waiting += 1
        try:
            await asyncio.wait([task])
        finally:
            if self.task is task:
                self._waiting -= 1
                if self._waiting == 0:
                    self.task = None
                    task.cancel()
        if task.cancelled():  # from within: it must not look as if who waits was cancelled
            raise RuntimeError("what was waited for was cancelled")
        return task.result()

    def _forget(self, task: asyncio.Task[T]) -> None:
        if self.task is task:
            self.task = None
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not complain where nobody waits any more


class Credential:
    """What proves who the caller is. It is in no `repr`, and cannot be pickled."""

    __slots__ = ("_authorization", "_on_token_expired", "_refresh", "version")

    def __init__(self, authorization: str, on_token_expired: OnTokenExpired | None = None) -> None:
        """Take a credential.

        Args:
            authorization: The value of the `Authorization` header.
            on_token_expired: Gives a new access token.
        """
        self._authorization = authorization
        self._on_token_expired = on_token_expired
        self._refresh: Shared[None] = Shared()
        self.version = 0

    def __reduce__(self) -> str:
        """Refuse to be pickled: a secret belongs in no file."""
        raise TypeError("a credential cannot be pickled: make a new client where you need one")

    def authorize(self, headers: Headers) -> int:
        """Put the credential into the headers of a request.

        Args:
            headers: The headers.

        Returns:
            Which version of the credential it was.
        """
        headers["authorization"] = self._authorization
        return self.version

    def can_refresh(self) -> bool:
        """Say whether a 401 may be answered by a new token: not in the callback itself, which would wait for itself."""
        run = self._refresh.task
        return self._on_token_expired is not None and (run is None or run not in _refreshes.get())

    async def refresh(self, version: int) -> None:
        """Get a new access token, once for all calls that wait for one.

        Args:
            version: The version that was refused; where there is a newer one, nothing is done.

        Raises:
            Exception: The callback failed; each call that waits gets its failure.
        """
        if version == self.version:
            await self._refresh.run(self._replace)

    async def _replace(self) -> None:
        _refreshes.set((*_refreshes.get(), asyncio.current_task()))  # in the context of this task alone
        # No variable here holds a token or the callback, whose `repr` may show one: tracebacks with local variables
        # are formatted and logged.
        self._authorization = _bearer(await _settled(cast("OnTokenExpired", self._on_token_expired)()))
        self.version += 1


async def _settled(token: Token | Awaitable[Token]) -> Token:
    if inspect.isawaitable(token):
        return await token
    return token


def credential_of(
    api_key: tuple[str, str] | None, access_token: str | None, on_token_expired: OnTokenExpired | None
) -> Credential:
    """Make a credential of what the constructor got, or of the environment where it got nothing.

    Args:
        api_key: An API key's id and secret.
        access_token: An access token or personal token.
        on_token_expired: Gives a new access token.

    Returns:
        The credential.

    Raises:
        ConfigurationError: There is none, or two, or one that cannot work.
    """
    if on_token_expired is not None and not callable(on_token_expired):
        raise ConfigurationError("on_token_expired is a function or a coroutine function that gives a new token")
    if api_key is None and access_token is None:
        key_id, secret = os.environ.get("AUTHPI_KEY_ID") or None, os.environ.get("AUTHPI_KEY_SECRET") or None
        access_token = os.environ.get("AUTHPI_ACCESS_TOKEN") or None  # as an empty variable is none
        if (key_id is None) != (secret is None):
            raise ConfigurationError("set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither")
        api_key = None if key_id is None or secret is None else (key_id, secret)
    if api_key is not None and access_token is not None:
        raise ConfigurationError("there are two credentials: give either an API key or an access token")
    if access_token is not None:
        return Credential(_bearer(access_token), on_token_expired)
    if api_key is None:
        raise ConfigurationError(
            'there is no credential: pass api_key=("key_…", "secret") or access_token=…, or set AUTHPI_KEY_ID and '
            "AUTHPI_KEY_SECRET, or AUTHPI_ACCESS_TOKEN, in the environment"
        )
    if on_token_expired is not None:
        raise ConfigurationError("on_token_expired goes with access_token: an API key does not expire that way")
    return Credential(_basic(api_key))


def _basic(api_key: tuple[str, str]) -> str:
    if not isinstance(cast("object", api_key), tuple | list):
        raise ConfigurationError('api_key is a pair: api_key=("key_…", "secret")')
    pair = cast("Sequence[object]", api_key)
    if len(pair) != 2 or not all(isinstance(part, str) and part and part.isprintable() for part in pair):  # noqa: PLR2004 - a pair
        raise ConfigurationError(
            "api_key lacks a part, or one has a character that cannot be sent: it is a pair of two non-empty strings, "
            '("key_…", "secret")'
        )
    key_id, secret = api_key
    if not key_id.startswith("key_") or ":" in key_id:
        raise ConfigurationError('the first part of api_key is the key\'s id, which starts with "key_"')
    return f"Basic {b64encode(f'{key_id}:{secret}'.encode()).decode()}"


def _bearer(token: object) -> str:
    if isinstance(token, Mapping):
        token = cast("Mapping[str, object]", token).get("access_token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token.strip():
        del token
        raise ConfigurationError(
            "an access token is a non-empty string of printable ASCII characters; on_token_expired returns one, or a "
            'mapping that has it as "access_token"'
        )
    return f"Bearer {token.strip()}"
