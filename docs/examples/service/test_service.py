"""Tests of the service, on a local Core API over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn

from authpi_admin import AuthenticationError, AuthPIAdmin, ForbiddenError
from authpi_admin.testing import CoreAPI
from service.app import create_app
from service.bulk_import import Outcome, import_users, read_rows
from service.database import Database
from service.export import export_users
from service.keys import new_client, read_key, rotate_key, write_key
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from fastapi import FastAPI

pytestmark = pytest.mark.asyncio
ROWS = "".join(f"user{n}@example.com,First{n},Last{n}\n" for n in range(50))
CSV = f"email,first_name,last_name\n{ROWS}"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Generator[CoreAPI]:
    api = CoreAPI()
    with api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        monkeypatch.setenv("AUTHPI_ACCOUNT_ID", api.account_id)
        yield api


@pytest.fixture
async def admin(api: CoreAPI) -> AsyncGenerator[AuthPIAdmin]:
    async with AuthPIAdmin(api_key=api.key) as admin:
        yield admin


@pytest.fixture
async def settings(api: CoreAPI, admin: AuthPIAdmin, tmp_path: Path) -> Settings:
    key = await admin.api_keys.create(
        {"name": "Service", "restrictions": {"scopes": ["*:**"]}}
    )
    write_key(tmp_path / "key.json", id=key.id, secret=key.secret_plain)
    return Settings(
        issuer_id=api.issuer_id,
        key_file=tmp_path / "key.json",
        database=tmp_path / "service.sqlite",
        webhook_token="wht_of_the_service",
        webhook_secret="whs_of_the_service",
    )


@asynccontextmanager
async def running(app: FastAPI) -> AsyncGenerator[str]:
    """Serve the application on loopback, with its lifespan; its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        task = asyncio.create_task(server.serve([listener]))
        while not server.started:  # uvicorn has no event for it
            await asyncio.sleep(0.001)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await task


@pytest.fixture
async def client(settings: Settings) -> AsyncGenerator[httpx.AsyncClient]:
    async with (
        running(create_app(settings)) as url,
        httpx.AsyncClient(base_url=url) as client,
    ):
        yield client


async def test_an_import_may_be_repeated(
    client: httpx.AsyncClient, admin: AuthPIAdmin, settings: Settings
) -> None:
    users = admin.issuer(settings.issuer_id).users
    await users.create({"email": "user7@example.com"})

    first = await client.post("/imports", content=CSV)
    again = await client.post("/imports", content=CSV)

    assert first.json() == {"created": 49, "existing": 1, "failed": []}
    assert again.json() == {"created": 0, "existing": 50, "failed": []}
    assert len(await users.list_all().collect()) == 50


async def test_rows_that_failed_are_imported_by_the_next_import(
    client: httpx.AsyncClient, api: CoreAPI, admin: AuthPIAdmin, settings: Settings
) -> None:
    api.fail_next(400, times=3)  # which is not retried

    first = (await client.post("/imports", content=CSV)).json()
    again = (await client.post("/imports", content=CSV)).json()

    assert (first["created"], len(first["failed"])) == (47, 3)
    assert again == {"created": 3, "existing": 47, "failed": []}
    assert len(await admin.issuer(settings.issuer_id).users.list_all().collect()) == 50


async def test_a_row_that_fails_does_not_stop_the_others(
    client: httpx.AsyncClient,
) -> None:
    bad = "one,two,three,four\nno address,Alice,Liddell\n"

    outcome = (await client.post("/imports", content=CSV + bad)).json()

    assert outcome["created"] == 50
    columns, address = sorted(outcome["failed"], key=lambda row: row["line"])
    assert columns == {"line": 52, "error": "4 columns instead of 3"}
    assert (address["line"], "username" in address["error"]) == (53, True)


async def test_a_row_twice_in_a_file_creates_one_user(
    client: httpx.AsyncClient,
) -> None:
    outcome = (await client.post("/imports", content=CSV + ROWS)).json()

    assert outcome == {"created": 50, "existing": 50, "failed": []}


async def test_a_file_of_a_spreadsheet_is_imported(client: httpx.AsyncClient) -> None:
    text = CSV.replace("\n", "\r\n").encode("utf-8-sig")  # with a byte order mark

    outcome = (await client.post("/imports", content=text)).json()

    assert outcome == {"created": 50, "existing": 0, "failed": []}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        CSV.replace(",", ";").encode(),
        b"email,first_name\nalice@example.com,Alice\n",
        "email,first_name,last_name\nzo\xeb@example.com,Zo\xeb,Doe".encode("latin-1"),
    ],
    ids=["empty", "semicolons", "missing-column", "not-utf-8"],
)
async def test_an_invalid_file_is_rejected(
    content: bytes, client: httpx.AsyncClient, api: CoreAPI
) -> None:
    response = await client.post("/imports", content=content)

    assert response.status_code == 400
    assert response.json()["detail"].startswith("The f")  # file, or first line
    assert not [request for request in api.requests if request.path.endswith("/users")]


