"""Clients that were used before the process forked: neither process disturbs the other."""

from __future__ import annotations

import pytest
from helpers.programs import run

from authpi_admin.testing import CoreAPI

START = """
import asyncio, gc, json, os, sys, time
import httpx
from authpi_admin import AioHttpClient, AuthPIAdmin, ClosedClientError, ConfigurationError

asyncio.BaseEventLoop.slow_callback_duration = property(lambda _: 60, lambda *_: None)  # a busy machine is no failure
key, url = ("{key[0]}", "{key[1]}"), "{url}"
loop = asyncio.new_event_loop()
finished = loop.run_until_complete

def connect(**options):
    return AuthPIAdmin(api_key=key, base_url=url, timeout=5, **options)

def fork(child):
    sys.stdout.flush()
    if os.fork() == 0:
        try:
            print(json.dumps(child()), flush=True)
        finally:
            os._exit(0)
    assert os.wait()[1] == 0

async def kind_of(admin):
    try:
        return (await admin.whoami()).type
    except ConfigurationError as error:
        return "forked" in str(error)
"""

NEW_CLIENT = """
admin = connect(http_client={client})
finished(admin.whoami())

def child():
    global admin
    admin = None
    gc.collect()
    async def call():
        async with connect(http_client={client}) as other:
            return await kind_of(other)
    return asyncio.run(call())

fork(child)
started = time.monotonic()
print(json.dumps(finished(kind_of(admin))))
print(json.dumps(time.monotonic() - started < 4))  # a call that lost its connection waits 5 s, until its timeout
finished(admin.aclose())
loop.close()
"""

SAME_CLIENT = """
used, unused = connect(), connect()
finished(asyncio.wait([loop.create_task(admin.whoami()) for admin in (used, unused)]))

async def child():
    await unused.aclose()
    try:
        await unused.whoami()
    except ClosedClientError:
        async with used:
            return [await kind_of(used) for _ in range(2)]

fork(lambda: asyncio.run(child()))
for admin in (used, unused):
    print(json.dumps(finished(kind_of(admin))))
    finished(admin.aclose())
loop.close()
"""

ITERATOR = """
admin, total = connect(), []

async def first():
    for number in range(8):
        await admin.issuers.create({"name": f"Issuer {number}"})
    total.append(len(await admin.issuers.list_all().collect()))
    items = admin.issuers.list_all(limit=2)
    for _ in range(3):
        await anext(items)
    return items  # the third page was requested by a task of the parent

async def rest(items):
    async with asyncio.timeout(10):
        return len(await items.collect()) == total[0] - 3

items = finished(first())
fork(lambda: asyncio.run(rest(items)))
print(json.dumps(finished(rest(items))))
finished(admin.aclose())
loop.close()
"""

INJECTED_CLIENT = """
async def kinds(admins):
    return [await kind_of(admin) for admin in admins]

async def main():
    async with httpx.AsyncClient() as http_client:
        admins = [connect(http_client=http_client) for _ in range(2)]
        {before}
        gc.collect()
        await asyncio.to_thread(fork, lambda: asyncio.run(kinds(admins)))
        print(json.dumps(await kinds(admins)))
finished(main())
loop.close()
"""


def forked(program: str, **values: str) -> list[object]:
    """Run a program against a local Core API, and return what the child and the parent print."""
    api = CoreAPI()
    with api.serve() as url:
        code = START.format(key=api.key, url=url) + (program.format(**values) if values else program)
        # Python 3.12 warns of a fork beside other threads; none of them holds a lock that is taken here. The child
        # leaves the parent's sockets and its event loop open.
        return run(code, "-W", "ignore::DeprecationWarning", "-W", "ignore::ResourceWarning")


@pytest.mark.parametrize("client", ["AioHttpClient()", "None"])
def test_new_client_in_the_child_does_not_stall_the_parent(client: str) -> None:
    assert forked(NEW_CLIENT, client=client) == ["api_key", "api_key", True]


def test_default_client_has_connections_in_each_process() -> None:
    assert forked(SAME_CLIENT) == [["api_key", "api_key"], "api_key", "api_key"]


def test_iterator_continues_in_both_processes() -> None:
    assert forked(ITERATOR) == [True, True]


@pytest.mark.parametrize(
    ("before", "child"),
    [
        ("await admins[0].whoami()", [True, True]),
        ("await connect(http_client=http_client).whoami()", [True, True]),  # a client that is collected
        ("pass", ["api_key", "api_key"]),
    ],
)
def test_injected_client_that_was_used_before_the_fork_is_refused_in_the_child(before: str, child: object) -> None:
    assert forked(INJECTED_CLIENT, before=before) == [child, ["api_key", "api_key"]]
