"""Parses responses whose fields differ from the OpenAPI document; such a field has the value that was received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pydantic_core import SchemaValidator, core_schema

from authpi_core.model import build_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pydantic import BaseModel

_MISSING: Any = object()


def tolerant_validator(envelope: type[BaseModel]) -> SchemaValidator:
    """Build a validator for an envelope that accepts any value for the fields of the models inside it.

    The model classes do not change. The fields of the envelope itself stay strict: `data` must be an object or a list.

    Args:
        envelope: The model of the whole body, already built.

    Returns:
        The validator. Its context is a list to which it appends `Model.field` for each value that does not match.
    """
    schema = envelope.__pydantic_core_schema__
    with build_lock:
        nested = {model for model in _models(schema) if model.__pydantic_complete__}
        # For a complete model, pydantic reuses the model's own validator instead of the schema that is passed.
        for model in nested:
            model.__pydantic_complete__ = False
        try:
            return SchemaValidator(_rewritten(schema, envelope))
        finally:
            for model in nested:
                model.__pydantic_complete__ = True


def _models(node: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a core schema."""
    if isinstance(node, dict):
        schema = cast("dict[str, Any]", node)
        if schema.get("type") == "model":
            yield schema["cls"]
        for value in schema.values():
            yield from _models(value)
    elif isinstance(node, list):
        for value in cast("Iterable[Any]", node):
            yield from _models(value)


def _rewritten(node: Any, envelope: type[BaseModel]) -> Any:
    """Copy a core schema, with the fields of all models except the envelope made tolerant."""
    if isinstance(node, list):
        return [_rewritten(item, envelope) for item in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    copy: dict[str, Any] = {key: _rewritten(value, envelope) for key, value in cast("dict[str, Any]", node).items()}
    if copy.get("type") == "model" and copy["cls"] is not envelope:
        for name, field in copy["schema"]["fields"].items():
            field["schema"] = _tolerant(field["schema"], f"{copy['cls'].__name__}.{name}")
        if "extras_schema" in copy["schema"]:
            copy["schema"]["extras_schema"] = _or_as_received(copy["schema"]["extras_schema"], copy["cls"].__name__)
    return copy


def _tolerant(schema: Any, name: str) -> Any:
    """Make the schema of one field tolerant of a missing field and of any value."""
    if schema["type"] == "default":
        return {**schema, "schema": _or_as_received(schema["schema"], name)}
    if schema["type"] == "any":  # accepts any value, `_MISSING` too
        return core_schema.with_default_schema(schema, default=None)
    return core_schema.with_default_schema(_or_as_received(schema, name), default=_MISSING, validate_default=True)


def _or_as_received(schema: Any, name: str) -> core_schema.CoreSchema:
    """Return a schema that falls back to the received value."""
    return core_schema.union_schema(
        [schema, core_schema.with_info_plain_validator_function(_keep(name))], mode="left_to_right"
    )


def _keep(name: str) -> Callable[[Any, core_schema.ValidationInfo[Any]], Any]:
    """Return a validator that appends a field's name to the context and returns the received value."""

    def keep(value: Any, info: core_schema.ValidationInfo[Any]) -> Any:
        kept: list[str] = info.context
        kept.append(name)
        return None if value is _MISSING else value

    return keep
