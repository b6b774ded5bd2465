"""Converts the API's numbers for times and money into Python's types."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_datetime(milliseconds: object) -> datetime | None:
    """Convert Unix time in milliseconds.

    Args:
        milliseconds: The time. A model may hold any value here, since responses are read tolerantly.

    Returns:
        An aware `datetime` in UTC; `None` for what is not a number, or a time that `datetime` cannot hold.
    """
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except (OverflowError, ValueError):  # too large, or not a number
        return None


def to_dollars(micro_dollars: object) -> Decimal | None:
    """Convert millionths of a US dollar.

    Args:
        micro_dollars: The amount. A model may hold any value here, since responses are read tolerantly.

    Returns:
        The amount in US dollars, exactly; `None` for what is not an integer.
    """
    if not isinstance(micro_dollars, int) or isinstance(micro_dollars, bool):
        return None
    return Decimal(micro_dollars).scaleb(-6)
