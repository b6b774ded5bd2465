"""Provides `CoreAPI`, the local AuthPI Core API, with methods that tests control it with."""

import asyncio
import secrets
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, cast

from authpi_admin import AuthPIAdmin
from authpi_admin.testing._app import Application
from authpi_admin.testing._clock import Clock
from authpi_admin.testing._dispatcher import Sign, hex_signature
from authpi_admin.testing._problem import retry_later
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._resources.access import Tokens
from authpi_admin.testing._resources.organizations import Invitations
from authpi_admin.testing._resources.users import Sessions, Users
from authpi_admin.testing._state import NestedUpdates, Options, UnknownKeys
from authpi_admin.testing._store import Ids, JsonObject, Record, digest

if TYPE_CHECKING:
    import httpx

_ROOT = "*:**"


class CoreAPI(Application):
    """The AuthPI Core API in memory: an ASGI application with one account, one issuer and a root API key.

    Call it without a socket through `client()` or `transport()`, or `serve()` it over HTTP on loopback. It supports
    several event loops and threads. Methods take a resource as its id, its JSON object or a model of the SDK, and
    raise `LookupError` if it does not exist. They raise `ValueError` for what the API would reject, for example
    accepting an invitation that is not pending.

    Args:
        clock: The clock. Default: real time.
        sign: Returns `X-Webhook-Signature` for a secret and the raw body. Default: HMAC-SHA256 in hexadecimal.
        nested_updates: Whether an update replaces nested objects such as `profile`, or merges its fields into them.
        unknown_keys: For undocumented body keys: whether to issue an `UnknownKeysWarning`, respond with 400, or ignore.
        older_etag_member: Whether a 412 names the current ETag `currentETag`, as an older page, not `current_etag`.
    """

    base_url = "http://core-api.testing"
    """A URL to use with `transport()`; it is not reachable over a network."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        sign: Sign = hex_signature,
        nested_updates: NestedUpdates = "replace",
        unknown_keys: UnknownKeys = "warn",
        older_etag_member: bool = False,
    ) -> None:
        """Create the account, the issuer and the root API key."""
        super().__init__(clock or Clock(), Options(nested_updates, unknown_keys, older_etag_member), sign)
        new = self.state.store.ids.new
        self.account_id: str = new("acc_")
        """Id of the account."""
        self.key: tuple[str, str] = (new("key_", 16), secrets.token_urlsafe(32))
        """Id and secret of an API key with all permissions (scope `*:**`)."""
        self.issuer_id: str = new("i_")
        """Id of the issuer `Default`."""
        self._set_up()

    def _set_up(self) -> None:
        # The organization of an account belongs to an issuer of AuthPI itself, which the account cannot see.
        ids = {"issuer_id": self.state.store.ids.new("i_")}
        organization = self.resources["organizations"].new(ids, {"name": "Local account"}).data
        self.resources["accounts"].insert({}, {"organization": organization}, {}, self.account_id)
        account: Ids = {"account_id": self.account_id}
        values: JsonObject = {"name": "Root key", "restrictions": {"scopes": [_ROOT]}}
        key_id, secret = self.key
        self.resources["api_keys"].insert(account, values, {"secret": secret}, key_id)
        self.resources["issuers"].insert(account, {"name": "Default"}, {}, self.issuer_id)

    def reset(self, *, empty: bool = False) -> None:
        """Restore the initial state, with the same ids, key and clock; with `empty`, without any resources."""
        with self.lock:
            self.dispatcher.stop()
            self._begin()
            if not empty:
                self._set_up()

    def transport(self) -> "httpx.ASGITransport":
        """Return a transport for `httpx.AsyncClient` that calls this app without a socket."""
        import httpx  # noqa: PLC0415 - takes 0.1 s, and `serve` does not need it

        return httpx.ASGITransport(app=self)

    def client(self) -> AuthPIAdmin:
        """Return a client with the root key that calls this app without a socket, for use in one event loop.

        It need not be closed. Call this in each event loop, for example in a dependency of a FastAPI application.
        """
        import httpx  # noqa: PLC0415 - as above

        client = httpx.AsyncClient(transport=self.transport())
        return AuthPIAdmin(api_key=self.key, account_id=self.account_id, base_url=self.base_url, http_client=client)

    def serve(self, port: int = 0) -> AbstractContextManager[str]:
        """Serve over HTTP on loopback during a `with` block, which gets the URL; port 0 selects a free port."""
        from authpi_admin.testing._serve import serve_in_thread  # noqa: PLC0415 - imports uvicorn, needed here only

        return serve_in_thread(self, port)

    def fail_next(self, status: int = 503, *, times: int = 1, retry_after: float | None = None) -> None:
        """Respond to the next requests with an HTTP error, without processing them (`retry_after`: in seconds)."""
        failure = retry_later(status, "injected_failure", "The test injected this failure.", retry_after)
        with self.lock:
            self._failures += [failure] * times

    def delay(self, seconds: float) -> None:
        """Delay all later responses, in seconds; requests are processed before the delay. 0 ends it."""
        self._delay = seconds

    def drop_responses(self, times: int = 1) -> None:
        """Process the next requests, but close the connection instead of responding."""
        self._drops = times

    def seed(
        self, *, issuer: Any = None, users: int = 0, organizations: int = 0, agents: int = 0, clients: int = 0
    ) -> dict[str, list[str]]:
        """Create a number of resources of each kind at an issuer, without events; return their ids."""
        counts = {"users": users, "organizations": organizations, "agents": agents, "clients": clients}
        with self.lock:
            ids = self._ids(issuer)
            return {
                group: [self._insert(group, ids, **_example(group, number)).id for number in range(count)]
                for group, count in counts.items()
            }

    def sign_in(self, user: Any, *, ttl: int | None = None, op_session: Any = None) -> JsonObject:
        """Sign a user in; return the new `op` session, or with `op_session` a new `rp` session that is linked to it.

        It expires after `ttl` seconds; the default is that of the issuer's settings, or else 7 days.
        """
        with self.lock:
            found = self._find(user, "users")
            linked = None if op_session is None else self._find(op_session, "sessions").id
            session = self.resources.kind(Sessions).begin({**found.ids, "user_id": found.id}, ttl, linked)
            return self._made("sessions", session)

    def sign_up(self, username: str, *, issuer: Any = None, **profile: object) -> JsonObject:
        """Sign a person up with an email address; return the new user, which is pending approval."""
        with self.lock:
            values = {"username_type": "email", "username": username, "profile": profile}
            user = self._insert("users", self._ids(issuer), **values, status="pending_approval")
            return self._made("users", user, "user.approval.requested")

    def accept(self, invitation: Any) -> JsonObject:
        """Accept an invitation for the invited person, and create the user if necessary; return the membership."""
        with self.lock:
            found = self._find(invitation, "invitations")
            self.resources.kind(Invitations).require_open(found)
            email = found.data["email_invited"]
            user_id = self.resources.kind(Users).with_email(found.ids, email)
            if user_id is None:
                user = self._insert("users", found.ids, username_type="email", username=email)
                user_id = self._made("users", user)["id"]
            values = {"member_id": user_id, "scopes": found.data["scopes"], "user_title": found.data.get("user_title")}
            member = self._insert("members", found.ids, **values)
            found.data |= {"status": "accepted", "accepted_at": self.clock.ms(), "user_id_invited": user_id}
            self.state.store.touch(found)
            self._made("invitations", found, "accepted")
            return self._made("members", member)

    def access_token(self, user: Any, *, scopes: tuple[str, ...] = (_ROOT,), expires_in: int = 3600) -> str:
        """Return a bearer token for a user, which is valid for `expires_in` seconds."""
        with self.lock:
            found = self._find(user, "users")
            expires_at = self.clock.ms() + expires_in * 1000
            data: JsonObject = {"user_id": found.id, "issuer_id": found.ids["issuer_id"], "expires_at": expires_at}
            data |= {"type": "user", "status": "active", "restrictions": {"scopes": list(scopes)}, "created_at": 0}
            return self.resources.kind(Tokens).issue(Record(self.state.store.ids.new("at_"), data, found.ids))

    def expire(self, token: Any) -> None:
        """Expire a bearer token (given as its text), an API key, a personal token, a session or an invitation."""
        with self.lock:
            issued = self.state.bearer_tokens.get(digest(token)) if isinstance(token, str) else None
            groups = ("api_keys", "tokens", "sessions", "invitations")
            record, kind = (issued, self.resources["tokens"]) if issued else self._locate(token, *groups)
            record.data["expires_at"] = self.clock.ms()
            self.resources.watch(kind, record)
            self.resources.expire_due()

    async def settled(self) -> None:
        """Wait until all webhook deliveries that are due have been attempted."""
        # Deliveries run in a thread, which an asyncio.Event cannot be used with.
        while not self.dispatcher.idle:  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    def _insert(self, group: str, ids: Ids, **values: object) -> Record:
        return self.resources[group].insert(ids, values, values)[0]

    def _made(self, group: str, record: Record, verb: str = "created") -> JsonObject:
        """Record the event of a change, and return the resource as in a response."""
        kind = self.resources[group]
        self.resources.emit(None, kind, record, verb)
        return self.state.document.shape(kind.schema, kind.view(record))

    def _ids(self, issuer: Any) -> Ids:
        return {"account_id": self.account_id, "issuer_id": self._find(issuer or self.issuer_id, "issuers").id}

    def _find(self, resource: Any, *groups: str) -> Record:
        return self._locate(resource, *groups)[0]

    def _locate(self, resource: Any, *groups: str) -> tuple[Record, Resource]:
        self.resources.expire_due()
        for kind in map(self.resources.__getitem__, groups):
            for table in self.state.store.tables(kind.home[-1], ("accounts", self.account_id)):
                record = table.get(_id_of(resource))
                if record is not None:
                    return record, kind
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
