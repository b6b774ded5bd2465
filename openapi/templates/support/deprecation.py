"""Issues warnings for deprecated parts of the API, at the line of the program that uses them."""

from __future__ import annotations

import warnings
from inspect import currentframe

_OWN = {"authpi_admin", "authpi_core"}


def warn_deprecated(what: str) -> None:
    """Warn that the API deprecates something; by default, Python shows each such warning once per line of code.

    Args:
        what: What the program uses.
    """
    warn_program(f"{what} is deprecated by the API")


def warn_program(message: str) -> None:
    """Issue a `DeprecationWarning` at the innermost line that is not in the client's own packages.

    Args:
        message: What is deprecated, and what to do instead.
    """
    frame, level = currentframe(), 1
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] in _OWN:
        frame, level = frame.f_back, level + 1
    warnings.warn(message, DeprecationWarning, stacklevel=level)
