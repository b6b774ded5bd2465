"""Turns endpoint functions into methods of resources.

The first parameters of an endpoint function are the client and the ids of its path. A resource has the client and some
of the ids, and binds them to the endpoint functions in its `call`, `accept` and `pages` attributes. `__get__` has one
overload for each number of bound ids, so type checkers see the types of the OpenAPI document. Coroutines are typed
`Coroutine[object, None, R]`: with `Any`, mypy infers `Any` for `asyncio.gather` of two of them.
"""

from __future__ import annotations

import inspect
import re
import sys
from abc import ABC, abstractmethod
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, overload

from authpi_core.types import Page

from authpi_admin.pagination import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from authpi_core.client import Core
    from authpi_core.types import AccountId

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")
T = TypeVar("T")
B = TypeVar("B")
B_contra = TypeVar("B_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

_ARGUMENT = re.compile(r"^ {4}([a-z]\w*): .*\n(?: {5,}.*\n)*", re.MULTILINE)


class Bound:
    """Base class of resources and scopes, with the bound arguments: the client and the first ids of the path."""

    __slots__ = ("bound",)

    BOUND_ARGUMENTS: ClassVar[int]

    def __init__(self, core: Core, *ids: AccountId) -> None:
        """Bind a client and the first ids of the path."""
        self.bound: tuple[Any, ...] = (core, *ids)

    def __repr__(self) -> str:
        """Return the bound ids, without the account's."""
        return f"{type(self).__name__}({', '.join(map(repr, self.bound[2:]))})"


class InRoot(Bound):
    """Binds the client."""

    __slots__ = ()
    BOUND_ARGUMENTS: ClassVar[int] = 1


class InAccount(Bound):
    """Binds the client and the account."""

    __slots__ = ()
    BOUND_ARGUMENTS: ClassVar[int] = 2


class InIssuer(Bound):
    """Binds the client, the account and one more id: an issuer or a webhook."""

    __slots__ = ()
    BOUND_ARGUMENTS: ClassVar[int] = 3


class InParent(Bound):
    """Binds the client, the account, an issuer and the id of a resource of that issuer."""

    __slots__ = ()
    BOUND_ARGUMENTS: ClassVar[int] = 4


class Endpoint(ABC, Generic[P, R]):
    """A descriptor that imports an endpoint function on first access, and returns a method that calls it."""

    def __init__(self, load: Callable[[], Callable[P, Coroutine[Any, Any, R]]]) -> None:
        """Store a function that imports the endpoint function."""
        self._load = load
        self._name = self._owner = ""
        self._method: FunctionType | None = None

    def __set_name__(self, owner: type[Bound], name: str) -> None:
        """Store the names of the attribute and of its class, for the name of the method."""
        self._name, self._owner = name, owner.__qualname__

    def _bind(self, instance: Bound | None, owner: type[Bound]) -> Any:
        """Return the method bound to the instance, or the plain function if it is accessed on the class."""
        method = self._method
        if method is None:
            if instance is not None:
                instance.bound[0].open_ahead()
            method = self._method = self._make(owner)
        return method if instance is None else MethodType(method, instance)

    def _make(self, owner: type[Bound]) -> FunctionType:
        """Import the endpoint function, build the models of its response, and create the method."""
        function: Any = self._load()
        sys.modules[function.__module__].RESULT.build()
        whole = inspect.signature(function)
        method = self._wrap(function)
        instance = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        parameters = list(whole.parameters.values())[owner.BOUND_ARGUMENTS :]
        signature, doc = self._describe(whole.replace(parameters=[instance, *parameters]), function.__doc__)
        method.__name__, method.__qualname__ = self._name, f"{self._owner}.{self._name}"
        method.__module__, method.__doc__ = owner.__module__, doc
        vars(method)["__signature__"] = signature
        return method

    @abstractmethod
    def _wrap(self, function: Any) -> FunctionType:
        """Return the function of the method, whose first parameter is the resource."""

    def _describe(self, signature: inspect.Signature, doc: str) -> tuple[inspect.Signature, str]:
        """Return the signature of the method, and the docstring without the bound arguments."""
        names = signature.parameters
        return signature, _ARGUMENT.sub(lambda line: line[0] if line[1] in names else "", inspect.cleandoc(doc))


class call(Endpoint[P, R]):  # noqa: N801 - used like a decorator
    """Binds an endpoint function."""

    def __init__(self, load: Callable[[], Callable[P, Coroutine[Any, Any, R]]]) -> None:
        """Store a function that imports the endpoint function."""
        super().__init__(load)
        if sys.version_info >= (3, 12):
            # From Python 3.13 on, `AsyncMock(spec=…)` inspects this descriptor instead of the method that it returns.
            inspect.markcoroutinefunction(cast("Any", self))

    @overload
    def __get__(self, instance: None, owner: type[object]) -> Callable[..., Coroutine[object, None, R]]: ...
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
    def __get__(self, instance: Bound | None, owner: Any) -> Any:
        """Return the endpoint function with the client and the ids of the instance bound."""
        return self._bind(instance, owner)

    def _wrap(self, function: Any) -> FunctionType:
        name = f"{self._owner}.{self._name}"

        def call_of_1x(bound: Any, args: Any, kwargs: Any, error: TypeError) -> Any:
            accepted = _accepted_by_1x(name, function, bound, args, kwargs)
            if accepted is None:
                raise error
            return function(*bound, **accepted)

        # A `TypeError` means that the arguments do not match the signature: the coroutine function has not run yet.
        if sys.version_info >= (3, 12):

            def method(self: Bound, /, *args: Any, **kwargs: Any) -> Any:
                try:
                    return function(*self.bound, *args, **kwargs)
                except TypeError as error:  # the warning names this call also if a task awaits it later
                    return call_of_1x(self.bound, args, kwargs, error)

            return cast("FunctionType", inspect.markcoroutinefunction(method))

        async def awaited(self: Bound, /, *args: Any, **kwargs: Any) -> Any:
            # `inspect.iscoroutinefunction` of Python 3.11 recognizes nothing else.
            try:
                coroutine = function(*self.bound, *args, **kwargs)
            except TypeError as error:
                coroutine = call_of_1x(self.bound, args, kwargs, error)
            return await coroutine

        return cast("FunctionType", awaited)


def _accepted_by_1x(*call: Any, **options: Any) -> dict[str, Any] | None:
    """Return keyword arguments for a call that only version 1.x accepted; `None` if 1.x did not accept it either."""
    from authpi_admin._v1.calls import accepted  # noqa: PLC0415 - only programs written for 1.x use it

    return accepted(*call, **options)


class Accepting(Protocol[B_contra, Q, R_co]):
    """A method that also accepts a short form of the body."""

    def __call__(self, body: B_contra, *args: Q.args, **kwargs: Q.kwargs) -> Coroutine[object, None, R_co]:
        """Call the endpoint function with the converted body."""
        ...


class accept(Endpoint[P, R], Generic[B, P, R]):  # noqa: N801 - used like a decorator
    """Binds an endpoint function whose method also accepts a short form of the body."""

    def __init__(self, load: Callable[[], Callable[P, Coroutine[Any, Any, R]]], adapt: Callable[[B], Any]) -> None:
        """Store a function that imports the endpoint function, and one that converts the body.

        Args:
            load: Imports the endpoint function.
            adapt: Converts the body of the method into the body of the endpoint function. The type of its parameter
                becomes that of the method's body, and the first line of its docstring is added to the method's.
        """
        super().__init__(load)
        self._adapt = adapt

    @overload
    def __get__(self, instance: None, owner: type[object]) -> Callable[..., Coroutine[object, None, R]]: ...
    @overload
    def __get__(
        self: accept[B, Concatenate[Core, AccountId, Any, Q], R], instance: InAccount, owner: type[object]
    ) -> Accepting[B, Q, R]: ...
    @overload
    def __get__(
        self: accept[B, Concatenate[Core, AccountId, str, Any, Q], R], instance: InIssuer, owner: type[object]
    ) -> Accepting[B, Q, R]: ...
    def __get__(self, instance: Bound | None, owner: Any) -> Any:
        """Return the endpoint function with the client and the ids of the instance bound."""
        return self._bind(instance, owner)

    def _wrap(self, function: Any) -> FunctionType:
        adapt = self._adapt

        async def method(self: Bound, /, body: B, **kwargs: Any) -> Any:
            return await function(*self.bound, adapt(body), **kwargs)

        return cast("FunctionType", method)

    def _describe(self, signature: inspect.Signature, doc: str) -> tuple[inspect.Signature, str]:
        signature, text = super()._describe(signature, doc)
        accepted = inspect.signature(self._adapt).parameters["body"].annotation
        body = signature.parameters["body"].replace(annotation=accepted)
        parameters = [body if each.name == "body" else each for each in signature.parameters.values()]
        summary, _, rest = text.partition("\n")
        note = inspect.cleandoc(self._adapt.__doc__ or "").partition("\n")[0]
        return signature.replace(parameters=parameters), f"{summary}\n\n{note}\n{rest}"


class pages(Endpoint[P, Page[T]], Generic[P, T]):  # noqa: N801 - used like a decorator
    """Binds an endpoint function that returns one page, as a method that iterates over the items of all pages."""

    @overload
    def __get__(self, instance: None, owner: type[object]) -> Callable[..., Pages[T]]: ...
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
    def __get__(self, instance: Bound | None, owner: Any) -> Any:
        """Return the iterating method with the client and the ids of the instance bound."""
        return self._bind(instance, owner)

    def _wrap(self, function: Any) -> FunctionType:
        signature = inspect.signature(function)
        takes, name = signature.parameters, f"{self._owner}.{self._name}"

        def method(self: Bound, /, *args: Any, **kwargs: Any) -> Any:
            try:
                # Raises for invalid arguments now, not on iteration.
                given = signature.bind(*self.bound, *args, **kwargs).arguments
            except TypeError:
                accepted = _accepted_by_1x(name, function, self.bound, args, kwargs, skipped="cursor")
                if accepted is None:
                    raise
                args, kwargs = (), accepted
                given = signature.bind(*self.bound, **accepted).arguments
            cursor, limit = given.get("cursor"), given.get("limit")

            async def fetch(*, cursor: str | None, limit: int | None) -> Any:
                paging = {name: value for name, value in (("cursor", cursor), ("limit", limit)) if name in takes}
                page = await function(*self.bound, *args, **{**kwargs, **paging})
                if "cursor" not in takes:
                    page.next_cursor = None  # the operation has no parameter for it
                return page

            return Pages(fetch, self.bound[0].spawn, name, cursor=cursor, limit=limit)

        return cast("FunctionType", method)

    def _describe(self, signature: inspect.Signature, doc: str) -> tuple[inspect.Signature, str]:
        signature, text = super()._describe(signature, doc)
        page = str(signature.return_annotation)
        items = page.replace("Page[", "Pages[", 1)
        text = text.replace(
            f"{page}: One page of items.",
            f"{items}: An async iterator over the items of all pages, which are requested as it is iterated.",
        )
        text = text.replace(
            "limit: Maximum number of items to return. 1 to 100; 50 by default.",
            "limit: Maximum number of items per page. 1 to 100; 100 by default. `collect(limit=…)` limits the total.",
        )
        return signature.replace(return_annotation=items), text
