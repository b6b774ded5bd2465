"""Public names, and when modules are loaded: an operation with its method, the HTTP library with the first call."""

from __future__ import annotations

import asyncio
import inspect
import threading
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
from authpi_core import models
from authpi_core import operations as op
from helpers.mocked_api import BASE_URL, KEY, response
from helpers.programs import run

import authpi_admin
from authpi_admin import AuthPIAdmin, ClosedClientError, errors, pagination, types
from authpi_admin._binding import InIssuer, call, pages
from authpi_admin._http import connection
from authpi_admin._http import httpx as httpx_module
from authpi_admin._http.certificates import tls_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import MockedApi
    from pytest_httpx import HTTPXMock

PUBLIC: list[Any] = [authpi_admin, errors, pagination, types]
MODELS = models.__all__


def is_public(module: Any, name: str) -> bool:
    """Return whether a name is public: any of a package that re-exports names, else those defined there."""
    value = getattr(module, name)
    if name.startswith("_") or name in {"annotations", "TYPE_CHECKING"} or inspect.ismodule(value):
        return False
    where = {module.__name__, "authpi_core.types"}  # the module of `Page`
    return module in {authpi_admin, types} or (inspect.isclass(value) and value.__module__ in where)


@pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
def test_all_lists_the_public_names(module: Any) -> None:
    for name in module.__all__:
        assert hasattr(module, name)
    public = {name for name in dir(module) if is_public(module, name)}
    lazy = {"AioHttpClient", *MODELS}  # in `dir` after their first use
    assert public - lazy == {name for name in module.__all__ if not name.startswith("_")} - lazy
    assert len(module.__all__) == len({*module.__all__})


def test_reexported_names() -> None:
    raised = {name for name in errors.__all__ if name != "FieldError"}
    assert {*dir(authpi_admin)} >= {*authpi_admin.__all__} >= raised | {*pagination.__all__}
    assert all(getattr(authpi_admin, name) is getattr(errors, name) for name in raised)
    named_like_errors = {"ApiError", "FieldError", "PreconditionFailedError"}
    exported = set[str](vars(types)["__all__"])
    assert {*dir(types)} == exported
    assert exported & {*MODELS} == {*MODELS} - named_like_errors
    assert all(getattr(types, name) is getattr(models, name) for name in {*MODELS} - named_like_errors)
    for module in (authpi_admin, types):
        with pytest.raises(AttributeError, match=f"module '{module.__name__}' has no attribute 'Unknown'"):
            _ = module.Unknown


LOADED = """
import json, sys
before = set(sys.modules)
%s
print(json.dumps(sorted(set(sys.modules) - before)))
"""
ADMIN = 'import authpi_admin; authpi_admin.AuthPIAdmin(api_key=("key_1", "-")).issuer("i_1")'
HEAVY = ("attr", "attrs", "pydantic", "pydantic_core", "aiohttp", "httpx2")
MODEL_NAMES = ("create_user_input", "user_profile_input", "user_status", "username_type")
PROGRAMS: dict[str, tuple[str, set[str]]] = {  # a program, and the modules of operations and models that it loads
    "the package": ("import authpi_admin", set()),
    "a client": (ADMIN + '.user("usr_1").sessions', set()),
    "types": ("import authpi_admin.types", {"models"}),
    "two types": (
        "from authpi_admin.types import UserStatus, CreateUserInput",
        {"models", *(f"models.{name}" for name in MODEL_NAMES)},
    ),
    "a method": (ADMIN + ".users.delete", {"api", "api.users", "api.users.users_delete"}),
}


