"""Requests the id of the credential's account, before the first request that needs it."""

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
    """The lookup state that a client and its copies share."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Start without an account."""
        self.account_id: str | None = None
        self.flight: SingleFlight[str] = SingleFlight(pipeline.state.connection.spawn)
        self.last_error: ApiError | None = None


class AccountResolver(AccountRef):
    """The account of the credential, requested once. After a failure, the next call requests it again."""

    def __init__(self, pipeline: Pipeline, lookup: _Lookup | None = None) -> None:
        """Store the pipeline that sends the request."""
        self._pipeline = pipeline
        self._lookup = lookup or _Lookup(pipeline)

    def with_pipeline(self, pipeline: Pipeline) -> AccountResolver:
        """Return a resolver for a copy of the client, which shares the account."""
        return AccountResolver(pipeline, self._lookup)

    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        """Return the account's id. Concurrent calls share one request.

        Args:
            timeout: Time limit of each attempt, in seconds, if this call starts the request.
            deadline: Time limit of waiting for the request, in seconds. The request itself continues for other calls.

        Returns:
            The account's id.

        Raises:
            AccountResolutionError: The credential has no account, or several.
            ApiError: The request failed; `ApiTimeoutError` if `deadline` passed without a failed attempt.
        """
        lookup = self._lookup
        if lookup.account_id is None:
            lookup.account_id = await self._requested(timeout, deadline)
        return lookup.account_id

    async def _requested(self, timeout: Timeout | None, deadline: float | None) -> str:
        """Wait for the shared request, and return the account's id or raise an error of this call."""
        lookup = self._lookup
        failed: ApiError | ConfigurationError | None
        try:
            async with self._pipeline.limited(deadline):
                # A callback for a new credential sends its own request: the shared one may be waiting for the callback.
                return await (
                    self._request(timeout) if is_in_callback() else lookup.flight.run(lambda: self._request(timeout))
                )
        except (ApiError, ConfigurationError) as error:
            failed = error
        except (TimeoutError, Interrupted):
            if self._pipeline.state.connection.is_closed:
                raise ClosedClientError from None
            failed = lookup.last_error
        if failed is None:
            raise ApiTimeoutError(
                "timeout", "the account was not found before the deadline", retryable=True, method="GET", path="/v1/me"
            )
        # A copy, since a shared exception would collect the tracebacks of all calls that raise it.
        raise copy(failed).with_traceback(None) from failed.__cause__

    async def _request(self, timeout: Timeout | None) -> str:
        """Request the caller's identity and return the id of its only account."""
        lookup = self._lookup
        lookup.last_error = None

        def note(error: ApiError) -> None:
            lookup.last_error = error

        # Without a deadline, since each waiting call has its own.
        identity = await op.me_get(self._pipeline.with_options(note, deadline=None), timeout=timeout)
        try:
            ids = [access.account_id for access in identity.accounts]
            for account_id in ids:
                encode_segment(account_id)
        except (AttributeError, TypeError, ValueError):  # responses are parsed tolerantly: fields can have any type
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
