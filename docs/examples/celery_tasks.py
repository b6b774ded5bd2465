"""Celery tasks that call the SDK."""

from typing import Any

from celery import Celery, Task
from celery.signals import worker_process_shutdown
from synchronous import close, run

from authpi_admin import ApiError, ConflictError

ISSUER = "i_…"
app = Celery("tasks")  # the broker comes from CELERY_BROKER_URL


@app.task(bind=True, acks_late=True, max_retries=5)
def create_user(self: "Task[Any, Any]", email: str) -> str | None:
    """Create a user; the id, or `None` if there is a user with this address."""
    key = f"celery-{self.request.id}"  # the same when Celery runs the task again
    try:
        user = run(
            lambda admin: admin.issuer(ISSUER).users.create(
                {"email": email}, idempotency_key=key
            )
        )
    except ApiError as error:
        if isinstance(error, ConflictError) and error.retry_after is None:
            return None
        if not error.retryable:
            raise
        countdown = 60 if error.retry_after is None else error.retry_after  # seconds
        raise self.retry(exc=error, countdown=countdown) from error
    return user.id


@worker_process_shutdown.connect
def close_client(**_: object) -> None:
    close()
