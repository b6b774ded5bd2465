"""How an endpoint function becomes a method of a resource.

An endpoint function takes the client, the ids of its path and then what the caller gives. A resource knows the client
and some of the ids, by its depth; reading a `call` or a `pages` attribute of it gives the function with those bound.
There is one overload a depth, so the methods have exactly the types of the document. Their coroutines are
`Coroutine[object, None, R]`: with `Any` there, mypy infers `Any` for `asyncio.gather` of two of them.
"""

from __future__ import annotations

import asyncio
import inspect
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, overload

from authpi_core.types import Page

from authpi_admin._auth import Shared
from authpi_admin._threads import in_thread
from authpi_admin.pagination import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from authpi_core.client import Core
    from authpi_core.types import AccountId

    from authpi_admin._transport import Transport

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")
T = TypeVar("T")
B = TypeVar("B")
B_contra = TypeVar("B_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

_ARGUMENT = re.compile(r"^ {4}([a-z]\w*): .*\n(?: {5,}.*\n)*", re.MULTILINE)


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

    def __repr__(self) -> str:
        """Name the ids below the account."""
        return f"{type(self).__name__}({', '.join(map(repr, self.bound[2:]))})"


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
        self._loading: Shared[Any] = Shared()
        self._signature: inspect.Signature | None = None
        self._shown: tuple[inspect.Signature, str] | None = None

    def __set_name__(self, owner: type[Bound], name: str) -> None:
        """Learn the attribute's name."""
        self._name = name
        self._owner = owner.__qualname__

    def load(self) -> Any:
        """Import the function, and build the models of its answer."""
        function: Any = self._load()
        sys.modules[function.__module__].RESULT.build()
        self._signature = inspect.signature(function)
        self._function = function
        return function

    async def _loaded(self, transport: Transport) -> Any:
        """Give the function; where it must be imported, in a thread, so that the event loop goes on."""
        await transport.connection.open_ahead()
        return self._function or await self._loading.run(partial(in_thread, self.load))

    def _show(self, method: Any, instance: Bound) -> Any:
        """Make a bound function look like a method that was written by hand, unless that would stall an event loop."""
        method.__name__, method.__qualname__ = self._name, f"{self._owner}.{self._name}"
        if self._function is None and _is_loop_running():
            return method
        if self._shown is None:
            self._shown = self._describe(self._function or self.load(), len(instance.bound))
        method.__signature__, method.__doc__ = self._shown
        return method

    def _describe(self, function: Any, bound: int) -> tuple[inspect.Signature, str]:
        whole = cast("inspect.Signature", self._signature)
        signature = whole.replace(parameters=list(whole.parameters.values())[bound:])
        names = signature.parameters
        return signature, _ARGUMENT.sub(
            lambda line: line[0] if line[1] in names else "", inspect.cleandoc(function.__doc__)
        )


class call(Endpoint[P, R]):  # noqa: N801 - reads as a verb where it is used
    """Binds an endpoint function as it is."""

    @overload
    def __get__(self, instance: None, owner: type[object]) -> call[P, R]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, Q], R], instance: InRoot, owner: type[object]
    ) -> Callable[Q, Coroutine[object, None, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, Q], R], instance: InAccount, owner: type[object]
    ) -> Callable[Q, Coroutine[object, None, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, str, Q], R], instance: InIssuer, owner: type[object]
    ) -> Callable[Q, Coroutine[object, None, R]]: ...
    @overload
    def __get__(
        self: call[Concatenate[Core, AccountId, str, str, Q], R], instance: InParent, owner: type[object]
    ) -> Callable[Q, Coroutine[object, None, R]]: ...
    def __get__(self, instance: Bound | None, owner: type[object]) -> Any:
        """Give the function with the client and the ids of the instance bound."""
        if instance is None:
            return self
        bound = instance.bound

        async def method(*args: Any, **kwargs: Any) -> Any:
            function = self._function or await self._loaded(bound[0])
            return await function(*bound, *args, **kwargs)

        return self._show(method, instance)


