"""Converts the API's times and amounts into Python's types."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_datetime(milliseconds: object) -> datetime | None:
    """Convert Unix time in milliseconds.

    Args:
        milliseconds: The time. It can be any value, since responses are parsed tolerantly.

    Returns:
        An aware `datetime` in UTC; `None` if the value is not a number, or out of range for `datetime`.
    """
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except (OverflowError, ValueError):  # out of range, or NaN
        return None


def to_dollars(micro_dollars: object) -> Decimal | None:
    """Convert millionths of a US dollar.

    Args:
        micro_dollars: The amount. It can be any value, since responses are parsed tolerantly.

    Returns:
        The exact amount in US dollars; `None` if the value is not an integer.
    """
    if not isinstance(micro_dollars, int) or isinstance(micro_dollars, bool):
        return None
    return Decimal(micro_dollars).scaleb(-6)
