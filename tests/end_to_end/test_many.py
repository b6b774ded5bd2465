"""Many rows, and many calls at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.clock import with_clock
from helpers.virtual_time import VirtualTime

from authpi_admin import AuthPIAdmin
from authpi_admin._call.options import Clock
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def api() -> CoreAPI:
    return CoreAPI()


@pytest.fixture
async def quick(api: CoreAPI) -> AsyncIterator[AuthPIAdmin]:
    """A client whose responses are not checked, which would take long."""
    async with (
        httpx.AsyncClient(transport=api.transport()) as client,
        AuthPIAdmin(api_key=api.key, base_url=api.base_url, http_client=client) as admin,
    ):
        yield admin


async def test_list_while_users_are_created_and_deleted(api: CoreAPI, quick: AuthPIAdmin) -> None:
    ids = api.seed(users=2_000)["users"]
    users = quick.issuer(api.issuer_id).users
    seen: list[str] = []
    gone: set[str] = set()
    new: list[str] = []
    async for user in users.list_all():
        seen.append(user.id)
        if len(seen) % 100 == 0 and len(seen) <= 1_500:
            # The cursor's own row goes, one before it, and one of the page after next, which is not fetched yet.
            leaving = {seen[-1], seen[-50], ids[ids.index(seen[-1]) + 250]}
            await asyncio.gather(*(users.delete(each) for each in leaving))
            gone |= leaving
            new.append((await users.create({"email": f"late{len(new)}@example.com"})).id)
    assert len(seen) == len({*seen})
    assert [each for each in seen if each not in gone] == [each for each in ids if each not in gone] + new
    assert len(new) == 15


async def test_100_creations_with_10_idempotency_keys(api: CoreAPI, quick: AuthPIAdmin) -> None:
    """90 requests arrive while the first with their key is processed, and are sent again after it has ended."""
    again = asyncio.Event()

    async def wait(_: float) -> None:
        await again.wait()

    async def responded(status: int, count: int) -> None:
        async with asyncio.timeout(30):
            while [each.status for each in api.requests].count(status) < count:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0)

    organizations = with_clock(quick, Clock(sleep=wait)).issuer(api.issuer_id).organizations
    assert len(await organizations.list()) == 0  # finds the account
    api.delay(5)
    with VirtualTime() as virtual_time:
        creations = [organizations.create({"name": f"{n % 10}"}, idempotency_key=f"key {n % 10}") for n in range(100)]
        calls = asyncio.gather(*creations)
        await responded(409, 90)
        virtual_time.skip(6)
        await responded(201, 10)
        api.delay(0)
        again.set()
        made = await calls
    assert [each.name for each in made] == [f"{n % 10}" for n in range(100)]
    assert len({each.id for each in made}) == 10
    assert {each.id for each in await organizations.list()} == {each.id for each in made}
