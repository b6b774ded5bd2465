"""Arguments that only version 1.x accepted: filters by position, `resource_id`, and bodies that were optional."""

from __future__ import annotations

import inspect
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMON = {"if_match", "idempotency_key", "timeout", "headers", "deadline"}
"""Keywords that 1.x did not accept by position either."""
_OPTIONAL_BODY = {
    *("domains_assign", "sso_add_domain", "tokens_introspect"),
    *("verifiers_complete_enrollment", "verifiers_verify"),
}
"""Operations whose body 1.x did not require. The OpenAPI document does, so an empty object is sent."""


def accepted(
    function: Any, bound: tuple[Any, ...], args: tuple[Any, ...], kwargs: Mapping[str, Any], skipped: str = ""
) -> dict[str, Any] | None:
    """Return a call of version 1.x as keywords, with a warning that shows them.

    Args:
        function: The endpoint function.
        bound: Its first arguments, which the method passes.
        args: Arguments by position.
        kwargs: Arguments by keyword.
        skipped: A parameter that the method of 1.x did not have.

    Returns:
        The keywords of `function`; `None` if 1.x did not accept the call.
    """
    parameters = list(inspect.signature(function).parameters.values())[len(bound) :]
    names = [parameter.name for parameter in parameters if parameter.name not in {*_COMMON, skipped}]
    given = dict(kwargs)
    if "resource_id" in given and names:
        given = {names[0]: given.pop("resource_id"), **given}
    free = [name for name in names if name not in given] if args else []
    if len(args) > len(free) or free[: len(args)] != names[: len(args)]:
        return None
    given = dict(zip(free, args, strict=False)) | given
    if "body" in names and function.__name__ in _OPTIONAL_BODY:
        given.setdefault("body", {})
    try:
        inspect.signature(function).bind(*bound, **given)
    except TypeError:
        return None
    warnings.warn(
        f"this call is deprecated: pass {', '.join(f'{name}=…' for name in given)} to {function.__name__}",
        DeprecationWarning,
        stacklevel=4,  # where the method is called
    )
    return given
