"""Fixtures: a fault server, its clients, and the figures that the tests count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from helpers.fault_scenario import FaultScenario
from helpers.fault_server import FaultServer
from helpers.http_clients import KINDS, Kind
from helpers.virtual_time import VirtualTime

from authpi_admin._http import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_figures: Counter[str] = Counter()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each HTTP client in turn."""
    kind: Kind = request.param
    return kind


@pytest.fixture
def short_wait_for_renewals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing a client waits 0.1 s for a callback of its credential, instead of 5 s."""
    monkeypatch.setattr(connection, "_REFRESH_WAIT", 0.1)


@pytest.fixture(scope="session")
def figures() -> Counter[str]:
    """What the tests count, for `docs/retries.md`."""
    return _figures


@pytest.fixture
async def scenario(kind: Kind, figures: Counter[str]) -> AsyncIterator[FaultScenario]:
    """A server, and clients of it that are closed in the end."""
    async with FaultServer() as server:
        scenario = FaultScenario(server, kind, figures)
        yield scenario
        await scenario.aclose()


@pytest.fixture
async def virtual_time(scenario: FaultScenario) -> AsyncIterator[VirtualTime]:
    """Time that is skipped: what is never sent takes 31 seconds, one more than the limit of an attempt."""
    with VirtualTime() as virtual_time:
        scenario.clock = virtual_time.clock
        scenario.server.on_stall = lambda: virtual_time.skip(31)
        scenario.server.pause = virtual_time.pause
        yield virtual_time


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    if _figures:
        terminalreporter.section("reliability", sep="-")
        for name, count in sorted(_figures.items()):
            terminalreporter.write_line(f"{name}: {count}")
