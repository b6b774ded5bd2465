"""Clients in two threads with an event loop each: nothing that they share belongs to one of the loops."""

from __future__ import annotations

import pytest
from helpers.programs import run

PROGRAM = """
import asyncio, json, sys, threading
from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

sys.setswitchinterval(1e-6)
asyncio.BaseEventLoop.slow_callback_duration = property(lambda _: 60, lambda *_: None)  # a busy machine is no failure
api, problems, started = CoreAPI(), [], threading.Barrier(2)

async def use(url):
    for _ in range({rounds}):
        async with AuthPIAdmin(api_key=api.key, base_url=url, deadline=20) as admin:
            found = await asyncio.gather(admin.whoami(), *(admin.issuers.list() for _ in range(3)))
            assert len(found) == 4

def thread(url):
    started.wait()
    try:
        asyncio.run(use(url))
    except BaseException as error:
        problems.append(repr(error))

with api.serve() as url:
    threads = [threading.Thread(target=thread, args=(url,), daemon=True) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(40)
    print(json.dumps([problems, [each.is_alive() for each in threads]]))
"""


@pytest.mark.parametrize("rounds", [1, 15])  # the first calls of a process, and many clients
def test_clients_of_two_threads(rounds: int) -> None:
    assert run(PROGRAM.format(rounds=rounds)) == [[[], [False, False]]]
