"""Gives each component schema a valid Python class name."""

from __future__ import annotations

import builtins
import keyword
import re
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from openapi_document import POINTER, SCHEMAS, Document, Schema, pointer

if TYPE_CHECKING:
    from collections.abc import Iterable

PUBLISHED = "x-published-name"
"""Extension of a renamed component: its name in the document."""
# Names that the generated modules import in addition to the classes of the document.
TAKEN = {
    *("AccountId", "AliasChoices", "Annotated", "Any", "Core", "Date", "DateTime", "Field", "Headers", "IfMatch"),
    *("Literal", "Model", "NotRequired", "OneOf", "OpenEnum", "Page", "Request", "Result", "Rfc3339", "Rfc3339Date"),
    *("Sequence", "StrEnum", "Tagged", "Timeout", "TypeAlias", "TypedDict", "UnixMilliseconds"),
}
_RESERVED = {*TAKEN, *dir(builtins), *keyword.kwlist}


def pascal_case(name: str) -> str:
    """Convert a name into a class name.

    Args:
        name: For example `users.list` or `display_name`.

    Returns:
        For example `UsersList` or `DisplayName`; empty if it contains no ASCII letter or digit.
    """
    words = re.findall(r"[A-Za-z0-9]+", name)
    return "".join(word[:1].upper() + word[1:] for word in words)


def class_name(name: str) -> str:
    """Return the name of the class of a component schema.

    Args:
        name: The name of the component.

    Returns:
        An ASCII name that is neither a builtin nor used by the generated modules.
    """
    # openapi-python-client starts a new word at a letter that follows a digit.
    found = re.sub(r"(?<=[0-9])[a-z]", lambda letter: letter[0].upper(), pascal_case(name))
    if not found[:1].isalpha():
        found = f"Schema{found}"
    return f"{found}Schema" if found in _RESERVED else found


def unique(name: str, taken: set[str]) -> str:
    """Return a unique class name. Case is ignored, since the names of modules are in lower case.

    Args:
        name: The preferred name.
        taken: The names of other classes in lower case; the new name is added.

    Returns:
        The name, with a number appended if it is taken.
    """
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{name}{number}"
    taken.add(found.lower())
    return found


def home(name: str, schema: Schema) -> str:
    """Return the JSON pointer of a component schema in the published document.

    Args:
        name: The name of the component, which may have been renamed.
        schema: The component.

    Returns:
        The pointer.
    """
    return schema.get(POINTER) or pointer("#/components/schemas", schema.get(PUBLISHED, name))


def rename_schemas(document: Document) -> None:
    """Rename component schemas whose names are not valid class names, and update the references to them.

    Args:
        document: The document, which is changed.
    """
    schemas: dict[str, Schema] = document["components"]["schemas"]
    taken: set[str] = set()
    names: dict[str, str] = {}
    for name in sorted(schemas, key=lambda name: class_name(name) != name):  # valid names are kept
        names[name] = unique(class_name(name), taken)
    renamed = {name: new for name, new in names.items() if new != name}
    if not renamed:
        return
    document["components"]["schemas"] = {
        names[name]: {**schema, PUBLISHED: name} if name in renamed else schema for name, schema in schemas.items()
    }
    references = {pointer(SCHEMAS.rstrip("/"), old): SCHEMAS + new for old, new in renamed.items()}
    # A reference is a URI, in which some characters are percent-encoded.
    encoded = {quote(old, safe="#/~", errors="replace"): new for old, new in references.items()}
    _correct(document, references | encoded, renamed)


def _correct(node: Any, references: dict[str, str], renamed: dict[str, str]) -> None:
    """Update references and the mappings of discriminators."""
    if isinstance(node, list):
        for item in cast("Iterable[Any]", node):
            _correct(item, references, renamed)
    elif isinstance(node, dict):
        part = cast("dict[str, Any]", node)
        if isinstance(found := part.get("$ref"), str):
            part["$ref"] = references.get(found, found)
        if isinstance(mapping := part.get("mapping"), dict) and "propertyName" in part:
            for value, option in cast("dict[str, Any]", mapping).items():
                part["mapping"][value] = references.get(str(option), renamed.get(str(option), option))
        for value in part.values():
            _correct(value, references, renamed)
