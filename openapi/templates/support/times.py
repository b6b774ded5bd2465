"""Converts times and dates between RFC 3339 strings and Python's types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, cast

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

B = TypeVar("B")
Format: TypeAlias = Literal["date-time", "date"]
_MINUTE = timedelta(minutes=1)
# Without these, pydantic would accept numbers, and times without a time zone.
_TIME = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def rfc3339(moment: datetime) -> str:
    """Format a time as in RFC 3339.

    Args:
        moment: An aware `datetime`.

    Returns:
        The text, for example `2026-01-31T12:00:00Z`.

    Raises:
        ValueError: The `datetime` has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment!r} has no time zone: pass an aware datetime, for example datetime.now(UTC)")
    if not offset or offset % _MINUTE:  # RFC 3339 allows only offsets of whole minutes
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()


class _ReadTime:
    """Parses a string with a time zone into an aware `datetime`, and formats it as one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a string or an aware `datetime`."""
        written = core_schema.plain_serializer_function_ser_schema(_as_text)
        return _text_or(core_schema.datetime_schema(tz_constraint="aware"), _TIME, written)


class _ReadDate:
    """Parses a string into a `date`, and formats it as one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a string or a `date`."""
        written = core_schema.plain_serializer_function_ser_schema(_as_text)
        return _text_or(core_schema.date_schema(), _DATE, written)


def _text_or(
    schema: core_schema.DatetimeSchema | core_schema.DateSchema, pattern: str, written: core_schema.SerSchema
) -> core_schema.CoreSchema:
    """Accept a string of a format, or an object of the type that it is parsed into."""
    text = core_schema.chain_schema([core_schema.str_schema(pattern=pattern), schema])
    either = core_schema.union_schema([cast("core_schema.CoreSchema", {**schema, "strict": True}), text])
    return core_schema.json_or_python_schema(json_schema=text, python_schema=either, serialization=written)


def _as_text(value: object) -> object:
    """Format a time or a date; a field can have any other value, since responses are parsed tolerantly."""
    if isinstance(value, datetime):
        return rfc3339(value) if value.tzinfo else value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


DateTime: TypeAlias = Annotated[datetime, _ReadTime()]
"""A time in a response: an aware `datetime`, which `model_dump` formats as in RFC 3339."""
Date: TypeAlias = Annotated[date, _ReadDate()]
"""A date in a response, which `model_dump` formats as `2026-01-31`."""


def written(value: B, formats: Mapping[str, Format]) -> B:
    """Write the times and dates of a body or a parameter in the form of RFC 3339.

    Args:
        value: The body or the parameter.
        formats: The format of each property whose values are texts with a format; of the value itself, with the empty
            string as its name. Other times are Unix milliseconds, which are written later.

    Returns:
        A copy with texts instead of times and dates.

    Raises:
        ValueError: A `datetime` is naive, or a time is used for a date or a date for a time.
    """
    return cast("B", _written(value, formats, formats.get(""), "the value"))


def _written(value: Any, formats: Mapping[str, Format], form: Format | None, name: str) -> Any:
    if isinstance(value, date) and form:
        if isinstance(value, datetime) != (form == "date-time"):
            wanted = "an aware datetime" if form == "date-time" else "a date"
            raise ValueError(f"{name} is an object of type {type(value).__name__}: pass {wanted}")
        return rfc3339(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return {key: _written(item, formats, formats.get(key) or form, key) for key, item in items}
    if _is_array(value):
        return [_written(item, formats, form, name) for item in cast("Sequence[object]", value)]
    return value


def _is_array(value: object) -> bool:
    """Return whether JSON represents a value as an array: a sequence or a set, but not a string or bytes."""
    return isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | bytes | bytearray | memoryview)
