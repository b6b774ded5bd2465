"""Arguments that only version 1.x accepted: filters by position, `resource_id`, and bodies that were optional."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from authpi_core.deprecation import warn_program

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMON = {"if_match", "idempotency_key", "timeout", "headers", "deadline"}
"""Keywords that 1.x did not accept by position either."""
_BY_POSITION = inspect.Parameter.POSITIONAL_OR_KEYWORD
_SCOPES = {"Agent", "Issuer", "Organization", "User"}
"""First words of the classes of resources that are in a scope."""
_OPTIONAL_BODY = {
    *("domains_assign", "sso_add_domain", "tokens_introspect"),
    *("verifiers_complete_enrollment", "verifiers_verify"),
}
"""Operations whose body 1.x did not require. The OpenAPI document does, so an empty object is sent."""


def accepted(  # noqa: PLR0913 - the parts of a call
    name: str,
    function: Any,
    bound: tuple[Any, ...],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    *,
    skipped: str = "",
) -> dict[str, Any] | None:
    """Return a call of version 1.x as keywords, with a warning that says what to change.

    Args:
        name: The qualified name of the method.
        function: The endpoint function.
        bound: Its first arguments, which the method passes.
        args: Arguments by position.
        kwargs: Arguments by keyword.
        skipped: A parameter that the method of 1.x did not have.

    Returns:
        The keywords of `function`; `None` if 1.x did not accept the call.
    """
    parameters = list(inspect.signature(function).parameters.values())[len(bound) :]
    kinds = {each.name: each.kind for each in parameters if each.name not in {*_COMMON, skipped}}
    names, given, advice = [*kinds], dict(kwargs), list[str]()
    if "resource_id" in given and names and names[0] != "body" and kinds[names[0]] is _BY_POSITION:
        given = {names[0]: given.pop("resource_id"), **given}
        advice.append(f"`resource_id` is `{names[0]}` now")
    free = [each for each in names if each not in given] if args else []
    if len(args) > len(free) or free[: len(args)] != names[: len(args)]:
        return None
    given = dict(zip(free, args, strict=False)) | given
    if keywords := [f"{each}=…" for each in names[: len(args)] if kinds[each] is not _BY_POSITION]:
        advice.append(f"pass {', '.join(keywords)} by keyword")
    if "body" in names and "body" not in given and function.__name__ in _OPTIONAL_BODY:
        given["body"] = {}
        advice.append("pass body={}")
    try:
        inspect.signature(function).bind(*bound, **given)
    except TypeError:
        return None
    warn_program(f"this call of {_as_written(name)} is deprecated: {' and '.join(advice)}")
    return given


def _as_written(name: str) -> str:
    """Return a method as programs write it: `organization.api_keys.list` for `OrganizationApiKeys.list`."""
    owner, _, method = name.partition(".")
    words = re.findall(r"[A-Z][a-z]+", owner.removesuffix("Scope"))
    parent = words.pop(0) + "." if words[0] in _SCOPES and len(words) > 1 else ""
    return f"{parent}{'_'.join(words)}.{method}".lower()
