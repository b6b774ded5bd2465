"""The cost of a request does not grow with the data: interleaved ratios."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from statistics import median
from typing import TYPE_CHECKING

from helpers.emulator_steps import api_client

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    import httpx

FEW, MANY = 20, 4_000


async def fill(client: httpx.AsyncClient, api: CoreAPI, count: int) -> str:
    """Seed users and organizations, with three suspended and three pending users; return the id of a user."""
    users = api.seed(users=count, organizations=count)["users"]
    for user in users[-3:]:
        await client.patch(f"issuers/{api.issuer_id}/users/{user}", json={"status": "suspended"})
    for number in range(3):
        api.sign_up(f"waiting{number}@example.com")
    return users[count // 2]


PATHS = [
    "{base}/v1/me",
    "issuers/{issuer}/users/{user}",
    "issuers/{issuer}/users?limit=5",
    "issuers/{issuer}/users?limit=5&cursor={user}",
    "issuers/{issuer}/users?limit=5&status=suspended",
    "issuers/{issuer}/approvals?limit=5",
    "issuers/{issuer}/organizations?limit=5&mfa_required=true",
    "events?limit=5&user_id=usr_none",
]


async def test_cost_of_a_request_does_not_grow_with_the_rows() -> None:
    async with AsyncExitStack() as stack:
        sides: list[tuple[httpx.AsyncClient, list[str]]] = []
        for count in (FEW, MANY):
            api = CoreAPI()
            client = await stack.enter_async_context(api_client(api))
            user = await fill(client, api, count)
            names = {"base": api.base_url, "issuer": api.issuer_id, "user": user}
            sides.append((client, [path.format(**names) for path in PATHS]))
        times: dict[str, tuple[list[float], list[float]]] = {path: ([], []) for path in PATHS}
        for _ in range(11):
            for index, path in enumerate(PATHS):
                for (client, urls), samples in zip(sides, times[path], strict=True):
                    start = time.process_time()
                    for _ in range(4):
                        assert (await client.get(urls[index])).status_code == 200
                    samples.append(time.process_time() - start)
    # A scan of 4,000 rows takes more than 10 times as long as one of 20.
    ratios = {path: median(many) / median(few) for path, (few, many) in times.items()}
    assert {path: ratio for path, ratio in ratios.items() if ratio > 3} == {}
