"""Which response raises which error, with which attributes; errors can be copied and pickled."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import pickle
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import httpx
import httpx2
import pytest
from helpers.calls import needed
from helpers.mocked_api import response
from helpers.surface import METHODS, at

from authpi_admin import ApiError, ConfigurationError, errors
from authpi_admin._http.redaction import chain_of

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
    """Return the error of a call that makes one attempt."""
    with pytest.raises(ApiError) as caught:
        await connect(retries=False, **options).notes.get("note_1")
    return caught.value


def test_tree_in_the_docstring_is_that_of_the_classes() -> None:
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


def test_statuses_in_the_docstring() -> None:
    said = {
        found[1]: found[2] for found in re.finditer(r"── (\w+) +([\d, ]+|5xx)$", errors.__doc__ or "", re.MULTILINE)
    }
    for name, statuses in said.items():
        if statuses != "5xx":
            assert [str(status) for status, kind in BY_STATUS.items() if kind.__name__ == name] == statuses.split(", ")
    assert said["ServerError"] == "5xx"


@pytest.mark.parametrize(("status", "kind"), BY_STATUS.items())
async def test_status_decides_the_class(
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
async def test_error_has_the_idempotency_key(*, named: bool, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(500))
    body: Any = {}
    with pytest.raises(errors.InternalServerError) as caught:
        await admin.notes.create(body, idempotency_key="mine" if named else None)
    assert caught.value.idempotency_key == mocked_api.request.headers["Idempotency-Key"]
    assert (caught.value.idempotency_key == "mine") is named


SHAPES: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "not_found", "Not Found"),
    "HTML": (b"<html><h1>404</h1></html>", "not_found", "Not Found"),
    "a list": (b'["error"]', "not_found", "Not Found"),
    "a string": (b'"error"', "not_found", "Not Found"),
    "null": (b"null", "not_found", "Not Found"),
    "an error that is an object": (b'{"error": {"code": "x", "message": "y"}}', "not_found", "Not Found"),
    "empty texts": (b'{"error": "", "error_description": ""}', "not_found", "Not Found"),
    "texts of other types": (b'{"error": 5, "error_description": [], "reference": {}}', "not_found", "Not Found"),
    "a message": (b'{"error": "gone", "message": "It is gone."}', "gone", "It is gone."),
    "invalid UTF-8": (b'{"error": "\xff"}', "not_found", "Not Found"),
    "truncated JSON": (b'{"error": "gone', "not_found", "Not Found"),
    "nested too deeply": (b'{"error":' * 100_000, "not_found", "Not Found"),
    "a number of 5,000 digits": (b'{"error": "gone", "n": ' + b"9" * 5000 + b"}", "not_found", "Not Found"),
}


@pytest.mark.parametrize(("body", "code", "description"), SHAPES.values(), ids=SHAPES)
async def test_error_body_of_any_shape(
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
async def test_invalid_current_etag(etag: Any, connect: Connect, mocked_api: MockedApi) -> None:
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
async def test_retryable_of_the_body_overrides_the_status(
    status: int, said: Any, expected: Any, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(response(status, retryable=said))
    assert (await failing(connect)).retryable is expected


async def test_raw_body_is_at_most_4_kib(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(httpx.Response(500, content="é".encode() * 5000), httpx.Response(200, content=b"x" * 5000))
    assert (await failing(connect)).raw_body == "é" * 2048
    malformed = await failing(connect)
    assert (type(malformed), malformed.raw_body) == (errors.MalformedResponseError, "x" * 4096)


@pytest.mark.parametrize("status", [500, 200])
@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("admin.notes.get", True),
        ("admin.notes.list", True),
        ("admin.webhooks.create", False),
        ("admin.api_keys.create", False),
    ],
)
async def test_body_is_kept_unless_the_operation_handles_secrets(
    name: str, *, is_kept: bool, status: int, connect: Connect, mocked_api: MockedApi
) -> None:
    """Which operations handle secrets is tested for each in tests/contract."""
    mocked_api.server = lambda _: httpx.Response(status, json={"error": "whsec", "data": "hush"})
    with pytest.raises(ApiError) as caught:
        await at(connect(retries=False), name)(**needed(METHODS[name]))
    assert (caught.value.raw_body is not None) is is_kept
    assert is_kept or "hush" not in f"{caught.value!r}{caught.value.__cause__!r}{caught.value.__context__!r}"


@pytest.mark.parametrize("library", [httpx, httpx2])
async def test_causes_hold_no_request(library: Any, connect: Connect) -> None:
    def fail(request: Any) -> Any:
        raise library.ConnectError("refused", request=request) from library.ReadError("reset", request=request)

    body: Any = {"text": "marked-body"}
    async with library.AsyncClient(transport=library.MockTransport(fail)) as http_client:
        admin = connect(http_client=http_client, retries=False, api_key=("key_1", "marked-secret"))
        with pytest.raises(errors.ApiConnectionError) as caught:
            await admin.notes.create(body)
    links = list(chain_of(caught.value))
    assert {library.ConnectError, library.ReadError} <= {type(link) for link in links}
    for link in links:
        assert [value for value in vars(link).values() if isinstance(value, library.Request)] == []
        assert b"marked" not in pickle.dumps(link)
        assert b64encode(b"key_1:marked-secret") not in pickle.dumps(link)


@pytest.mark.parametrize(("name", "has_cause"), [("admin.notes.create", True), ("admin.api_keys.create", False)])
async def test_strict_error_of_an_operation_with_secrets_has_no_cause(
    name: str, *, has_cause: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    """Pydantic's error holds the whole input."""
    mocked_api.server = lambda _: httpx.Response(200, json={"data": ["marked-secret"]})
    for admin in (connect(strict=True), connect(strict=False)):
        with pytest.raises(errors.MalformedResponseError) as caught:
            await at(admin, name)(**needed(METHODS[name]))
        assert (caught.value.__cause__ is not None) is has_cause
        assert has_cause or caught.value.__context__ is None


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


