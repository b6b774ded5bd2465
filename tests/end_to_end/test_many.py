"""Many rows, and many calls at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from authpi_admin import AuthPIAdmin
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
    api.delay(0.02)
    organizations = quick.issuer(api.issuer_id).organizations
    made = await asyncio.gather(
        *(organizations.create({"name": f"{n % 10}"}, idempotency_key=f"key {n % 10}") for n in range(100))
    )
    statuses = [request.status for request in api.requests if request.method == "POST"]
    assert statuses.count(409) >= 90
    assert [each.name for each in made] == [f"{n % 10}" for n in range(100)]
    assert len({each.id for each in made}) == 10
    assert {each.id for each in await organizations.list()} == {each.id for each in made}
