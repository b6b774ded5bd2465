"""Delivers events to webhooks: POSTs to loopback addresses, retried with back-off by the API's clock."""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import hmac
import json
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

    from authpi_admin.testing._store import JsonObject, Record
    from authpi_admin.testing._world import World

_ATTEMPTS = 5
_FAILING_AFTER = 5
_TIMEOUT_SECONDS = 5.0
Sign: TypeAlias = "Callable[[str, bytes], str]"


class Courier:
    def __init__(self, world: World) -> None:
        self._world = world
        self.sign: Sign = hex_signature
        self._due: list[tuple[int, str, Record, Record]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        world.clock.listeners.append(self.wake)

    @property
    def idle(self) -> bool:
        return not self._tasks and not self._is_due()

    def announce(self, account_id: str, event: JsonObject) -> None:
        """Make a delivery for every webhook that wants an event."""
        for webhook in self._world.store.table(("accounts", account_id, "webhooks")).live():
            if webhook.data["status"] in {"active", "failing"} and _wants(webhook.data, event):
                values: JsonObject = {"event_id": event["id"], "event_type": event["type"], "webhook_id": webhook.id}
                values |= {"attempt_count": 0, "attempt_budget": _ATTEMPTS, "first_attempted_at": None}
                ids = webhook.ids | {"webhook_id": webhook.id}
                delivery, _ = self._world.resource("deliveries").insert(ids, values, {})
                delivery.hidden["event"] = event
                self.schedule(webhook, delivery, self._world.clock.ms())
        self.wake()

    def schedule(self, webhook: Record, delivery: Record, when: int) -> None:
        delivery.data |= {"status": "pending", "next_attempt_at": when}
        heapq.heappush(self._due, (when, self._world.store.new_id(""), webhook, delivery))

    def wake(self) -> None:
        """Do what is due, in the running loop or in the one that last ran."""
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            if self._loop is not None and self._loop.is_running():
                self._loop.call_soon_threadsafe(self._start)
        else:
            self._start()

    async def attempt(self, webhook: Record, delivery: Record) -> bool:
        data = delivery.data
        now = self._world.clock.ms()
        status, error = await _post(webhook, delivery.hidden["event"], self.sign)
        data |= {"status": "failed" if error else "delivered", "last_error": error, "last_response_status": status}
        data |= {"last_attempted_at": now, "next_attempt_at": None, "attempt_count": data["attempt_count"] + 1}
        data["first_attempted_at"] = data["first_attempted_at"] or now
        self._world.store.touch(delivery)
        self._judge(webhook, arrived=not error)
        return not error

    def _is_due(self) -> bool:
        return bool(self._due) and self._due[0][0] <= self._world.clock.ms()

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
        if self._is_due():
            task = loop.create_task(self._run())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif self._due:
            self._timer = loop.call_later((self._due[0][0] - self._world.clock.ms()) / 1000, self._start)

    async def _run(self) -> None:
        while self._is_due():
            _, _, webhook, delivery = heapq.heappop(self._due)
            arrived = webhook.deleted or await self.attempt(webhook, delivery)
            count = delivery.data["attempt_count"]
            if not arrived and count < _ATTEMPTS:
                self.schedule(webhook, delivery, self._world.clock.ms() + 1000 * 2 ** (count - 1))
        self._start()

    def _judge(self, webhook: Record, *, arrived: bool) -> None:
        """Mark a webhook that fails too often in a row, and one that works again."""
        failures = webhook.hidden["failures"] = 0 if arrived else webhook.hidden.get("failures", 0) + 1
        new = "failing" if failures >= _FAILING_AFTER else "active"
        if {webhook.data["status"], new} == {"active", "failing"}:
            reason = f"{failures} attempts in a row did not arrive." if failures else None
            now = self._world.clock.ms()
            webhook.data |= {"status": new, "status_at": now, "status_reason": reason, "status_by": "system"}
            self._world.store.touch(webhook)
            self._world.emit(None, self._world.resource("webhooks"), webhook, "updated", ["status"])


def _wants(webhook: JsonObject, event: JsonObject) -> bool:
    subjects: list[JsonObject] | None = webhook.get("subjects")
    about = not subjects or any(wanted.items() <= event["subject"].items() for wanted in subjects)
    return about and event["type"] in webhook["events"]


async def _post(webhook: Record, event: JsonObject, sign: Sign) -> tuple[int | None, str | None]:
    """Send an event; the status that came back, and why it counts as a failure."""
    url: str = webhook.data["url"]
    if urlsplit(url).hostname not in {"localhost", "127.0.0.1", "::1"}:
        return None, "Only loopback addresses are delivered to."
    content = envelope(webhook.id, event)
    headers = {"content-type": "application/json"}
    secrets: dict[str, str] = webhook.hidden["secrets"]
    if "bearer" in secrets:
        headers["authorization"] = f"Bearer {secrets['bearer']}"
    if "signature" in secrets:
        headers["x-webhook-signature"] = sign(secrets["signature"], content)
    # Neither proxies nor certificates of the machine matter to a loopback address; loading them takes long.
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        async with httpx.AsyncClient(verify=tls, trust_env=False) as client:
            answer = await client.post(url, content=content, headers=headers, timeout=_TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"
    return answer.status_code, None if answer.is_success else f"HTTP {answer.status_code}"


def hex_signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of the raw body in hexadecimal; how the real API encodes it is not published."""
    return hmac.digest(secret.encode(), body, hashlib.sha256).hex()


def envelope(webhook_id: str, event: JsonObject) -> bytes:
    """The CloudEvents 1.0 envelope around an event, as the webhook guide shows it."""
    when = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
    attributes = {
        "id": event["id"],
        "specversion": "1.0",
        "source": f"com.authpi.webhooks/v1/{webhook_id}",
        "type": "event",
        "datacontenttype": "application/json",
        "time": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return json.dumps({**attributes, "data": event}).encode()
