"""Which response raises which error, with which attributes; errors can be copied and pickled."""

from __future__ import annotations

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
from helpers.mocked_api import never, response
from helpers.surface import METHODS, at

from authpi_admin import ApiError, ConfigurationError, errors
from authpi_admin._http.redaction import chain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import MockedApi

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
    **dict.fromkeys((301, 304, 405, 408, 418, 499), errors.UnexpectedError),
}


async def failure(api: MockedApi, **options: Any) -> Any:
    """Return the error of a call that makes one attempt."""
    with pytest.raises(ApiError) as caught:
        await api.connect(retries=False, **options).notes.get("note_1")
    return caught.value


def test_docstring_shows_the_tree_of_classes_and_their_statuses() -> None:
    drawn: dict[str, str] = {}
    parents = {0: ""}
    rows = re.findall(r"^    ([│ ├└─]*)([A-Z]\w+) *(.*)$", errors.__doc__ or "", re.MULTILINE)
    for branch, name, _ in rows:
        parents[len(branch)] = name
        drawn[name] = parents.get(len(branch) - 4, "")
    assert drawn.pop("Exception") == ""
    assert drawn == {name: kind.__bases__[0].__name__ for name, kind in CLASSES.items()}
    second = {name: kind.__bases__[1].__name__ for name, kind in CLASSES.items() if len(kind.__bases__) > 1}
    assert second == {"ApiTimeoutError": "TimeoutError", "AccountResolutionError": "ConfigurationError"}
    assert {name for _, name, text in rows if "also a" in text} == second.keys()
    statuses = {name: text for _, name, text in rows if re.fullmatch(r"[\d, ]+", text)}
    for name, text in statuses.items():
        assert text == ", ".join(str(status) for status, kind in BY_STATUS.items() if kind.__name__ == name)
    assert ("ServerError", "5xx") in {row[1:] for row in rows}


@pytest.mark.parametrize(("status", "kind"), BY_STATUS.items())
async def test_status_decides_the_class(status: int, kind: type[ApiError], api: MockedApi) -> None:
    fields = [{"field": "text", "code": "too_long", "message": "At most 10."}]
    members: dict[str, Any] = {"error": "the_code", "error_description": "What failed.", "reference": "ref_9"}
    api.respond_with(response(status, **members, fields=fields, current_etag='"2"', headers={"Retry-After": "7"}))
    error = await failure(api)
    assert error.__class__ is kind
    assert str(error) == f"GET {PATH}: {status} the_code: What failed. (reference ref_9)"
    assert (error.error, error.error_description, error.reference) == ("the_code", "What failed.", "ref_9")
    assert (error.status_code, error.method, error.path, error.attempts) == (status, "GET", PATH, 1)
    assert (error.retry_after, error.idempotency_key) == (7.0, None)
    assert error.retryable is (status in {408, 409, 429, 502, 503, 504})
    assert json.loads(str(error.raw_body))["error"] == "the_code"
    assert getattr(error, "fields", None) == (fields if kind is errors.ValidationError else None)
    assert getattr(error, "current_etag", None) == ('"2"' if kind is errors.PreconditionFailedError else None)


@pytest.mark.parametrize("given", ["mine", None])
async def test_error_has_the_idempotency_key(given: str | None, api: MockedApi) -> None:
    api.respond_with(response(500))
    body: Any = {}
    with pytest.raises(errors.InternalServerError) as caught:
        await api.connect().notes.create(body, idempotency_key=given)
    assert caught.value.idempotency_key == api.request.headers["Idempotency-Key"]
    assert given in {None, caught.value.idempotency_key}


UNUSABLE = [
    b"",
    b"<html><h1>404</h1></html>",
    b'["error"]',
    b'"error"',
    b"null",
    b'{"error": {"code": "x", "message": "y"}}',
    b'{"error": "", "error_description": ""}',
    b'{"error": 5, "error_description": [], "reference": {}}',
    b'{"error": "\xff"}',
    b'{"error": "gone',
    b'{"error":' * 100_000,  # nested too deeply
    b'{"error": "gone", "n": ' + b"9" * 5000 + b"}",  # too many digits for an int
]


