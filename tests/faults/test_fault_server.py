"""The server of these tests closes each connection, also one that it accepts while it starts to refuse others."""

from __future__ import annotations

import asyncio
import gc
import socket
from typing import TYPE_CHECKING

import pytest
from helpers.fault_server import FaultServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _no_collector() -> Iterator[None]:
    """The collector would close a connection that the server has lost."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("steps", range(5))
async def test_refusing_closes_a_connection_that_is_being_accepted(steps: int) -> None:
    with socket.socket() as client:
        async with FaultServer() as server:
            client.connect(("127.0.0.1", int(server.url.rpartition(":")[2])))
            client.settimeout(0)
            for _ in range(steps):
                await asyncio.sleep(0)
            server.refuse()
        try:
            received = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(client, 1), 5)
        except ConnectionResetError:  # it was not accepted
            received = b""
    assert received == b""
