"""Creates webhooks, and verifies and reads their deliveries."""

from authpi_admin import AuthPIAdmin


async def create(admin: AuthPIAdmin) -> None:
    # --8<-- [start:create]
    from authpi_admin.types import WebhookEventType

    webhook = await admin.webhooks.create(
        {
            "url": "https://example.com/hooks/authpi",
            "auth": {"type": "bearer"},
            "events": ["user.created", WebhookEventType.USER_DELETED],
        }
    )
    token = webhook.auth.bearer_token_plain  # in this response only
    print(webhook.name, bool(token))  # example.com True
    # --8<-- [end:create]


async def receive(admin: AuthPIAdmin) -> None:
    del admin
    token = "wht_example"  # noqa: S105 - not a secret
    # --8<-- [start:receive]
    import json

    from authpi_admin.webhooks import WebhookReceiver

    receiver = WebhookReceiver(bearer_token=token)

    body = json.dumps(
        {  # the raw bytes of a request
            "specversion": "1.0",
            "id": "evt_1",
            "source": "com.authpi/v1",
            "type": "user.created",
            "time": "2026-01-01T12:00:00Z",
            "data": {
                "spec": "1.0",
                "id": "evt_1",
                "source": "com.authpi/v1",
                "type": "user.created",
                "timestamp": 1767268800000,
                "subject": {"user_id": "usr_1"},
            },
        }
    ).encode()
    event = receiver.receive(body, {"Authorization": f"Bearer {token}"})
    print(event.id, event.type, event.time.year)  # evt_1 user.created 2026
    if event.subject:
        print(event.subject.user_id)  # usr_1
    # --8<-- [end:receive]


async def rotate(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:rotate]
    from authpi_admin.webhooks import WebhookReceiver

    receiver = WebhookReceiver(
        bearer_token=["wht_new", "wht_old"], signing_secret=["whs_new", "whs_old"]
    )
    print(receiver)
    # --8<-- [end:rotate]


async def deliveries(admin: AuthPIAdmin) -> None:
    webhook = await admin.webhooks.create(
        {
            "url": "http://127.0.0.1:9/",
            "auth": {"type": "bearer"},
            "events": ["user.created"],
        }
    )
    webhook_id = webhook.id
    # --8<-- [start:deliveries]
    deliveries = admin.webhook(webhook_id).deliveries
    async for delivery in deliveries.list_all(status="failed"):
        again = await deliveries.redeliver(delivery.id)
        print(delivery.event_type, delivery.last_error, again.success)
    # --8<-- [end:deliveries]
