"""Measure how the local Core API scales with its data: requests, memory, and the time until it is ready.

Prints the table of docs/testing.md. Requests go through ASGI without a socket; rounds at both sizes alternate.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import httpx

from authpi_admin.testing import CoreAPI

USERS = 100_000
ROUNDS, CALLS = 15, 40


def paths(api: CoreAPI, user: str) -> dict[str, str]:
    """Return the requests to measure.

    Args:
        api: The API that receives them.
        user: The id of an existing user.

    Returns:
        The path of each request, by its name in the table.
    """
    account = f"/v1/accounts/{api.account_id}"
    issuer = f"{account}/issuers/{api.issuer_id}"
    return {
        "`GET /v1/me`": "/v1/me",
        "get a user": f"{issuer}/users/{user}",
        "a page of 10 users": f"{issuer}/users?limit=10",
        "a page filtered by status": f"{issuer}/users?limit=10&status=suspended",
        "a page of approvals": f"{issuer}/approvals?limit=10",
    }


async def populate(api: CoreAPI, users: int) -> str:
    """Seed an API with users, ten of them suspended and ten pending approval.

    Args:
        api: The API.
        users: The number of further users.

    Returns:
        The id of a user.
    """
    few = api.seed(users=10)["users"]
    ids = [*few, *api.seed(users=users)["users"]]
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url, auth=api.key) as client:
        for user in few:
            path = f"/v1/accounts/{api.account_id}/issuers/{api.issuer_id}/users/{user}"
            (await client.patch(path, json={"status": "suspended"})).raise_for_status()
    for number in range(10):
        api.sign_up(f"waiting{number}@example.com")
    return ids[-1]


async def measure() -> dict[str, tuple[float, float]]:
    """Time the requests at both sizes.

    Returns:
        For each request the medians in milliseconds, without and with many users.
    """
    clients: list[httpx.AsyncClient] = []
    wanted: list[dict[str, str]] = []
    for users in (0, USERS):
        api = CoreAPI()
        wanted.append(paths(api, await populate(api, users)))
        clients.append(httpx.AsyncClient(transport=api.transport(), base_url=api.base_url, auth=api.key))
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in wanted[0]}
    for _ in range(ROUNDS):
        for name, found in times.items():
            for client, each, samples in zip(clients, wanted, found, strict=True):
                start = time.perf_counter()
                for _ in range(CALLS):
                    (await client.get(each[name])).raise_for_status()
                samples.append((time.perf_counter() - start) / CALLS * 1000)
    for client in clients:
        await client.aclose()
    return {name: (median(small), median(large)) for name, (small, large) in times.items()}


def memory() -> float:
    """Measure the memory of a seeded user.

    Returns:
        Bytes of resident memory.
    """
    api = CoreAPI()
    api.seed(users=1_000)
    before = _resident()
    api.seed(users=USERS)
    return (_resident() - before) / USERS


def _resident() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise OSError("no VmRSS in /proc/self/status")


def ready() -> float:
    """Measure the time from a new process to a usable API.

    Returns:
        The median of ten processes, in seconds.
    """
    code = "from authpi_admin.testing import CoreAPI; CoreAPI()"
    times: list[float] = []
    for _ in range(10):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - this project's code
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Print the table."""
    print(f"| | no users | {USERS:,} users |\n| --- | --- | --- |")  # noqa: T201 - a program's result
    size = memory()
    for name, (small, large) in asyncio.run(measure()).items():
        print(f"| {name} | {small:.2f} ms | {large:.2f} ms |")  # noqa: T201 - as above
    print(f"| memory of a seeded user | | {size:.0f} bytes |")  # noqa: T201 - as above
    print(f"| new process until `CoreAPI()` is ready | {ready():.2f} s | |")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
