"""Operations are loaded on first use: before a loop runs at once, in a running loop by a thread beside it."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
from authpi_admin._threads import in_thread
from authpi_core import operations as op
from helpers.mocked_api import BASE_URL, KEY, response
from helpers.mocked_list import MockedList, numbers
from helpers.programs import run

from authpi_admin import AuthPIAdmin, ClosedClientError, Page, _connection, _own_client
from authpi_admin._binding import InIssuer, call, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi


def fresh(threads: list[threading.Thread], first: Callable[[], object] = int) -> type[InIssuer]:
    """A resource whose operations were not used yet; it notes which threads load them, after what comes first."""

    def noted(load: Callable[[], Any]) -> Callable[[], Any]:
        def noting() -> Any:
            threads.append(threading.current_thread())
            first()
            return load()

        return noting

    class Fresh(InIssuer):
        __slots__ = ()
        get: Final = call(noted(lambda: op.users_get))
        list_all: Final = pages(noted(lambda: op.users_list))

    return Fresh


def wait_for(found: list[httpx.AsyncClient]) -> int:
    """Wait, in a thread, until there is one."""
    ends_at = time.monotonic() + 10
    while not found and time.monotonic() < ends_at:
        time.sleep(0.001)
    return len(found)


def resource(kind: type[InIssuer], admin: AuthPIAdmin) -> Any:
    return kind(admin.core, "acc_1", "i_1")


async def test_in_a_running_loop_a_thread_loads_what_is_called(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    threads: list[threading.Thread] = []
    users = resource(fresh(threads), admin)
    get = users.get
    assert (get.__name__, get.__qualname__.rpartition(".")[2]) == ("get", "get")
    assert inspect.iscoroutinefunction(get)
    assert threads == []  # looking at it must not stall the loop
    await asyncio.gather(get("usr_1"), users.get("usr_2"))
    assert threading.main_thread() not in threads
    count = len(threads)
    await users.get("usr_3")
    assert len(threads) == count
    assert next(iter(inspect.signature(users.get).parameters)) == "user_id"


async def test_lists_are_loaded_with_their_first_page(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = MockedList(150)
    threads: list[threading.Thread] = []
    users = resource(fresh(threads), admin)
    listed = users.list_all(limit=100)
    assert threads == []
    assert numbers(await listed.collect()) == list(range(1, 151))
    assert len(threads) == 1
    assert threading.main_thread() not in threads


async def test_wrong_arguments_are_refused_with_the_first_page_where_nothing_is_loaded(
    admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    users = resource(fresh([]), admin)
    for listed in (users.list_all(limits=3), users.list_all(client=3)):
        with pytest.raises(TypeError, match="argument"):
            await anext(listed)
    with pytest.raises(TypeError, match="argument"):
        users.list_all(limits=3)
    with pytest.raises(TypeError, match="argument"):
        await users.get()
    assert mocked_api.requests == []


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[httpx.AsyncClient]:
    """The HTTP clients that were made."""
    clients: list[httpx.AsyncClient] = []

    def make() -> httpx.AsyncClient:
        clients.append(httpx.AsyncClient())
        return clients[-1]

    monkeypatch.setattr(_own_client, "OwnClient", make)
    return clients


async def test_first_calls_at_once_make_one_http_client_beside_what_they_load(
    admin: AuthPIAdmin, mocked_api: MockedApi, made: list[httpx.AsyncClient]
) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    counts: list[int] = []
    users = resource(fresh([]), admin)
    slow = resource(fresh([], lambda: counts.append(wait_for(made))), admin)
    await asyncio.gather(slow.get("usr_1"), *(users.get("usr_2") for _ in range(5)))
    await users.get("usr_3")
    assert (counts, len(made), len(mocked_api.requests)) == ([1], 1, 7)
    await admin.aclose()
    assert made[0].is_closed


async def test_who_has_loaded_the_http_library_late_makes_no_second_client(
    admin: AuthPIAdmin, mocked_api: MockedApi, made: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    users, others = resource(fresh([]), admin), resource(fresh([]), admin)
    early = asyncio.create_task(users.get("usr_1"))
    opening, importing = asyncio.Event(), asyncio.Event()

    async def late(work: Callable[[], object]) -> object:
        is_import = getattr(work, "func", None) is import_module
        if is_import and opening.is_set():
            importing.set()
            await early
        elif not is_import:
            opening.set()
            await importing.wait()
        return await in_thread(work)

    monkeypatch.setattr(_connection, "in_thread", late)
    await opening.wait()
    await others.get("usr_2")
    for task in asyncio.all_tasks() - {asyncio.current_task()}:  # one that makes a client, perhaps
        await task
    assert (len(mocked_api.requests), len(made)) == (2, 1)


async def test_a_client_that_is_closed_while_a_first_call_loads(
    admin: AuthPIAdmin, mocked_api: MockedApi, made: list[httpx.AsyncClient]
) -> None:
    loading, closed = threading.Event(), threading.Event()

    def load() -> None:
        wait_for(made)
        loading.set()
        assert closed.wait(10)

    call = asyncio.create_task(resource(fresh([], load), admin).get("usr_1"))
    assert await asyncio.to_thread(loading.wait, 10)
    await admin.aclose()
    closed.set()
    with pytest.raises(ClosedClientError):
        await call
    assert (mocked_api.requests, len(made)) == ([], 1)


async def test_an_injected_http_client_is_the_only_one(
    connect: Connect, mocked_api: MockedApi, made: list[httpx.AsyncClient]
) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    async with httpx.AsyncClient() as http_client:
        await resource(fresh([]), connect(http_client=http_client)).get("usr_1")
    assert (len(mocked_api.requests), made) == (1, [])


def test_where_no_loop_runs_looking_loads(admin: AuthPIAdmin) -> None:
    threads: list[threading.Thread] = []
    users = resource(fresh(threads), admin)
    signature = inspect.signature(users.list_all)
    assert str(signature.return_annotation) == "Pages[UserListItem]"
    assert [*signature.parameters][:3] == ["limit", "cursor", "status"]
    assert "an async iterator" in (users.list_all.__doc__ or "")
    assert "client:" not in users.get.__doc__
    assert threads == [threading.main_thread()] * 2


def test_a_class_shows_its_endpoints() -> None:
    kind: Any = fresh([])
    assert isinstance(kind.get, call)
    assert isinstance(kind.list_all, pages)


def test_preload_loads_everything_there_is() -> None:
    AuthPIAdmin.preload()
    code = """
import asyncio, json, sys
from authpi_admin import AuthPIAdmin
AuthPIAdmin.preload()
before = set(sys.modules)

async def main():
    admin = AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", base_url="http://127.0.0.1:9", retries=False)
    try:
        await admin.notes.get("note_1")
    except Exception as error:
        print(json.dumps([type(error).__name__, sorted(set(sys.modules) - before)]))
    await admin.aclose()

asyncio.run(main())
"""
    assert run(code) == [["ApiConnectionError", []]]


def test_a_call_that_sends_nothing_binds_to_no_event_loop(mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)
    users = resource(fresh([]), admin)

    async def wrong() -> None:
        with pytest.raises(TypeError, match="argument"):
            await users.get()

    with asyncio.Runner() as runner:
        runner.run(wrong())
    with asyncio.Runner() as runner:
        runner.run(users.get("usr_1"))
        runner.run(admin.aclose())
    assert len(mocked_api.requests) == 1


def test_a_page_is_iterable_and_has_a_length() -> None:
    page = Page([1, 2], has_more=True, next_cursor="c")
    assert ([*page], len(page)) == ([1, 2], 2)
