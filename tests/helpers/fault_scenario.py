"""What the tests of this directory play on: the server that misbehaves, and clients of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.clock import with_clock
from helpers.http_clients import NO_TRUST

from authpi_admin import AuthPIAdmin
from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    import ssl
    from collections import Counter

    from helpers.fault_server import FaultServer
    from helpers.http_clients import Kind

    from authpi_admin import AioHttpClient
    from authpi_admin.types import HttpClient

TOKEN = "token-1"  # noqa: S105 - opens nothing


@dataclass
class FaultScenario:
    """A server and its clients.

    Attributes:
        server: The server.
        kind: The kind of HTTP client to test with.
        figures: What the tests count, for `docs/retries.md`.
        clock: The time of the clients that are made from when it is set.
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
        """Close all clients."""
        for admin, http_client in self.http_clients.items():
            await admin.aclose()
            await http_client.aclose()
