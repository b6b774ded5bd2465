"""A local Core API whose responses differ from the document on purpose."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECRET = "hidden-value"  # noqa: S105 - it is none
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


ACCOUNT = "/v1/accounts/{account_id}"
ISSUER = f"{ACCOUNT}/issuers/{{issuer_id}}"
DEVIATIONS = [
    Deviation(
        f"{ISSUER}/users/{{user_id}}",
        lambda response: response.data.pop("username_type"),
        f"GET {ISSUER}/users/{{user_id}} 200.data: username_type missing, although required",
    ),
    Deviation(
        f"{ISSUER}/users",
        rows(lambda row: row.pop("username_hash")),
        f"GET {ISSUER}/users 200.data[]: username_hash missing, although required",
    ),
    Deviation(
        f"{ISSUER}/groups-of-nothing",
        lambda _: None,
        "",
    ),
]
DEVIATIONS.pop()


class DeviatingAPI:
    """An ASGI application that changes the responses of another one."""

    def __init__(self, app: ASGIApp, deviations: Sequence[Deviation]) -> None:
        """Take the application and the changes."""
        self._app = app
        self._deviations = deviations
        self.methods: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
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
                if re.fullmatch(re.sub(r"{\w+}", "[^/]+", deviation.path), scope["path"]):
                    deviation.edit(response)
        body = json.dumps(response.body).encode() if response.body is not None else b""
        response.headers["content-length"] = str(len(body))
        fields = [(name.encode(), value.encode()) for name, value in response.headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": fields})
        await send({"type": "http.response.body", "body": body})
