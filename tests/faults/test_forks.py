"""Clients that were used before the process forked: neither process disturbs the other."""

from __future__ import annotations

from helpers.programs import run

from authpi_admin.testing import CoreAPI

START = """
import asyncio, gc, json, os, sys, time, warnings
import httpx
from authpi_admin import AioHttpClient, AuthPIAdmin, ConfigurationError

asyncio.BaseEventLoop.slow_callback_duration = property(lambda _: 60, lambda *_: None)  # a busy machine is no failure
key, url = ("{key[0]}", "{key[1]}"), "{url}"
loop = asyncio.new_event_loop()

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

async def kind_of(call):
    try:
        return (await call).type
    except ConfigurationError as error:
        return "forked" in str(error)
"""

NEW_CLIENT = """
make = {make}
admin = connect(http_client=make())
loop.run_until_complete(admin.whoami())

def child():
    global admin
    before = admin
    del before
    admin = None
    gc.collect()
    async def call():
        async with connect(http_client=make()) as other:
            return (await other.whoami()).type
    return asyncio.run(call())

fork(child)
started = time.monotonic()
print(json.dumps(loop.run_until_complete(admin.whoami()).type))
print(json.dumps(time.monotonic() - started < 4))  # a call that lost its connection waits 5 s, until its timeout
loop.run_until_complete(admin.aclose())
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
    return items  # the third page is on its way, in a task of the parent

async def rest(items):
    async with asyncio.timeout(10):
        try:
            return len(await items.collect()) == total[0] - 3
        except ConfigurationError as error:
            return "ConfigurationError"

items = loop.run_until_complete(first())
fork(lambda: asyncio.run(rest(items)))
print(json.dumps(loop.run_until_complete(rest(items))))
loop.run_until_complete(admin.aclose())
loop.close()
"""

SHARED = """
async def main():
    async with httpx.AsyncClient() as http_client:
        used, unused = connect(http_client=http_client), connect(http_client=http_client)
        await used.whoami()
        await asyncio.to_thread(fork, lambda: [asyncio.run(kind_of(admin.whoami())) for admin in (used, unused)])
        print(json.dumps([await kind_of(admin.whoami()) for admin in (used, unused)]))
loop.run_until_complete(main())
loop.close()
"""

UNUSED = """
async def main():
    async with httpx.AsyncClient() as http_client:
        unused = connect(http_client=http_client)
        await asyncio.to_thread(fork, lambda: asyncio.run(kind_of(unused.whoami())))
        print(json.dumps(await kind_of(unused.whoami())))
loop.run_until_complete(main())
loop.close()
"""


def forked(program: str, **values: str) -> list[object]:
    """Run a program against a local Core API, and return what the child and the parent print."""
    api = CoreAPI()
    with api.serve() as url:
        code = START.format(key=api.key, url=url) + (program.format(**values) if values else program)
        # Python 3.12 warns of a fork beside other threads; nothing here takes a lock that one of them may hold. The
        # child leaves the parent's sockets and its event loop open.
        ignored = ("-W", "ignore::DeprecationWarning", "-W", "ignore::ResourceWarning")
        return run(code, *ignored)


def test_an_aiohttp_client_in_the_child_does_not_stall_the_parent() -> None:
    assert forked(NEW_CLIENT, make="AioHttpClient") == ["api_key", "api_key", True]


def test_a_default_client_in_the_child_does_not_stall_the_parent() -> None:
    assert forked(NEW_CLIENT, make="lambda: None") == ["api_key", "api_key", True]


def test_an_iterator_whose_next_page_was_requested_before_the_fork_goes_on_in_both_processes() -> None:
    assert forked(ITERATOR) == [True, True]


def test_both_clients_that_share_a_used_http_client_are_refused_in_the_child() -> None:
    assert forked(SHARED) == [[True, True], ["api_key", "api_key"]]


def test_an_http_client_that_was_not_used_before_the_fork_can_be_used_in_the_child() -> None:
    assert forked(UNUSED) == ["api_key", "api_key"]
