"""Reads an OpenAPI document from a file, with limits, and without following references to other files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from openapi_document import Document, UnsupportedError, pointer
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# GitHub's document, one of the largest public ones, has 13 MB, 1.2 million values and 20,000 references.
MOST_BYTES = 64 * 1024 * 1024
MOST_VALUES = 10_000_000
MOST_REFERENCES = 1_000_000
DEEPEST = 100


def load(path: Path) -> Document:
    """Read an OpenAPI document.

    Args:
        path: Its file, YAML or JSON.

    Returns:
        The document.

    Raises:
        UnsupportedError: It is neither YAML nor JSON, is not an object, exceeds a limit, or refers to another document.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnsupportedError(f"#: the document has {size} bytes, more than {MOST_BYTES}; remove unused parts")
    text = path.read_text(encoding="utf-8")
    try:
        document = _parsed(text, path.suffix)
    except (ValueError, YAMLError) as error:
        raise UnsupportedError(f"#: the document is neither YAML nor JSON ({error}); correct the file") from None
    except RecursionError:
        raise UnsupportedError(f"#: the document is nested deeper than {DEEPEST} levels; reduce the nesting") from None
    if not isinstance(document, dict):
        raise UnsupportedError("#: the document is not an object; begin it with `openapi:`")
    check_limits(cast("Document", document))
    return cast("Document", _without_aliases(document))


def check_limits(document: Document) -> None:
    """Raise an error if a document exceeds a limit or refers to another document.

    Args:
        document: The document.

    Raises:
        UnsupportedError: The message has the JSON pointer of the part, the problem, and the solution.
    """
    values = references = 0
    waiting: list[tuple[object, str, int]] = [(document, "#", 0)]
    while waiting:
        part, where, depth = waiting.pop()
        values += 1
        if depth > DEEPEST:
            raise UnsupportedError(f"{where}: nested deeper than {DEEPEST} levels; reduce the nesting")
        if values > MOST_VALUES:
            raise UnsupportedError(f"#: the document has more than {MOST_VALUES} values; remove unused parts")
        if isinstance(part, dict):
            found = cast("Mapping[str, object]", part)
            references += _check_reference(found, where)
            waiting += [(value, pointer(where, key), depth + 1) for key, value in found.items()]
        elif isinstance(part, list):
            items = cast("Iterable[object]", part)
            waiting += [(item, pointer(where, number), depth + 1) for number, item in enumerate(items)]
    if references > MOST_REFERENCES:
        raise UnsupportedError(f"#: the document has more than {MOST_REFERENCES} references; remove unused parts")


def _check_reference(part: Mapping[str, object], where: str) -> bool:
    """Raise an error for a reference to another document; such references are never fetched."""
    reference = part.get("$ref")
    if isinstance(reference, str) and reference.startswith("#") and not reference.startswith("#/"):
        if reference == "#":
            raise UnsupportedError(f"{where}: a reference to the whole document ('#'); refer to a component")
        raise UnsupportedError(f"{where}: a reference to an anchor ({reference!r}); write it as a JSON pointer")
    if isinstance(reference, str) and not reference.startswith("#/"):
        raise UnsupportedError(
            f"{where}: a reference to another document ({reference!r}); bundle it into this one, since references "
            "are never fetched"
        )
    return isinstance(reference, str)


def _without_aliases(part: Any) -> Any:
    """Copy a part so that no object is in two places, as an alias of YAML is: an overlay action changes one place."""
    if isinstance(part, dict):
        return {key: _without_aliases(value) for key, value in cast("Mapping[object, object]", part).items()}
    if isinstance(part, list):
        return [_without_aliases(item) for item in cast("Iterable[object]", part)]
    return part


class _Constructor(SafeConstructor):
    """Reads YAML with the types of JSON: times and dates are strings."""


_types: Any = _Constructor  # ruamel.yaml publishes no types
_types.add_constructor("tag:yaml.org,2002:timestamp", _types.construct_yaml_str)


def _parsed(text: str, suffix: str) -> object:
    """Parse JSON, whatever the name of the file, or else YAML, which takes a hundred times as long."""
    try:
        return json.loads(text)
    except ValueError:
        if suffix == ".json":
            raise
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return yaml.load(text)
