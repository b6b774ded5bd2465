"""Delivers events to webhooks at loopback addresses, with retries and back-off by the API's clock."""

import hashlib
import heapq
import hmac
import json
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from authpi_admin.testing._resource import Resources
from authpi_admin.testing._store import JsonObject, Record

Sign = Callable[[str, bytes], str]
_ATTEMPTS = 5
_FAILING_AFTER = 5
_TIMEOUT_SECONDS = 5.0
_POLL_SECONDS = 0.5  # a test can move a clock of its own without a notification


class WebhookDispatcher:
    """Delivers in a thread, one attempt at a time, so that it does not depend on the event loops that use the API."""

    def __init__(self, resources: Resources, changed: threading.Condition, sign: Sign) -> None:
        self._resources = resources
        self._state = resources.state
        self._sign = sign
        self._due: list[tuple[int, str, Record, Record]] = []
        self._changed = changed
        self._busy = False
        self._running = False
        self._state.event_listeners.append(self.announce)
        self._state.clock.listeners.append(self._wake)

    @property
    def idle(self) -> bool:
        with self._changed:
            return not self._busy and not self._is_due()

    def stop(self) -> None:
        with self._changed:
            self._due.clear()
            self._state.clock.listeners.remove(self._wake)
            self._changed.notify_all()

    def announce(self, account_id: str, event: JsonObject) -> None:
        webhooks = self._resources["webhooks"].table({"account_id": account_id})
        for webhook in webhooks.live():
            if webhook.data["status"] in {"active", "failing"} and _wants(webhook.data, event):
                values: JsonObject = {"event_id": event["id"], "event_type": event["type"], "webhook_id": webhook.id}
                values |= {"attempt_count": 0, "attempt_budget": _ATTEMPTS, "first_attempted_at": None}
                ids = webhook.ids | {"webhook_id": webhook.id}
                delivery, _ = self._resources["deliveries"].insert(ids, values, {})
                delivery.hidden["event"] = event
                self.schedule(webhook, delivery, self._state.clock.ms())

    def schedule(self, webhook: Record, delivery: Record, when: int) -> None:
        """Attempt a delivery at a time, in Unix milliseconds."""
        with self._changed:
            delivery.data |= {"status": "pending", "next_attempt_at": when}
            delivery.reindex()
            heapq.heappush(self._due, (when, self._state.store.ids.new(""), webhook, delivery))
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="authpi-webhooks", daemon=True).start()
            self._changed.notify_all()

    def attempt(self, webhook: Record, delivery: Record) -> bool:
        """Send a delivery now; return whether it succeeded."""
        now = self._state.clock.ms()
        status, error = _post(webhook, delivery.hidden["event"], self._sign)
        with self._changed:
            data = delivery.data
            data |= {"status": "failed" if error else "delivered", "last_error": error, "last_response_status": status}
            data |= {"last_attempted_at": now, "next_attempt_at": None, "attempt_count": data["attempt_count"] + 1}
            data["first_attempted_at"] = data["first_attempted_at"] or now
            self._state.store.touch(delivery)
            self._judge(webhook, arrived=not error)
        return not error

    def _is_due(self) -> bool:
        return bool(self._due) and self._due[0][0] <= self._state.clock.ms()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                while self._due and not self._is_due():
                    wait = (self._due[0][0] - self._state.clock.ms()) / 1000
                    self._changed.wait(min(max(wait, 0.001), _POLL_SECONDS))
                if not self._due:
                    self._running = False
                    return
                _, _, webhook, delivery = heapq.heappop(self._due)
                self._busy = True
            arrived = webhook.deleted or self.attempt(webhook, delivery)
            count = delivery.data["attempt_count"]
            if not arrived and count < _ATTEMPTS:
                self.schedule(webhook, delivery, self._state.clock.ms() + 1000 * 2 ** (count - 1))

    def _judge(self, webhook: Record, *, arrived: bool) -> None:
        """Set the status of a webhook after too many consecutive failures, and after a success."""
        failures = webhook.hidden["failures"] = 0 if arrived else webhook.hidden.get("failures", 0) + 1
        new = "failing" if failures >= _FAILING_AFTER else "active"
        if {webhook.data["status"], new} == {"active", "failing"}:
            reason = f"{failures} attempts in a row failed." if failures else None
            now = self._state.clock.ms()
            webhook.data |= {"status": new, "status_at": now, "status_reason": reason, "status_by": "system"}
            self._state.store.touch(webhook)
            self._resources.emit(None, self._resources["webhooks"], webhook, "updated", ["status"])


def _wants(webhook: JsonObject, event: JsonObject) -> bool:
    subjects: list[JsonObject] | None = webhook.get("subjects")
    about = not subjects or any(wanted.items() <= event["subject"].items() for wanted in subjects)
    return about and event["type"] in webhook["events"]


def _post(webhook: Record, event: JsonObject, sign: Sign) -> tuple[int | None, str | None]:
    """Send an event; return the status of the response, and the reason if it is a failure."""
    url: str = webhook.data["url"]
    if urlsplit(url).hostname not in {"localhost", "127.0.0.1", "::1"}:
        return None, "Deliveries are only sent to loopback addresses."
    content = envelope(webhook.id, event)
    headers = {"content-type": "application/json"}
    secrets: dict[str, str] = webhook.hidden["secrets"]
    if "bearer" in secrets:
        headers["authorization"] = f"Bearer {secrets['bearer']}"
    if "signature" in secrets:
        headers["x-webhook-signature"] = sign(secrets["signature"], content)
    import httpx  # noqa: PLC0415 - takes 0.1 s, and most tests have no webhooks

    # A loopback address needs neither proxies nor certificates, which take long to load.
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        with httpx.Client(verify=tls, trust_env=False) as client:
            response = client.post(url, content=content, headers=headers, timeout=_TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"
    return response.status_code, None if response.is_success else f"HTTP {response.status_code}"


def hex_signature(secret: str, body: bytes) -> str:
    """Return the HMAC-SHA256 of the raw body in hexadecimal; the real API's encoding is not documented."""
    return hmac.digest(secret.encode(), body, hashlib.sha256).hex()


def envelope(webhook_id: str, event: JsonObject) -> bytes:
    """Return the CloudEvents 1.0 envelope of an event, as in AuthPI's webhook guide."""
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