@pytest.mark.parametrize(
    "body", [*UNUSABLE, b'{"error": "gone", "message": "It is gone."}'], ids=lambda body: body[:40]
)
async def test_error_body_of_any_shape(body: bytes, api: MockedApi) -> None:
    api.respond_with(httpx.Response(404, content=body))
    error = await failure(api)
    assert type(error) is errors.NotFoundError
    expected = ("not_found", "Not Found") if body in UNUSABLE else ("gone", "It is gone.")
    assert (error.error, error.error_description, error.reference) == (*expected, None)
    assert error.raw_body == body[:4096].decode(errors="replace")


def field(name: str = "", code: str = "", message: str = "") -> dict[str, str]:
    return {"field": name, "code": code, "message": message}


FIELDS: list[tuple[Any, list[Any]]] = [
    (None, []),
    ("text", []),
    ({"field": "text"}, []),
    ([], []),
    ([5, None, "text", []], []),
    ([{}], [field()]),
    ([{"field": None, "code": 5, "message": "m", "more": 1}], [field("", "5", "m")]),
    ([{"field": "a"}, {"field": "b"}], [field("a"), field("b")]),
]


@pytest.mark.parametrize(("fields", "expected"), FIELDS)
async def test_fields_of_any_shape(fields: Any, expected: list[Any], api: MockedApi) -> None:
    api.respond_with(response(422, fields=fields))
    assert (await failure(api)).fields == expected


@pytest.mark.parametrize("etag", [None, 5, "", ["2"]])
async def test_invalid_current_etag(etag: Any, api: MockedApi) -> None:
    api.respond_with(response(412, current_etag=etag))
    assert (await failure(api)).current_etag is None


@pytest.mark.parametrize(
    ("status", "given", "expected"),
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
    status: int, given: Any, expected: Any, api: MockedApi
) -> None:
    api.respond_with(response(status, retryable=given))
    assert (await failure(api)).retryable is expected


async def test_raw_body_is_at_most_4_kib(api: MockedApi) -> None:
    api.respond_with(httpx.Response(500, content="é".encode() * 5000), httpx.Response(200, content=b"x" * 5000))
    assert (await failure(api)).raw_body == "é" * 2048
    malformed = await failure(api)
    assert (type(malformed), malformed.raw_body) == (errors.MalformedResponseError, "x" * 4096)


@pytest.mark.parametrize("status", [500, 200])
@pytest.mark.parametrize(("name", "is_secret"), [("admin.notes.create", False), ("admin.api_keys.create", True)])
async def test_body_is_kept_unless_the_operation_handles_secrets(
    name: str, *, is_secret: bool, status: int, api: MockedApi
) -> None:
    """Pydantic's error holds the whole input. Which operations handle secrets is tested in tests/contract."""
    api.server = lambda _: httpx.Response(status, json={"error": "whsec", "data": ["hush"]})
    for strict in (True, False):
        with pytest.raises(ApiError) as caught:
            await at(api.connect(retries=False, strict=strict), name)(**needed(METHODS[name]))
        error = caught.value
        assert (error.raw_body is None) is is_secret
        assert (error.__cause__ is None) is (is_secret or status == 500)
        assert not is_secret or "hush" not in f"{error!r}{error.__cause__!r}{error.__context__!r}"


@pytest.mark.parametrize("library", [httpx, httpx2])
async def test_causes_hold_no_request(library: Any, api: MockedApi) -> None:
    def fail(request: Any) -> Any:
        raise library.ConnectError("refused", request=request) from library.ReadError("reset", request=request)

    body: Any = {"text": "marked-body"}
    async with library.AsyncClient(transport=library.MockTransport(fail)) as http_client:
        admin = api.connect(http_client=http_client, retries=False, api_key=("key_1", "marked-secret"))
        with pytest.raises(errors.ApiConnectionError) as caught:
            await admin.notes.create(body)
    links = list(chain_of(caught.value))
    assert {library.ConnectError, library.ReadError} <= {type(link) for link in links}
    for link in links:
        assert [value for value in vars(link).values() if isinstance(value, library.Request)] == []
        assert b"marked" not in pickle.dumps(link)
        assert b64encode(b"key_1:marked-secret") not in pickle.dumps(link)


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
    "ValidationError": {"fields": [field("a", "b", "c")]},
    "PreconditionFailedError": {"current_etag": '"2"'},
    "AccountResolutionError": {"account_ids": ["acc_1", "acc_2"]},
}
COPIES: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))]  # noqa: S301 - written by this test
API_ERRORS = [name for name in CLASSES if name != "ConfigurationError"]


