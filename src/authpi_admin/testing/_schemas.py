"""Builds validators for the schemas of an OpenAPI document, with the formats that the local Core API checks."""

from __future__ import annotations

import json
import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_URN = "urn:core-api"


def _is_int64(value: object) -> bool:
    return not isinstance(value, int | float) or -(2**63) <= value < 2**63


def _fits(pattern: str, value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(pattern, value))


is_email = partial(_fits, r"[^\s@]+@[^\s@]+")
_is_uri = partial(_fits, r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\[\]]+")


class Validators:
    """Builds validators for schemas whose `$ref`s point into one document; the first imports jsonschema (0.08 s)."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def make(self, schema: dict[str, Any]) -> Draft202012Validator:
        from jsonschema import Draft202012Validator  # noqa: PLC0415 - see above

        absolute = json.loads(json.dumps(schema).replace('"$ref": "#/', f'"$ref": "{_URN}#/'))
        registry, formats = self._shared
        return Draft202012Validator(absolute, registry=registry, format_checker=formats)

    @cached_property
    def _shared(self) -> tuple[Any, Any]:
        from jsonschema import FormatChecker  # noqa: PLC0415 - see above
        from referencing import Registry, Resource  # noqa: PLC0415 - as above
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - as above

        formats = FormatChecker(formats=())
        formats.checks("int64")(_is_int64)
        formats.checks("email")(is_email)
        formats.checks("uri")(_is_uri)
        resource = Resource[Any].from_contents(self._document, default_specification=DRAFT202012)
        return Registry[Any]().with_resource(_URN, resource), formats
