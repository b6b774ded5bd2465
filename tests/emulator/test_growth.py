"""The cost of a request does not grow with the data: ratios, measured in turns."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from statistics import median
from typing import TYPE_CHECKING

import pytest
from helpers.emulator_steps import api_client

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    import httpx

FEW, MANY = 20, 20_000


async def fill(client: httpx.AsyncClient, api: CoreAPI, count: int) -> str:
    """Put in users and organizations, three users of whom are suspended and three wait; give the id of a user."""
    users = api.seed(users=count, organizations=count)["users"]
    for user in users[-3:]:
        await client.patch(f"issuers/{api.issuer_id}/users/{user}", json={"status": "suspended"})
    for number in range(3):
        api.sign_up(f"waiting{number}@example.com")
    return users[count // 2]


@pytest.mark.parametrize(
    "path",
    [
        "{base}/v1/me",
        "issuers/{issuer}/users/{user}",
        "issuers/{issuer}/users?limit=5",
        "issuers/{issuer}/users?limit=5&cursor={user}",
        "issuers/{issuer}/users?limit=5&status=suspended",
        "issuers/{issuer}/approvals?limit=5",
        "issuers/{issuer}/organizations?limit=5&mfa_required=true",
        "events?limit=5&user_id=usr_none",
    ],
)
async def test_a_request_costs_the_same_with_many_rows(path: str) -> None:
    async with AsyncExitStack() as stack:
        sides: list[tuple[httpx.AsyncClient, str, list[float]]] = []
        for count in (FEW, MANY):
            api = CoreAPI()
            client = await stack.enter_async_context(api_client(api))
            user = await fill(client, api, count)
            sides.append((client, path.format(base=api.base_url, issuer=api.issuer_id, user=user), []))
        for _ in range(25):
            for client, url, times in sides:
                start = time.perf_counter()
                for _ in range(4):
                    assert (await client.get(url)).status_code == 200
                times.append(time.perf_counter() - start)
    few, many = (median(times) for _, _, times in sides)
    # A scan of 20,000 rows takes more than 50 times as long as one of 20.
    assert many < few * 3
