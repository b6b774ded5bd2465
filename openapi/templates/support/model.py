"""The base class of all models: it keeps unknown fields and enum values, and the ETag of the response."""

from __future__ import annotations

from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any, cast, get_args

from authpi_core.deprecated_access import EXTRA, field_of, renamed, warn_of_access
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
"""Held while models are built: pydantic before 2.14 builds deferred models without a lock, so another thread can see a
partially built one."""


class Model(BaseModel):
    """An object in a response of the API.

    Members that the OpenAPI document does not describe are kept as received and can be read as attributes.
    `model_dump()` uses the names of the API; `model_dump(exclude_unset=True)` has what the API sent and nothing else.
    """

    model_config = ConfigDict(
        defer_build=True,  # the models of the whole document cost more to build than a process uses
        extra="allow",
        hide_input_in_errors=True,  # a validation error quotes the input, which may contain a secret
        protected_namespaces=(),
        serialize_by_alias=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    @property
    def etag(self) -> str | None:
        """The ETag of the response that this resource was read from; `None` for rows of a list and nested objects."""
        # Stored in the instance's `__dict__`, which pydantic omits from dumps and comparisons. A private attribute
        # would be initialized for each row of a page, which doubles the time to parse a page.
        return self.__dict__.get(_ETAG)

    @property
    @deprecated("Read `etag` instead.", category=None)  # the warning below names the line
    def _etag(self) -> str | None:
        """`etag` by its name in version 1.x of `authpi-admin`. Deprecated: read `etag`."""
        warn_of_access(f"{type(self).__name__}._etag", "read the attribute `etag`")
        return self.etag

    @deprecated("Read the attribute instead.", category=None)
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
        field = field_of(self, name)
        if not field.is_received:
            raise KeyError(name)
        warn_of_access(f"{type(self).__name__}[{name!r}]", field.advice(f"[{name!r}]"))
        return field.value

    @deprecated("Read the attribute instead.", category=None)
    def get(self, name: str, default: Any = None) -> Any:
        """Return a field by its name in the API, as `dict.get` does. Deprecated: read the attribute.

        Args:
            name: The name of the field; `_etag` for the ETag.
            default: What to return if the response did not have the field.

        Returns:
            The value, or `default`.
        """
        field = field_of(self, name)
        warn_of_access(f"{type(self).__name__}.get({name!r})", field.advice(f".get({name!r})"))
        return field.value if field.is_received else default

    @deprecated("Look in `model_fields_set` or `model_extra` instead.", category=None)
    def __contains__(self, name: object) -> bool:
        """Return whether the response had a field. Deprecated: look in `model_fields_set` or `model_extra`.

        Without it, `in` would compare the name with the pairs that a model iterates over, and always be false.

        Args:
            name: The name of the field in the API; `_etag` for the ETag.
        """
        field = field_of(self, name)
        where = EXTRA if field.attribute is None else "model.model_fields_set"
        advice = "`model.etag is not None`" if name == "_etag" else f"`{field.attribute or name!r} in {where}`"
        warn_of_access(f"{name!r} in {type(self).__name__}", f"use {advice}")
        return field.is_received

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Select the fields to show in a repr: those that are documented, not secret, and in the response.

        Yields:
            Name and value of each field. Undocumented fields are omitted, since one may be a secret; so are values
            that were received instead of a documented model, since they may contain its secrets.
        """
        fields, nested = type(self).model_fields, _fields_of_models(type(self))
        for name, value in self.__dict__.items():
            is_shown = name in fields and fields[name].repr and name in self.model_fields_set
            if is_shown and (name not in nested or _is_parsed(value)):
                yield name, value

    def __str__(self) -> str:
        """Return the class and its fields in at most 200 characters, `id`, `name` and `status` first."""
        members = {str(name): value for name, value in self.__repr_args__()}
        if isinstance(getattr(type(self), "id", None), property):  # a row that has its id under another name
            members["id"] = getattr(self, "id", None)
        first = {name: members[name] for name in ("id", "name", "status") if name in members}
        # Members of enums are shown as plain strings.
        shown = ((name, str(value) if isinstance(value, str) else value) for name, value in (first | members).items())
        text = f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown)})"
        return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 2]}…)"

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Build the validator of this model, as pydantic does on first use.

        Args:
            **options: The options of `pydantic.BaseModel.model_rebuild`.

        Returns:
            Whether the build succeeded; `None` if the model was already built.
        """
        with build_lock:
            return super().model_rebuild(**options)

    if not TYPE_CHECKING:  # type checkers see pydantic's signatures, and report attributes that do not exist

        def __getattr__(self, name: str) -> Any:
            """Return an undocumented field, or a field by its name in the API if the attribute has another name.

            Python calls this only for attributes that do not exist. Version 1.x had `account.balance_μusd`.
            """
            try:
                return super().__getattr__(name)
            except AttributeError:
                attribute = renamed(type(self), name)
                if attribute not in self.__dict__:
                    raise
            warn_of_access(f"{type(self).__name__}.{name}", f"read the attribute `{attribute}`")
            return self.__dict__[attribute]

        def model_dump(self, **options: Any) -> dict[str, Any]:
            """Convert to a dict like pydantic, without its warnings, which quote values of an undocumented type."""
            return super().model_dump(**{"warnings": False, **options})

        def model_dump_json(self, **options: Any) -> str:
            """Convert to JSON like pydantic, without its warnings, as `model_dump` does."""
            return super().model_dump_json(**{"warnings": False, **options})


class ModelUnion:
    """Base class of annotations of unions, whose alternatives may be models."""


@cache
def _fields_of_models(model: type[Model]) -> frozenset[str]:
    """Return the fields of a model that contain models."""
    model.model_rebuild(raise_errors=False)  # resolves annotations: a model inside another one is not built itself
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if _contains_model(field.annotation) or any(map(_contains_model, field.metadata))
    )


def _contains_model(kind: Any) -> bool:
    """Return whether a type or an annotation has a model as one of its parts."""
    is_model = isinstance(kind, ModelUnion) or (isinstance(kind, type) and issubclass(kind, Model))
    return is_model or any(map(_contains_model, get_args(kind)))


def _is_parsed(value: object) -> bool:
    """Return whether a value consists of models; a number or `None` is no secret."""
    if isinstance(value, list):
        return all(map(_is_parsed, cast("list[object]", value)))
    return not isinstance(value, str | dict)


def set_etag(model: Model, etag: str) -> None:
    """Store the ETag of the response that a resource was read from."""
    vars(model)[_ETAG] = etag


class OpenEnum:
    """Annotates a field whose known values become members of an enum, and whose unknown values stay strings."""

    def __init__(self, enum: type[StrEnum]) -> None:
        """Store the known values.

        Args:
            enum: The enum of the known values.
        """
        self._members = _Members({member.value: member for member in enum})

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Look the string up in a dict, which takes a quarter of the time of an enum with `_missing_`."""
        return core_schema.no_info_after_validator_function(self._members.__getitem__, core_schema.str_schema())


class _Members(dict[str, str]):
    """The members of an enum by value; an unknown value is returned as it is."""

    def __missing__(self, value: str) -> str:
        return value
