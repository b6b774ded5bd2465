"""Removes requests and their secrets from exceptions, which are logged, pickled and sent to error trackers."""

from __future__ import annotations

import re
import ssl
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTED_BYTES = re.compile(r"""\bb['"]|bytearray""")
_HOLDERS = ("_request", "request", "response")  # attributes of httpx's exceptions


def redact(error: BaseException, *, until: BaseException | None) -> None:
    """Remove requests, responses, tracebacks and quoted bytes from an exception and its causes and contexts.

    `until` is the exception that the caller was handling when it made the call, which is not changed. Tracebacks are
    removed, since formatters that show local variables show the headers.
    """
    for link in chain_of(error, until=until):
        link.__traceback__ = None
        for name in vars(link).keys() & _HOLDERS:
            vars(link)[name] = None
        if _quotes_bytes(link.args):
            link.args = ()


def describe(error: BaseException) -> str:
    """Return the class of a transport's exception, and the reason from the operating system or OpenSSL."""
    links = list(chain_of(error))
    for link in links:
        # aiohttp's certificate error has no `verify_message`, but its cause does.
        if isinstance(link, ssl.SSLCertVerificationError) and hasattr(link, "verify_message"):
            return f"certificate verification failed: {link.verify_message}"
    for link in links:
        if isinstance(link, OSError) and link.strerror:
            return f"{type(error).__name__}: {link.strerror}"
    return type(error).__name__


def chain_of(error: BaseException, *, until: BaseException | None = None) -> Iterator[BaseException]:
    """Iterate over an exception and its causes and contexts, up to but not including `until`."""
    known = {id(until), id(None)}
    rest: list[BaseException | None] = [error]
    while rest:
        link = rest.pop()
        if link is None or id(link) in known:
            continue
        known.add(id(link))
        yield link
        rest += [link.__context__, link.__cause__]
        if isinstance(link, BaseExceptionGroup):
            rest += cast("BaseExceptionGroup[BaseException]", link).exceptions


def _quotes_bytes(args: tuple[Any, ...]) -> bool:
    """Return whether the arguments of an exception contain bytes, which may be a part of the request."""
    try:
        return _QUOTED_BYTES.search(repr(args)) is not None
    except Exception:  # noqa: BLE001 - the repr of an argument can run any code
        return True
