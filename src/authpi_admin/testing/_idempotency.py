"""Stores idempotency keys for 24 hours, with the responses that repeated requests get."""

from dataclasses import dataclass, field
from typing import NamedTuple

from authpi_admin.testing._call import Reply
from authpi_admin.testing._clock import Clock
from authpi_admin.testing._problem import invalid_request, retry_later

_LIFE_MS = 24 * 60 * 60 * 1000
_MAX_CHARACTERS = 512 * 1024  # of ASCII JSON text: 512 KB; longer responses are replayed with an empty body


class _Entry(NamedTuple):
    fingerprint: str
    reply: Reply | None
    expires_at: int


@dataclass(slots=True)
class IdempotencyKeys:
    """The used keys by account, in the order in which they expire."""

    _clock: Clock
    entries: dict[tuple[str, str], _Entry] = field(default_factory=dict[tuple[str, str], _Entry])

    def begin(self, account_id: str, key: str, fingerprint: str) -> Reply | None:
        """Return the reply to an earlier request with this key; `None` for a new key, and then `end` must follow."""
        self._forget_expired()
        entry = self.entries.get((account_id, key))
        if entry is None:
            self.entries[account_id, key] = _Entry(fingerprint, None, 0)
            return None
        if entry.fingerprint != fingerprint:
            raise invalid_request("Idempotency-Key has already been used with a different request body", 422)
        if entry.reply is None:
            raise retry_later(409, "conflict", "A request with this Idempotency-Key is currently being processed", 1)
        return entry.reply

    def end(self, account_id: str, key: str, reply: Reply | None) -> None:
        """Store the reply; without one, because the request failed, the key can be used again."""
        entry = self.entries.pop((account_id, key))
        if reply is not None:
            if reply.content is not None and len(reply.content) > _MAX_CHARACTERS:
                reply = Reply(None, reply.etag)
            # Moved to the end, so that entries are in the order in which they expire, after those in flight.
            self.entries[account_id, key] = _Entry(entry.fingerprint, reply, self._clock.ms() + _LIFE_MS)

    def _forget_expired(self) -> None:
        while self.entries:
            key, entry = next(iter(self.entries.items()))
            if entry.reply is None or entry.expires_at > self._clock.ms():
                return
            del self.entries[key]
