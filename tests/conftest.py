"""What holds for all tests: deliveries of a local Core API end with the test that caused them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _end_deliveries() -> Iterator[None]:
    """Drop deliveries that would be retried during a later test, where a mock of httpx would take them for its own."""
    yield
    for thread in threading.enumerate():
        if thread.name == "authpi-webhooks" and (target := cast("Any", thread)._target) is not None:
            with target.__self__._changed:
                target.__self__._due.clear()
                target.__self__._changed.notify_all()
            thread.join(10)
