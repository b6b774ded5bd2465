"""Receives webhooks with aiohttp.web."""

import os

from aiohttp import web

from authpi_admin.webhooks import (
    WebhookEvent,
    WebhookPayloadError,
    WebhookReceiver,
    WebhookVerificationError,
)

receiver = WebhookReceiver(
    bearer_token=os.environ["AUTHPI_WEBHOOK_TOKEN"],
    signing_secret=os.environ["AUTHPI_WEBHOOK_SECRET"],
)
# In production, use a table with a unique key, and write it in the transaction of
# `handle`.
handled: set[str] = set()


async def deliver(request: web.Request) -> web.Response:
    try:
        event = receiver.receive(await request.read(), request.headers)
    except WebhookVerificationError:
        return web.Response(status=401)
    except WebhookPayloadError as error:
        return web.Response(status=400, text=str(error))
    if (
        event.id not in handled
    ):  # AuthPI delivers again after a failure, and may deliver twice
        await handle(event)
        handled.add(
            event.id
        )  # after success, so that a failed event is delivered again
    return web.Response()


async def handle(event: WebhookEvent) -> None:
    if event.type == "user.created" and event.subject:
        print("welcome", event.subject.user_id)


app = web.Application()
app.router.add_post("/hooks/authpi", deliver)
