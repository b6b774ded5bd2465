"""The fault server, and clients of it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpi_core.reading import NOTHING, one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.clock import with_clock
from helpers.http_clients import NO_TRUST

from authpi_admin import AuthPIAdmin
from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from collections import Counter

    from helpers.fault_server import FaultServer
    from helpers.http_clients import Kind

    from authpi_admin import AioHttpClient
    from authpi_admin.types import HttpClient

TOKEN = "token-1"  # noqa: S105 - of a test
ME = b'{"data": {"type": "api_key", "accounts": [{"account_id": "acc_1", "org_id": "org_1", "scopes": []}]}}'
_CERTIFICATES = Path(__file__).parents[1] / "faults"


async def get(admin: AuthPIAdmin, **options: Any) -> JsonObject:
    """Make a call that is always retried."""
    return await admin.core.send(Request("things", "GET", "/v1/things/thing_1", **options), one(JsonObject))


async def delete(admin: AuthPIAdmin) -> None:
    """Make a call that is not retried where it may have been processed."""
    await admin.core.send(Request("things", "DELETE", "/v1/things"), NOTHING)


def server_certificate() -> ssl.SSLContext:
    """The certificate of a server on loopback."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_CERTIFICATES / "loopback.pem")
    return context


def trusting() -> ssl.SSLContext:
    """A context that trusts `server_certificate`."""
    return ssl.create_default_context(cafile=_CERTIFICATES / "authority.pem")


@dataclass
class FaultScenario:
    """A server and its clients.

    Attributes:
        server: The server.
        kind: The kind of HTTP client to test with.
        figures: What the tests count, for `docs/retries.md`.
        clock: The clock of the clients that are made from when it is set.
        http_clients: The HTTP client of each client.
    """

    server: FaultServer
    kind: Kind
    figures: Counter[str]
    clock: Clock = field(default_factory=Clock)
    http_clients: dict[AuthPIAdmin, HttpClient | AioHttpClient] = field(
        default_factory=dict["AuthPIAdmin", "HttpClient | AioHttpClient"]
    )

    def connect(self, *, connections: int = 1, tls: ssl.SSLContext = NO_TRUST, **options: Any) -> AuthPIAdmin:
        """Make a client of the server, with at most so many connections."""
        http_client = self.kind.make(connections, tls)
        usual: dict[str, Any] = {"account_id": "acc_1", "base_url": self.server.url, "http_client": http_client}
        usual["max_connections"] = connections
        if "api_key" not in options:
            usual["access_token"] = TOKEN
        admin = with_clock(AuthPIAdmin(**(usual | options)), self.clock)
        self.http_clients[admin] = http_client
        return admin

    def in_use(self, admin: AuthPIAdmin) -> int:
        """Count what is not free for the next request in the pool of a client."""
        return self.kind.in_use(self.http_clients[admin])

    async def aclose(self) -> None:
        for admin, http_client in self.http_clients.items():
            await admin.aclose()
            await http_client.aclose()
