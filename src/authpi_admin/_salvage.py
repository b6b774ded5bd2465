"""What is left of an answer that is not quite as promised: field by field, kept as received where it does not fit."""

from __future__ import annotations

import types
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Union, cast, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authpi_core.model import Model
    from pydantic import TypeAdapter


def salvage(model: type[Model], raw: dict[str, Any], path: str, paths: list[str]) -> Model:
    """Read an object as a model, whatever its fields are.

    Args:
        model: What was promised.
        raw: The object.
        path: Where it stands in the answer; empty, or ending in a dot.
        paths: Gets the path of each field that is missing or of another type than promised.

    Returns:
        The model. A field that does not fit is as received, a missing one is `None`.
    """
    model.model_rebuild()  # until it is built, its fields name other models instead of being them
    values: dict[str, Any] = {}
    missing: dict[str, None] = {}
    others = dict(raw)
    for name, field in model.model_fields.items():
        wires = [*getattr(field.validation_alias, "choices", [field.alias]), name]
        wire = next((wire for wire in wires if wire in raw), None)
        where = f"{path}{field.serialization_alias or name}"
        if wire is not None:
            del others[wire]
            declared = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation  # pyright: ignore[reportInvalidTypeForm]: made at run time
            values[name] = _value(declared, raw[wire], where, paths)
        elif field.is_required():
            paths.append(where)
            missing[name] = None
    built = model.model_construct({*values, *others}, **values, **missing)
    # Not as keywords, which might be the names of what `model_construct` takes.
    cast("dict[str, Any]", built.model_extra).update(others)
    return built


def _value(declared: Any, raw: Any, path: str, paths: list[str]) -> Any:
    options = get_args(declared) if get_origin(declared) in {Union, types.UnionType} else (declared,)
    for option in options:
        if get_origin(option) is list and isinstance(raw, list):
            (item,) = get_args(option)
            rows = enumerate(cast("Iterable[Any]", raw))
            return [_value(item, row, f"{path}[{index}]", paths) for index, row in rows]
        if hasattr(option, "model_fields") and isinstance(raw, dict):
            return salvage(option, cast("dict[str, Any]", raw), f"{path}.", paths)
    try:
        return _adapter(declared).validate_python(raw)
    except ValueError:
        paths.append(path)
        return raw


@lru_cache(maxsize=256)
def _adapter(declared: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - importing this module loads nothing of pydantic

    return TypeAdapter(declared)
