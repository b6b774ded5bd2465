"""Tests of the Celery tasks, on a local Core API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import celery_tasks
import pytest
import synchronous
from celery.contrib.testing.worker import start_worker
from celery_tasks import app, create_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authpi_admin.testing import CoreAPI

app.conf.update(broker_url="memory://", result_backend="cache+memory://")


@pytest.fixture(autouse=True)
def _served(authpi_api: CoreAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with authpi_api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        monkeypatch.setenv("AUTHPI_KEY_ID", authpi_api.key[0])
        monkeypatch.setenv("AUTHPI_KEY_SECRET", authpi_api.key[1])
        monkeypatch.setenv("AUTHPI_ACCOUNT_ID", authpi_api.account_id)
        monkeypatch.setattr(celery_tasks, "ISSUER", authpi_api.issuer_id)
        yield
        synchronous.close()


def test_a_worker_creates_a_user() -> None:
    with start_worker(app, pool="solo", perform_ping_check=False):
        assert create_user.delay("alice@example.com").get(timeout=20)[:4] == "usr_"
        assert create_user.delay("alice@example.com").get(timeout=20) is None


def test_a_retried_task_sends_the_same_key(authpi_api: CoreAPI) -> None:
    authpi_api.fail_next(status=503, retry_after=3600)  # too long to wait for the SDK

    create_user.apply(("alice@example.com",)).get()  # runs here, and does not wait

    requests = [
        (request.status, request.headers["idempotency-key"])
        for request in authpi_api.requests
    ]
    assert [status for status, _ in requests] == [503, 201]
    assert len({key for _, key in requests}) == 1
