"""Finds the account that a credential acts on, before the first request that needs it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from authpi_core import operations as op
from authpi_core.request import encode_segment
from authpi_core.types import AccountRef

from authpi_admin._call.credentials import is_in_callback
from authpi_admin._http.single_flight import Interrupted, SingleFlight
from authpi_admin.errors import (
    AccountResolutionError,
    ApiError,
    ApiTimeoutError,
    ClosedClientError,
    ConfigurationError,
    MalformedResponseError,
)

if TYPE_CHECKING:
    from authpi_core.types import Timeout

    from authpi_admin._call.pipeline import Pipeline


class _Lookup:
    """The lookup that a client and its copies share."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.account_id: str | None = None
        self.flight: SingleFlight[str] = SingleFlight(pipeline.state.connection.spawn)
        self.last_error: ApiError | None = None


class AccountResolver(AccountRef):
    """The account of the credential, requested once; a failure is not remembered."""

    def __init__(self, pipeline: Pipeline, lookup: _Lookup | None = None) -> None:
        """Take the pipeline whose options the request has."""
        self._pipeline = pipeline
        self._lookup = lookup or _Lookup(pipeline)

    def with_pipeline(self, pipeline: Pipeline) -> AccountResolver:
        """Return a resolver for a copy of the client, which shares what is found."""
        return AccountResolver(pipeline, self._lookup)

    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        """Return the account's id. Calls that start together share one request.

        Args:
            timeout: The time limit of one attempt, in seconds, if this starts the request.
            deadline: How long to wait, in seconds. The request itself goes on, for other calls.

        Raises:
            AccountResolutionError: The credential has no account, or several.
            ApiError: The request failed; `ApiTimeoutError` if `deadline` has passed without a failed attempt.
        """
        lookup = self._lookup
        if lookup.account_id is None:
            lookup.account_id = await self._requested(timeout, deadline)
        return lookup.account_id

    async def _requested(self, timeout: Timeout | None, deadline: float | None) -> str:
        lookup = self._lookup
        try:
            async with self._pipeline.limited(deadline):
                # A callback for a new credential makes its own request: those that share one may wait for it.
                return await (
                    self._request(timeout) if is_in_callback() else lookup.flight.run(lambda: self._request(timeout))
                )
        except (ApiError, ConfigurationError) as error:
            raise copy(error).with_traceback(None) from error.__cause__  # each call raises an error of its own
        except (TimeoutError, Interrupted):
            pass
        if self._pipeline.state.connection.is_closed:
            raise ClosedClientError
        if lookup.last_error is not None:
            raise copy(lookup.last_error).with_traceback(None) from lookup.last_error.__cause__
        raise ApiTimeoutError(
            "timeout", "the account was not found before the deadline", retryable=True, method="GET", path="/v1/me"
        )

    async def _request(self, timeout: Timeout | None) -> str:
        lookup = self._lookup
        lookup.last_error = None

        def note(error: ApiError) -> None:
            lookup.last_error = error

        # No deadline: it is each waiter's own.
        identity = await op.me_get(self._pipeline.with_options(note, deadline=None), timeout=timeout)
        try:
            ids = [access.account_id for access in identity.accounts]
            for account_id in ids:
                encode_segment(account_id)
        except (AttributeError, TypeError, ValueError):  # reading is tolerant: they may be of any type
            raise MalformedResponseError(
                "malformed_response", "the response contains no usable account id", method="GET", path="/v1/me"
            ) from None
        if len(ids) == 1:
            return ids[0]
        problem = f"has several accounts ({', '.join(ids)})" if ids else "has no account"
        raise AccountResolutionError(
            "account_unresolved",
            f"the credential {problem}: pass account_id to AuthPIAdmin, or set AUTHPI_ACCOUNT_ID",
            account_ids=ids,
            method="GET",
            path="/v1/me",
        )
