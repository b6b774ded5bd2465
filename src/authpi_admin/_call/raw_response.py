"""Returns the status, the headers and the number of attempts together with the result of a method."""

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
    """The result of a method together with its HTTP response.

    Attributes:
        status_code: HTTP status.
        headers: Response headers, for example `Idempotent-Replayed`; names are case-insensitive.
        attempts: Number of attempts to send the request.
        result: The result of the method.
    """

    status_code: int
    headers: Mapping[str, str]
    attempts: int
    result: R

    def parse(self) -> R:
        """Return `result`: the name of this method in other SDKs.

        Returns:
            The result of the method.
        """
        return self.result


def with_raw_response(
    method: Callable[P, Coroutine[Any, Any, R]],
) -> Callable[P, Coroutine[object, None, RawResponse[R]]]:
    """Wrap a method or an endpoint function, so that it returns the HTTP response together with the result.

    Args:
        method: The method, for example `admin.webhooks.create`.

    Returns:
        A coroutine function with the same parameters that returns a `RawResponse`. It can be called concurrently.

    Raises:
        TypeError: The returned function raises it if the method sent no request.
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
                "with_raw_response takes a method of AuthPIAdmin or an endpoint function; this one sent no request"
            )
        (info,) = kept
        return RawResponse(info.status_code, info.headers, info.attempts, result)

    return call
