"""Calls of version 1.x: filters by position, `resource_id`, bodies that were optional, and the constructors."""

from __future__ import annotations

import ast
import asyncio
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest
from helpers.calls import documented, outcome
from helpers.mocked_api import BASE_URL, KEY, body_of, page, response
from helpers.surface import METHODS, at, id_of

from authpi_admin import AuthPIAdmin, Pages, errors, types
from authpi_admin._v1.names import NAMES

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

LINES = Path(__file__).parent.with_name("calls-1.x.txt").read_text(encoding="utf-8").splitlines()[1:]


class Call(NamedTuple):
    """A method of 1.x: which parameters it took by position, and the name of what it returned."""

    name: str
    positional: list[str]
    returns: str


def parsed(line: str) -> Call:
    text, _, returns = line.partition(" -> ")
    name, _, parameters = text.rpartition("(")
    (function,) = ast.parse(f"def f({parameters}: ...").body
    assert isinstance(function, ast.FunctionDef)
    return Call(name, [each.arg for each in function.args.args], returns)


CALLS = [parsed(line) for line in LINES]


def value_of(parameter: str) -> Any:
    return {"body": {"email": "alice@example.com", "url": "https://example.com"}, "limit": 7}.get(
        parameter, id_of(parameter)
    )


SCOPED = {"agent.verifiers", "issuer.tokens", "organization.api_keys", "user.sessions", "user.tokens"}
"""Resources whose names do not say which of several resources they are."""


def written(name: str) -> str:
    """Return a method as a program writes it: `users.list`, `organization.api_keys.list`."""
    steps = re.sub(r"\(\w+\)", "", name).split(".")
    return ".".join(steps[-3:] if ".".join(steps[-3:-1]) in SCOPED else steps[-2:])


