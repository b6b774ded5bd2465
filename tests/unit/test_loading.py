"""What is loaded when: an operation when its method is read, the HTTP library by the first call, in a thread."""

from __future__ import annotations

import asyncio
import inspect
import threading
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
from authpi_core import operations as op
from helpers.mocked_api import BASE_URL, KEY, response
from helpers.programs import run

from authpi_admin import AuthPIAdmin, ClosedClientError
from authpi_admin._binding import InIssuer, call, pages
from authpi_admin._http import connection
from authpi_admin._http import httpx as httpx_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi


def new_resource(threads: list[threading.Thread], before: Callable[[], object] = int) -> type[InIssuer]:
    """Return a resource whose methods were not read yet.

    Args:
        threads: Where each thread that loads an operation is recorded.
        before: Called before an operation is loaded.
    """

    def recorded(load: Callable[[], Any]) -> Callable[[], Any]:
        def recording() -> Any:
            threads.append(threading.current_thread())
            before()
            return load()

        return recording

    class NewResource(InIssuer):
        __slots__ = ()
        get: Final = call(recorded(lambda: op.users_get))
        list_all: Final = pages(recorded(lambda: op.users_list))

    return NewResource


def bound(kind: type[InIssuer], admin: AuthPIAdmin) -> Any:
    return kind(admin.core, "acc_1", "i_1")


async def test_operation_is_loaded_once_in_the_thread_that_reads_its_method(
    admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    threads: list[threading.Thread] = []
    users = bound(new_resource(threads), admin)
    assert threads == []
    get = users.get
    assert threads == [threading.current_thread()]
    await asyncio.gather(get("usr_1"), users.get("usr_2"))
    assert len(threads) == 1


async def test_method_has_its_signature_and_docstring_before_the_first_call(admin: AuthPIAdmin) -> None:
    users = bound(new_resource([]), admin)
    assert inspect.iscoroutinefunction(users.get)
    assert (users.get.__name__, users.get.__qualname__.rpartition(".")[2]) == ("get", "get")
    assert [*inspect.signature(users.get).parameters] == ["user_id", "timeout", "headers", "deadline"]
    assert "client:" not in users.get.__doc__
    signature = inspect.signature(users.list_all)
    assert str(signature.return_annotation) == "Pages[UserListItem]"
    assert [*signature.parameters][:3] == ["limit", "cursor", "status"]
    assert "An async iterator" in users.list_all.__doc__


async def test_invalid_arguments_of_a_first_call_raise_at_once(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    users = bound(new_resource([]), admin)
    for invalid in ({"limits": 3}, {"client": 3}):
        with pytest.raises(TypeError, match="argument"):
            users.list_all(**invalid)
    with pytest.raises(TypeError, match="argument"):
        await users.get()
    assert mocked_api.requests == []


def test_method_read_from_the_class() -> None:
    for method in (AuthPIAdmin.whoami, new_resource([]).__dict__["get"].__get__(None, InIssuer)):
        assert inspect.iscoroutinefunction(method)
        assert next(iter(inspect.signature(method).parameters)) == "self"


FIRST_CALLS = """
import asyncio, inspect, json, sys
from authpi_admin import AuthPIAdmin

async def main():
    admin = AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", base_url="http://127.0.0.1:9", retries=False)
    users = admin.issuer("i_1").users
    try:
        users.list_all(typo=1)
    except TypeError as error:
        print(json.dumps(str(error)))
    print(json.dumps([*inspect.signature(users.get).parameters][:1]))
    print(json.dumps([name for name in ("httpx", "pydantic") if name in sys.modules]))
    ends = await asyncio.gather(users.get("a"), users.delete("a"), admin.whoami(), return_exceptions=True)
    print(json.dumps([type(end).__name__ for end in ends]))
    await admin.aclose()

asyncio.run(main())
"""


def test_first_calls_of_a_process() -> None:
    assert run(FIRST_CALLS) == [
        "got an unexpected keyword argument 'typo'",
        ["user_id"],
        ["pydantic"],
        ["ApiConnectionError"] * 3,
    ]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which HTTP clients were created."""
    threads: list[threading.Thread] = []
    own_adapter = httpx_module.own_adapter

    def recorded(*arguments: Any) -> Any:
        threads.append(threading.current_thread())
        return own_adapter(*arguments)

    monkeypatch.setattr(connection, "own_adapter", recorded)
    return threads


async def test_first_calls_create_one_http_client_in_a_thread(
    admin: AuthPIAdmin, mocked_api: MockedApi, opened: list[threading.Thread]
) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    users = bound(new_resource([]), admin)
    await asyncio.gather(*(users.get("usr_1") for _ in range(6)))
    await admin.with_options(timeout=5).issuer("i_1").users.get("usr_1")
    assert (len(opened), len(mocked_api.requests)) == (1, 7)
    assert opened[0] is not threading.current_thread()


async def test_closing_while_the_http_client_is_created(
    admin: AuthPIAdmin, mocked_api: MockedApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading, closed = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        loading.set()
        assert closed.wait(10)

    monkeypatch.setattr(connection, "own_adapter", slow)
    running = asyncio.create_task(admin.notes.get("note_1"))
    assert await asyncio.to_thread(loading.wait, 10)
    await admin.aclose()
    closed.set()
    with pytest.raises(ClosedClientError):
        await running
    assert mocked_api.requests == []


async def test_injected_http_client_is_the_only_one(
    connect: Connect, mocked_api: MockedApi, opened: list[threading.Thread]
) -> None:
    mocked_api.server = lambda _: response(data={"id": "note_1"})
    async with httpx.AsyncClient() as http_client:
        await connect(http_client=http_client).notes.get("note_1")
    assert (len(mocked_api.requests), opened) == (1, [])


def test_first_calls_in_the_event_loops_of_two_threads(mocked_api: MockedApi) -> None:
    """Both threads are inside the first call of the same operation at the same time."""
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    both = threading.Barrier(2, timeout=5)
    kind = new_resource([], both.wait)
    ids: list[str] = []

    async def use() -> None:
        async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin, asyncio.timeout(5):
            ids.append((await bound(kind, admin).get("usr_1")).id)

    threads = [threading.Thread(target=lambda: asyncio.run(use())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(8)
    assert ids == ["usr_1", "usr_1"]


def test_preload_loads_everything_a_first_call_needs() -> None:
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


def test_invalid_call_binds_the_client_to_no_event_loop(mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"})
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)
    users = bound(new_resource([]), admin)

    async def invalid() -> None:
        with pytest.raises(TypeError, match="argument"):
            await users.get()

    with asyncio.Runner() as runner:
        runner.run(invalid())
    with asyncio.Runner() as runner:
        runner.run(users.get("usr_1"))
        runner.run(admin.aclose())
    assert len(mocked_api.requests) == 1
