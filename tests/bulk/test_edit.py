"""`edit` reads, changes and writes a resource, and starts again after a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from authpi_admin import ApiConnectionError, PreconditionFailedError, edit

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.scopes import OrganizationScope
    from authpi_admin.testing import CoreAPI
    from authpi_admin.types import Organization, UpdateOrganizationInput


@pytest.fixture
async def organization(authpi: AuthPIAdmin, authpi_api: CoreAPI) -> OrganizationScope:
    issuer = authpi.issuer(authpi_api.issuer_id)
    made = await issuer.organizations.create({"name": "Acme", "metadata": {"seats": 1}})
    return issuer.organization(made.id)


def one_more(organization: Organization) -> UpdateOrganizationInput:
    metadata = organization.metadata or {}
    return {"metadata": {**metadata, "seats": metadata["seats"] + 1}}


def writes(api: CoreAPI) -> list[int | None]:
    return [request.status for request in api.requests if request.method == "PATCH"]


async def test_update_has_the_etag_that_was_read(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    read = await organization.get()
    updated = await edit(organization, one_more)
    assert updated.metadata == {"seats": 2}
    assert authpi_api.requests[-1].headers["if-match"] == read.etag


async def test_conflict_reads_and_changes_again(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    seen: list[Any] = []

    async def change(found: Organization) -> UpdateOrganizationInput:
        seen.append((found.metadata or {})["seats"])
        if len(seen) < 3:
            await organization.update({"metadata": {"seats": 10 * len(seen)}})
        return one_more(found)

    assert (await edit(organization, change)).metadata == {"seats": 21}
    assert seen == [1, 10, 20]
    assert writes(authpi_api) == [200, 412, 200, 412, 200]


async def test_change_that_returns_none_writes_nothing(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    read = await edit(organization, lambda _: None)
    assert (read.name, writes(authpi_api)) == ("Acme", [])


async def test_empty_body_is_written(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    await edit(organization, lambda _: {})
    assert writes(authpi_api) == [200]


async def test_number_of_attempts_is_limited(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    async def change(found: Organization) -> UpdateOrganizationInput:
        await organization.update({"name": f"{found.name}!"})
        return {"name": "Mine"}

    with pytest.raises(PreconditionFailedError):
        await edit(organization, change, attempts=2)
    assert writes(authpi_api) == [200, 412, 200, 412]
    assert (await organization.get()).name == "Acme!!"


async def test_write_whose_response_is_lost_is_not_repeated(
    organization: OrganizationScope, authpi_api: CoreAPI
) -> None:
    def change(found: Organization) -> UpdateOrganizationInput:
        authpi_api.drop_responses(1)
        return one_more(found)

    with pytest.raises(ApiConnectionError):
        await edit(organization, change)
    assert (await organization.get()).metadata == {"seats": 2}


async def test_every_scope_with_get_and_update_can_be_edited(authpi: AuthPIAdmin, authpi_api: CoreAPI) -> None:
    issuer = authpi.issuer(authpi_api.issuer_id)
    ids = authpi_api.seed(users=1, agents=1)
    webhook = await authpi.webhooks.create(
        {"url": "http://localhost/", "auth": {"type": "none"}, "events": ["user.created"]}
    )
    assert (await edit(issuer, lambda found: {"name": f"{found.name}!"})).name == "Default!"
    user = await edit(issuer.user(ids["users"][0]), lambda _: {"status": "suspended"})
    assert user.status == "suspended"
    agent = await edit(issuer.agent(ids["agents"][0]), lambda found: {"name": f"{found.name}!"})
    assert agent.name.endswith("!")
    assert (await edit(authpi.webhook(webhook.id), lambda found: {"name": f"{found.name}!"})).name == "localhost!"


async def test_at_least_one_attempt_is_needed(organization: OrganizationScope, authpi_api: CoreAPI) -> None:
    before = len(authpi_api.requests)
    with pytest.raises(ValueError, match="attempts must be 1 or more, not 0"):
        await edit(organization, one_more, attempts=0)
    assert len(authpi_api.requests) == before
