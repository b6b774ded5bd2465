"""What methods send and return, and their signatures and docstrings."""

from __future__ import annotations

import inspect
import platform
import pydoc
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from helpers.calls import ETAG, check_result, documented, needed, operation_of, outcome
from helpers.mocked_api import KEY, body_of
from helpers.surface import COMMON, METHODS, at, is_iterator

from authpi_admin import Pages, __version__

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin


async def test_request(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    """Which request each operation makes is tested in tests/contract."""
    mocked_api.server = documented
    users = admin.issuer("i:1").users
    await users.list(limit=2, cursor="a b&c=d", status="active")
    body: Any = {"profile": {"display_name": "Ü"}}
    await users.update("a%2Fb", body, if_match='"1"', headers={"X-Trace": "1"}, timeout=5.0)
    assert mocked_api.lines == [
        "GET /v1/accounts/acc_1/issuers/i%3A1/users?limit=2&cursor=a%20b%26c%3Dd&status=active",
        "PATCH /v1/accounts/acc_1/issuers/i%3A1/users/a%252Fb",
    ]
    listed, updated = mocked_api.requests
    assert (listed.content, body_of(updated)) == (b"", body)
    assert {*listed.extensions["timeout"].values()} == {30.0, 27.0}
    assert {*updated.extensions["timeout"].values()} == {5.0, 4.5}


async def test_headers(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    await admin.whoami()
    body: Any = {}
    for key in (None, "key-1"):
        await admin.notes.create(body, idempotency_key=key, headers={"X-Trace": "1"})
    await admin.notes.update("note_1", body, if_match='"1"', idempotency_key="key-2")
    common = {
        "host": "core-api.test",
        "authorization": f"Basic {b64encode(':'.join(KEY).encode()).decode()}",
        "user-agent": (
            f"authpi-admin/{__version__} Python/{platform.python_version()} ({platform.system()}; {platform.machine()})"
        ),
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
    }
    written = {**common, "content-type": "application/json", "content-length": "2"}
    who, created, created_with_key, updated = (dict(request.headers) for request in mocked_api.requests)
    generated = created.pop("idempotency-key")
    assert str(UUID(generated)) == generated
    assert who == common
    assert created == {**written, "x-trace": "1"}
    assert created_with_key == {**created, "idempotency-key": "key-1"}
    assert updated == {**written, "if-match": '"1"', "idempotency-key": "key-2"}


@pytest.mark.parametrize("name", METHODS)
async def test_result(name: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    called = at(admin, name)(**needed(METHODS[name]))
    assert isinstance(called, Pages) == is_iterator(name)
    result = await outcome(called)
    operation = operation_of(mocked_api.request)
    body = None if operation.answer is None else documented(mocked_api.request).json()
    check_result(name, result, operation, body, ETAG)


@pytest.mark.parametrize("name", METHODS)
def test_signature_and_docstring(name: str, admin: AuthPIAdmin) -> None:
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
    assert (f"    {annotation}: " in text) is (annotation != "None")
    assert ("limit: Maximum number of items per page." in text) is (is_iterator(name) and "limit" in named)


def test_repr_of_scopes_and_resources(admin: AuthPIAdmin) -> None:
    scope = admin.issuer("i_1").user("usr_1")
    assert repr(scope) == "UserScope('i_1', 'usr_1')"
    assert repr(scope.tokens) == "UserTokens('i_1', 'usr_1')"
    assert repr(admin.webhooks) == "Webhooks()"
