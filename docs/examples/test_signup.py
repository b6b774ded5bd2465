"""Tests of the small application, on a local Core API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from signup import AlreadySignedUpError, sign_up

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI

pytestmark = pytest.mark.asyncio


async def test_a_new_user_becomes_a_member(
    authpi: AuthPIAdmin, authpi_api: CoreAPI
) -> None:
    issuer = authpi.issuer(authpi_api.issuer_id)
    organization = await issuer.organizations.create({"name": "Acme"})

    user_id = await sign_up(
        authpi, authpi_api.issuer_id, organization.id, "alice@example.com"
    )

    members = await issuer.organization(organization.id).members.list()
    assert [member.member_id for member in members] == [user_id]


async def test_a_second_sign_up_is_refused(
    authpi: AuthPIAdmin, authpi_api: CoreAPI
) -> None:
    organization = await authpi.issuer(authpi_api.issuer_id).organizations.create(
        {"name": "Acme"}
    )
    await sign_up(authpi, authpi_api.issuer_id, organization.id, "alice@example.com")

    with pytest.raises(AlreadySignedUpError):
        await sign_up(
            authpi, authpi_api.issuer_id, organization.id, "alice@example.com"
        )


async def test_a_failed_request_is_retried(
    authpi: AuthPIAdmin, authpi_api: CoreAPI
) -> None:
    organization = await authpi.issuer(authpi_api.issuer_id).organizations.create(
        {"name": "Acme"}
    )
    authpi_api.fail_next(status=503, times=2, retry_after=0)

    await sign_up(authpi, authpi_api.issuer_id, organization.id, "alice@example.com")

    statuses = [
        request.status
        for request in authpi_api.requests
        if request.path.endswith("/users")
    ]
    assert statuses == [503, 503, 201]
