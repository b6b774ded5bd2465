"""Applies an OpenAPI Overlay 1.0: the corrections and extensions that this project adds to the API's own document.

https://spec.openapis.org/overlay/v1.0.0. In addition to the specification, every action needs a `description`, an
action that matches nothing is an error, as is a name that a target lists and that matches nothing, and an action may
have `x-member-name`, a regular expression for the names of the members that its target selects (filters of RFC 9535 can
only use the values of members).
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from jsonpath_rfc9535 import JSONPathError, find
from limits import load
from named_schemas import name_schemas
from openapi_document import Document, UnsupportedError, pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jsonpath_rfc9535 import JSONPathNodeList

_KNOWN = {"target", "description", "update", "remove"}
_ADVICE = "if the API no longer has it, delete this part of the overlay, or else correct it"
_NAME = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_NAMES = re.compile(rf"\[\s*((?:{_NAME})(?:\s*,\s*(?:{_NAME}))+)\s*\]")


class OverlayError(ValueError):
    """An overlay is invalid, or does not fit the document."""


def load_with_overlay(document: Path, overlay: Path) -> Document:
    """Read an OpenAPI document and apply an overlay to it.

    Args:
        document: The document's file.
        overlay: The overlay's file.

    Returns:
        The document with the corrections and extensions, and with components for the inline schemas that the overlay
        names (`x-name`).

    Raises:
        UnsupportedError: One of the files is neither YAML nor JSON, or exceeds a limit.
        OverlayError: The overlay is invalid, or an action does not fit the document.
    """
    published = load(document)
    try:
        actions = load(overlay)
    except UnsupportedError as error:
        raise OverlayError(f"{overlay.name}{error}") from None
    return name_schemas(apply(published, actions, overlay.name))


def apply(document: Document, overlay: Document, name: str = "overlay.yaml") -> Document:
    """Apply an overlay to a document.

    Args:
        document: The document. It is not changed.
        overlay: The overlay.
        name: The overlay's file, for errors.

    Returns:
        The document with all actions applied, in their order.

    Raises:
        OverlayError: The overlay is invalid, or actions do not fit the document: for each, the JSON pointer of the
            action, the problem, and the solution.
    """
    actions = overlay.get("actions")
    if not str(overlay.get("overlay", "")).startswith("1.0.") or not isinstance(actions, list):
        raise OverlayError(f"{name}#: not an OpenAPI Overlay 1.0; begin it with `overlay: 1.0.0`, and list `actions`")
    document = deepcopy(document)
    problems: list[str] = []
    for number, action in enumerate(cast("Iterable[Any]", actions)):
        try:
            found = list(_apply(document, _checked(action)))
        except ValueError as error:
            found = [str(error)]
        problems += [f"{name}{pointer('#/actions', number)}: {problem}" for problem in found]
    if problems:
        raise OverlayError("\n".join(problems))
    return document


def _checked(action: Any) -> Mapping[str, Any]:
    """Check the keys of an action."""
    known = cast("dict[str, Any]", action if isinstance(action, dict) else {"action": action})
    if unknown := [key for key in known if key not in _KNOWN and not key.startswith("x-")]:
        raise ValueError(f"an action with {', '.join(unknown)}; use {', '.join(sorted(_KNOWN))}")
    for key in ("target", "description"):
        if not isinstance(known.get(key), str) or not known[key].strip():
            raise ValueError(f"an action without `{key}`; add one")
    if ("update" in known) == (known.get("remove") is True):
        raise ValueError("an action needs either `update` or `remove: true`; add one of them")
    return known


def _apply(document: Document, action: Mapping[str, Any]) -> Iterator[str]:
    """Apply an action to all nodes that its target selects, and yield what does not fit."""
    target = action["target"].strip()
    name = _member_name(action)
    found = [
        node for node in _select(target, document) if name.fullmatch(str(node.location[-1] if node.location else ""))
    ]
    if not found:
        yield f"{target} matches nothing in the document; {_ADVICE}"
    for listed in _listed(target):
        if found and not _select(listed, document):
            yield f"{listed}, one of several names in the target, matches nothing in the document; {_ADVICE}"
    if any(not isinstance(node.value, dict | list) for node in found):
        raise ValueError(f"{target} selects a value that is neither an object nor an array; select its parent")
    if action.get("remove"):
        # The last one first, since removing an item moves the following ones.
        for location in sorted((node.location for node in found), key=_order, reverse=True):
            _remove(document, location)
        return
    for node in found:
        yield from _update(node.value, action["update"], target)


def _member_name(action: Mapping[str, Any]) -> re.Pattern[str]:
    """Compile the regular expression for the names of the members."""
    try:
        return re.compile(action.get("x-member-name", ".*"))
    except re.error as error:
        raise ValueError(f"an invalid regular expression in `x-member-name`: {error}; correct it") from None


def _select(target: str, document: Document) -> JSONPathNodeList:
    try:
        return find(target, document)
    except JSONPathError as error:
        raise ValueError(f"an invalid JSONPath ({target}): {error}; correct it") from None


def _listed(target: str) -> Iterator[str]:
    """Write a target that lists names, such as `$.components.schemas['A', 'B']`, with each combination of them."""
    parts = _NAMES.split(target)
    names = [[f"[{name}]" for name in re.findall(_NAME, listed)] for listed in parts[1::2]]
    for chosen in product(*names) if names else ():
        yield "".join(part for pair in zip(parts[::2], [*chosen, ""], strict=True) for part in pair)


def _order(location: tuple[int | str, ...]) -> list[tuple[bool, int, str]]:
    """Return a sort key for locations that keeps the order of array items."""
    return [(isinstance(key, str), key if isinstance(key, int) else 0, str(key)) for key in location]


def _remove(document: Document, location: tuple[int | str, ...]) -> None:
    """Remove the node at a location."""
    if not location:
        raise ValueError("the document itself cannot be removed; select part of it")
    holder: Any = document
    for key in location[:-1]:
        holder = holder[key]
    del holder[location[-1]]


def _update(node: Any, update: Any, where: str) -> Iterator[str]:
    """Append to an array, or merge into an object."""
    if isinstance(node, list):
        cast("Any", node).append(deepcopy(update))
    elif isinstance(update, dict):
        yield from _merge(node, cast("Mapping[str, Any]", update), where)
    else:
        raise ValueError(f"{where} selects an object, but the update is not an object; write an object")  # noqa: TRY004 - not a type of Python


def _merge(node: dict[str, Any], update: Mapping[str, Any], where: str) -> Iterator[str]:
    """Merge an object into another: objects are merged, arrays concatenated, and other values replaced."""
    for key, value in update.items():
        at = f"{where}[{key!r}]"
        if key not in node:
            if _is_annotation(value):
                yield f"{at} does not exist, and the action only adds extensions to it; {_ADVICE}"
            else:
                node[key] = deepcopy(value)
        elif isinstance(node[key], dict) and isinstance(value, dict):
            yield from _merge(node[key], cast("Mapping[str, Any]", value), at)
        elif isinstance(node[key], list) and isinstance(value, list):
            node[key] += deepcopy(cast("Any", value))
        elif isinstance(node[key], dict | list) or isinstance(value, dict | list):
            yield f"{at} and the update have different types; remove it first, in an action before this one"
        else:
            node[key] = value


def _is_annotation(value: object) -> bool:
    """Return whether a value of an update has only extensions, which are meaningless without a part to extend."""
    if not isinstance(value, dict) or not value:
        return False
    members = cast("Mapping[str, object]", value)
    return all(key.startswith("x-") or _is_annotation(member) for key, member in members.items())
