"""Events, notes, and webhook deliveries over loopback."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.emulator_steps import create, rows

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


class Receiver:
    """A server that receives deliveries."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 204
        self.received: list[tuple[dict[str, str], bytes]] = []


@contextmanager
def receiving() -> Generator[Receiver]:
    """Run a receiver on loopback."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append((headers, self.rfile.read(int(headers["content-length"]))))
            self.send_response(receiver.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that it has
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


async def test_every_change_writes_an_event(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    user = await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    path = f"{issuer}/users/{user['id']}"
    await client.patch(path, json={"profile": {"first_name": "A"}})
    await client.patch(path, json={"status": "blocked"})
    await client.patch(path, json={"status": "active"})
    api.sign_in(user)
    await client.delete(path)
    org = await create(client, f"{issuer}/organizations", name="Acme")
    await client.patch(f"{issuer}/organizations/{org['id']}", json={"status": "suspended"})
    await client.patch(f"{issuer}/organizations/{org['id']}", json={"status": "active"})
    await client.patch(f"{issuer}/organizations/{org['id']}", json={"status": "deleted"})
    await create(client, "payment-methods")
    events = await rows(client, "events")
    assert [event["type"] for event in events] == [
        "user.created",
        "user.updated",
        "user.blocked",
        "user.unblocked",
        "session.created",
        "user.deleted",
        "organization.created",
        "organization.suspended",
        "organization.reactivated",
        "organization.deleted",
        "account.updated",
    ]
    assert events[1]["subject"] == {
        "user_id": user["id"],
        "agent_id": None,
        "client_id": None,
        "org_id": None,
        "issuer_id": api.issuer_id,
    }
    assert (events[1]["auth"], events[1]["data"]["changed"]) == ({"type": "api_key", "id": api.key[0]}, ["profile"])
    assert events[7]["subject"]["org_id"] == org["id"]
    assert (await client.get(f"events/{events[1]['id']}")).json()["data"] == events[1]
    assert set(api.state.document.event_types) >= {event["type"] for event in events}


async def test_notes(api: CoreAPI, client: httpx.AsyncClient) -> None:
    (user,) = api.seed(users=1)["users"]
    on_issuer = {"subject_type": "issuer", "subject_id": api.issuer_id}
    no_issuer = await client.post("notes", json={"subject_type": "user", "subject_id": user, "content": "x"})
    assert [field["field"] for field in no_issuer.json()["fields"]] == ["issuer_id"]
    unknown = await client.post("notes", json={**on_issuer, "subject_id": "i_0", "content": "x"})
    assert unknown.status_code == 404
    other = await create(client, "issuers", name="Other")
    elsewhere = {"subject_type": "user", "subject_id": user, "issuer_id": other["id"], "content": "x"}
    assert (await client.post("notes", json=elsewhere)).status_code == 404

    text = f"Ask @[Ann](usr_ann) and @[Ann](usr_ann) about [[user:{user}|the new one]], [[org:org_1]], [[nothing:x]]"
    note = await create(client, "notes", subject_type="user", subject_id=user, issuer_id=api.issuer_id, content=text)
    assert [mention["mentioned_user_id"] for mention in note["mentions"]] == ["usr_ann"]
    # api-facts: Notes, "`[[type:id]]` or `[[type:id|Text]]` references"
    assert [(ref["ref_type"], ref["ref_id"]) for ref in note["references"]] == [("user", user), ("org", "org_1")]
    assert (note["created_by"], note["updated_by"], note["pinned"]) == (api.key[0], None, False)
    assert [row["id"] for row in await rows(client, "notes?mentions_user_id=usr_ann")] == [note["id"]]
    assert await rows(client, "notes?mentions_user_id=usr_bob") == []
    assert [row["id"] for row in await rows(client, f"notes/backlinks?ref_type=user&ref_id={user}")] == [note["id"]]
    changed = (await client.patch(f"notes/{note['id']}", json={"content": "Done."})).json()["data"]
    assert (changed["mentions"], changed["references"], changed["updated_by"]) == ([], [], api.key[0])
    assert await rows(client, f"notes/backlinks?ref_type=user&ref_id={user}") == []
    # api-facts: Notes, "`subject_id` (needs subject_type), `issuer_id` (required for user/org subjects)"
    assert (await client.get("notes?subject_id=x")).json()["fields"][0]["field"] == "subject_type"
    assert (await client.get("notes?subject_type=user")).json()["fields"][0]["field"] == "issuer_id"
    count = await client.get(f"notes/count?subject_type=user&subject_id={user}")
    assert count.json()["data"] == {"count": 1}


async def test_pinned_notes_come_first_on_every_page(api: CoreAPI, client: httpx.AsyncClient) -> None:
    notes = [
        (
            await create(
                client,
                "notes",
                subject_type="issuer",
                subject_id=api.issuer_id,
                content="x",
                pinned=number in {1, 3, 4},
            )
        )["id"]
        for number in range(6)
    ]
    # api-facts: Notes, "Order: pinned first, then newest"; "`cursor` (`pinned:timestamp`)"
    expected = [notes[number] for number in (4, 3, 1, 5, 2, 0)]
    for limit in (1, 2, 3, 4):
        seen: list[str] = []
        page: dict[str, Any] = {"has_more": True}
        while page["has_more"]:
            cursor = f"&cursor={page['next_cursor']}" if seen else ""
            page = (await client.get(f"notes?limit={limit}{cursor}")).json()
            seen += [row["id"] for row in page["data"]]
            last = page["data"][-1]
            pinned = "true" if last["pinned"] else "false"
            assert page["next_cursor"] == (f"{pinned}:{last['created_at']}" if page["has_more"] else None)
        assert seen == expected, limit
    assert [row["id"] for row in await rows(client, "notes?pinned=true")] == expected[:3]


async def test_event_is_delivered_in_the_documented_envelope(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, receiver: Receiver
) -> None:
    events = ["user.created", "user.deleted"]
    hook = await create(client, "webhooks", name="x", url=receiver.url, auth={"type": "none"}, events=events)
    user = await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    await client.patch(f"{issuer}/users/{user['id']}", json={"scopes": []})
    await api.settled()
    ((headers, body),) = receiver.received
    event = (await rows(client, "events?event_types=user.created"))[0]
    # api-facts: What a delivery looks like, "CloudEvents 1.0 envelope"
    assert json.loads(body) == {
        "id": event["id"],
        "specversion": "1.0",
        "source": f"com.authpi.webhooks/v1/{hook['id']}",
        "type": "event",
        "datacontenttype": "application/json",
        "time": datetime.fromtimestamp(event["timestamp"] // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data": event,
    }
    assert (event["type"], event["source"]) == ("user.created", "com.authpi/v1")
    assert headers["content-type"] == "application/json"  # api-facts: "HTTP POST, JSON"
    (delivery,) = await rows(client, f"webhooks/{hook['id']}/deliveries")
    assert (delivery["status"], delivery["attempt_count"], delivery["last_response_status"]) == ("delivered", 1, 204)
    assert (delivery["event_type"], delivery["last_error"], delivery["next_attempt_at"]) == ("user.created", None, None)


async def test_sign_function_signs_deliveries(receiver: Receiver) -> None:
    api = CoreAPI(sign=lambda secret, body: f"t=1,v1={len(secret)}-{len(body)}")
    url = f"{api.base_url}/v1/accounts/{api.account_id}/"
    async with httpx.AsyncClient(transport=api.transport(), base_url=url, auth=api.key) as client:
        auth = {"type": "signature", "signature_secret": "whs_own"}
        await create(client, "webhooks", name="x", url=receiver.url, events=["issuer.created"], auth=auth)
        await create(client, "issuers", name="Other")
        await api.settled()
    ((headers, body),) = receiver.received
    assert headers["x-webhook-signature"] == f"t=1,v1=7-{len(body)}"


async def test_only_some_events_are_delivered(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, receiver: Receiver
) -> None:
    body = {"url": receiver.url, "auth": {"type": "none"}, "events": ["user.created"]}
    about = await create(client, "webhooks", **body, name="about", subjects=[{"issuer_id": api.issuer_id}])
    await create(client, "webhooks", **body, name="elsewhere", subjects=[{"issuer_id": "i_0"}])
    await create(client, "webhooks", **body, name="off", status="disabled")
    await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    await api.settled()
    assert len(receiver.received) == 1
    assert "authorization" not in receiver.received[0][0]
    await client.delete(f"webhooks/{about['id']}")
    await create(client, f"{issuer}/users", username_type="email", username="b@example.com")
    await api.settled()
    assert len(receiver.received) == 1


async def test_failed_deliveries_are_retried_until_the_webhook_is_failing(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, receiver: Receiver
) -> None:
    receiver.status = 500
    body = {"name": "x", "url": receiver.url, "auth": {"type": "none"}, "events": ["user.created"]}
    hook = f"webhooks/{(await create(client, 'webhooks', **body))['id']}"
    await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    await api.settled()
    (first,) = await rows(client, f"{hook}/deliveries")
    assert (first["status"], first["last_error"]) == ("pending", "HTTP 500")
    assert 0 < first["next_attempt_at"] - api.clock.ms() <= 1000
    for seconds in (1, 2, 4, 8):
        assert (await client.get(hook)).json()["data"]["status"] == "active"
        api.clock.advance(seconds=seconds)
        await api.settled()
    (delivery,) = await rows(client, f"{hook}/deliveries?status=failed&event_type=user.created")
    assert (delivery["attempt_count"], delivery["next_attempt_at"], len(receiver.received)) == (5, None, 5)
    failing = (await client.get(hook)).json()["data"]
    assert (failing["status"], failing["status_by"]) == ("failing", "system")

    again = await client.post(f"{hook}/deliveries/{delivery['id']}/redeliver")
    assert (again.json()["data"]["success"], again.json()["data"]["attempt_count"]) == (False, 6)
    receiver.status = 200
    assert (await client.post(f"{hook}/redeliver", json={"event_type": "other"})).json()["data"] == {"redelivered": 0}
    assert (await client.post(f"{hook}/redeliver", json={})).json()["data"] == {"redelivered": 1}
    await api.settled()
    assert [row["status"] for row in await rows(client, f"{hook}/deliveries")] == ["delivered"]
    assert (await client.get(hook)).json()["data"]["status"] == "active"


async def test_delivery_is_retried_in_real_time(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, receiver: Receiver
) -> None:
    receiver.status = 503
    body = {"name": "x", "url": receiver.url, "auth": {"type": "none"}, "events": ["user.created"]}
    await create(client, "webhooks", **body)
    await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    await api.settled()
    receiver.status = 204
    api.clock.advance(seconds=0.9)
    async with asyncio.timeout(30):
        while len(receiver.received) < 2:  # noqa: ASYNC110 - another thread receives
            await asyncio.sleep(0.01)


async def test_only_loopback_is_delivered_to(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    body: dict[str, Any] = {"name": "x", "auth": {"type": "none"}, "events": ["user.created"]}
    far = await create(client, "webhooks", **body, url="https://example.com/hook")
    shut = await create(client, "webhooks", **body, url="http://127.0.0.1:9/")
    await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    await api.settled()
    (delivery,) = await rows(client, f"webhooks/{far['id']}/deliveries")
    assert (delivery["last_error"], delivery["attempt_count"]) == ("Deliveries are only sent to loopback addresses.", 1)
    (delivery,) = await rows(client, f"webhooks/{shut['id']}/deliveries")
    assert delivery["last_error"].startswith("ConnectError")


def test_changes_outside_an_event_loop_are_delivered(api: CoreAPI, receiver: Receiver) -> None:
    (user,) = api.seed(users=1)["users"]
    api.sign_in(user)  # there is no loop yet, and no webhook
    with api.serve() as url:
        body = {"name": "x", "url": receiver.url, "auth": {"type": "none"}, "events": ["session.created"]}
        path = f"{url}/v1/accounts/{api.account_id}/webhooks"
        assert httpx.post(path, json=body, auth=api.key).status_code == 201
        api.sign_in(user)
        asyncio.run(api.settled())
    assert [json.loads(body)["data"]["type"] for _, body in receiver.received] == ["session.created"]
