"""Receives webhooks with Django: a view and its URL."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

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


@csrf_exempt  # the receiver verifies where the request comes from
@require_POST
def deliver(request: HttpRequest) -> HttpResponse:
    try:
        event = receiver.receive(request.body, request.headers)
    except WebhookVerificationError:
        return HttpResponse(status=401)
    except WebhookPayloadError as error:
        return HttpResponse(str(error), status=400)
    if (
        event.id not in handled
    ):  # AuthPI delivers again after a failure, and may deliver twice
        handle(event)
        handled.add(
            event.id
        )  # after success, so that a failed event is delivered again
    return HttpResponse()


def handle(event: WebhookEvent) -> None:
    if event.type == "user.created" and event.subject:
        print("welcome", event.subject.user_id)


urlpatterns = [path("hooks/authpi", deliver)]
