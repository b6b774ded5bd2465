"""Validators for schemas of an OpenAPI document, with the formats that the local Core API checks."""

import json
import re
from functools import partial
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_URN = "urn:core-api"
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("int64")
def _is_int64(value: object) -> bool:
    return not isinstance(value, int | float) or -(2**63) <= value < 2**63


def _fits(pattern: str, value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(pattern, value))


is_email = partial(_fits, r"[^\s@]+@[^\s@]+")
_FORMATS.checks("email")(is_email)
_FORMATS.checks("uri")(partial(_fits, r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\[\]]+"))


class Validators:
    """Makes validators for schemas whose `$ref`s point into one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        resource = Resource[Any].from_contents(document, default_specification=DRAFT202012)
        self._registry = Registry[Any]().with_resource(_URN, resource)

    def make(self, schema: dict[str, Any]) -> Draft202012Validator:
        absolute = json.loads(json.dumps(schema).replace('"$ref": "#/', f'"$ref": "{_URN}#/'))
        return Draft202012Validator(absolute, registry=self._registry, format_checker=_FORMATS)
