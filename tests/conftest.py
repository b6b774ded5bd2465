"""For all tests: no settings from the environment, no time limits of hypothesis, no deliveries after the test."""

from __future__ import annotations

import os
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
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ignore credentials, the account, the URL and the proxies of the developer."""
    for name in [name for name in os.environ if name.startswith("AUTHPI_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


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
