"""What all models have in common: open reading, and the ETag they came with."""

from __future__ import annotations

import warnings
from threading import RLock
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema
from typing_extensions import deprecated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from pydantic import GetCoreSchemaHandler

_ETAG = "__etag__"
_LONGEST_TEXT = 200
build_lock = RLock()
"""pydantic before 2.14 builds deferred models without a lock, so that another thread sees one half built."""


class Model(BaseModel):
    """An object in a response of the API.

    Members that the OpenAPI document does not describe are kept as received and can be read as attributes.
    `model_dump()` uses the names of the API; `model_dump(exclude_unset=True)` has what the API sent and nothing else.
    """

    model_config = ConfigDict(
        defer_build=True,  # the models of the whole document cost more to build than a process uses
        extra="allow",
        hide_input_in_errors=True,  # what does not fit may stand beside a secret
        protected_namespaces=(),
        serialize_by_alias=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    @property
    def etag(self) -> str | None:
        """The ETag the resource had when it was read; `None` for rows of a list and for parts of a resource."""
        # In the instance's dict, which pydantic leaves out of dumps and comparisons: a private attribute would be
        # made for each row of a page, and doubles the time that the page takes.
        return self.__dict__.get(_ETAG)

    @deprecated("Read the attribute instead.", category=None)  # the warning below names it
    def __getitem__(self, name: str) -> Any:
        """Return a field by its name in the API. Deprecated: read the attribute.

        Version 1.x of `authpi-admin` returned some objects as dicts.

        Args:
            name: The name of the field; `_etag` for the ETag.

        Returns:
            The value.

        Raises:
            KeyError: The response did not have the field.
        """
        received = self._received(name)
        if received is None:
            raise KeyError(name)
        _warn_of_key(f"{type(self).__name__}[{name!r}]", received[0])
        return received[1]

    @deprecated("Read the attribute instead.", category=None)
    def get(self, name: str, default: Any = None) -> Any:
        """Return a field by its name in the API, as `dict.get` does. Deprecated: read the attribute.

        Args:
            name: The name of the field; `_etag` for the ETag.
            default: What to return if the response did not have the field.

        Returns:
            The value, or `default`.
        """
        received = self._received(name)
        _warn_of_key(f"{type(self).__name__}.get({name!r})", name if received is None else received[0])
        return default if received is None else received[1]

    def _received(self, name: str) -> tuple[str, Any] | None:
        """Return the attribute and the value of a field of the API; `None` if the response did not have the field."""
        if name == "_etag":  # where early versions of `authpi-admin` put it
            return None if self.etag is None else ("etag", self.etag)
        if name in (extra := self.model_extra or {}):
            return (f"model_extra[{name!r}]" if hasattr(type(self), name) else name), extra[name]
        for attribute, field in type(self).model_fields.items():
            if name == (field.alias or attribute) and attribute in self.model_fields_set:
                return attribute, getattr(self, attribute)
        return None

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Name the members to show: those described, not secret and received.

        Yields:
            Name and value of each. Members the document does not describe are left out: one may be a secret.
        """
        fields = type(self).model_fields
        for name, value in self.__dict__.items():
            if name in fields and fields[name].repr and name in self.model_fields_set:
                yield name, value

    def __str__(self) -> str:
        """Show the class and its members in at most 200 characters, `id`, `name` and `status` first."""
        members = {str(name): value for name, value in self.__repr_args__()}
        if isinstance(getattr(type(self), "id", None), property):  # a row that has its id under another name
            members["id"] = getattr(self, "id", None)
        first = {name: members[name] for name in ("id", "name", "status") if name in members}
        # A member of an enum is shown as the string that it is.
        shown = ((name, str(value) if isinstance(value, str) else value) for name, value in (first | members).items())
        text = f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown)})"
        return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 2]}…)"

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Build the validator of this model, as pydantic does on first use.

        Args:
            **options: As pydantic's.

        Returns:
            Whether it worked; `None` where there was nothing to do.
        """
        with build_lock:
            return super().model_rebuild(**options)

    if not TYPE_CHECKING:  # the signatures stay pydantic's

        def model_dump(self, **options: Any) -> dict[str, Any]:
            """As pydantic's, without warnings: they quote values, and a field may have an undocumented type."""
            return super().model_dump(**{"warnings": False, **options})

        def model_dump_json(self, **options: Any) -> str:
            """As `model_dump`."""
            return super().model_dump_json(**{"warnings": False, **options})


def _warn_of_key(expression: str, attribute: str) -> None:
    """Warn of reading a model as a dict, where the caller of `Model` does it."""
    warnings.warn(f"{expression} is deprecated: read the attribute `{attribute}`", DeprecationWarning, stacklevel=3)


def set_etag(model: Model, etag: str) -> None:
    """Keep the ETag that came with a resource."""
    vars(model)[_ETAG] = etag


class OpenEnum:
    """Marks a field whose known values become members of an enum and whose other values stay strings."""

    def __init__(self, enum: type[StrEnum]) -> None:
        """Make the mark.

        Args:
            enum: The known values.
        """
        self._members = _Members({member.value: member for member in enum})

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Read a string and look it up: an enum with `_missing_` takes four times as long."""
        return core_schema.no_info_after_validator_function(self._members.__getitem__, core_schema.str_schema())


class _Members(dict[str, str]):
    def __missing__(self, value: str) -> str:
        return value
