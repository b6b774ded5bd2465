"""Changes that no request makes, such as expiry, and the errors of methods of `CoreAPI` with invalid arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.scenario import ISSUER, NAMED

from authpi_admin import NotFoundError
from authpi_admin.testing import _request_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.document import Json
    from helpers.scenario import Scenario

    from authpi_admin import AuthPIAdmin


def types(events: list[Json]) -> list[str]:
    return [event["type"] for event in events]


async def test_expired_session_writes_an_event(scenario: Scenario, admin: AuthPIAdmin) -> None:
    api = scenario.api
    (user,) = api.seed(users=1)["users"]
    lasting, short, revoked = api.sign_in(user, ttl=7200), api.sign_in(user, ttl=60), api.sign_in(user, ttl=60)
    sessions = admin.issuer(api.issuer_id).sessions
    await sessions.suspend(short["id"], {"reason": "odd"})
    await sessions.revoke(revoked["id"])
    before = len(await scenario.events())

    api.clock.advance(hours=1)

    (event,) = (await scenario.events())[before:]
    assert (event["type"], event["data"]["id"]) == ("session.expired", short["id"])
    assert (event["auth"], event["trigger"]) == ({"type": "system", "id": "system"}, None)
    ended = await sessions.get(short["id"])
    assert (ended.status, ended.status_reason, ended.status_by) == ("expired", None, "system")
    assert ended.status_at == short["expires_at"]
    assert re.fullmatch("s_[0-9a-z]{25}", ended.id)
    api.expire(lasting)
    assert types(await scenario.events())[before:] == ["session.expired"] * 2


async def test_failing_webhook_writes_an_event(scenario: Scenario, admin: AuthPIAdmin) -> None:
    await admin.webhooks.create(
        {"url": "http://127.0.0.1:9/", "auth": {"type": "none"}, "events": ["user.created", "webhook.updated"]}
    )
    await scenario.make_user({"account_id": scenario.api.account_id})
    for _ in range(5):
        await scenario.api.settled()
        scenario.api.clock.advance(minutes=1)
    await scenario.api.settled()
    assert types(await scenario.events()).count("webhook.updated") == 1
    assert [webhook.status for webhook in await admin.webhooks.list()] == ["failing"]


async def test_backup_codes_write_an_event(scenario: Scenario) -> None:
    await scenario.ids(NAMED["verifiers.get"])
    assert types(await scenario.events()).count("user.verifier.created") == 2


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("invitations.revoke", "The status is revoked, but must be pending"),
        ("organizations.update", "The organization is suspended"),
        ("expire", "The status is expired"),
        ("wait", "The status is expired"),
        ("accept", "The status is accepted"),
        ("fill", "The organization has 1 members at most"),
    ],
)
async def test_invitation_that_cannot_be_accepted(scenario: Scenario, end: str, message: str) -> None:
    api = scenario.api
    ids = await scenario.ids(NAMED["invitations.get"])
    invitation = ids["invitation_id"]
    ends: dict[str, Callable[[], object]] = {
        "expire": lambda: api.expire(invitation),
        "accept": lambda: api.accept(invitation),
        "wait": lambda: api.clock.advance(days=8),
    }
    if end in ends:
        ends[end]()
    elif end == "fill":
        await scenario.call("organizations.update", ids, {"max_members": 1})
        await scenario.call("members.create", ids)
    else:
        await scenario.call(end, ids, {"status": "suspended"} if end == "organizations.update" else None)
    before = await scenario.call("members.list", ids)
    with pytest.raises(ValueError, match=message):
        api.accept(invitation)
    assert await scenario.call("members.list", ids) == before


async def test_invalid_arguments_of_the_local_api(scenario: Scenario) -> None:
    api = scenario.api
    api.sign_up("ann@example.com")
    with pytest.raises(ValueError, match="Another user of the issuer has this user name"):
        api.sign_up("Ann@example.com")
    for call in (
        lambda: api.seed(issuer="i_0", users=1),
        lambda: api.sign_up("bob@example.com", issuer="i_0"),
        lambda: api.sign_in("usr_0"),
        lambda: api.accept("inv_0"),
        lambda: api.expire("key_0"),
        lambda: api.access_token("usr_0"),
    ):
        with pytest.raises(LookupError, match="_0 is not among the"):
            call()
    with pytest.raises(TypeError):
        api.seed(user=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  an unknown keyword


async def test_deletion_includes_dependents_with_other_paths(scenario: Scenario, admin: AuthPIAdmin) -> None:
    """Tokens of users of an issuer, and memberships, have paths of their own."""
    api = scenario.api
    for deletion in ("users.delete", "issuers.delete"):
        ids = await scenario.ids(NAMED["tokens.list"])
        token = await scenario.make(f"{ISSUER}/users/{{user_id}}/tokens", ids)
        await scenario.call(deletion, ids)
        with pytest.raises(NotFoundError):
            await admin.tokens.get(token)
    for kind, deletion in (("users", "users.delete"), ("agents", "agents.delete")):
        ids = await scenario.ids(NAMED["members.list"])
        member = await scenario.make(f"{ISSUER}/{kind}", ids)
        await scenario.call("members.create", ids, {"member_id": member})
        await scenario.call(deletion, ids | {f"{kind[:-1]}_id": member})
        assert await scenario.call("members.list", ids) == []
    ids = await scenario.ids(NAMED["sessions.get"])
    user = api.seed(issuer=ids["issuer_id"], users=1)["users"][0]
    session = api.sign_in(user)["id"]
    await scenario.call("users.delete", ids | {"user_id": user})
    with pytest.raises(NotFoundError):
        await admin.issuer(ids["issuer_id"]).sessions.get(session)
    assert await admin.issuer(ids["issuer_id"]).sessions.get(ids["session_id"])


async def test_key_rotated_to_a_given_secret(scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED["api_keys.rotate"])
    rotated = await scenario.call("api_keys.rotate", ids, {"secret": "my own"})
    assert {*rotated.values()} == {"my own"}
    assert (await scenario.send("me.get", {}, auth=httpx.BasicAuth(ids["key_id"], "my own"))).status_code == 200


async def test_request_log_is_limited(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_request_log, "MAX_REQUESTS", 3)
    requests = scenario.api.requests
    for name in ("me.get", "accounts.list", "me.get", "me.get"):
        await scenario.call(name, {})
    assert [request.path for request in requests] == ["/v1/accounts", "/v1/me", "/v1/me"]
    assert requests is scenario.api.requests
