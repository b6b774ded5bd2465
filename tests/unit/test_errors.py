"""Which answer raises which error, with what; and that errors travel."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import pickle
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.calls import needed, operation_of, outcome
from helpers.document import SCHEMAS, reached
from helpers.mocked_api import response
from helpers.surface import METHODS, at

from authpi_admin import ApiError, ConfigurationError, errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi

    from authpi_admin import AuthPIAdmin

PATH = "/v1/accounts/acc_1/notes/note_1"
CLASSES: dict[str, type[Exception]] = {
    name: value
    for name, value in vars(errors).items()
    if inspect.isclass(value) and issubclass(value, Exception) and value.__module__ == errors.__name__
}
BY_STATUS = {
    400: errors.ValidationError,
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    412: errors.PreconditionFailedError,
    422: errors.ValidationError,
    429: errors.RateLimitError,
    500: errors.InternalServerError,
    501: errors.ServerError,
    502: errors.BadGatewayError,
    503: errors.ServiceUnavailableError,
    504: errors.GatewayTimeoutError,
    599: errors.ServerError,
    301: errors.UnexpectedError,
    304: errors.UnexpectedError,
    405: errors.UnexpectedError,
    408: errors.UnexpectedError,
    418: errors.UnexpectedError,
    499: errors.UnexpectedError,
}


async def failing(connect: Connect, **options: Any) -> Any:
    """Give the error of a call that has one attempt."""
    with pytest.raises(ApiError) as caught:
        await connect(retries=False, **options).notes.get("note_1")
    return caught.value


def test_the_tree_of_the_docstring_is_the_tree_of_the_classes() -> None:
    drawn: dict[str, str] = {}
    above: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^    ([│ ├└─]*)([A-Z]\w+)", line):
            depth = len(found[1])
            above[depth] = found[2]
            drawn[found[2]] = above.get(depth - 4, "")
    base = Exception.__name__
    assert drawn.pop(base) == ""
    assert drawn == {name: kind.__bases__[0].__name__ for name, kind in CLASSES.items()}
    also = {name: [extra.__name__ for extra in kind.__bases__[1:]] for name, kind in CLASSES.items()}
    assert {name: extra for name, extra in also.items() if extra} == {
        "ApiTimeoutError": ["TimeoutError"],
        "AccountResolutionError": ["ConfigurationError"],
    }
    for name, extra in also.items():
        line = next(line for line in (errors.__doc__ or "").splitlines() if line.strip("│ ├└─").startswith(f"{name} "))
        assert ("also a" in line) is bool(extra)


def test_the_docstring_says_which_status_raises_what() -> None:
    said = {
        found[1]: found[2] for found in re.finditer(r"── (\w+) +([\d, ]+|5xx)$", errors.__doc__ or "", re.MULTILINE)
    }
    for name, statuses in said.items():
        if statuses != "5xx":
            assert [str(status) for status, kind in BY_STATUS.items() if kind.__name__ == name] == statuses.split(", ")
    assert said["ServerError"] == "5xx"


@pytest.mark.parametrize(("status", "kind"), BY_STATUS.items())
async def test_the_status_decides_the_class(
    status: int, kind: type[ApiError], connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(
        response(
            status,
            error="the_code",
            error_description="What went wrong.",
            reference="ref_9",
            fields=[{"field": "text", "code": "too_long", "message": "At most 10."}],
            current_etag='"2"',
            headers={"Retry-After": "7"},
        )
    )
    error = await failing(connect)
    assert error.__class__ is kind
    assert str(error) == f"GET {PATH}: {status} the_code: What went wrong. (reference ref_9)"
    assert (error.error, error.error_description, error.reference) == ("the_code", "What went wrong.", "ref_9")
    assert (error.status_code, error.method, error.path, error.attempts) == (status, "GET", PATH, 1)
    assert (error.retry_after, error.idempotency_key) == (7.0, None)
    assert error.retryable is (status in {408, 409, 429, 502, 503, 504})
    assert json.loads(str(error.raw_body))["error"] == "the_code"
    own: dict[str, Any] = {
        "ValidationError": {"fields": [{"field": "text", "code": "too_long", "message": "At most 10."}]},
        "PreconditionFailedError": {"current_etag": '"2"'},
    }
    assert {name: vars(error)[name] for name in ("fields", "current_etag") if name in vars(error)} == own.get(
        kind.__name__, {}
    )


@pytest.mark.parametrize("named", [True, False])
async def test_the_key_of_the_attempts_is_on_the_error(
    *, named: bool, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(response(500))
    body: Any = {}
    with pytest.raises(errors.InternalServerError) as caught:
        await admin.notes.create(body, idempotency_key="mine" if named else None)
    assert caught.value.idempotency_key == mocked_api.request.headers["Idempotency-Key"]
    assert (caught.value.idempotency_key == "mine") is named


SHAPES: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "not_found", "Not Found"),
    "HTML": (b"<html><h1>404</h1></html>", "not_found", "Not Found"),
    "a list": (b'["error"]', "not_found", "Not Found"),
    "a string": (b'"error"', "not_found", "Not Found"),
    "null": (b"null", "not_found", "Not Found"),
    "an error that is an object": (b'{"error": {"code": "x", "message": "y"}}', "not_found", "Not Found"),
    "empty texts": (b'{"error": "", "error_description": ""}', "not_found", "Not Found"),
    "texts of other types": (b'{"error": 5, "error_description": [], "reference": {}}', "not_found", "Not Found"),
    "a message": (b'{"error": "gone", "message": "It is gone."}', "gone", "It is gone."),
    "no UTF-8": (b'{"error": "\xff"}', "not_found", "Not Found"),
    "half a text": (b'{"error": "gone', "not_found", "Not Found"),
    "too deep": (b'{"error":' * 100_000, "not_found", "Not Found"),
    "a number too long": (b'{"error": "gone", "n": ' + b"9" * 5000 + b"}", "not_found", "Not Found"),
}


@pytest.mark.parametrize(("body", "code", "description"), SHAPES.values(), ids=SHAPES)
async def test_a_body_of_any_shape(
    body: bytes, code: str, description: str, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(httpx.Response(404, content=body))
    error = await failing(connect)
    assert type(error) is errors.NotFoundError
    assert (error.error, error.error_description, error.reference) == (code, description, None)
    assert error.raw_body == body[:4096].decode(errors="replace")


FIELDS: list[tuple[Any, list[Any]]] = [
    (None, []),
    ("text", []),
    ({"field": "text"}, []),
    ([], []),
    ([5, None, "text", []], []),
    ([{}], [{"field": "", "code": "", "message": ""}]),
    ([{"field": None, "code": 5, "message": "m", "more": 1}], [{"field": "", "code": "5", "message": "m"}]),
    ([{"field": "a"}, {"field": "b"}], [{"field": name, "code": "", "message": ""} for name in "ab"]),
]


@pytest.mark.parametrize(("fields", "expected"), FIELDS)
async def test_fields_of_any_shape(fields: Any, expected: list[Any], connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(422, fields=fields))
    assert (await failing(connect)).fields == expected


@pytest.mark.parametrize("etag", [None, 5, "", ["2"]])
async def test_a_current_etag_that_is_none(etag: Any, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(412, current_etag=etag))
    assert (await failing(connect)).current_etag is None


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        (503, False, False),
        (500, True, True),
        (400, True, True),
        (503, "no", True),
        (500, None, False),
        (409, None, False),
    ],
)
async def test_whether_it_may_pass_is_for_the_api_to_say(
    status: int, said: Any, expected: Any, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(response(status, retryable=said))
    assert (await failing(connect)).retryable is expected


async def test_the_kept_body_is_short(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(httpx.Response(500, content="é".encode() * 5000), httpx.Response(200, content=b"x" * 5000))
    assert (await failing(connect)).raw_body == "é" * 2048
    malformed = await failing(connect)
    assert (type(malformed), malformed.raw_body) == (errors.MalformedResponseError, "x" * 4096)


@pytest.mark.parametrize("status", [500, 200])
@pytest.mark.parametrize("name", METHODS)
async def test_the_body_is_kept_unless_the_operation_handles_secrets(
    name: str, status: int, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: httpx.Response(status, json={"error": "whsec", "data": "hush"})
    try:
        await outcome(at(connect(retries=False), name)(**needed(METHODS[name])))
    except ApiError as error:
        assert (error.raw_body is None) is handles_secrets(mocked_api.request)  # noqa: PT017 - some calls succeed
    else:
        assert (status, operation_of(mocked_api.request).answer) == (200, None)


def handles_secrets(request: httpx.Request) -> bool:
    operation = operation_of(request)
    parts = [SCHEMAS[name] for name in reached([operation.body, operation.answer])]
    return '"x-secret": true' in json.dumps(parts)


FULL: dict[str, Any] = {
    "status_code": 400,
    "retryable": True,
    "retry_after": 1.5,
    "reference": "ref_1",
    "raw_body": "{}",
    "method": "POST",
    "path": "/v1/me",
    "attempts": 3,
    "idempotency_key": "key",
}
OWN: dict[str, dict[str, Any]] = {
    "ValidationError": {"fields": [{"field": "a", "code": "b", "message": "c"}]},
    "PreconditionFailedError": {"current_etag": '"2"'},
    "AccountResolutionError": {"account_ids": ["acc_1", "acc_2"]},
}


NOTES = {"ValidationError": ["a: b"]}  # what is wrong with each field, as tracebacks show it


def pickled(error: Exception) -> Any:
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - our own


WAYS: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, pickled]


@pytest.mark.parametrize("again", WAYS)
@pytest.mark.parametrize("name", CLASSES)
def test_errors_travel(name: str, again: Any) -> None:
    kind: Any = CLASSES[name]
    if kind is ConfigurationError:
        assert again(kind("what to do")).args == ("what to do",)
        return
    given = FULL | OWN.get(name, {})
    error = kind("the_code", "What went wrong.", **given)
    error.add_note("a note")
    same = again(error)
    assert type(same) is kind
    assert (
        vars(same)
        == vars(error)
        == {
            "error": "the_code",
            "error_description": "What went wrong.",
            "__notes__": [*NOTES.get(name, []), "a note"],
            **given,
        }
    )
    assert (same.args, str(same)) == (error.args, str(error))
    assert repr(same) == f"{name}('the_code', 'What went wrong.')"
    assert isinstance(same, ApiError)


@pytest.mark.parametrize("name", CLASSES)
def test_errors_have_all_attributes_from_the_start(name: str) -> None:
    kind: Any = CLASSES[name]
    if kind is not ConfigurationError:
        blank = dict.fromkeys(FULL) | {"status_code": 0, "retryable": False, "method": "", "path": "", "attempts": 0}
        own: dict[str, Any] = {key: None if isinstance(value, str) else [] for key, value in OWN.get(name, {}).items()}
        error = kind("the_code", "What went wrong.")
        assert vars(error) == {"error": "the_code", "error_description": "What went wrong."} | blank | own
        assert str(error) == "the_code: What went wrong."
        documented_ones = set(re.findall(r"^    (\w+): ", inspect.getdoc(ApiError) or "", re.MULTILINE))
        assert documented_ones == {"error", "error_description", *FULL}


@pytest.mark.parametrize(
    ("cause", "kind", "message"),
    [
        (
            httpx.ConnectError("refused"),
            errors.ApiConnectionError,
            "connection_error: there was no answer from https://core-api.test (ConnectError)",
        ),
        (
            httpx.ReadError("reset"),
            errors.ApiConnectionError,
            "connection_error: there was no answer from https://core-api.test (ReadError)",
        ),
        (
            httpx.InvalidURL("odd"),
            errors.ApiConnectionError,
            "connection_error: there was no answer from https://core-api.test (InvalidURL)",
        ),
        (
            RuntimeError("odd"),
            errors.ApiConnectionError,
            "connection_error: there was no answer from https://core-api.test (RuntimeError)",
        ),
        (httpx.ReadTimeout("late"), errors.ApiTimeoutError, "timeout: there was no answer in time"),
        (httpx.PoolTimeout("late"), errors.ApiTimeoutError, "timeout: there was no answer in time"),
        (TimeoutError("late"), errors.ApiTimeoutError, "timeout: there was no answer in time"),
    ],
)
async def test_no_answer(
    cause: Exception, kind: type[ApiError], message: str, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(cause)
    error = await failing(connect)
    assert type(error) is kind
    assert error.__cause__ is cause
    assert isinstance(error, TimeoutError) is (kind is errors.ApiTimeoutError)
    assert str(error) == f"GET {PATH}: {message}"
    assert (error.status_code, error.retryable, error.raw_body, error.attempts) == (0, True, None, 1)


async def test_an_attempt_that_takes_too_long(connect: Connect, mocked_api: MockedApi) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    mocked_api.server = never
    error = await failing(connect, timeout=0.01)
    assert type(error) is errors.ApiTimeoutError
    assert isinstance(error.__cause__, TimeoutError)
