"""Many calls at once that need the account and a new token, over sockets; details are tested in tests/unit."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import pytest
from helpers.fault_scenario import ME

from authpi_admin import AuthenticationError, ForbiddenError

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault, ReceivedRequest

    from authpi_admin import AuthPIAdmin

CALLS, CONNECTIONS = 50, 10
FOUND = faults.reply(200, ME)


def responding(*, lookup: Fault = FOUND, is_renewed: bool = True) -> Any:
    """Return a choice of responses: for the lookup, for requests with the old token, and for others."""

    def choose(request: ReceivedRequest) -> Fault:
        if is_renewed and request.headers["authorization"] != "Bearer token-2":
            return faults.reply(401, b'{"error": "expired_token"}')
        return lookup if request.path == "/v1/me" else faults.respond

    return choose


async def delete_all(admin: AuthPIAdmin) -> list[Any]:
    """Make calls at once, and return their outcomes."""
    async with asyncio.timeout(30):
        calls = (admin.issuers.delete(f"i_{number}") for number in range(CALLS))
        return await asyncio.gather(*calls, return_exceptions=True)


def paths(scenario: FaultScenario) -> Counter[str]:
    """Count the lookups and the other requests."""
    return Counter("/v1/me" if request.path == "/v1/me" else "other" for request in scenario.server.requests)


@pytest.mark.parametrize("is_renewed", [False, True])
async def test_account_and_token_are_requested_once(*, is_renewed: bool, scenario: FaultScenario) -> None:
    calls = 0

    async def renew() -> str:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0)
        return "token-2"

    scenario.server.choose = responding(is_renewed=is_renewed)
    admin = scenario.connect(account_id=None, on_token_expired=renew, connections=CONNECTIONS)
    assert await delete_all(admin) + await delete_all(admin.with_options(timeout=20)) == [None] * CALLS * 2
    assert paths(scenario) == {"/v1/me": 1 + is_renewed, "other": CALLS * 2}
    assert calls == is_renewed


async def test_failures_are_shared_and_not_remembered(scenario: FaultScenario) -> None:
    outcome: list[str] = []

    async def renew() -> str:
        return outcome[0]  # an IndexError at first

    admin = scenario.connect(account_id=None, on_token_expired=renew, connections=CONNECTIONS)
    scenario.server.choose = responding(lookup=faults.reply(403, b"no"), is_renewed=False)
    assert {type(error) for error in await delete_all(admin)} == {ForbiddenError}
    scenario.server.choose = responding()
    assert {type(error) for error in await delete_all(admin)} == {AuthenticationError}
    assert paths(scenario) == {"/v1/me": 2}
    outcome.append("token-2")
    assert await delete_all(admin) == [None] * CALLS
    assert paths(scenario) == {"/v1/me": 4, "other": CALLS}
