"""Idempotency keys: a repeated request is answered as the first was, for 24 hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from authpi_admin.testing.errors import Refusal, retry_later

if TYPE_CHECKING:
    from authpi_admin.testing.call import Reply
    from authpi_admin.testing.clock import Clock

_LIFE_MS = 24 * 60 * 60 * 1000


@dataclass(slots=True)
class _Entry:
    request: str
    reply: Reply | None
    expires_at: int


class IdempotencyKeys:
    """The keys that were used, by account."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self._clock = clock
        self._entries: dict[tuple[str, str], _Entry] = {}

    def begin(self, account_id: str, key: str, request: str) -> Reply | None:
        """The first answer to this request, or `None` where this is the first; then `end` must follow.

        Raises:
            Refusal: 422 where the key was used with another request, 409 while the first one runs.
        """
        entry = self._entries.get((account_id, key))
        if entry is None or (entry.reply is not None and entry.expires_at <= self._clock.ms()):
            self._entries[account_id, key] = _Entry(request, None, 0)
            return None
        if entry.request != request:
            raise Refusal(422, "idempotency_key_reused", "The idempotency key was used with another request.")
        if entry.reply is None:
            raise retry_later(409, "request_in_progress", "The first request with this idempotency key still runs.", 1)
        return entry.reply

    def end(self, account_id: str, key: str, reply: Reply | None) -> None:
        """Keep the answer; without one (the request failed) the key is free again."""
        if reply is None:
            del self._entries[account_id, key]
        else:
            entry = self._entries[account_id, key]
            entry.reply = reply
            entry.expires_at = self._clock.ms() + _LIFE_MS
