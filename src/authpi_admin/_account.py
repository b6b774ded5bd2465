"""The account that a credential acts on, found out at the first request that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from authpi_core import operations as op
from authpi_core.request import encode_path
from authpi_core.types import AccountRef

from authpi_admin._auth import Shared, is_in_refresh
from authpi_admin._binding import InRoot, call
from authpi_admin.errors import AccountResolutionError, MalformedResponseError

if TYPE_CHECKING:
    from authpi_core.client import Core


class _Me(InRoot):
    get: Final = call(lambda: op.me_get)


class CallersAccount(AccountRef):
    """The one account of the caller, asked for once; a failure is not remembered."""

    def __init__(self, core: Core) -> None:
        """Know nothing yet.

        Args:
            core: What to ask with.
        """
        self._me = _Me(core)
        self._asking: Shared[str] = Shared()
        self._known: str | None = None

    async def resolve(self) -> str:
        """Give the account's id. Calls that start together ask once.

        Returns:
            The id.

        Raises:
            AccountResolutionError: The credential has no account, or several.
            ApiError: The API could not be asked.
        """
        if self._known is None:
            # A callback for a new token does not join those who ask: they may wait for the token.
            self._known = await (self._ask() if is_in_refresh() else self._asking.run(self._ask))
        return self._known

    async def _ask(self) -> str:
        identity = await self._me.get()
        try:
            ids = [access.account_id for access in identity.accounts]
            encode_path(ids)
        except (AttributeError, TypeError, ValueError):  # reading is tolerant: they may be anything
            raise MalformedResponseError(
                "malformed_response", "the answer names no account that can be used", method="GET", path="/v1/me"
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
