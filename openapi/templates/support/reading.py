"""Parses the body of a successful response into the result of an operation, directly from bytes into models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from authpi_core.model import Model, build_lock, set_etag
from authpi_core.types import Page
from pydantic import ConfigDict, RootModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel
    from pydantic_core import SchemaValidator

T = TypeVar("T")
R = TypeVar("R")


class OneEnvelope(Model, Generic[T]):
    """The envelope of a single resource."""

    data: T


class ListEnvelope(Model, Generic[T]):
    """The envelope of a list, paged or complete."""

    data: list[T]
    has_more: bool | None = None
    next_cursor: str | None = None
    invalid_count: int | None = None


class WholeBody(RootModel[T], Generic[T]):
    """A body without an envelope."""

    model_config = ConfigDict(defer_build=True, hide_input_in_errors=True)  # like `Model`


class Result(Generic[R]):
    """Parses the body of a successful response of one operation.

    Attributes:
        item: The type of the envelope's `data`, or of its items; of the whole body, if it has no envelope.
        secret: Whether the request or the response contains secrets, so that errors must not contain the body.
        is_optional: Whether a successful response may have no body.
    """

    __slots__ = ("_built", "_envelope", "_open", "_tolerant", "is_optional", "item", "secret")

    def __init__(self, envelope: Any, item: Any, opening: Callable[[Any], R], *, secret: bool) -> None:
        """Describe a body.

        Args:
            envelope: The generic model of the envelope; `None` if the operation returns nothing.
            item: The type of the envelope's `data`, or of its items.
            opening: Converts a parsed envelope into the result of the operation.
            secret: Whether the request or the response contains secrets.
        """
        self._envelope = envelope
        self._built: type[BaseModel] | None = None
        self._tolerant: SchemaValidator | None = None
        self._open = opening
        self.item = item
        self.secret = secret
        self.is_optional = False

    @property
    def has_envelope(self) -> bool:
        """Whether the body is an object whose `data` is the result."""
        return self._envelope in {OneEnvelope, ListEnvelope}

    @property
    def is_text(self) -> bool:
        """Whether the body is text, and not JSON."""
        return False

    def build(self) -> type[BaseModel] | None:
        """Build the model of the whole body, on the first call.

        Returns:
            The model; `None` if the operation returns nothing.
        """
        if self._built is None and self._envelope is not None:
            envelope = self._envelope[self.item]
            with build_lock:  # now: pydantic would build it on first use, without a lock
                envelope.model_rebuild()
            self._built = envelope
        return self._built

    def read(self, body: bytes, etag: str | None = None) -> R:
        """Parse the body of a successful response.

        Args:
            body: The body.
            etag: The value of the `ETag` header.

        Returns:
            The result of the operation. If it is a model, it has the ETag.

        Raises:
            pydantic.ValidationError: The body does not have the documented shape.
        """
        envelope = None if self._is_absent(body) else self.build()
        return self._finish(envelope.model_validate_json(body) if envelope else None, etag)

    @property
    def has_mismatched(self) -> bool:
        """Whether a response differed from the OpenAPI document, so that later ones are parsed tolerantly at once."""
        return self._tolerant is not None

    def read_tolerantly(self, body: bytes, etag: str | None = None) -> tuple[R, list[str]]:
        """Parse the body of a successful response whose fields may differ from the OpenAPI document.

        Args:
            body: The body.
            etag: The value of the `ETag` header.

        Returns:
            The result, and `Model.field` for each field that is missing or of another type. Such a field has the value
            that was received, or `None`.

        Raises:
            ValueError: The body does not have the documented shape: it is not JSON, or `data` is missing or not an
                object or a list of objects.
        """
        envelope = None if self._is_absent(body) else self.build()
        if envelope is None:
            return self._finish(None), []
        if self._tolerant is None:
            from authpi_core.tolerance import tolerant_validator  # noqa: PLC0415 - rarely needed

            self._tolerant = tolerant_validator(envelope)
        kept: list[str] = []
        try:
            read = self._tolerant.validate_json(body, context=kept)
        except ValueError:
            # Python's parser accepts JSON that pydantic's rejects: a byte order mark, UTF-16, lone surrogates.
            kept.clear()
            read = self._tolerant.validate_python(_parsed(body), context=kept)
        return self._finish(read, etag), kept

    def _is_absent(self, body: bytes) -> bool:
        return self.is_optional and not body.strip()

    def _finish(self, envelope: Any, etag: str | None = None) -> R:
        """Convert a parsed envelope into the result, and store the ETag in it."""
        result: Any = None if envelope is None else self._open(envelope)
        if etag is not None and isinstance(result, Model):
            set_etag(result, etag)
        return cast("R", result)


def one(item: type[T], *, secret: bool = False) -> Result[T]:
    """Describe a body that is a single resource in an envelope."""
    return Result(OneEnvelope, item, _data, secret=secret)


def many(item: type[T], *, secret: bool = False) -> Result[list[T]]:
    """Describe a body that is a complete list in an envelope, without pages."""
    return Result(ListEnvelope, item, _data, secret=secret)


def page(item: type[T], *, secret: bool = False) -> Result[Page[T]]:
    """Describe a body that is one page of a list."""
    return Result(ListEnvelope, item, _page, secret=secret)


def whole(item: type[T], *, secret: bool = False) -> Result[T]:
    """Describe a body without an envelope."""
    return Result(WholeBody, item, _root, secret=secret)


def as_type(item: Any) -> type[Any]:
    """Return a union, or another type that is not a class, typed as a class."""
    return cast("type[Any]", item)


def or_none(result: Result[T]) -> Result[T | None]:
    """Describe a body that a successful response can lack, for example with the status 204."""
    result.is_optional = True
    return cast("Result[T | None]", result)


class TextResult(Result[str]):
    """Decodes a body that is text in UTF-8."""

    __slots__ = ()

    @property
    def is_text(self) -> bool:
        """Whether the body is text, and not JSON."""
        return True

    def read(self, body: bytes, etag: str | None = None) -> str:
        """Decode the body.

        Args:
            body: The body.
            etag: The value of the `ETag` header, which a text cannot carry.

        Returns:
            The text.

        Raises:
            ValueError: The body is not UTF-8.
        """
        del etag
        return cast("str", None) if self._is_absent(body) else body.decode()

    def read_tolerantly(self, body: bytes, etag: str | None = None) -> tuple[str, list[str]]:
        """Decode the body, as `read` does."""
        return self.read(body, etag), []


def text(*, secret: bool = False) -> Result[str]:
    """Describe a body that is text."""
    return TextResult(None, str, str, secret=secret)


def _root(body: Any) -> Any:
    return body.root


def _data(envelope: Any) -> Any:
    """Return the content of an envelope."""
    return envelope.data


def _parsed(body: bytes) -> Any:
    """Parse JSON with Python's parser; any failure is a `ValueError`."""
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("the body is nested too deeply") from None


def _page(envelope: Any) -> Page[Any]:
    """Convert an envelope into a page."""
    if envelope.next_cursor is not None:
        envelope.next_cursor.encode()  # raises for a lone surrogate, which JSON allows but a URL cannot contain
    # If `has_more` is missing, a cursor means that another page follows.
    has_more = envelope.next_cursor is not None if envelope.has_more is None else envelope.has_more
    return Page(envelope.data, has_more, envelope.next_cursor, envelope.invalid_count, envelope.model_extra or {})


NOTHING: Result[None] = Result(None, None, _root, secret=False)