@pytest.mark.parametrize(("code", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_loaded_modules(code: str, expected: set[str]) -> None:
    (loaded,) = run(LOADED % code)
    core = {name.removeprefix("authpi_core.") for name in loaded if name.startswith("authpi_core.")}
    assert {name for name in core if name.split(".")[0] in {"api", "models"}} == expected
    assert len(expected) > 1 or {name.split(".")[0] for name in loaded}.isdisjoint(HEAVY)
    assert "authpi_admin.testing" not in loaded


def test_import_without_extras() -> None:
    code = """
import json, sys
sys.modules.update(dict.fromkeys(["aiohttp", "httpx2", "starlette", "uvicorn", "jsonschema"]))
from authpi_admin import *
try:
    AioHttpClient()
except ImportError as error:
    print(json.dumps([str(error), error.name]))
"""
    assert run(code) == [['aiohttp is missing: pip install "authpi-admin[aiohttp]"', "aiohttp"]]


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


async def test_operation_is_loaded_once_when_its_method_is_read(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = lambda _: response(data={"id": "usr_1"})
    threads: list[threading.Thread] = []
    users = bound(new_resource(threads), admin)
    assert threads == []
    get = users.get
    assert threads == [threading.current_thread()]
    await asyncio.gather(get("usr_1"), users.get("usr_2"))
    assert len(threads) == 1


def test_method_of_a_class_is_a_coroutine_function_that_takes_self() -> None:
    for method in (AuthPIAdmin.whoami, new_resource([]).__dict__["get"].__get__(None, InIssuer)):
        assert inspect.iscoroutinefunction(method)
        assert next(iter(inspect.signature(method).parameters)) == "self"


FIRST_CALLS = """
import asyncio, inspect, json, sys
from authpi_admin import AuthPIAdmin
if {preloads}:
    AuthPIAdmin.preload()

async def main():
    admin = AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", base_url="http://127.0.0.1:9", retries=False)
    users = admin.issuer("i_1").users
    try:
        users.list_all(typo=1)
    except TypeError as error:
        print(json.dumps(str(error)))
    print(json.dumps([*inspect.signature(users.get).parameters][:1]))
    print(json.dumps([name for name in ("httpx", "pydantic") if name in sys.modules]))
    before = set(sys.modules)
    ends = await asyncio.gather(users.get("a"), users.delete("a"), admin.whoami(), return_exceptions=True)
    print(json.dumps([type(end).__name__ for end in ends]))
    await admin.aclose()
    print(json.dumps(sorted(set(sys.modules) - before) if {preloads} else []))

asyncio.run(main())
"""


@pytest.mark.parametrize("preloads", [False, True])
def test_first_calls_of_a_process(*, preloads: bool) -> None:
    assert run(FIRST_CALLS.format(preloads=preloads)) == [
        "got an unexpected keyword argument 'typo'",
        ["user_id"],
        ["httpx", "pydantic"] if preloads else ["pydantic"],
        ["ApiConnectionError"] * 3,
        [],
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


async def test_first_calls_of_a_client_and_its_copies_create_one_http_client_in_a_thread(
    api: MockedApi, opened: list[threading.Thread]
) -> None:
    api.server = lambda _: response(data={"id": "usr_1"})
    admin = api.connect()
    users = bound(new_resource([]), admin)
    await asyncio.gather(*(users.get("usr_1") for _ in range(6)))
    await admin.with_options(timeout=5).issuer("i_1").users.get("usr_1")
    assert (len(opened), len(api.requests)) == (1, 7)
    assert opened[0] is not threading.current_thread()
    async with httpx.AsyncClient() as http_client:
        await api.connect(http_client=http_client).notes.get("note_1")
    assert len(opened) == 1


async def test_certificates_are_read_while_an_operation_is_loaded(
    admin: AuthPIAdmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(connection, "start_thread", started.append)
    assert bound(new_resource([]), admin).get
    assert started == [tls_context]


async def test_closing_while_the_http_client_is_created(
    admin: AuthPIAdmin, api: MockedApi, monkeypatch: pytest.MonkeyPatch
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
    assert api.requests == []


def test_first_calls_in_the_event_loops_of_two_threads(httpx_mock: HTTPXMock) -> None:
    """Both threads are inside the first call of the same operation at the same time."""
    httpx_mock.add_response(json={"data": {"id": "usr_1"}}, is_reusable=True)
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


def test_invalid_call_binds_the_client_to_no_event_loop(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"data": {"id": "usr_1"}}, is_reusable=True)
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
    assert len(httpx_mock.get_requests()) == 1
