"""Keys of bodies that the document does not describe, formats, and how updates treat nested objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.emulator_steps import api_client, create

from authpi_admin import ValidationError
from authpi_admin.testing import CoreAPI, UnknownKeysWarning

if TYPE_CHECKING:
    import httpx

    from authpi_admin.testing._state import UnknownKeys

ALICE = {"username_type": "email", "username": "alice@example.com"}
TYPOS: list[tuple[dict[str, Any], str, str]] = [
    ({**ALICE, "statsu": "active"}, "statsu", ""),
    ({**ALICE, "usrname": "x"}, "usrname", ": did you mean `username`?"),
    ({**ALICE, "profile": {"frist_name": "A"}}, "profile.frist_name", ": did you mean `first_name`?"),
]


@pytest.mark.parametrize(("body", "path", "hint"), TYPOS)
async def test_warning_names_operation_key_and_nearest_key(
    client: httpx.AsyncClient, issuer: str, body: dict[str, Any], path: str, hint: str
) -> None:
    text = f"users.create: the OpenAPI document does not describe `{path}`{hint}"
    with pytest.warns(UnknownKeysWarning) as caught:
        response = await client.post(f"{issuer}/users", json=body)
    assert [str(warning.message) for warning in caught] == [text]
    assert response.status_code == 201


@pytest.mark.parametrize(("body", "path", "hint"), TYPOS)
async def test_unknown_keys_are_refused(body: dict[str, Any], path: str, hint: str) -> None:
    api = CoreAPI(unknown_keys="refuse")
    async with api_client(api) as client:
        response = await client.post(f"issuers/{api.issuer_id}/users", json=body)
        (field,) = response.json()["fields"]
        assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
        assert (field["field"], field["code"]) == (path, "unknown_key")
        assert field["message"] == f"The key is not described{hint or '.'}"
        assert (await client.get(f"issuers/{api.issuer_id}/users")).json()["data"] == []


async def test_sdk_raises_for_unknown_keys() -> None:
    api = CoreAPI(unknown_keys="refuse")
    admin = api.client()
    with pytest.raises(ValidationError) as caught:
        await admin.issuer(api.issuer_id).update({"nmae": "Acme"})  # type: ignore[typeddict-unknown-key]  # pyright: ignore[reportArgumentType,reportCallIssue]  the mistake itself
    assert [field["field"] for field in caught.value.fields or ()] == ["nmae"]


async def test_keys_below_a_list_and_in_a_union() -> None:
    api = CoreAPI(unknown_keys="refuse")
    hook = {"name": "x", "url": "https://example.com", "events": ["user.created"]}
    async with api_client(api) as client:
        response = await client.post("webhooks", json={**hook, "auth": {"type": "bearer", "signature_secret": "x"}})
        assert [field["field"] for field in response.json()["fields"]] == ["auth.signature_secret"]
        organization = {"name": "Acme", "sso": {"domains": [{"domain": "a.example", "verifed": True}]}}
        response = await client.post(f"issuers/{api.issuer_id}/organizations", json=organization)
        assert [field["field"] for field in response.json()["fields"]] == ["sso.domains.0.verifed"]


@pytest.mark.parametrize("mode", ["warn", "refuse"])
async def test_objects_without_described_keys_may_have_any(mode: UnknownKeys) -> None:
    api = CoreAPI(unknown_keys=mode)
    async with api_client(api) as client:
        user = {**ALICE, "metadata": {"anything": {"at": "all"}}, "custom_fields": {"size": 1}}
        assert (await client.post(f"issuers/{api.issuer_id}/users", json=user)).status_code == 201


async def test_unknown_keys_can_be_ignored() -> None:
    api = CoreAPI(unknown_keys="ignore")
    async with api_client(api) as client:
        assert (await client.post(f"issuers/{api.issuer_id}/users", json={**ALICE, "x": 1})).status_code == 201


async def test_updates_replace_nested_objects(client: httpx.AsyncClient, issuer: str) -> None:
    user = await create(client, f"{issuer}/users", **ALICE, profile={"first_name": "A", "display_name": "Ann"})
    changed = await client.patch(f"{issuer}/users/{user['id']}", json={"profile": {"first_name": "B"}})
    assert changed.json()["data"]["profile"] == {"first_name": "B"}


async def test_updates_can_merge_nested_objects() -> None:
    api = CoreAPI(nested_updates="merge")
    async with api_client(api) as client:
        path = f"issuers/{api.issuer_id}"
        settings = {"access": {"mode": "open", "sessions": {"max_age": 60}}, "branding": {"colour": "red"}}
        await client.patch(path, json={"settings": settings})
        change = {"access": {"sessions": {"idle_timeout": 5}}, "branding": None}
        changed = await client.patch(path, json={"settings": change})
    access = {"mode": "open", "sessions": {"max_age": 60, "idle_timeout": 5}}
    assert changed.json()["data"]["settings"] == {"access": access, "branding": None}
