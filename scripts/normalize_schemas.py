"""Writes schemas in the forms that the generated code knows.

Each object with properties becomes a component of its own, components that are no objects or enums are written where
they are used, `allOf` is merged, and notes without effect are left out.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any, cast

from openapi_document import Schema, UnsupportedError, alternatives, kinds, pointer, reference, referenced

NOTES = ("externalDocs", "$comment", "xml", "$anchor", "$id")
_POINTER = "x-pointer"


def pascal_case(name: str) -> str:
    """Write a name as the name of a class.

    Args:
        name: For example `users.list` or `display_name`.

    Returns:
        For example `UsersList` or `DisplayName`.
    """
    words = re.findall(r"[A-Za-z0-9]+", name)
    return "".join(word[:1].upper() + word[1:] for word in words)


class Schemas:
    """Normalizes the schemas of one document."""

    def __init__(self, components: dict[str, Schema]) -> None:
        """Take the component schemas, which are changed."""
        self._components = components
        self._published = deepcopy(components)

    def normalize_components(self) -> None:
        """Normalize the component schemas."""
        for name in list(self._components):
            where = pointer("#/components/schemas", name)
            if self._is_inlined(name):
                del self._components[name]
            else:
                self._components[name] = self._object(self._published[name], name, where)

    def body(self, schema: Schema, name: str, where: str) -> Schema:
        """Normalize the schema of a body.

        Args:
            schema: The schema.
            name: Its name among the components, where it has none yet.
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
        """Normalize the envelope of a response, which stays where it is.

        Args:
            schema: The envelope.
            name: The beginning of the names that its members get among the components.
            where: Its JSON pointer.

        Returns:
            The envelope.
        """
        target = self._published.get(referenced(schema) or "", schema)
        target = self._merged(target, where, ())
        if "data" not in target.get("properties", {}):
            return schema
        whole = {key: value for key, value in target.items() if key not in NOTES}
        members = target["properties"].items()
        whole["properties"] = {
            wire: self._inner(
                member, name if wire == "data" else f"{name}{pascal_case(wire)}", pointer(where, "properties", wire)
            )
            for wire, member in members
        }
        return whole

    def _is_inlined(self, name: str) -> bool:
        """Tell whether a component is written where it is used: no object with members, enum or union."""
        schema = self._published[name]
        is_typed_map = isinstance(schema.get("additionalProperties"), dict) and "properties" not in schema
        if "allOf" in schema or "properties" in schema or alternatives(schema):
            return False
        if "enum" in schema:
            return not all(isinstance(value, str) for value in schema["enum"])
        return is_typed_map or kinds(schema) != ["object"]

    def _object(self, schema: Schema, name: str, where: str) -> Schema:
        """Normalize a component, whose members may get names that begin with its own."""
        schema = self._plain(self._merged(schema, where, (name,)))
        if "properties" in schema:
            schema["properties"] = {
                wire: self._inner(member, name + pascal_case(wire), pointer(where, "properties", wire))
                for wire, member in schema["properties"].items()
            }
        return self._parts(schema, name, where)

    def _inner(self, found: Any, name: str, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Normalize a schema that is not a component; an object with members becomes one."""
        if found is True:
            return {}
        if not isinstance(found, dict):
            return cast("Schema", found)  # `check` stops at it
        schema = self._plain(self._merged(cast("Schema", found), where, inside))
        if (target := referenced(schema)) and target in self._published and self._is_inlined(target):
            if target in inside:
                raise UnsupportedError(f"{where}: a schema that holds itself ({target}); make one of them an object")
            notes = {key: value for key, value in schema.items() if key != "$ref"}
            return self._inner({**self._published[target], **notes}, name, where, (*inside, target))
        if "properties" in schema and name:
            return self._hoisted(schema, name, where)
        return self._parts(schema, name, where, inside)

    def _parts(self, schema: Schema, name: str, where: str, inside: tuple[str, ...] = ()) -> Schema:
        """Normalize the items and alternatives of a schema."""
        for key in ("oneOf", "anyOf"):
            if key in schema:
                schema[key] = [
                    self._inner(option, f"{name}Option{number + 1}", pointer(where, key, number), inside)
                    for number, option in enumerate(schema[key])
                ]
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                schema[key] = self._inner(schema[key], f"{name}Item", f"{where}/{key}", inside)
        return schema

    def _hoisted(self, schema: Schema, name: str, where: str) -> Schema:
        """Make a component of an object, and refer to it."""
        free, number = name, 2
        while free in self._components or free in self._published:
            free, number = f"{name}{number}", number + 1
        self._components[free] = {}  # takes the name
        self._components[free] = {**self._object(schema, free, where), _POINTER: where}
        return {**reference(free), **({"description": schema["description"]} if "description" in schema else {})}

    def _merged(self, schema: Schema, where: str, inside: tuple[str, ...]) -> Schema:
        """Merge `allOf`: a single reference is the reference, objects become one object."""
        if "allOf" not in schema:
            return schema
        rest = {key: value for key, value in schema.items() if key != "allOf"}
        options: list[Schema] = schema["allOf"]
        if len(options) == 1 and not rest.keys() - {"description", "title", "deprecated", "readOnly", "writeOnly"}:
            return {**options[0], **rest}
        merged: Schema = {"type": "object", "properties": {}, "required": []}
        for number, option in enumerate([*options, rest]):
            at = where if option is rest else pointer(where, "allOf", number)
            self._add(merged, option, at, inside)
        merged["required"] = list(dict.fromkeys(merged["required"]))
        notes = {key: value for key, value in rest.items() if key not in {"properties", "required", "type"}}
        return {**merged, **notes}

    def _add(self, merged: Schema, option: Schema, where: str, inside: tuple[str, ...]) -> None:
        """Add an option of `allOf` to the object that it becomes."""
        name = referenced(option)
        if name in inside or (name and name not in self._published):
            raise UnsupportedError(f"{where}: a reference to {name}, which is missing or holds this one; correct it")
        target = (
            self._merged(self._published[name], where, (*inside, name)) if name else self._merged(option, where, inside)
        )
        if alternatives(target) or kinds(target) not in ([], ["object"]):
            raise UnsupportedError(f"{where}: an `allOf` of what is not an object; write the schema out")
        for wire, member in target.get("properties", {}).items():
            if merged["properties"].setdefault(wire, member) != member:
                raise UnsupportedError(f"{where}: an `allOf` that describes {wire!r} twice; keep one description")
        merged["required"] += target.get("required", [])
        if target.get("additionalProperties"):
            merged["additionalProperties"] = target["additionalProperties"]

    def _plain(self, schema: Schema) -> Schema:
        """Leave out notes, and put into the description what no type expresses."""
        plain = {key: value for key, value in schema.items() if key not in NOTES}
        if plain.get("nullable") is False:
            del plain["nullable"]
        if plain.get("format") == "password":
            plain["x-secret"] = True
        texts = ["Deprecated." if plain.pop("deprecated", False) else "", plain.get("description", "")]
        if "enum" in plain and not all(isinstance(value, str) for value in plain["enum"]):
            values = plain.pop("enum")
            plain.setdefault("type", _types_of(values))
            texts.append(f"One of {', '.join(f'`{json.dumps(value)}`' for value in values)}.")
        if description := " ".join(filter(None, texts)):
            plain["description"] = description
        return plain


def _types_of(values: list[object]) -> list[str]:
    """List the JSON types of values."""
    names: dict[type[object], str] = {
        str: "string",
        bool: "boolean",
        int: "integer",
        float: "number",
        type(None): "null",
    }
    return list(dict.fromkeys(names.get(type(value), "object") for value in values))
