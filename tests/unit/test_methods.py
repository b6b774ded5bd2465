"""What each method sends, returns and looks like, by the document: a new operation is covered by itself."""

from __future__ import annotations

import inspect
import platform
import pydoc
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from helpers.calls import ETAG, arguments, check_result, documented, needed, operation_of, outcome, path_of, query
from helpers.mocked_api import KEY as CREDENTIAL
from helpers.mocked_api import body_of
from helpers.surface import COMMON, METHODS, at, is_iterator

from authpi_admin import Pages, __version__

if TYPE_CHECKING:
    import httpx
    from helpers.document import Form, Operation
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

FORMS: tuple[Form, ...] = ("full", "required")


async def prepared(
    admin: AuthPIAdmin, name: str, mocked_api: MockedApi, form: Form
) -> tuple[Any, Operation, dict[str, Any]]:
    """Find the operation behind a method, and what to call it with."""
    mocked_api.server = lambda request: documented(request, form)
    method, signature = at(admin, name), METHODS[name]
    await outcome(method(**needed(signature)))
    operation = operation_of(mocked_api.requests.pop())
    return method, operation, arguments(signature, operation, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", METHODS)
async def test_the_request(name: str, form: Form, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    method, operation, given = await prepared(admin, name, mocked_api, form)
    await outcome(method(**given))

    request = mocked_api.request
    path, _, text = request.url.raw_path.decode().partition("?")
    assert (request.method, path) == (operation.method, path_of(operation, given, "acc_1"))
    expected = {
        name: str(value).lower() if value is True else str(value) for name, value in query(operation, form).items()
    }
    if is_iterator(name) and any(parameter["name"] == "limit" for parameter in operation.inside("query")):
        expected.setdefault("limit", "100")
    assert dict(parse_qsl(text)) == expected
    assert body_of(request) == given.get("body")
    check_headers(request, given)


def check_headers(request: httpx.Request, given: dict[str, Any]) -> None:
    assert request.headers["Host"] == "core-api.test"
    assert request.headers["Authorization"] == f"Basic {b64encode(':'.join(CREDENTIAL).encode()).decode()}"
    assert request.headers["User-Agent"] == (
        f"authpi-admin/{__version__} Python/{platform.python_version()} ({platform.system()}; {platform.machine()})"
    )
    assert request.headers["Accept"] == "application/json"
    assert request.headers.get("Content-Type") == ("application/json" if "body" in given else None)
    assert request.headers.get("If-Match") == given.get("if_match")
    assert request.headers.get("X-Request-Source") == given.get("headers", {}).get("X-Request-Source")
    key = request.headers.get("Idempotency-Key")
    if request.method == "POST" and "idempotency_key" not in given:
        assert str(UUID(key)) == key
    else:
        assert key == given.get("idempotency_key")
    assert {*request.extensions["timeout"].values()} <= ({5.0, 4.5} if "timeout" in given else {30.0, 27.0})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", METHODS)
async def test_the_result(name: str, form: Form, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    method, operation, given = await prepared(admin, name, mocked_api, form)
    called = method(**given)
    assert isinstance(called, Pages) == is_iterator(name)
    result = await outcome(called)

    body = None if operation.answer is None else documented(mocked_api.request, form).json()
    check_result(name, result, operation, body, ETAG)


@pytest.mark.parametrize("name", METHODS)
def test_how_a_method_looks(name: str, admin: AuthPIAdmin) -> None:
    method, last = at(admin, name), name.rpartition(".")[2]
    assert inspect.isroutine(method)
    assert inspect.iscoroutinefunction(method) is not is_iterator(name)
    assert method.__name__ == last
    assert re.fullmatch(rf"[A-Z]\w+\.{last}", method.__qualname__)
    assert method.__module__.startswith("authpi_admin.")
    signature = inspect.signature(method)
    assert tuple(signature.parameters)[-len(COMMON) :] == COMMON

    text = inspect.getdoc(method) or ""
    summary, _, rest = text.partition("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]+\.", summary)
    named = re.findall(r"^    (\w+): \S", re.split("\n\n(?:Returns|Raises):", rest)[0], re.MULTILINE)
    assert named == list(signature.parameters)
    shown = pydoc.plain(pydoc.render_doc(method))
    head = "".join(f"{last}{signature}".split())[:20].rstrip(")")  # without what Python 3.13 breaks into lines
    assert head in "".join(shown.split())
    assert summary in shown
    annotation = str(signature.return_annotation)
    assert annotation.startswith("Pages[") is is_iterator(name)


def test_scopes_and_resources_name_their_ids(admin: AuthPIAdmin) -> None:
    scope = admin.issuer("i_1").user("usr_1")
    assert repr(scope) == "UserScope('i_1', 'usr_1')"
    assert repr(scope.tokens) == "UserTokens('i_1', 'usr_1')"
    assert repr(admin.webhooks) == "Webhooks()"
