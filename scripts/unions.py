"""Finds the property that tells the alternatives of a union apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from class_names import PUBLISHED, home
from openapi_document import POINTER, SCHEMAS, Schema, UnsupportedError, alternatives, parts, referenced

if TYPE_CHECKING:
    from collections.abc import Mapping

TAGS = "x-py-tags"
"""Extension of a union: the property that tells its alternatives apart."""
Tags: TypeAlias = tuple[str, dict[str, str]]
"""The property, and the component for each of its values."""


def tags(name: str, schemas: Mapping[str, Schema]) -> Tags | None:
    """Find the property that tells the alternatives of a union apart.

    A discriminator names it, or each alternative requires a property with a different constant.

    Args:
        name: The component that is the union.
        schemas: The component schemas, normalized.

    Returns:
        The property and its values; `None` without such a property.

    Raises:
        UnsupportedError: The discriminator refers to a schema that is not an alternative.
    """
    schema = schemas[name]
    options = [referenced(option) for option in alternatives(schema)]
    named = [option for option in options if option is not None]
    if len(named) < len(options):
        return None
    discriminator = schema.get("discriminator")
    if discriminator is None:
        return _inferred(named, schemas)
    mapping = {value: option.removeprefix(SCHEMAS) for value, option in discriminator.get("mapping", {}).items()}
    if odd := [value for value, option in mapping.items() if option not in named]:
        where = f"{home(name, schema)}/discriminator/mapping"
        raise UnsupportedError(
            f"{where}: the value {odd[0]!r} refers to a schema that is not an alternative; correct it"
        )
    found: dict[str, str] = {}
    for option in named:
        values = [value for value, target in mapping.items() if target == option]
        values = values or _values(option, discriminator["propertyName"], schemas, ())
        if not values and POINTER in schemas[option]:  # an inline schema, which the discriminator does not cover
            return None
        for value in values or [schemas[option].get(PUBLISHED, option)]:
            found.setdefault(value, option)
    return discriminator["propertyName"], found


def _inferred(named: list[str], schemas: Mapping[str, Schema]) -> Tags | None:
    """Find a property that all alternatives require with different constants."""
    first = next((name for name in named if schemas[name].get("properties")), None)
    for wire in schemas[first]["properties"] if first else ():
        found = [(value, name) for name in named for value in _values(name, wire, schemas, (), needed=True)]
        if {name for _, name in found} == {*named} and len(dict(found)) == len(found):
            return wire, dict(found)
    return None


def _values(
    name: str, wire: str, schemas: Mapping[str, Schema], inside: tuple[str, ...], *, needed: bool = False
) -> list[str]:
    """List the constants of a property in a component, or in the alternatives of a union."""
    schema = schemas[name]
    if alternatives(schema):
        inner = [option for option in map(referenced, alternatives(schema)) if option and option not in inside]
        return [value for option in inner for value in _values(option, wire, schemas, (*inside, name), needed=needed)]
    member = schema.get("properties", {}).get(wire, {})
    if needed and wire not in schema.get("required", []):
        return []
    target = referenced(member)
    member = schemas[target] if target else member
    return [member["const"]] if "const" in member else list(member.get("enum", []))


def check_circle(name: str, schemas: Mapping[str, Schema]) -> None:
    """Raise an error for a union that is one of its own alternatives.

    Args:
        name: The component that is the union.
        schemas: The component schemas, normalized.

    Raises:
        UnsupportedError: The union is one of its own alternatives.
    """
    waiting, seen = [name], {name}
    while waiting:
        for option in filter(None, map(referenced, alternatives(schemas[waiting.pop()]))):
            if option == name:
                raise UnsupportedError(
                    f"{home(name, schemas[name])}: a union that is one of its own alternatives; remove that alternative"
                )
            if option not in seen:
                seen.add(option)
                waiting.append(option)


def holds_itself(name: str, schemas: Mapping[str, Schema]) -> bool:
    """Return whether a component contains itself.

    Args:
        name: The component.
        schemas: The component schemas.

    Returns:
        Whether it contains itself, directly or through others.
    """
    waiting, seen = list(parts(schemas[name])), set[str]()
    while waiting:
        part = waiting.pop()
        target = referenced(part)
        if target == name:
            return True
        if target is None:
            waiting += parts(part)
        elif target not in seen:
            seen.add(target)
            waiting += parts(schemas[target])
    return False