async def test_a_user_who_was_deleted_is_imported_again(
    admin: AuthPIAdmin, settings: Settings, tmp_path: Path
) -> None:
    issuer = admin.issuer(settings.issuer_id)
    rows = read_rows(b"email,first_name,last_name\nalice@example.com,Alice,Liddell\n")
    ids: list[str] = []
    for number in range(3):
        with closing(Database(tmp_path / f"{number}.sqlite")) as database:
            assert await import_users(issuer, rows, database) == Outcome(created=1)
            user_id = database.user_id("alice@example.com")
        assert user_id
        ids.append((await issuer.users.get(user_id)).id)
        await issuer.users.delete(user_id)

    assert len(set(ids)) == 3


async def test_the_id_of_a_user_replaces_one_that_was_not_known(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "service.sqlite")) as database:
        database.remember_user("alice@example.com", None)
        database.remember_user("alice@example.com", "usr_1")
        assert database.user_id("alice@example.com") == "usr_1"

        database.remember_user("alice@example.com", None)
        assert database.user_id("alice@example.com") == "usr_1"


async def test_the_export_has_every_user(
    admin: AuthPIAdmin, settings: Settings, tmp_path: Path, api: CoreAPI
) -> None:
    ids = api.seed(users=250)["users"]

    path = tmp_path / "users.jsonl"

    assert await export_users(admin.issuer(settings.issuer_id), path) == 250

    exported = [json.loads(line) for line in path.read_text().splitlines()]
    assert sorted(user["id"] for user in exported) == sorted(ids)
    assert all("username" in user for user in exported)


async def test_an_export_that_fails_leaves_the_last_one(
    admin: AuthPIAdmin, settings: Settings, tmp_path: Path, api: CoreAPI
) -> None:
    api.seed(users=5)
    (tmp_path / "users.jsonl").write_text("the last one\n")
    api.fail_next(403)

    with pytest.raises(ForbiddenError):
        await export_users(admin.issuer(settings.issuer_id), tmp_path / "users.jsonl")

    assert (tmp_path / "users.jsonl").read_text() == "the last one\n"


async def test_a_rename_is_refused_after_a_change(
    client: httpx.AsyncClient, admin: AuthPIAdmin, api: CoreAPI
) -> None:
    created = await admin.issuer(api.issuer_id).users.create(
        {"email": "alice@example.com", "display_name": "Alice"}
    )
    path, name = f"/users/{created.id}", {"first_name": "Alice", "last_name": "Liddell"}
    read = await client.get(path)

    renamed = await client.put(
        f"{path}/name", json=name, headers={"If-Match": read.headers["ETag"]}
    )
    refused = await client.put(
        f"{path}/name", json=name, headers={"If-Match": read.headers["ETag"]}
    )

    assert (renamed.status_code, renamed.json()["last_name"], refused.status_code) == (
        200,
        "Liddell",
        412,
    )
    user = await admin.issuer(api.issuer_id).users.get(created.id)
    assert (user.profile.display_name, user.etag) == ("Alice", renamed.headers["ETag"])


async def test_a_rename_without_an_etag_is_repeated_after_a_conflict(
    client: httpx.AsyncClient, admin: AuthPIAdmin, api: CoreAPI
) -> None:
    created = await admin.issuer(api.issuer_id).users.create(
        {"email": "alice@example.com"}
    )

    names = [
        {"first_name": "Alice", "last_name": f"Name{number}"} for number in range(4)
    ]
    responses = await asyncio.gather(
        *(client.put(f"/users/{created.id}/name", json=name) for name in names)
    )

    assert [response.status_code for response in responses] == [200] * 4


async def test_an_unknown_user_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("/users/usr_unknown")).status_code == 404
    name = {"first_name": "Alice", "last_name": "Liddell"}
    assert (await client.put("/users/usr_unknown/name", json=name)).status_code == 404


