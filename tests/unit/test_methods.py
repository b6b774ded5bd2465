"""The methods are those of `surface.md`; what they send, and their signatures and docstrings."""

from __future__ import annotations

import inspect
import platform
import pydoc
import re
from base64 import b64encode
from inspect import Parameter
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from helpers.calls import documented
from helpers.document import OPERATIONS
from helpers.mocked_api import KEY, body_of
from helpers.surface import COMMON, METHODS, ROWS, TEXT, Row, at, is_iterator

from authpi_admin import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin


def test_every_operation_has_a_method() -> None:
    assert len(ROWS) == len(re.findall(r"^\| `", TEXT, re.MULTILINE)) == len({row.name for row in ROWS})
    assert {row.name for row in ROWS} == METHODS.keys()
    # That a method calls the operation of its row is tested in tests/end_to_end.
    assert {(row.operation, row.method, row.path) for row in ROWS} == {
        (operation.raw["operationId"], operation.method, operation.path) for operation in OPERATIONS
    }


@pytest.mark.parametrize("name", [name for name, each in METHODS.items() if "Page[" in str(each.return_annotation)])
def test_every_list_has_an_iterator_over_all_its_pages(name: str) -> None:
    operations = {row.name: row.operation for row in ROWS}
    assert operations[f"{name}_all"] == operations[name]


def positional(parameters: Iterable[Parameter]) -> list[Parameter]:
    return [parameter for parameter in parameters if parameter.kind is not Parameter.KEYWORD_ONLY]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_parameters(row: Row) -> None:
    signature = METHODS[row.name]
    parameters = [parameter.replace(annotation=Parameter.empty) for parameter in signature.parameters.values()]
    common = [Parameter(name, Parameter.KEYWORD_ONLY, default=None) for name in COMMON]
    assert positional(parameters) == positional(row.parameters)
    assert set(parameters) == {*row.parameters, *common}  # the order of keywords means nothing
    assert tuple(signature.parameters)[-len(COMMON) :] == COMMON


@pytest.mark.parametrize("name", METHODS)
def test_name_and_docstring(name: str, admin: AuthPIAdmin) -> None:
    method, last = at(admin, name), name.rpartition(".")[2]
    assert inspect.isroutine(method)
    assert inspect.iscoroutinefunction(method) is not is_iterator(name)
    assert method.__name__ == last
    assert re.fullmatch(rf"[A-Z]\w+\.{last}", method.__qualname__)
    assert method.__module__.startswith("authpi_admin.")
    signature = inspect.signature(method)
    summary, _, rest = (inspect.getdoc(method) or "").partition("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]+\.", summary)
    arguments = re.findall(r"^    (\w+): \S", re.split("\n\n(?:Returns|Raises):", rest)[0], re.MULTILINE)
    assert arguments == list(signature.parameters)
    shown = pydoc.plain(pydoc.render_doc(method))
    head = "".join(f"{last}{signature}".split())[:20].rstrip(")")  # without what Python 3.13 breaks into lines
    assert head in "".join(shown.split())
    assert summary in shown
    annotation = str(signature.return_annotation)
    assert annotation.startswith("Pages[") is is_iterator(name)
    assert (f"    {annotation}: " in rest) is (annotation != "None")
    assert ("limit: Maximum number of items per page." in rest) is (is_iterator(name) and "limit" in arguments)


async def test_request(admin: AuthPIAdmin, api: MockedApi) -> None:
    """The request of each operation is tested in tests/contract."""
    api.server = documented
    users = admin.issuer("i:1").users
    await users.list(limit=2, cursor="a b&c=d", status="active")
    body: Any = {"profile": {"display_name": "Ü"}}
    await users.update("a%2Fb", body, if_match='"1"', headers={"X-Trace": "1"}, timeout=5.0)
    assert api.lines == [
        "GET /v1/accounts/acc_1/issuers/i%3A1/users?limit=2&cursor=a%20b%26c%3Dd&status=active",
        "PATCH /v1/accounts/acc_1/issuers/i%3A1/users/a%252Fb",
    ]
    listed, updated = api.requests
    assert (listed.content, body_of(updated)) == (b"", body)
    assert {*listed.extensions["timeout"].values()} == {30.0, 27.0}
    assert {*updated.extensions["timeout"].values()} == {5.0, 4.5}


async def test_headers(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
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
    read, created, created_with_key, updated = (dict(request.headers) for request in api.requests)
    generated = created.pop("idempotency-key")
    assert str(UUID(generated)) == generated
    assert read == common
    assert created == {**written, "x-trace": "1"}
    assert created_with_key == {**created, "idempotency-key": "key-1"}
    assert updated == {**written, "if-match": '"1"', "idempotency-key": "key-2"}


def test_repr_of_scopes_and_resources(admin: AuthPIAdmin) -> None:
    scope = admin.issuer("i_1").user("usr_1")
    assert repr(scope) == "UserScope('i_1', 'usr_1')"
    assert repr(scope.tokens) == "UserTokens('i_1', 'usr_1')"
    assert repr(admin.webhooks) == "Webhooks()"