NOTES = {"ValidationError": ["a: c"]}  # shown by tracebacks below the message


def pickled(error: Exception) -> Any:
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - written by this test


COPIES: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, pickled]


@pytest.mark.parametrize("again", COPIES)
@pytest.mark.parametrize("name", CLASSES)
def test_errors_can_be_copied_and_pickled(name: str, again: Any) -> None:
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
def test_default_attributes(name: str) -> None:
    kind: Any = CLASSES[name]
    if kind is not ConfigurationError:
        transient = {"RateLimitError", "BadGatewayError", "ServiceUnavailableError", "GatewayTimeoutError"}
        blank = dict.fromkeys(FULL) | {
            "status_code": 0,
            "retryable": name in transient,
            "method": "",
            "path": "",
            "attempts": 0,
        }
        own: dict[str, Any] = {key: None if isinstance(value, str) else [] for key, value in OWN.get(name, {}).items()}
        error = kind("the_code", "What went wrong.")
        assert vars(error) == {"error": "the_code", "error_description": "What went wrong."} | blank | own
        assert str(error) == "the_code: What went wrong."
        documented_names = set(re.findall(r"^    (\w+): ", inspect.getdoc(ApiError) or "", re.MULTILINE))
        assert documented_names == {"error", "error_description", *FULL}


NO_RESPONSE = "connection_error: no response from https://core-api.test"
LATE = "timeout: no response from https://core-api.test in time"


@pytest.mark.parametrize(
    ("cause", "kind", "message"),
    [
        (httpx.ConnectError("refused"), errors.ApiConnectionError, f"{NO_RESPONSE} (ConnectError)"),
        (httpx.ReadError("reset"), errors.ApiConnectionError, f"{NO_RESPONSE} (ReadError)"),
        (httpx.DecodingError("no gzip"), errors.ApiConnectionError, f"{NO_RESPONSE} (DecodingError)"),
        (
            ConnectionResetError(104, "Connection reset by peer"),
            errors.ApiConnectionError,
            f"{NO_RESPONSE} (ConnectionResetError: Connection reset by peer)",
        ),
        (httpx.ReadTimeout("late"), errors.ApiTimeoutError, f"{LATE} (ReadTimeout)"),
        (httpx.PoolTimeout("late"), errors.ApiTimeoutError, f"{LATE} (PoolTimeout)"),
    ],
)
async def test_failure_of_the_transport(
    cause: Exception, kind: type[ApiError], message: str, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.respond_with(cause)
    error = await failing(connect)
    assert type(error) is kind
    assert error.__cause__ is cause
    assert isinstance(error, TimeoutError) is (kind is errors.ApiTimeoutError)
    assert str(error) == f"GET {PATH}: {message}"
    assert (error.status_code, error.retryable, error.raw_body, error.attempts) == (0, True, None, 1)


async def test_attempt_that_exceeds_the_timeout(connect: Connect, mocked_api: MockedApi) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    mocked_api.server = never
    error = await failing(connect, timeout=0.01)
    assert type(error) is errors.ApiTimeoutError
    assert (str(error), error.attempts) == (f"GET {PATH}: {LATE}", 1)