async def test_an_id_or_an_etag_that_is_invalid_is_rejected(
    client: httpx.AsyncClient, admin: AuthPIAdmin, api: CoreAPI
) -> None:
    user = await admin.issuer(api.issuer_id).users.create(
        {"email": "alice@example.com"}
    )
    name = {"first_name": "Alice", "last_name": "Liddell"}

    read = await client.get("/users/%2e%2e")
    renamed = await client.put("/users/%2e%2e/name", json=name)
    no_etag = await client.put(
        f"/users/{user.id}/name", json=name, headers={"If-Match": ""}
    )

    assert (read.status_code, renamed.status_code, no_etag.status_code) == (400,) * 3
    assert "user_id is '..'" in read.json()["detail"]
    assert "if_match" in no_etag.json()["detail"]


async def test_a_webhook_is_handled_once(
    admin: AuthPIAdmin, settings: Settings, api: CoreAPI
) -> None:
    issuer = admin.issuer(api.issuer_id)
    alice = await issuer.users.create({"email": "alice@example.com"})
    database = Database(settings.database)
    database.remember_user("alice@example.com", alice.id)

    async with running(create_app(settings)) as url:
        webhook = await admin.webhooks.create(
            {
                "url": f"{url}/hooks/authpi",
                "auth": {
                    "type": "bearer+signature",
                    "bearer_token": settings.webhook_token,
                    "signature_secret": settings.webhook_secret,
                },
                "events": ["user.deleted"],
            }
        )
        await issuer.users.delete(alice.id)
        await api.settled()
        (delivery,) = await admin.webhook(webhook.id).deliveries.list()
        assert (
            await admin.webhook(webhook.id).deliveries.redeliver(delivery.id)
        ).success

        async with httpx.AsyncClient() as client:
            forged = await client.post(f"{url}/hooks/authpi", content=b"{}")

    assert forged.status_code == 401
    assert (database.user_id("alice@example.com"), database.deleted_users()) == (
        None,
        [alice.id],
    )
    database.close()


async def test_a_running_service_uses_a_rotated_key(
    client: httpx.AsyncClient, settings: Settings, api: CoreAPI, admin: AuthPIAdmin
) -> None:
    user = await admin.issuer(api.issuer_id).users.create(
        {"email": "alice@example.com"}
    )
    assert (await client.get(f"/users/{user.id}")).status_code == 200
    old = read_key(settings.key_file)

    async with new_client(settings.key_file) as rotating:
        await rotate_key(rotating, settings.key_file)
    api.clock.advance(minutes=16)  # the old secret has ended

    assert (await client.get(f"/users/{user.id}")).status_code == 200
    assert read_key(settings.key_file)[0] == old[0]
    async with AuthPIAdmin(api_key=old) as stopped:
        with pytest.raises(AuthenticationError):
            await stopped.whoami()


async def test_the_next_rotation_completes_one_whose_secret_was_not_stored(
    settings: Settings, api: CoreAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    async with new_client(settings.key_file) as admin:

        def write_once(path: Path, **members: str) -> None:
            if written:
                raise OSError("the disk is full")
            written.append(members["rotation"])
            write_key(path, **members)

        with monkeypatch.context() as patched:
            patched.setattr("service.keys.write_key", write_once)
            with pytest.raises(OSError, match="the disk is full"):
                await rotate_key(admin, settings.key_file)
        await rotate_key(admin, settings.key_file)

    async with new_client(settings.key_file) as admin:
        assert (await admin.whoami()).key_id == read_key(settings.key_file)[0]
    rotations = [
        request.headers["idempotency-key"]
        for request in api.requests
        if request.path.endswith("/rotate")
    ]
    assert rotations == [written[0]] * 2  # the second one got the response to the first
    assert "rotation" not in json.loads(settings.key_file.read_text())


async def test_the_commands_take_the_environment(
    settings: Settings, api: CoreAPI, tmp_path: Path
) -> None:
    api.seed(users=3)
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "SERVICE_ISSUER_ID": settings.issuer_id,
        "SERVICE_KEY_FILE": str(settings.key_file),
        "SERVICE_DATABASE": str(settings.database),
        "SERVICE_WEBHOOK_TOKEN": settings.webhook_token,
        "SERVICE_WEBHOOK_SECRET": settings.webhook_secret,
    }
    before = read_key(settings.key_file)
    for command, output in (
        (["service.keys"], ""),
        (["service.export", str(tmp_path / "users.jsonl")], "3 users\n"),
    ):
        program = [sys.executable, "-m", *command]
        done = await asyncio.to_thread(
            subprocess.run, program, env=environment, capture_output=True, text=True
        )
        assert (done.stdout, done.stderr, done.returncode) == (output, "", 0)
    assert read_key(settings.key_file) != before
    assert len((tmp_path / "users.jsonl").read_text().splitlines()) == 3