@pytest.mark.parametrize("again", COPIES, ids=["copy", "deepcopy", "pickle"])
@pytest.mark.parametrize("name", API_ERRORS)
def test_errors_can_be_copied_and_pickled(name: str, again: Any) -> None:
    kind: Any = CLASSES[name]
    given = FULL | OWN.get(name, {})
    error = kind("the_code", "What failed.", **given)
    error.add_note("a note")
    same = again(error)
    assert type(same) is kind
    notes = ["a: c"] if name == "ValidationError" else []  # shown by tracebacks below the message
    texts = {"error": "the_code", "error_description": "What failed."}
    assert vars(same) == vars(error) == {**texts, "__notes__": [*notes, "a note"], **given}
    assert (same.args, str(same)) == (error.args, str(error))
    assert repr(same) == f"{name}('the_code', 'What failed.')"
    assert again(ConfigurationError("what to do")).args == ("what to do",)


@pytest.mark.parametrize("name", API_ERRORS)
def test_default_attributes(name: str) -> None:
    kind: Any = CLASSES[name]
    is_transient = name in {"RateLimitError", "BadGatewayError", "ServiceUnavailableError", "GatewayTimeoutError"}
    blank = dict.fromkeys(FULL) | {"status_code": 0, "retryable": is_transient, "method": "", "path": "", "attempts": 0}
    own: dict[str, Any] = {key: None if isinstance(value, str) else [] for key, value in OWN.get(name, {}).items()}
    error = kind("the_code", "What failed.")
    assert vars(error) == {"error": "the_code", "error_description": "What failed."} | blank | own
    assert str(error) == "the_code: What failed."
    documented = set(re.findall(r"^    (\w+): ", inspect.getdoc(ApiError) or "", re.MULTILINE))
    assert documented == {"error", "error_description", *FULL}


NO_RESPONSE = "connection_error: no response from https://core-api.test"
LATE = "timeout: no response from https://core-api.test in time"


@pytest.mark.parametrize(
    ("cause", "message"),
    [
        (httpx.ConnectError("refused"), f"{NO_RESPONSE} (ConnectError)"),
        (httpx.ReadError("reset"), f"{NO_RESPONSE} (ReadError)"),
        (httpx.DecodingError("no gzip"), f"{NO_RESPONSE} (DecodingError)"),
        (ConnectionResetError(104, "Connection reset"), f"{NO_RESPONSE} (ConnectionResetError: Connection reset)"),
        (httpx.ReadTimeout("late"), f"{LATE} (ReadTimeout)"),
        (httpx.PoolTimeout("late"), f"{LATE} (PoolTimeout)"),
    ],
)
async def test_failure_of_the_transport(cause: Exception, message: str, api: MockedApi) -> None:
    api.respond_with(cause)
    error = await failure(api)
    assert type(error) is (errors.ApiTimeoutError if message.startswith(LATE) else errors.ApiConnectionError)
    assert error.__cause__ is cause
    assert isinstance(error, TimeoutError) is message.startswith(LATE)
    assert str(error) == f"GET {PATH}: {message}"
    assert (error.status_code, error.retryable, error.raw_body, error.attempts) == (0, True, None, 1)


async def test_attempt_that_exceeds_the_timeout(api: MockedApi) -> None:
    api.server = never
    error = await failure(api, timeout=0.01)
    assert type(error) is errors.ApiTimeoutError
    assert (str(error), error.attempts) == (f"GET {PATH}: {LATE}", 1)
