"""Serves fixed responses in a separate process, so that only the client is measured.

The id of the issuer contains the number of its users and the latency of responses; see `issuer_id`.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Message = dict[str, Any]

PAGE = 100
_CURSOR = re.compile(rb"cursor=usr_(\d+)")
_MOMENT = 1_764_547_200_123
_USER = {
    "id": "usr_00000001",
    "issuer_id": "i_1",
    "status": "active",
    "status_at": _MOMENT,
    "status_reason": None,
    "status_by": None,
    "username_type": "email",
    "username": "alice@example.com",
    "profile": {"display_name": "Alice Liddell", "first_name": "Alice", "last_name": "Liddell", "locale": "en-GB"},
    "scopes": ["openid", "profile", "email"],
    "security": {"mfa_enabled": True},
    "compliance": {},
    "preferences": {"theme": "dark"},
    "approval": None,
    "custom_fields": {"plan": "pro"},
    "metadata": {"imported": True},
    "created_at": _MOMENT,
    "updated_at": _MOMENT,
}
_ROWS = [
    {
        "user_id": f"usr_{number:08}",
        "issuer_id": "i_1",
        "username_hash": f"{number:064x}",
        "username_type": "email",
        "status": "active",
        "store_id": "store_default",
        "region": "weur",
        "created_at": _MOMENT + number,
        "updated_at": _MOMENT + number,
    }
    for number in range(PAGE)
]
_TLS = Path(__file__).parents[2] / "tests" / "faults"
CAFILE = _TLS / "authority.pem"
"""The certificate authority of the server over TLS."""
_connections: set[tuple[str, int]] = set()
_ONE = json.dumps({"data": _USER}, separators=(",", ":")).encode()
_MANY = json.dumps(_ROWS, separators=(",", ":")).encode()


def issuer_id(users: int = PAGE, latency: int = 0) -> str:
    """Return the id of an issuer.

    Args:
        users: The number of its users.
        latency: Delay of each response, in milliseconds.

    Returns:
        Its id.
    """
    return f"i_{users}x{latency}"


def _page(users: int, query: bytes) -> bytes:
    cursor = _CURSOR.search(query)
    end = (int(cursor[1]) if cursor else 0) + PAGE
    following = f'"usr_{end}"' if end < users else "null"
    more = "true" if end < users else "false"
    return b'{"data":%b,"has_more":%b,"next_cursor":%b}' % (_MANY, more.encode(), following.encode())


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Message]],  # noqa: ARG001 - the body is ignored
    send: Callable[[Message], Awaitable[None]],
) -> None:
    """Respond to a request for `/v1/accounts/{account_id}/issuers/{issuer_id}/users`, or for one of them.

    Args:
        scope: The request (ASGI).
        receive: Receives its body.
        send: Sends the response.
    """
    _connections.add(tuple(scope["client"]))
    if scope["path"] == "/connections":
        body = b"%d" % (len(_connections) - 1)  # without the connection of this request
        _connections.clear()
        await _respond(send, body, [])
        return
    segments = scope["path"].split("/")
    users, _, latency = segments[5].removeprefix("i_").partition("x")
    if latency != "0":
        await asyncio.sleep(int(latency) / 1000)
    is_list = scope["method"] == "GET" and segments[-1] == "users"
    body = _page(int(users), scope["query_string"]) if is_list else _ONE
    await _respond(send, body, [] if is_list else [(b"etag", b'"1764547200123"')])


async def _respond(send: Callable[[Message], Awaitable[None]], body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    headers += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def main() -> None:
    """Serve on a free port of the loopback interface, and print its URL."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does not set it; connections inherit it
    tls: dict[str, Any] = {}
    if "tls" in sys.argv:
        tls = {"ssl_certfile": _TLS / "loopback.pem", "ssl_keyfile": _TLS / "loopback.pem"}
    scheme = "https" if tls else "http"
    print(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201 - the parent process reads it
    config = uvicorn.Config(
        app, access_log=False, log_level="warning", lifespan="off", ws="none", timeout_keep_alive=3600, **tls
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
