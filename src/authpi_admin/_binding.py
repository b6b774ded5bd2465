"""How an endpoint function becomes a method of a resource.

An endpoint function takes the client, the ids of its path and then what the caller gives. A resource knows the client
and some of the ids, by its depth; reading a `call` or a `pages` attribute of it gives the function with those bound.
There is one overload a depth, so the methods have exactly the types of the document.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from authpi_admin.pagination import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from authpi_core.client import Core
    from authpi_core.types import AccountId, Page

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")
T = TypeVar("T")

_ARGUMENT = re.compile(r"^ {8}(\w+): .*\n(?: {9,}.*\n)*", re.MULTILINE)


class Bound:
    """Something that knows the client and some ids of a path."""

    __slots__ = ("bound",)

    def __init__(self, core: Core, *ids: AccountId) -> None:
        """Bind a client and ids.

        Args:
            core: What endpoint functions send with.
            *ids: The first ids of the path.
        """
        self.bound: tuple[Any, ...] = (core, *ids)


class InRoot(Bound):
    """Binds the client alone."""

    __slots__ = ()


class InAccount(Bound):
    """Binds the client and the account."""

    __slots__ = ()


class InIssuer(Bound):
    """Binds the client, the account and one id more: an issuer or a webhook."""

    __slots__ = ()


class InParent(Bound):
    """Binds the client, the account, an issuer and the id of something in it."""

    __slots__ = ()


class Endpoint(Generic[P, R]):
    """An endpoint function that is imported on first use, and what its bound form shows of it."""

    def __init__(self, load: Callable[[], Callable[P, Coroutine[Any, Any, R]]]) -> None:
        """Name an endpoint function.

        Args:
            load: Gives it.
        """
        self._load = load
        self._name = ""
        self._owner = ""
        self._function: Any = None
        self._shown: tuple[inspect.Signature, str] | None = None

    def __set_name__(self, owner: type[Bound], name: str) -> None:
        """Learn the attribute's name."""
        self._name = name
        self._owner = owner.__qualname__

    def _bind(self, instance: Bound) -> tuple[Any, tuple[Any, ...]]:
        if self._function is None:
            self._function = self._load()
        return self._function, instance.bound

    def _show(self, method: Any, instance: Bound) -> Any:
        """Make a bound function look like a method that was written by hand."""
        if self._shown is None:
            signature = inspect.signature(self._function)
            parameters = list(signature.parameters.values())[len(instance.bound) :]
            signature = signature.replace(parameters=parameters)
            text = self._function.__doc__ or ""
            names = signature.parameters
            self._shown = signature, _ARGUMENT.sub(lambda line: line[0] if line[1] in names else "", text)
        method.__signature__, method.__doc__ = self._shown
        method.__name__, method.__qualname__ = self._name, f"{self._owner}.{self._name}"
        return method


class call(Endpoint[P, R]):  # noqa: N801 - reads as a verb where it is used
    """Binds an endpoint function as it is."""

    @overload
    def __get__(self, instance: None, owner: type[object]) -> call[P, R]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, Q], R], instance: InRoot, owner: type[object]
    ) -> Callable[Q, Coroutine[Any, Any, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, Q], R], instance: InAccount, owner: type[object]
    ) -> Callable[Q, Coroutine[Any, Any, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, str, Q], R], instance: InIssuer, owner: type[object]
    ) -> Callable[Q, Coroutine[Any, Any, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, str, str, Q], R], instance: InParent, owner: type[object]
    ) -> Callable[Q, Coroutine[Any, Any, R]]: ...
    def __get__(self, instance: Bound | None, owner: type[object]) -> Any:
        """Give the function with the client and the ids of the instance bound."""
        if instance is None:
            return self
        function, bound = self._bind(instance)

        async def method(*args: Any, **kwargs: Any) -> Any:
            return await function(*bound, *args, **kwargs)

        return self._show(method, instance)


class pages(Endpoint[P, "Page[T]"], Generic[P, T]):  # noqa: N801 - reads as a verb's object where it is used
    """Binds an endpoint function that gives one page, so that it gives the items of all pages."""

    @overload
    def __get__(self, instance: None, owner: type[object]) -> pages[P, T]: ...
    @overload
    def __get__(
        self: pages[Concatenate[Core, Q], T], instance: InRoot, owner: type[object]
    ) -> Callable[Q, Pages[T]]: ...
    @overload
    def __get__(
        self: pages[Concatenate[Core, AccountId, Q], T], instance: InAccount, owner: type[object]
    ) -> Callable[Q, Pages[T]]: ...
    @overload
    def __get__(
        self: pages[Concatenate[Core, AccountId, str, Q], T], instance: InIssuer, owner: type[object]
    ) -> Callable[Q, Pages[T]]: ...
    @overload
    def __get__(
        self: pages[Concatenate[Core, AccountId, str, str, Q], T], instance: InParent, owner: type[object]
    ) -> Callable[Q, Pages[T]]: ...
    def __get__(self, instance: Bound | None, owner: type[object]) -> Any:
        """Give a function that iterates over all pages, with the client and the ids of the instance bound."""
        if instance is None:
            return self
        function, bound = self._bind(instance)
        signature = inspect.signature(function)
        takes_limit, takes_cursor = "limit" in signature.parameters, "cursor" in signature.parameters

        def method(**filters: Any) -> Any:
            signature.bind(*bound, **filters)  # what is wrong with the arguments is said here, not at the first item
            cursor, limit = filters.pop("cursor", None), filters.pop("limit", None)

            async def fetch(*, cursor: str | None, limit: int | None) -> Any:
                paging = {"cursor": cursor} if takes_cursor else {}
                page = await function(*bound, **filters, **paging, **({"limit": limit} if takes_limit else {}))
                return page if takes_cursor else _without_cursor(page)

            return Pages(fetch, bound[0].spawn, f"{self._owner}.{self._name}", cursor=cursor, limit=limit)

        return self._show(method, instance)


def _without_cursor(page: Page[T]) -> Page[T]:
    """Forget a cursor that the operation could not take: if there is more, there is no way to ask for it."""
    page.next_cursor = None
    return page
