"""The answer behind a result: status, headers and attempts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from authpi_admin._transport import Answer, answer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[R]):
    """A result together with the answer that it was read from.

    Attributes:
        status_code: The HTTP status.
        headers: The headers, `Idempotent-Replayed` for example; names in any case.
        attempts: How many times the request was sent.
        result: What the method returns.
    """

    status_code: int
    headers: Mapping[str, str]
    attempts: int
    result: R

    def parse(self) -> R:
        """Give what the method returns.

        Returns:
            The same as `result`.
        """
        return self.result


def with_raw_response(
    method: Callable[P, Coroutine[Any, Any, R]],
) -> Callable[P, Coroutine[object, None, RawResponse[R]]]:
    """Make a method, or an endpoint function, return the answer along with its result.

    Args:
        method: For example `admin.webhooks.create`.

    Returns:
        The same with the same arguments, returning a `RawResponse`. Calls at the same time do not mix.
    """

    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[R]:
        kept: list[Answer] = []
        token = answer_of.set(kept)
        try:
            result = await method(*args, **kwargs)
        finally:
            answer_of.reset(token)
        if not kept:
            raise TypeError(
                "with_raw_response takes a method of AuthPIAdmin or an endpoint function: this made no request"
            )
        (answer,) = kept
        return RawResponse(answer.status_code, answer.headers, answer.attempts, result)

    return call