class Accepting(Protocol[B_contra, Q, R_co]):
    """A method whose body has another form than the one of its endpoint function."""

    def __call__(self, body: B_contra, *args: Q.args, **kwargs: Q.kwargs) -> Coroutine[object, None, R_co]:
        """Call the endpoint function with the adapted body."""
        ...


class accept(Endpoint[P, R], Generic[B, P, R]):  # noqa: N801 - reads as a verb where it is used
    """Binds an endpoint function whose body comes first after the ids, and adapts the body."""

    def __init__(self, load: Callable[[], Callable[P, Coroutine[Any, Any, R]]], adapt: Callable[[B], Any]) -> None:
        """Name an endpoint function.

        Args:
            load: Gives it.
            adapt: Turns the body that the method takes into the one of the endpoint function. The first line of its
                docstring says of the method how the two differ.
        """
        super().__init__(load)
        self._adapt = adapt

    @overload
    def __get__(self, instance: None, owner: type[object]) -> accept[B, P, R]: ...
    @overload
    def __get__(
        self: accept[B, Concatenate[Core, AccountId, Any, Q], R], instance: InAccount, owner: type[object]
    ) -> Accepting[B, Q, R]: ...
    @overload
    def __get__(
        self: accept[B, Concatenate[Core, AccountId, str, Any, Q], R], instance: InIssuer, owner: type[object]
    ) -> Accepting[B, Q, R]: ...
    def __get__(self, instance: Bound | None, owner: type[object]) -> Any:
        """Give the function with the client and the ids of the instance bound."""
        if instance is None:
            return self
        bound = instance.bound

        async def method(body: B, *args: Any, **kwargs: Any) -> Any:
            function = self._function or await self._loaded(bound[0])
            return await function(*bound, self._adapt(body), *args, **kwargs)

        return self._show(method, instance)

    def _describe(self, function: Any, bound: int) -> tuple[inspect.Signature, str]:
        signature, text = super()._describe(function, bound)
        accepted = inspect.signature(self._adapt).parameters["body"]
        parameters = [
            p.replace(annotation=accepted.annotation) if p.name == "body" else p for p in signature.parameters.values()
        ]
        summary, _, rest = text.partition("\n")
        note = inspect.cleandoc(self._adapt.__doc__ or "").partition("\n")[0]
        return signature.replace(parameters=parameters), f"{summary}\n\n{note}\n{rest}"


class pages(Endpoint[P, Page[T]], Generic[P, T]):  # noqa: N801 - reads as a verb's object where it is used
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
        bound = instance.bound

        def method(**given: Any) -> Any:
            if self._signature is not None:
                self._signature.bind(*bound, **given)  # what is wrong with the arguments is said here already
            filters = {name: value for name, value in given.items() if name not in {"cursor", "limit"}}

            async def fetch(*, cursor: str | None, limit: int | None) -> Any:
                function = self._function or await self._loaded(bound[0])
                signature = cast("inspect.Signature", self._signature)
                signature.bind(*bound, **given)
                takes = signature.parameters
                paging = {name: value for name, value in (("cursor", cursor), ("limit", limit)) if name in takes}
                page = await function(*bound, **filters, **paging)
                if "cursor" not in takes:
                    page.next_cursor = None  # if there is more, there is no way to ask for it
                return page

            name = f"{self._owner}.{self._name}"
            return Pages(fetch, bound[0].spawn, name, cursor=given.get("cursor"), limit=given.get("limit"))

        return self._show(method, instance)

    def _describe(self, function: Any, bound: int) -> tuple[inspect.Signature, str]:
        signature, text = super()._describe(function, bound)
        items = str(signature.return_annotation).replace("Page[", "Pages[", 1)
        text = text.replace(
            "One page of the list.", "The items of all pages: an async iterator. Nothing is fetched before it is asked."
        )
        text = text.replace(
            "limit: Most items to return.", "limit: Most items of a page, not of all; `collect(limit=…)` bounds those."
        )
        return signature.replace(return_annotation=items), text


def _is_loop_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
