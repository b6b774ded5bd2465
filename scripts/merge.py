"""Merges the parts of `allOf` into one schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from class_names import home
from openapi_document import Schema, UnsupportedError, alternatives, kinds, pointer, referenced

if TYPE_CHECKING:
    from collections.abc import Mapping

# Keys that describe or constrain a value, and do not change its type.
NOTES = {
    *("description", "title", "example", "examples", "default", "deprecated", "readOnly", "writeOnly", "externalDocs"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"),
    *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "$comment", "xml", "nullable"),
}


def _shapes(schema: Schema) -> set[str]:
    """List the keys of a schema that determine its type."""
    return {key for key in schema if key not in NOTES and not key.startswith("x-")}


class Merger:
    """Merges `allOf` in the schemas of one document."""

    def __init__(self, published: Mapping[str, Schema]) -> None:
        """Store the published component schemas."""
        self._published = published

    def merged(self, schema: Schema, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Merge `allOf`: a single reference with annotations stays a reference, anything else becomes one schema.

        Args:
            schema: The schema.
            where: Its JSON pointer.
            inside: The components that contain it.

        Returns:
            A schema without `allOf`.

        Raises:
            UnsupportedError: The parts contradict each other, or one contains itself.
        """
        if "allOf" not in schema:
            return schema
        rest = {key: value for key, value in schema.items() if key not in {"allOf", "discriminator"}}
        options = [(option, pointer(where, "allOf", number)) for number, option in enumerate(schema["allOf"])]
        shaped = [(option, at) for option, at in options if not isinstance(option, bool) and _shapes(option)]
        notes: Schema = {}
        for option, _ in options:
            notes |= {} if isinstance(option, bool) or _shapes(option) else option
        if len(shaped) == 1 and (not _shapes(rest) or _shapes(rest) == {"type"}):
            option, at = shaped[0]
            return {**self.merged(option, at, inside), **notes, **{k: v for k, v in rest.items() if k != "type"}}
        parts = [(self._resolved(option, at, inside), at) for option, at in shaped]
        merged = dict(parts[0][0]) if parts else {}
        for part, at in [*parts[1:], (rest, where)]:
            merged = _both(merged, part, at)
        return {**merged, **notes, **{key: value for key, value in rest.items() if key in NOTES}}

    def _resolved(self, option: Schema, where: str, inside: tuple[str, ...]) -> Schema:
        """Return the schema of a part of `allOf`, without the description of a referenced component."""
        name = referenced(option)
        if name in inside:
            raise UnsupportedError(f"{where}: an `allOf` that contains itself ({name}); remove it")
        target = option
        if name is not None:
            published = self._published[name]
            at = home(name, published)
            target = self.merged(published, at, (*inside, name))
            target = self._resolved(target, at, (*inside, name)) if "$ref" in target else target
            target = {key: value for key, value in target.items() if key in _shapes(target) | {"x-secret", "x-unit"}}
            target.pop("discriminator", None)  # selects among the schemas that extend this one
        else:
            target = self.merged(option, where, inside)
            target = self._resolved(target, where, inside) if "$ref" in target else target
        if alternatives(target):
            raise UnsupportedError(
                f"{where}: an `allOf` that contains `oneOf` or `anyOf`; write the schema without `allOf`"
            )
        return target


def _both(left: Schema, right: Schema, where: str) -> Schema:
    """Merge two schemas that a value must both match."""
    found = dict(left)
    if ("$ref" in left) != ("$ref" in right) and _shapes(left) and _shapes(right):
        raise UnsupportedError(f"{where}: an `allOf` with a reference and another schema; keep one")
    for key, value in right.items():
        if key not in found or found[key] == value or key in NOTES or key.startswith("x-"):
            found[key] = value
        elif key == "required":
            found[key] = list(dict.fromkeys([*found[key], *value]))
        elif key == "properties":
            found[key] = _members(found[key], value, where)
        elif key in {"items", "additionalProperties"} and (isinstance(value, bool) or isinstance(found[key], bool)):
            found[key] = found[key] if isinstance(value, bool) else value
        elif key in {"items", "additionalProperties"}:
            found[key] = _both(found[key], value, f"{where}/{key}")
        elif key == "enum" and (common := [one for one in found[key] if one in value]):
            found[key] = common
        elif key == "type" and (common := [kind for kind in kinds(left) if kind in kinds(right)]):
            found[key] = common[0] if len(common) == 1 else common
        else:
            raise UnsupportedError(f"{where}: an `allOf` with two values of {key}; keep one")
    return found


def _members(left: Mapping[str, Any], right: Mapping[str, Any], where: str) -> dict[str, Any]:
    found = dict(left)
    for wire, member in right.items():
        if isinstance(member, bool) or isinstance(found.get(wire, True), bool):
            found[wire] = found[wire] if wire in found and isinstance(member, bool) else member
            continue
        at = pointer(where, "properties", wire)
        try:
            found[wire] = _both(found[wire], member, at)
        except UnsupportedError:
            raise UnsupportedError(
                f"{at}: an `allOf` that describes {wire!r} twice, with different schemas; keep one"
            ) from None
    return found
