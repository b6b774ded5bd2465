"""For all tests: hypothesis has no time limits, and deliveries of a local Core API end with their test."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# How fast a machine is says nothing about the code.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def _end_deliveries() -> Iterator[None]:
    """Drop deliveries that would be retried during a later test, where a mock of httpx would receive them."""
    yield
    for thread in threading.enumerate():
        if thread.name == "authpi-webhooks":
            _end(thread)


def _end(thread: threading.Thread) -> None:
    target: Any = getattr(thread, "_target", None)  # deleted when the thread has ended
    while target is not None and thread.is_alive():  # an attempt that is running may plan another one
        dispatcher = target.__self__
        with dispatcher._changed:
            dispatcher._due.clear()
            dispatcher._changed.notify_all()
        thread.join(0.05)