def test_every_method_of_1x_exists() -> None:
    assert len({call.name for call in CALLS}) == len(LINES)
    assert {call.name for call in CALLS} <= METHODS.keys()


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
async def test_arguments_by_position(call: Call, admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    method = at(admin, call.name)
    values = [value_of(name) for name in call.positional]
    today = METHODS[call.name].parameters
    names = [next(iter(today)) if name == "resource_id" else name for name in call.positional]
    keywords = [name for name in names if today[name].kind is today[name].KEYWORD_ONLY]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        called = method(*values)
        await (called.collect() if isinstance(called, Pages) else called)  # the warning names this line
    await outcome(method(**dict(zip(names, values, strict=True))))
    old, new = api.requests
    assert (old.method, old.url, old.content) == (new.method, new.url, new.content)
    assert [warning.category for warning in caught] == [DeprecationWarning] * bool(keywords)
    assert {warning.filename for warning in caught} <= {__file__}
    advice = f"{written(call.name)} is deprecated: pass {', '.join(f'{name}=…' for name in keywords)} by keyword"
    assert [str(warning.message) for warning in caught] == [f"this call of {advice}"] * bool(keywords)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
async def test_arguments_by_keyword(call: Call, admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    method = at(admin, call.name)
    values = [value_of(name) for name in call.positional]
    given = dict(zip(call.positional, values, strict=True))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await outcome(method(**given))
    assert [warning.category for warning in caught] == [DeprecationWarning] * ("resource_id" in given)
    if "resource_id" in given:
        advice = f"`resource_id` is `{next(iter(METHODS[call.name].parameters))}` now"
        with pytest.warns(DeprecationWarning, match="^this call of ") as warned:
            await outcome(method(**dict(reversed(given.items()))))
        assert str(warned[0].message) == f"this call of {written(call.name)} is deprecated: {advice}"
        await outcome(method(*values))
        first, second, third = api.requests
        assert first.url == second.url == third.url
        assert first.content == second.content == third.content


OPTIONAL_BODY = [
    parsed(line) for line in LINES if "body=None" in line and METHODS[parsed(line).name].parameters["body"].default
]


@pytest.mark.parametrize("call", OPTIONAL_BODY, ids=lambda call: call.name)
async def test_body_that_was_optional(call: Call, admin: AuthPIAdmin, api: MockedApi) -> None:
    is_required = METHODS[call.name].parameters["body"].default is METHODS[call.name].parameters["body"].empty
    values = [value_of(name) for name in call.positional if name != "body"]
    api.server = documented
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await at(admin, call.name)(*values)
    assert body_of(api.request) == ({} if is_required else None)
    message = f"this call of {written(call.name)} is deprecated: pass body={{}}"
    assert [str(warning.message) for warning in caught] == [message] * is_required


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
async def test_result_is_of_the_type_that_1x_named(call: Call, admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    values = [value_of(name) for name in call.positional]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result: Any = await outcome(at(admin, call.name)(*values))
    _, _, name = call.returns.removesuffix("]").rpartition("[")
    if call.returns == "None":
        assert result is None
    elif name != "str, Any":
        moved = NAMES["authpi_admin.types"].get(name)
        expected = getattr(types, moved.name if moved else name)
        rows = result if call.returns != name else [result]
        assert {type(row) for row in rows} <= {expected, dict}


WRONG: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "too many": ("admin.accounts.list", (1, "c", "more"), {}),
    "unknown": ("admin.accounts.list", (), {"page": 2}),
    "twice": ("admin.accounts.list", (1,), {"limit": 2}),
    "an id twice": ("admin.accounts.get", ("acc_1",), {"resource_id": "acc_2"}),
    "resource_id of an operation without an id": ("admin.accounts.list", (), {"resource_id": 5}),
    "resource_id instead of a body": ("admin.notes.create", (), {"resource_id": {}}),
    "no id": ("admin.accounts.get", (), {}),
    "no body": ("admin.notes.create", (), {}),
    "an option by position": ("admin.api_keys.block", ("key_1", {}, '"etag"'), {}),
    "too many for an iterator": ("admin.accounts.list_all", (1, "cursor"), {}),
}


@pytest.mark.parametrize(("name", "args", "kwargs"), WRONG.values(), ids=WRONG)
async def test_invalid_call_raises_as_in_1x(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any], admin: AuthPIAdmin, api: MockedApi
) -> None:
    with pytest.raises(TypeError, match=r"argument|parameter"):
        await outcome(at(admin, name)(*args, **kwargs))
    assert api.requests == []


async def test_values_are_not_in_the_warning(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(page())
    with pytest.warns(DeprecationWarning, match="this call") as caught:
        await admin.accounts.list(17, "secret")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    assert [str(warning.message) for warning in caught] == [
        "this call of accounts.list is deprecated: pass limit=…, cursor=… by keyword"
    ]


async def test_warning_names_only_the_arguments_to_change(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    notes: Any = admin.notes
    with pytest.warns(DeprecationWarning, match="^this call of ") as caught:
        await notes.backlinks("user", "usr_1", 5)
    assert str(caught[0].message) == "this call of notes.backlinks is deprecated: pass limit=… by keyword"


async def test_warning_names_the_line_of_a_call_that_a_task_runs(admin: AuthPIAdmin, api: MockedApi) -> None:
    """Python 3.11 cannot mark a function as a coroutine function: a method is one itself, and warns when it runs."""
    api.server = documented
    accounts: Any = admin.accounts
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await asyncio.gather(accounts.list(2))
        await asyncio.create_task(accounts.list(3))
        async with asyncio.TaskGroup() as group:
            group.create_task(accounts.list(4))
        called = accounts.list(5)
        await called
    in_tasks = [__file__] * 3 if sys.version_info >= (3, 12) else [asyncio.events.__file__] * 3
    assert [warning.filename for warning in caught] == [*in_tasks, __file__]
    if sys.version_info >= (3, 12):
        assert len({warning.lineno for warning in caught}) == 4


async def test_api_key_with_a_callback_for_a_token(api: MockedApi) -> None:
    async def new_token() -> dict[str, str]:
        return {"access_token": "new"}

    with pytest.warns(DeprecationWarning, match="on_token_expired with an API key is deprecated") as caught:
        admin = AuthPIAdmin(api_key=KEY, on_token_expired=new_token, account_id="acc_1", base_url=BASE_URL)
    assert caught[0].filename == __file__
    api.respond_with(response(401), httpx.Response(204))
    async with admin:
        await admin.domains.delete("example.com")
    schemes = [request.headers["Authorization"].partition(" ") for request in api.requests]
    assert [scheme for scheme, _, _ in schemes] == ["Basic", "Bearer"]
    assert schemes[1][2] == "new"


async def test_empty_account_id_counts_as_absent(api: MockedApi) -> None:
    with pytest.warns(DeprecationWarning, match="an empty account_id is deprecated: leave it out"):
        admin = api.connect(account_id="")
    api.respond_with(response(data={"accounts": [{"account_id": "acc_7"}]}), page())
    await admin.webhooks.list()
    assert api.lines == ["GET /v1/me", "GET /v1/accounts/acc_7/webhooks"]


ERRORS = [name for name in errors.__all__ if issubclass(getattr(errors, name), errors.ApiError)]
TRANSIENT = {"RateLimitError", "BadGatewayError", "ServiceUnavailableError", "GatewayTimeoutError"}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_take_the_keywords_of_1x(name: str) -> None:
    error = getattr(errors, name)(error="code", error_description="Text.", status_code=418, reference="r", raw_body="b")
    assert (error.error, error.error_description, error.status_code) == ("code", "Text.", 418)
    assert (error.reference, error.raw_body, error.retryable) == ("r", "b", name in TRANSIENT)


def test_errors_that_1x_made_without_a_code() -> None:
    closed = errors.ClosedClientError()
    assert (closed.error, closed.status_code, closed.args[1]) == ("client_closed", 0, closed.error_description)
    malformed = errors.MalformedResponseError(error_description="Text.")
    assert (malformed.error, malformed.error_description) == ("malformed_response", "Text.")
    invalid = errors.ValidationError(
        error="code",
        error_description="Text.",
        status_code=422,
        fields=[{"field": "name", "code": "x", "message": "y"}],
    )
    assert invalid.fields[0]["field"] == "name"
    limited = errors.RateLimitError(error="code", error_description="Text.", status_code=429, retry_after=3)
    assert (limited.retry_after, limited.retryable) == (3, True)
