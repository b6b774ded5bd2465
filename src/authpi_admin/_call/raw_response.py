"""Returns the HTTP response behind a result: its status, its headers and the number of attempts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from authpi_admin._call.pipeline import ResponseInfo, captured_responses

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[R]):
    """A result together with the HTTP response that it was read from.

    Attributes:
        status_code: The HTTP status.
        headers: The headers, `Idempotent-Replayed` for example; names are case-insensitive.
        attempts: How many times the request was sent.
        result: What the method returns.
    """

    status_code: int
    headers: Mapping[str, str]
    attempts: int
    result: R

    def parse(self) -> R:
        """Return what the method returns.

        Returns:
            The same as `result`.
        """
        return self.result


def with_raw_response(
    method: Callable[P, Coroutine[Any, Any, R]],
) -> Callable[P, Coroutine[object, None, RawResponse[R]]]:
    """Make a method, or an endpoint function, return the HTTP response along with its result.

    Args:
        method: For example `admin.webhooks.create`.

    Returns:
        A function with the same parameters that returns a `RawResponse`. Concurrent calls do not mix.
    """

    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[R]:
        kept: list[ResponseInfo] = []
        token = captured_responses.set(kept)
        try:
            result = await method(*args, **kwargs)
        finally:
            captured_responses.reset(token)
        if not kept:
            raise TypeError(
                "with_raw_response takes a method of AuthPIAdmin or an endpoint function; this made no request"
            )
        (info,) = kept
        return RawResponse(info.status_code, info.headers, info.attempts, result)

    return call
