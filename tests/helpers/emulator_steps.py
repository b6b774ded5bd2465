"""Steps that many tests of the local Core API take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from authpi_admin.testing import CoreAPI


def api_client(api: CoreAPI) -> httpx.AsyncClient:
    """A client with the root key whose paths begin below the account: `issuers`, `webhooks`."""
    base_url = f"{api.base_url}/v1/accounts/{api.account_id}/"
    return httpx.AsyncClient(transport=api.transport(), base_url=base_url, auth=api.key)


async def create(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    """A new resource, as the API returns it."""
    response = await client.post(path, json=body)
    assert response.status_code == 201, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


async def rows(client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    """All rows of a list, page after page."""
    found: list[dict[str, Any]] = []
    separator = "&" if "?" in path else "?"
    cursor = ""
    while True:
        page = (await client.get(f"{path}{separator}limit=100{cursor}")).json()
        found += page["data"]
        if not page.get("has_more"):
            assert page.get("next_cursor") is None
            return found
        assert page["next_cursor"] == (page["data"][-1].get("id") or page["data"][-1]["user_id"])
        cursor = f"&cursor={page['next_cursor']}"
