"""A local Core API whose responses differ from the document on purpose."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECRET = "hidden-value"  # noqa: S105 - not a real secret
"""What stands in the place of values, so that a test sees whether one is shown."""


@dataclass
class Response:
    """A response that may be changed: `data` is in the envelope `body`."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def data(self) -> Any:
        """What is in the envelope."""
        return self.body["data"]


@dataclass(frozen=True)
class Deviation:
    """A change of the responses to a path (a regular expression), and the sentence that tells of it."""

    path: str
    edit: Callable[[Response], object]
    text: str


def rows(edit: Callable[[Any], object]) -> Callable[[Response], object]:
    """Change every row of a list."""
    return lambda response: [edit(row) for row in response.data]


def status(code: int) -> Callable[[Response], object]:
    return lambda response: setattr(response, "status", code)


def gone(response: Response) -> None:
    response.status = 410
    response.body = {"error": "gone", "error_description": SECRET, "retryable": False}


def put(name: str, value: object) -> Callable[[Any], object]:
    """Set a member of an object."""
    return lambda resource: resource.update({name: value})


def one(edit: Callable[[Any], object]) -> Callable[[Response], object]:
    """Change the resource in the envelope."""
    return lambda response: edit(response.data)


ACCOUNT = "/v1/accounts/{account_id}"
ISSUER = f"{ACCOUNT}/issuers/{{issuer_id}}"
ORGANIZATION = f"{ISSUER}/organizations/{{org_id}}"
TEXT = [SECRET]
# A path, what is changed there, and what is said of it behind `GET` and the path.
_DEVIATIONS: list[tuple[str, Callable[[Response], object], str]] = [
    (
        f"{ISSUER}/users/{{user_id}}",
        one(lambda user: user.pop("username_type")),
        " 200.data: username_type required, but missing",
    ),
    (
        f"{ISSUER}/users",
        rows(lambda row: row.pop("username_hash")),
        " 200.data[]: username_hash required, but missing",
    ),
    (ISSUER, one(put("created_at", SECRET)), " 200.data.created_at: string, where the document says integer"),
    (
        f"{ISSUER}/clients/{{client_id}}",
        one(put("name", None)),
        " 200.data.name: null, where the document says string",
    ),
    (
        f"{ACCOUNT}/webhooks",
        rows(put("url", {"href": SECRET})),
        " 200.data[].url: object, where the document says string",
    ),
    (
        f"{ORGANIZATION}/groups/{{group_id}}",
        one(put("name", TEXT)),
        " 200.data.name: array, where the document says string",
    ),
    (
        f"{ORGANIZATION}/members",
        rows(put("groups", SECRET)),
        " 200.data[].groups: string, where the document says array or null",
    ),
    (
        f"{ISSUER}/clients",
        rows(put("confidential", SECRET)),
        " 200.data[].confidential: string, where the document says boolean",
    ),
    (
        f"{ACCOUNT}/issuers",
        rows(put("auth_method_count", 1.5)),
        " 200.data[].auth_method_count: number, where the document says integer",
    ),
    (
        f"{ACCOUNT}/api-keys/{{key_id}}",
        one(put("restrictions", SECRET)),
        " 200.data.restrictions: string, where the document says object",
    ),
    (
        f"{ACCOUNT}/notes/{{note_id}}",
        one(put("mentions", {"all": SECRET})),
        " 200.data.mentions: object, where the document says array or null",
    ),
    ("/v1/me", one(put("level", SECRET)), " 200.data.level: not described; string in responses"),
    (
        ORGANIZATION,
        one(put("limits", {"members": 5})),
        " 200.data.limits: not described; object in responses",
    ),
    (
        f"{ISSUER}/users/{{user_id}}/trusted-devices",
        rows(put("places", TEXT)),
        " 200.data[].places: not described; array in responses",
    ),
    (
        f"{ISSUER}/agents",
        lambda response: response.body.update(total=5),
        " 200.total: not described; integer in responses",
    ),
    (
        f"{ACCOUNT}/events/{{event_id}}",
        one(put("usr_8d2f0kfz3m8q1w5e9r2t6y4u7", 1)),
        " 200.data.other: not described; integer in responses",
    ),
    (
        f"{ISSUER}/agents/{{agent_id}}",
        one(put("status", SECRET)),
        " 200.data.status: a value that is not listed (other)",
    ),
    (
        f"{ACCOUNT}/api-keys",
        rows(put("status", SECRET)),
        " 200.data[].status: a value that is not listed (other)",
    ),
    (f"{ACCOUNT}/webhooks/{{webhook_id}}", status(203), ": status 203 is not described"),
    (f"{ORGANIZATION}/invitations/{{invitation_id}}", gone, ": status 410 is not described"),
    (f"{ACCOUNT}/invoices", status(501), ": status 501 is not described"),
    (
        f"{ISSUER}/auth-methods/{{method_id}}",
        lambda response: response.headers.pop("etag"),
        " 200: the header ETag is missing",
    ),
    (
        f"{ACCOUNT}/tokens/{{token_id}}",
        lambda response: response.headers.update({"x-request-id": SECRET}),
        " 200: the header x-request-id is not described",
    ),
]
DEVIATIONS = [Deviation(path, edit, f"GET {path}{text}") for path, edit, text in _DEVIATIONS]


class DeviatingAPI:
    """An ASGI application that changes the responses of another one."""

    def __init__(self, app: ASGIApp, deviations: Sequence[Deviation]) -> None:
        """Take the application and the changes."""
        self._app = app
        self._deviations = deviations
        self.methods: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self.methods.append(scope["method"])
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        response = Response(messages[0]["status"], headers, json.loads(body) if body else None)
        if response.status == 200:
            for deviation in self._deviations:
                if re.fullmatch(re.sub(r"{\w+}", "(?!aggregate)[^/]+", deviation.path), scope["path"]):
                    deviation.edit(response)
        body = json.dumps(response.body).encode() if response.body is not None else b""
        response.headers["content-length"] = str(len(body))
        fields = [(name.encode(), value.encode()) for name, value in response.headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": fields})
        await send({"type": "http.response.body", "body": body})
