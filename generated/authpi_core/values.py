"""Converts Python values into the forms that the API accepts: times and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from typing import Any, cast

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
BINARY = bytes | bytearray | memoryview


def json_text(value: object) -> str:
    """Render a value as JSON.

    Args:
        value: The value. It may contain any mapping, sequence and set; models are written as they were received, and an
            aware `datetime` becomes Unix milliseconds.

    Returns:
        The JSON text, in ASCII and without spaces.

    Raises:
        TypeError: It contains something that is not JSON.
        ValueError: A `datetime` is naive, or a number is not finite.
        RecursionError: It is nested too deeply.
    """
    return json.dumps(value, default=_as_json, allow_nan=False, separators=(",", ":"))


def unix_milliseconds(moment: datetime) -> int:
    """Turn an aware `datetime` into Unix time in milliseconds, the API's unit of time.

    Args:
        moment: The moment.

    Returns:
        Milliseconds since 1970-01-01T00:00:00Z, rounded down.

    Raises:
        ValueError: The `datetime` has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone: pass an aware datetime, for example datetime.now(UTC)")
    return (moment - _EPOCH) // _MILLISECOND


def is_array(value: object) -> bool:
    """Return whether JSON represents a value as an array: a sequence or a set, but not a string or bytes."""
    return isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | BINARY)


def _as_json(value: object) -> Any:
    if isinstance(value, datetime):
        return unix_milliseconds(value)
    if (dump := getattr(value, "model_dump", None)) is not None:
        return dump(by_alias=True, exclude_unset=True)  # what the API sent, under its own names
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if is_array(value):
        return list(cast("Sequence[object]", value))
    raise TypeError(f"a body is JSON, which cannot represent an object of type {type(value).__name__}")
