"""Provides `mock_admin`: a client whose methods are mocks, for unit tests without an API."""

from __future__ import annotations

import inspect
from typing import Any
from unittest.mock import NonCallableMagicMock, create_autospec

from authpi_admin._binding import Bound, pages
from authpi_admin.client import AuthPIAdmin
from authpi_admin.pagination import Page, Pages


def mock_admin() -> Any:
    """Return a mock of `AuthPIAdmin` whose methods, resources and scopes have the signatures of the real ones.

    No request is sent. A coroutine method is an `AsyncMock`: set its `return_value` or `side_effect`. The items
    of a `list_all` are its `return_value`, a list. A scope is the same for all ids: `admin.issuer.return_value` is
    the result of `admin.issuer("i_…")`. A misspelled method or argument raises `AttributeError` or `TypeError`.
    """
    real = AuthPIAdmin(api_key=("key_mock", "-"), account_id="acc_mock", base_url="http://mock.testing")
    admin: Any = _tree(real)
    admin.with_options.return_value = admin
    admin.__aenter__.return_value = admin
    return admin


class _Tree(NonCallableMagicMock):
    """A mock of the client, a resource or a scope. Its members are created on first use, since all take long."""

    def _get_child_mock(self, /, **options: Any) -> Any:
        name: str = options["_new_name"]
        if name.startswith("_"):
            return super()._get_child_mock(**options)
        real = self.__dict__["_real"]
        return _mocked(getattr(real, name), is_list=isinstance(inspect.getattr_static(real, name), pages))


def _tree(real: Bound) -> _Tree:
    tree = _Tree(spec_set=type(real))
    tree.__dict__["_real"] = real
    return tree


def _mocked(real: Any, *, is_list: bool) -> Any:
    if isinstance(real, Bound):
        return _tree(real)
    mock: Any = create_autospec(real, instance=not callable(real))
    if is_list:
        _give_pages(mock, real.__qualname__)
    elif callable(real) and str(inspect.signature(real).return_annotation).endswith("Scope"):
        scope: Any = real("mock")
        mock.return_value = _tree(scope)
    return mock


def _give_pages(mock: Any, name: str) -> None:
    """Make a mock return an iterator over its `return_value` at the time of the call, which is a list."""

    async def fetch(**_: Any) -> Page[Any]:
        return Page(list(mock.return_value))

    def list_all(*_: Any, **__: Any) -> Pages[Any]:
        return Pages(fetch, lambda _: None, name, cursor=None, limit=None)

    mock.return_value = []
    mock.side_effect = list_all
