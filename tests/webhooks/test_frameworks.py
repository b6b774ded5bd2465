"""The examples receive deliveries of the local Core API over HTTP, with each kind of authentication."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.deliveries import SECRET, TOKEN, body_of, digest

from authpi_admin.webhooks import WebhookReceiver

if TYPE_CHECKING:
    from webhooks.conftest import Endpoint

    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI
    from authpi_admin.types import WebhookAuthWithSecrets

# api-facts: Webhooks, "`auth` union, discriminator `type`"
AUTH_TYPES = ["none", "bearer", "signature", "bearer+signature"]
BODY = body_of()
RIGHT = {"Authorization": f"Bearer {TOKEN}", "X-Webhook-Signature": digest(SECRET, BODY).hex()}


def receiver_of(auth: WebhookAuthWithSecrets) -> WebhookReceiver:
    """The receiver of a webhook, with what its creation has shown."""
    secrets: dict[str, Any] = {}
    if auth.bearer_token_plain:
        secrets["bearer_token"] = auth.bearer_token_plain
    if auth.signature_secret_plain:
        secrets["signing_secret"] = auth.signature_secret_plain
    return WebhookReceiver(**secrets) if secrets else WebhookReceiver(unverified=True)


async def created(authpi: AuthPIAdmin, endpoint: Endpoint, auth_type: Any) -> str:
    """A webhook to an endpoint, which verifies what the webhook sends; its id."""
    webhook = await authpi.webhooks.create(
        {"url": endpoint.url, "auth": {"type": auth_type}, "events": ["user.created", "user.deleted"]}
    )
    endpoint.example.receiver = receiver_of(webhook.auth)
    return webhook.id


@pytest.mark.parametrize("auth_type", AUTH_TYPES)
async def test_event_is_handled_once_however_often_it_is_delivered(
    endpoint: Endpoint,
    authpi: AuthPIAdmin,
    authpi_api: CoreAPI,
    auth_type: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    webhook = authpi.webhook(await created(authpi, endpoint, auth_type))

    user = await authpi.issuer(authpi_api.issuer_id).users.create({"email": "alice@example.com"})
    await authpi_api.settled()

    (delivery,) = await webhook.deliveries.list()
    assert (delivery.status, delivery.last_response_status) == ("delivered", 200)
    assert (await webhook.deliveries.redeliver(delivery.id)).success
    assert capsys.readouterr().out == f"welcome {user.id}\n"


@pytest.mark.parametrize("auth_type", ["bearer", "signature", "bearer+signature"])
async def test_unverified_delivery_is_refused(
    endpoint: Endpoint, authpi: AuthPIAdmin, authpi_api: CoreAPI, auth_type: str, capsys: pytest.CaptureFixture[str]
) -> None:
    webhook_id = await created(authpi, endpoint, auth_type)
    if auth_type.endswith("signature"):
        endpoint.example.receiver = WebhookReceiver(signing_secret=["another-secret"])
    else:
        endpoint.example.receiver = WebhookReceiver(bearer_token=["another-token"])

    await authpi.issuer(authpi_api.issuer_id).users.create({"email": "alice@example.com"})
    await authpi_api.settled()

    (delivery,) = await authpi.webhook(webhook_id).deliveries.list()
    assert (delivery.status, delivery.last_response_status) == ("pending", 401)
    assert capsys.readouterr().out == ""


async def test_failed_delivery_is_repeated(
    endpoint: Endpoint, authpi: AuthPIAdmin, authpi_api: CoreAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook_id = await created(authpi, endpoint, "bearer+signature")
    is_async = inspect.iscoroutinefunction(endpoint.example.handle)
    handled: list[str] = []

    def handle(event: Any) -> None:
        handled.append(event.id)
        if len(handled) == 1:
            raise OSError("the database is away")

    async def handle_async(event: Any) -> None:
        handle(event)

    monkeypatch.setattr(endpoint.example, "handle", handle_async if is_async else handle)
    await authpi.issuer(authpi_api.issuer_id).users.create({"email": "alice@example.com"})
    await authpi_api.settled()
    (delivery,) = await authpi.webhook(webhook_id).deliveries.list()
    assert (delivery.status, delivery.last_response_status, len(handled)) == ("pending", 500, 1)

    authpi_api.clock.advance(seconds=1)
    await authpi_api.settled()
    (delivery,) = await authpi.webhook(webhook_id).deliveries.list()
    assert (delivery.status, delivery.attempt_count) == ("delivered", 2)
    assert handled == [delivery.event_id] * 2


NO_ENVELOPE = b"[]"


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (BODY, RIGHT, 200),
        (BODY, {}, 401),
        (BODY, {**RIGHT, "Authorization": "Bearer other"}, 401),
        (BODY, {**RIGHT, "X-Webhook-Signature": digest("other", BODY).hex()}, 401),
        (BODY + b" ", RIGHT, 401),
        (BODY, [*RIGHT.items(), ("authorization", f"Bearer {TOKEN}")], 401),
        (NO_ENVELOPE, {**RIGHT, "X-Webhook-Signature": digest(SECRET, NO_ENVELOPE).hex()}, 400),
    ],
)
async def test_status_of_each_request(endpoint: Endpoint, body: bytes, headers: Any, status: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        response = await client.post(endpoint.url, content=body, headers=headers)
    assert response.status_code == status
    assert TOKEN not in response.text
    assert endpoint.example.handled == ({"evt_1"} if status == 200 else set())
