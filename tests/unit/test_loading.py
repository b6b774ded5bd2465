"""Operations are loaded on first use: before a loop runs at once, in a running loop by a thread beside it."""

from __future__ import annotations

import asyncio
import inspect
import threading
from typing import TYPE_CHECKING, Any, Final

import pytest
from authpi_core import operations as op
from listing import Listing, numbers
from programs import run
from wire import answer

from authpi_admin import AuthPIAdmin, Page
from authpi_admin._binding import InIssuer, call, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from wire import Wire


def fresh(threads: list[threading.Thread]) -> type[InIssuer]:
    """A resource whose operations were not used yet; it notes which threads load them."""

    def noted(load: Callable[[], Any]) -> Callable[[], Any]:
        def noting() -> Any:
            threads.append(threading.current_thread())
            return load()

        return noting

    class Fresh(InIssuer):
        __slots__ = ()
        get: Final = call(noted(lambda: op.users_get))
        list_all: Final = pages(noted(lambda: op.users_list))

    return Fresh


def resource(kind: type[InIssuer], admin: AuthPIAdmin) -> Any:
    return kind(admin.core, "acc_1", "i_1")


async def test_in_a_running_loop_a_thread_loads_what_is_called(admin: AuthPIAdmin, wire: Wire) -> None:
    wire.server = lambda _: answer(data={"id": "usr_1"})
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


async def test_lists_are_loaded_with_their_first_page(admin: AuthPIAdmin, wire: Wire) -> None:
    wire.server = Listing(150)
    threads: list[threading.Thread] = []
    users = resource(fresh(threads), admin)
    listed = users.list_all(limit=100)
    assert threads == []
    assert numbers(await listed.collect()) == list(range(1, 151))
    assert len(threads) == 1
    assert threading.main_thread() not in threads


async def test_wrong_arguments_are_refused_with_the_first_page_where_nothing_is_loaded(
    admin: AuthPIAdmin, wire: Wire
) -> None:
    users = resource(fresh([]), admin)
    for listed in (users.list_all(limits=3), users.list_all(client=3)):
        with pytest.raises(TypeError, match="argument"):
            await anext(listed)
    with pytest.raises(TypeError, match="argument"):
        users.list_all(limits=3)
    with pytest.raises(TypeError, match="argument"):
        await users.get()
    assert wire.requests == []


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
        print(json.dumps([type(error).__name__, [name for name in set(sys.modules) - before if "authpi" in name]]))
    await admin.aclose()

asyncio.run(main())
"""
    assert run(code) == [["ApiConnectionError", []]]


def test_a_page_is_iterable_and_has_a_length() -> None:
    page = Page([1, 2], has_more=True, next_cursor="c")
    assert ([*page], len(page)) == ([1, 2], 2)
