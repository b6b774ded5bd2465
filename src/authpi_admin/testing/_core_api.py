"""`CoreAPI`: the local stand-in of the AuthPI Core API, with what tests use to steer it."""

import asyncio
import secrets
from contextlib import AbstractContextManager
from typing import Any, cast

import httpx

from authpi_admin.testing._app import Application
from authpi_admin.testing._courier import Sign, hex_signature
from authpi_admin.testing._errors import retry_later
from authpi_admin.testing._resources.access import Tokens
from authpi_admin.testing._resources.organizations import Invitations
from authpi_admin.testing._resources.users import Users
from authpi_admin.testing._store import Clock, Ids, JsonObject, Record, digest

_ROOT = "*:**"


class CoreAPI(Application):
    """The AuthPI Core API in memory: an ASGI application with one account, one issuer and a root API key.

    Mount it without a socket by `transport()`, or `serve()` it over HTTP on loopback. Where a method takes a resource,
    it takes its id, its JSON object or a model of the SDK, and raises `LookupError` if it is not there; what the API
    would refuse, such as an invitation that is not open, raises `ValueError`.

    Args:
        clock: The time it lives by; real time where absent.
        sign: Makes the value of `X-Webhook-Signature` from a webhook's secret and the raw body of a delivery. How the
            real API encodes it is not published; the default is HMAC-SHA256 in hexadecimal.
    """

    base_url = "http://core-api.testing"
    """An address to use with `transport()`; it stands for nothing on a network."""

    def __init__(self, *, clock: Clock | None = None, sign: Sign = hex_signature) -> None:
        """Set up a fresh account."""
        super().__init__(clock or Clock())
        self.world.courier.sign = sign
        # The organization of an account lives at an issuer of AuthPI's own, which the account cannot see.
        ids = {"issuer_id": self.world.store.new_id("i_")}
        organization = self.world.resource("organizations").new(ids, {"name": "Local account"}).data
        self.account_id: str = self._insert("accounts", {}, organization=organization).id
        """Id of the account."""
        self._account: Ids = {"account_id": self.account_id}
        secret = secrets.token_urlsafe(32)
        values: JsonObject = {"name": "Root key", "restrictions": {"scopes": [_ROOT]}}
        key, _ = self.world.resource("api_keys").insert(self._account, values, {"secret": secret})
        self.key: tuple[str, str] = (key.id, secret)
        """Id and secret of an API key that may do everything (scope `*:**`)."""
        self.issuer_id: str = self._insert("issuers", self._account, name="Default").id
        """Id of the issuer `Default`."""

    def transport(self) -> httpx.ASGITransport:
        """A transport for `httpx.AsyncClient` that calls this app without a socket."""
        return httpx.ASGITransport(app=self)

    def serve(self, port: int = 0) -> AbstractContextManager[str]:
        """Serve over HTTP on loopback while the block runs, on a free port where it is 0; yields the URL."""
        # uvicorn is only needed here; mounting the app should not pay for its import.
        from authpi_admin.testing._serve import serve_in_thread  # noqa: PLC0415

        return serve_in_thread(self, port)

    def fail_next(self, status: int = 503, *, times: int = 1, retry_after: float | None = None) -> None:
        """Answer the next requests with an HTTP error (`retry_after`: in seconds), and do nothing else about them."""
        failure = retry_later(status, "injected_failure", "The test asked for this.", retry_after)
        self._failures += [failure] * times

    def delay(self, seconds: float) -> None:
        """Hold every answer back from now on; 0 ends it. What a request asks for is done before the wait."""
        self._delay = seconds

    def drop_answers(self, times: int = 1) -> None:
        """Do what the next requests ask for, but break the connection instead of answering."""
        self._drops = times

    def seed(
        self, *, issuer: Any = None, users: int = 0, organizations: int = 0, agents: int = 0, clients: int = 0
    ) -> dict[str, list[str]]:
        """Put so many of each kind into an issuer, without events; returns their ids."""
        counts = {"users": users, "organizations": organizations, "agents": agents, "clients": clients}
        with self._lock:
            ids = self._ids(issuer)
            return {
                group: [self._insert(group, ids, **_example(group, number)).id for number in range(count)]
                for group, count in counts.items()
            }

    def sign_in(self, user: Any, *, ttl: int = 86_400) -> JsonObject:
        """Let a user sign in; returns the new session, which lives `ttl` seconds."""
        with self._lock:
            found = self._find(user, "users")
            expires_at = self.clock.ms() + ttl * 1000
            values = {"user_id": found.id, "type": "op", "status": "active", "ttl": ttl, "expires_at": expires_at}
            return self._made("sessions", self._insert("sessions", found.ids, **values))

    def sign_up(self, username: str, *, issuer: Any = None, **profile: object) -> JsonObject:
        """Let somebody sign up with an email address; returns the new user, who waits for approval."""
        with self._lock:
            values = {"username_type": "email", "username": username, "profile": profile}
            user = self._insert("users", self._ids(issuer), **values, status="pending_approval")
            return self._made("users", user, "user.approval.requested")

    def accept(self, invitation: Any) -> JsonObject:
        """Let the invited person accept, who becomes a user if need be; returns the new membership."""
        with self._lock:
            found = self._find(invitation, "invitations")
            self.world.kind(Invitations).require_open(found)
            email = found.data["email_invited"]
            user_id = self.world.kind(Users).with_email(found.ids, email)
            if user_id is None:
                user = self._insert("users", found.ids, username_type="email", username=email)
                user_id = self._made("users", user)["id"]
            values = {"member_id": user_id, "scopes": found.data["scopes"], "user_title": found.data.get("user_title")}
            member = self._insert("members", found.ids, **values)
            found.data |= {"status": "accepted", "accepted_at": self.clock.ms(), "user_id_invited": user_id}
            self.world.store.touch(found)
            self._made("invitations", found, "accepted")
            return self._made("members", member)

    def access_token(self, user: Any, *, scopes: tuple[str, ...] = (_ROOT,), expires_in: int = 3600) -> str:
        """A bearer token with which a user may call the API, for `expires_in` seconds."""
        with self._lock:
            found = self._find(user, "users")
            expires_at = self.clock.ms() + expires_in * 1000
            data: JsonObject = {"user_id": found.id, "issuer_id": found.ids["issuer_id"], "expires_at": expires_at}
            data |= {"type": "user", "status": "active", "restrictions": {"scopes": list(scopes)}, "created_at": 0}
            return self.world.kind(Tokens).issue(Record(self.world.store.new_id("at_"), data, found.ids))

    def expire(self, token: Any) -> None:
        """End the life of a bearer token (its text), or of a key, personal token, session or invitation."""
        with self._lock:
            record = self.world.bearer_tokens.get(digest(token)) if isinstance(token, str) else None
            record = record or self._find(token, "api_keys", "tokens", "sessions", "invitations")
            record.data["expires_at"] = self.clock.ms()
            self._expire_sessions()

    async def settled(self) -> None:
        """Wait until every delivery to webhooks that is due has been tried."""
        # An event would belong to one loop; deliveries run in that of whoever caused them.
        while not self.world.courier.idle:  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    def _insert(self, group: str, ids: Ids, **values: object) -> Record:
        return self.world.resource(group).insert(ids, values, values)[0]

    def _made(self, group: str, record: Record, verb: str = "created") -> JsonObject:
        """Write the event of a change, and give the resource as the API does."""
        resource = self.world.resource(group)
        self.world.emit(None, resource, record, verb)
        return self.world.document.shape(resource.schema, resource.view(record))

    def _ids(self, issuer: Any) -> Ids:
        return self._account | {"issuer_id": self._find(issuer or self.issuer_id, "issuers").id}

    def _find(self, resource: Any, *groups: str) -> Record:
        for kind in map(self.world.resource, groups):
            for table in self.world.store.tables(kind.home[-1], ("accounts", self.account_id)):
                record = table.get(_id_of(resource))
                if record is not None and not kind.lapsed(record):
                    return record
        raise LookupError(f"{_id_of(resource)} is not among the {' or '.join(groups)}.")


def _id_of(resource: Any) -> str:
    if isinstance(resource, str):
        return resource
    members = cast("JsonObject", resource if isinstance(resource, dict) else vars(resource))
    return str(members.get("id") or members.get("user_id"))


def _example(group: str, number: int) -> JsonObject:
    if group == "users":
        return {"username_type": "email", "username": f"user{number}-{secrets.token_hex(4)}@example.com"}
    return {"name": f"{group.removesuffix('s').capitalize()} {number}"}
