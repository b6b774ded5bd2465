"""Converts schemas into the constructs that the generated code supports.

Each object with properties, and each union of objects or arrays, becomes a component; other components, except enums,
are inlined where they are used. `merge` merges `allOf`, and `plain` converts a single schema.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from class_names import class_name, home, pascal_case, unique
from merge import Merger
from openapi_document import POINTER, Schema, UnsupportedError, alternatives, kinds, pointer, reference, referenced
from plain import NULL, nullable, plain, without_null

if TYPE_CHECKING:
    from problems import Problems

# Keys that describe a property, and stay beside the reference to the component of its schema.
_BESIDE = ("description", "default", "readOnly", "writeOnly", "x-py-deprecated", "x-secret")


class Schemas:
    """Normalizes the schemas of one document."""

    def __init__(self, components: dict[str, Schema]) -> None:
        """Store the component schemas, which are changed."""
        self._components = components
        self._published = deepcopy(components)
        self._merger = Merger(self._published)
        self._names = {name.lower() for name in components}
        self._forms: dict[str, tuple[Schema, bool]] = {}

    def normalize_components(self, problems: Problems) -> None:
        """Normalize the component schemas.

        Args:
            problems: Collects what cannot be normalized; such a component becomes the empty schema.
        """
        for name in list(self._components):
            with problems.part():
                self._normalize_component(name)
                continue
            self._published[name], self._forms[name] = {}, ({}, False)
            self._components.pop(name, None)

    def _normalize_component(self, name: str) -> None:
        """Normalize a component schema, or remove it if it is inlined."""
        if self._is_inlined(name):
            del self._components[name]
        else:
            self._components[name] = self._object(self._form(name)[0], name, home(name, self._published[name]))

    def body(self, schema: Schema, name: str, where: str) -> Schema:
        """Normalize the schema of a body.

        Args:
            schema: The schema.
            name: The name of its component, if it is not a component yet.
            where: Its JSON pointer.

        Returns:
            The schema.
        """
        return self._inner(schema, name, where)

    def parameter(self, schema: Schema, where: str) -> Schema:
        """Normalize the schema of a parameter.

        Args:
            schema: The schema.
            where: Its JSON pointer.

        Returns:
            The schema.
        """
        return self._inner(schema, "", where)

    def envelope(self, schema: Schema, name: str, where: str) -> Schema:
        """Normalize the envelope of a response, which stays inline.

        Args:
            schema: The envelope.
            name: The prefix of the names of components for its members.
            where: Its JSON pointer.

        Returns:
            The envelope.
        """
        target = self._published.get(referenced(schema) or "", schema)
        target = self._merger.merged(target, where)
        if "data" not in target.get("properties", {}):
            return schema
        whole = plain(target)
        members = target["properties"].items()
        whole["properties"] = {
            wire: self._inner(
                member, name if wire == "data" else f"{name}{pascal_case(wire)}", pointer(where, "properties", wire)
            )
            for wire, member in members
        }
        return whole

    def _form(self, name: str) -> tuple[Schema, bool]:
        """Return a component with `allOf` merged and without `null`, and whether it may be `null`."""
        if name not in self._forms:
            where = home(name, self._published[name])
            form = plain(self._merger.merged(self._published[name], where, (name,)))
            self._forms[name] = without_null(_spread(form))
        return self._forms[name]

    def _is_inlined(self, name: str) -> bool:
        """Return whether a component is inlined: it is not an object, an enum or a union of objects or arrays."""
        form, _ = self._form(name)
        if "properties" in form or "enum" in form:
            return False
        if alternatives(form):
            return not self._is_structured(form, (name,))
        is_typed_map = isinstance(form.get("additionalProperties"), dict)
        return is_typed_map or kinds(form) != ["object"]

    def _is_structured(self, schema: Schema, inside: tuple[str, ...] = ()) -> bool:
        """Return whether a value can be an object or an array."""
        if (name := referenced(schema)) is not None:
            return name not in inside and self._is_structured(self._form(name)[0], (*inside, name))
        if options := alternatives(schema):
            found = [plain(self._merger.merged(option, "")) for option in options]
            return any(self._is_structured(option, inside) for option in found)
        return not {"object", "array"}.isdisjoint(kinds(schema))

    def _object(self, schema: Schema, name: str, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Normalize a component; the names of components for its members begin with its name."""
        schema = dict(schema)
        if "properties" in schema:
            schema["properties"] = {
                wire: self._inner(member, name + pascal_case(wire), pointer(where, "properties", wire), inside)
                for wire, member in schema["properties"].items()
            }
        return self._parts(schema, name, where, inside)

    def _inner(self, found: Any, name: str, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Normalize an inline schema; an object with properties becomes a component."""
        if isinstance(found, bool):
            if found:
                return {}
            raise UnsupportedError(f"{where}: the schema `false`, which no value matches; remove it")
        schema = plain(self._merger.merged(cast("Schema", found), where))
        if (target := referenced(schema)) is not None:
            return self._reference(target, schema, name, where, inside)
        schema = _spread(schema)
        form, is_nullable = without_null(schema)
        is_union = ("discriminator" in form or len(alternatives(form)) > 1) and self._is_structured(form)
        if name and ("properties" in form or is_union):
            return nullable(self._hoisted(form, name, where, inside), is_nullable=is_nullable)
        return self._parts(schema, name, where, inside)

    def _reference(self, target: str, schema: Schema, name: str, where: str, inside: tuple[str, ...]) -> Schema:
        """Normalize a reference to a component, which may be inlined."""
        notes = {key: value for key, value in schema.items() if key != "$ref"}
        if not self._is_inlined(target):
            return nullable(schema, is_nullable=self._form(target)[1])
        if target in inside:  # an array or a map that contains itself: its Python type would be infinite
            return notes
        return self._inner({**self._published[target], **notes}, name, where, (*inside, target))

    def _parts(self, schema: Schema, name: str, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Normalize the items and alternatives of a schema."""
        for key, part in (("oneOf", "Option"), ("anyOf", "Option"), ("prefixItems", "Item")):
            for number, option in enumerate(schema.get(key, [])):
                found = f"{name}{part}{number + 1}" if name else ""
                listed: list[Schema] = schema[key] if number else []
                schema[key] = [*listed, self._inner(option, found, pointer(where, key, number), inside)]
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                schema[key] = self._inner(schema[key], f"{name}Item" if name else "", f"{where}/{key}", inside)
        return schema

    def _hoisted(self, schema: Schema, name: str, where: str, inside: tuple[str, ...]) -> Schema:
        """Turn an object or a union into a component, and return a reference."""
        free = unique(class_name(name), self._names)
        self._components[free] = {**self._object(schema, free, where, inside), POINTER: where}
        return {**reference(free), **{key: schema[key] for key in _BESIDE if key in schema}}


def _spread(schema: Schema) -> Schema:
    """Convert a schema of several types, one of them an object with properties, into a union."""
    found = kinds(schema)
    others = [kind for kind in found if kind not in {"object", "null"}]
    if "properties" not in schema or not others:
        return schema
    of_objects = {"properties", "required", "additionalProperties"}
    rest = {key: value for key, value in schema.items() if key not in of_objects | {"type"} | set(_BESIDE)}
    options: list[Schema] = [{"type": "object", **{key: schema[key] for key in of_objects if key in schema}}]
    options += [{**rest, "type": kind} for kind in others]
    options += [NULL] if "null" in found else []
    return {"oneOf": options, **{key: schema[key] for key in _BESIDE if key in schema}}
