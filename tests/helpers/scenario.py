"""A local Core API with the resources that calls need to succeed, created from the document where possible."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx
from helpers.calls import query
from helpers.document import OPERATIONS, example
from pyotp.totp import TOTP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from helpers.checked import CheckedTransport
    from helpers.document import Form, Json, Operation

    from authpi_admin.testing import CoreAPI

Ids: TypeAlias = dict[str, str]
NAMED = {str(operation.raw["operationId"]): operation for operation in OPERATIONS}
BY_ROUTE = {(operation.method, operation.path): name for name, operation in NAMED.items()}
NAMES_OF_IDS = {"id", "device_id", "domain", "entry_id", "member_id"}
BEFORE = {
    "api_keys.unblock": ["api_keys.block"],
    "domains.unassign": ["domains.assign"],
    "sessions.reactivate": ["sessions.suspend"],
    "sso.rotate_secret": ["sso.add_domain"],
    "trusted_devices.revoke_all": ["trusted_devices.create"],
    "verifiers.complete_enrollment": ["verifiers.create"],
}
"""The operations that bring a resource into the state that an operation requires."""


class Scenario:
    """A local Core API, and a client of it without the SDK.

    Attributes:
        api: The API.
        transport: Validates requests and responses.
        client: Has the root key.
        results: The last data of each operation that was called.
    """

    def __init__(self, api: CoreAPI, transport: CheckedTransport) -> None:
        self.api = api
        self.transport = transport
        self.client = httpx.AsyncClient(transport=transport, base_url=api.base_url, auth=api.key)
        self.results: dict[str, Any] = {}
        self._numbers = count()

    def new_name(self) -> str:
        """Return a new host name."""
        return f"{next(self._numbers)}.example.com"

    async def send(self, name: str, ids: Ids, body: Json | None = None, **options: Any) -> httpx.Response:
        """Call an operation with its required arguments, or with another body; return the response."""
        operation = NAMED[name]
        if body is None and operation.body is not None:
            body = self.body(operation, ids, "required")
        options.setdefault("params", query(operation, "required"))
        return await self.client.request(operation.method, operation.path.format(**ids), json=body, **options)

    async def call(self, name: str, ids: Ids, body: Json | None = None, **options: Any) -> Any:
        """Call an operation so that it succeeds; return its data."""
        response = await self.send(name, ids, body, **options)
        assert response.is_success, (name, response.text)
        self.results[name] = response.json()["data"] if response.content else None
        return self.results[name]

    async def ids(self, operation: Operation) -> Ids:
        """Create the resources in the path of an operation, in the state that the operation needs."""
        ids: Ids = {}
        collection = ""
        for segment in operation.segments:
            if segment.startswith("{"):
                ids[segment[1:-1]] = await self.make(collection, ids)
            collection += f"/{segment}"
        for name in BEFORE.get(operation.raw["operationId"], ()):
            await self.call(name, ids)
        if operation.name == "verifiers_regenerate":
            rows = await self.call("verifiers.list", ids)
            ids["verifier_id"] = next(row["id"] for row in rows if row["type"] == "backup_codes")
        return ids

    async def make(self, collection: str, ids: Ids) -> str:
        """Create an item of a collection below the resource with these ids; return its id."""
        if collection in MAKERS:
            return await MAKERS[collection](self, ids)
        name = BY_ROUTE.get(("POST", collection))
        assert name, f"add a function that creates an item of {collection} to MAKERS"
        data = await self.call(name, ids)
        (name,) = NAMES_OF_IDS & data.keys()
        return str(data[name])

    async def make_user(self, ids: Ids) -> str:
        """Make a user, at the issuer of the ids if they have one."""
        return await self.make(f"{ISSUER}/users", {"issuer_id": self.api.issuer_id, **ids})

    def body(self, operation: Operation, ids: Ids, form: Form) -> Json:
        """Return a body with meaningful values, if the example of the document has none."""
        body: Json = example(operation.body or {}, form)
        if "expires_at" in body:
            body["expires_at"] = self.api.clock.ms() + 3_600_000
        meant = BODIES.get(operation.raw["operationId"])
        return body | meant(self, ids) if meant else body

    async def events(self) -> list[Json]:
        """Return all events, oldest first."""
        rows: list[Json] = await self.call("events.list", {"account_id": self.api.account_id}, params={"limit": 100})
        assert len(rows) < 100
        return rows


BODIES: dict[str, Callable[[Scenario, Ids], Json]] = {
    "accounts.update": lambda scenario, _: {"domains": [{"host": scenario.new_name()}]},
    "agent_verifiers.create": lambda _stage, _ids: {"type": "secret"},
    "approvals.update": lambda _stage, _ids: {"status": "active"},
    "domains.assign": lambda scenario, _: {"issuer_id": scenario.api.issuer_id},
    "domains.create": lambda scenario, _: {"host": scenario.new_name()},
    "invitations.create": lambda scenario, _: {"email_invited": f"carol@{scenario.new_name()}"},
    "members.create": lambda scenario, ids: {
        "member_id": scenario.api.seed(issuer=ids["issuer_id"], users=1)["users"][0],
        "member_type": "user",
    },
    "notes.create": lambda scenario, _: {
        "subject_type": "issuer",
        "subject_id": scenario.api.issuer_id,
        "content": "About [[user:usr_1]]",
    },
    "sso.add_domain": lambda scenario, _: {"domain": scenario.new_name()},
    "users.create": lambda scenario, _: {"username": f"alice@{scenario.new_name()}"},
    "verifiers.complete_enrollment": lambda scenario, _: {
        "enrollment_id": scenario.results["verifiers.create"]["enrollment_id"],
        "code": TOTP(scenario.results["verifiers.create"]["secret"]).now(),
    },
    "verifiers.verify": lambda scenario, _: {"code": TOTP(scenario.results["verifiers.create"]["secret"]).now()},
    "webhooks.create": lambda _stage, _ids: {"status": "active", "events": ["user.created"], "subjects": None},
}
"""Members of bodies that must refer to existing resources, or that a test uses later."""


async def _make_approval(scenario: Scenario, ids: Ids) -> str:
    return str(scenario.api.sign_up(f"bob@{scenario.new_name()}", issuer=ids["issuer_id"])["id"])


async def _make_delivery(scenario: Scenario, ids: Ids) -> str:
    await scenario.make_user(ids)
    await scenario.api.settled()
    return str((await scenario.call("webhooks.list_deliveries", ids))[-1]["id"])


async def _make_event(scenario: Scenario, ids: Ids) -> str:
    await scenario.make_user(ids)
    return str((await scenario.events())[-1]["id"])


async def _make_session(scenario: Scenario, ids: Ids) -> str:
    return str(scenario.api.sign_in(ids.get("user_id") or await scenario.make_user(ids))["id"])


async def _make_token(scenario: Scenario, ids: Ids) -> str:
    owner = {"issuer_id": scenario.api.issuer_id, **ids}
    owner.setdefault("user_id", await scenario.make_user(owner))
    await scenario.call("tokens.create", owner)
    return str((await scenario.call("tokens.list", owner))[-1]["id"])


async def _make_verifier(scenario: Scenario, ids: Ids) -> str:
    await scenario.call("verifiers.create", ids)
    return str((await scenario.call("verifiers.complete_enrollment", ids))["verifier_id"])


def _made_by(operation: str, read: Callable[[Any], str]) -> Callable[[Scenario, Ids], Awaitable[str]]:
    """Return a maker that calls an operation, and reads the id of the item in its data."""

    async def make(scenario: Scenario, ids: Ids) -> str:
        return read(await scenario.call(operation, ids))

    return make


ACCOUNT = "/v1/accounts/{account_id}"
ISSUER = f"{ACCOUNT}/issuers/{{issuer_id}}"
USER = f"{ISSUER}/users/{{user_id}}"
MAKERS: dict[str, Callable[[Scenario, Ids], Awaitable[str]]] = {
    "/v1/accounts": _made_by("accounts.list", lambda data: data[0]["id"]),
    f"{ACCOUNT}/credits/ledger": _made_by("credits.create_topup", lambda data: data["entry_id"]),
    f"{ACCOUNT}/domains": _made_by("domains.create", lambda data: data["domains"][-1]["host"]),
    f"{ACCOUNT}/events": _make_event,
    f"{ACCOUNT}/notes/backlinks": _made_by("notes.create", lambda data: data["id"]),
    f"{ACCOUNT}/tokens": _make_token,
    f"{ACCOUNT}/webhooks/{{webhook_id}}/deliveries": _make_delivery,
    f"{ISSUER}/approvals": _make_approval,
    f"{ISSUER}/sessions": _make_session,
    f"{USER}/sessions": _make_session,
    f"{USER}/tokens": _make_token,
    f"{USER}/verifiers": _make_verifier,
}
"""Functions that create items of collections without an operation for it, or whose response has no id."""
