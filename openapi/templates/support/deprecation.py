"""Warns of what the API deprecates, at the line of the program that uses it."""

from __future__ import annotations

import warnings
from inspect import currentframe

_OWN = {"authpi_admin", "authpi_core"}


def warn_deprecated(what: str) -> None:
    """Warn that the API deprecates something; Python shows each such warning once a line.

    Args:
        what: What the program uses.
    """
    frame, level = currentframe(), 1
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] in _OWN:
        frame, level = frame.f_back, level + 1
    warnings.warn(f"{what} is deprecated by the API", DeprecationWarning, stacklevel=level)
