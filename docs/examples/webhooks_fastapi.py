"""Receives webhooks with FastAPI (or Starlette, whose `Request` is the same)."""

import os

from fastapi import FastAPI, HTTPException, Request, Response

from authpi_admin.webhooks import (
    WebhookEvent,
    WebhookPayloadError,
    WebhookReceiver,
    WebhookVerificationError,
)

app = FastAPI()
receiver = WebhookReceiver(
    bearer_token=os.environ["AUTHPI_WEBHOOK_TOKEN"],
    signing_secret=os.environ["AUTHPI_WEBHOOK_SECRET"],
)
# In production, use a table with a unique key, and write it in the transaction of
# `handle`.
handled: set[str] = set()


@app.post("/hooks/authpi")
async def deliver(request: Request) -> Response:
    try:
        event = receiver.receive(await request.body(), request.headers)
    except WebhookVerificationError as error:
        raise HTTPException(401) from error
    except WebhookPayloadError as error:
        raise HTTPException(400, str(error)) from error
    if (
        event.id not in handled
    ):  # AuthPI delivers again after a failure, and may deliver twice
        await handle(event)
        handled.add(
            event.id
        )  # after success, so that a failed event is delivered again
    return Response(status_code=200)


async def handle(event: WebhookEvent) -> None:
    if event.type == "user.created" and event.subject:
        print("welcome", event.subject.user_id)
