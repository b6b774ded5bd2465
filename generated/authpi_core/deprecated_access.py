"""Reads fields of models as version 1.x of `authpi-admin` did: by their names in the API."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from authpi_core.model import Model

EXTRA = "(model.model_extra or {})"
"""The expression for the undocumented fields of a model."""


class Field(NamedTuple):
    """A field of a model.

    Attributes:
        attribute: The attribute of the field; `None` if the OpenAPI document does not describe the field.
        is_received: Whether the response had the field.
        value: The value, if the response had the field.
    """

    attribute: str | None
    is_received: bool
    value: Any = None

    def advice(self, access: str) -> str:
        """Return what to do instead of reading the field by its name in the API.

        Args:
            access: How to read it from `model_extra`, for example `["name"]`.
        """
        return f"use `{EXTRA}{access}`" if self.attribute is None else f"read the attribute `{self.attribute}`"


def field_of(model: Model, name: object) -> Field:
    """Return a field of a model.

    Args:
        model: The model.
        name: The name of the field in the API; `_etag` for the ETag.
    """
    if name == "_etag":
        return Field("etag", model.etag is not None, model.etag)
    for attribute, field in type(model).model_fields.items():
        if name == (field.alias or attribute):
            return Field(attribute, attribute in model.model_fields_set, vars(model).get(attribute))
    extra = model.model_extra or {}
    if isinstance(name, str) and name in extra:
        return Field(None, is_received=True, value=extra[name])
    return Field(None, is_received=False)


def renamed(model: type[Model], name: str) -> str | None:
    """Return the attribute of a field whose name in the API differs from the attribute; `None` without one.

    Args:
        model: The class of the model.
        name: The name in the API. Python normalizes identifiers in source code to the form NFKC (PEP 3131), which
            replaces the micro sign by the Greek letter.
    """
    name = normalize("NFKC", name)
    aliases = {attribute: field.alias for attribute, field in model.model_fields.items() if field.alias}
    return next((attribute for attribute, alias in aliases.items() if normalize("NFKC", alias) == name), None)


def warn_of_access(expression: str, advice: str) -> None:
    """Warn about a deprecated way to read a model, at the line that does it.

    Args:
        expression: What the program does.
        advice: What to do instead.
    """
    warnings.warn(f"{expression} is deprecated: {advice}", DeprecationWarning, stacklevel=3)
