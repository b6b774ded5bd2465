"""How often a response is parsed, and the cost of a response whose fields differ from the OpenAPI document."""

from __future__ import annotations

import inspect
import json
import statistics
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import httpx
import pydantic
import pytest
from authpi_core import models
from authpi_core.reading import Result
from authpi_core.reading import page as page_of
from helpers.calls import documented, needed, operation_of, outcome
from helpers.document import SCHEMAS, example
from helpers.mocked_api import BASE_URL, KEY, page
from helpers.surface import METHODS, at

from authpi_admin import AuthPIAdmin

if TYPE_CHECKING:
    from collections.abc import Callable

PARSERS = [
    *((pydantic.BaseModel, f"model_validate{form}") for form in ("", "_json", "_strings")),
    *((pydantic.TypeAdapter, f"validate_{form}") for form in ("python", "json", "strings")),
    *((module, name) for module, name in ((json, "loads"), (json, "load"), (httpx.Response, "json"))),
]
ONCE = {"model_validate_json": 1}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each function was called that turns bytes or dicts into something else."""
    counts: Counter[str] = Counter()
    # Another test may have received a response that differs, after which an operation is read tolerantly at once.
    monkeypatch.setattr(Result, "has_mismatched", False)

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count(*arguments: Any, **options: Any) -> Any:
            counts[name] += 1
            return function(*arguments, **options)

        return count

    for owner, name in PARSERS:
        function: Any = getattr(owner, name)
        is_of_class = inspect.ismethod(function)
        counted = counting(name, function.__func__ if is_of_class else function)
        monkeypatch.setattr(owner, name, classmethod(counted) if is_of_class else counted)
    return counts


def client(respond: Callable[[httpx.Request], httpx.Response]) -> AuthPIAdmin:
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    return AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL, http_client=http_client)


@pytest.mark.parametrize("name", METHODS)
async def test_response_is_parsed_once(name: str, parsed: Counter[str]) -> None:
    expected: list[dict[str, int]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        expected.append({} if operation_of(request).response is None else ONCE)
        return documented(request)

    async with client(respond) as admin:
        await outcome(at(admin, name)(**needed(METHODS[name])))
    assert [dict(parsed)] == expected


async def test_each_page_is_parsed_once(parsed: Counter[str]) -> None:
    row = example(SCHEMAS["UserListItem"])
    pages = [page(row, row, next_cursor="a"), page(row, next_cursor="b"), page(row)]
    async with client(lambda _: pages.pop(0)) as admin:
        users = [user async for user in admin.issuer("i_1").users.list_all()]
    assert (len(users), dict(parsed)) == (4, {"model_validate_json": 3})


def test_cost_of_a_page_with_a_missing_field() -> None:
    row = example(SCHEMAS["UserListItem"])
    missing = {name: value for name, value in row.items() if name != "created_at"}
    good, differing = (json.dumps({"data": [each] * 100, "has_more": False}).encode() for each in (row, missing))
    strict, tolerant = page_of(models.UserListItem), page_of(models.UserListItem)
    assert len(tolerant.read_tolerantly(differing)[1]) == 100  # the validator is built once per operation

    def seconds(read: Callable[[bytes], object], body: bytes) -> float:
        started = time.process_time()  # beside other processes, a longer run would also be interrupted more often
        for _ in range(10):
            read(body)
        return time.process_time() - started

    ratios = [seconds(tolerant.read_tolerantly, differing) / seconds(strict.read, good) for _ in range(41)]
    assert statistics.median(ratios) <= 3, ratios
