"""Steps that many tests of the local Core API take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


async def create(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    """A new resource, as the API returns it."""
    answer = await client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    data: dict[str, Any] = answer.json()["data"]
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
