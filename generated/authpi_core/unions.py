"""Parses a value that has one of several schemas; a value that matches none of them stays as it was received."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, cast, get_args

from pydantic import Strict, TypeAdapter, ValidationError
from pydantic_core import core_schema

from authpi_core.model import ModelUnion, build_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pydantic import GetCoreSchemaHandler

_SCALARS = (str, int, float, bool)
_OTHER = -1


class Tagged(ModelUnion):
    """Annotates a union whose alternatives are distinguished by a member (the discriminator)."""

    def __init__(self, name: str, options: Callable[[], Mapping[str, Any]]) -> None:
        """Store the arguments.

        Args:
            name: The member, as the API calls it.
            options: Gives the type for each value of the member. It is called on first use, when all modules are
            imported.
        """
        self._name = name
        self._options = options

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Select the alternative by the member; a value without a known one stays as it was received."""
        options = self._options()
        kinds = list(dict.fromkeys(options.values()))
        numbers = {tag: kinds.index(kind) for tag, kind in options.items()}

        def choose(value: Any) -> int:
            if not isinstance(value, dict):
                return next((number for number, kind in enumerate(kinds) if type(value) is kind), _OTHER)
            tag = cast("dict[str, object]", value).get(self._name)
            return numbers.get(tag, _OTHER) if isinstance(tag, str) else _OTHER

        choices = {number: handler.generate_schema(kind) for number, kind in enumerate(kinds)}
        return core_schema.tagged_union_schema({**choices, _OTHER: core_schema.any_schema()}, choose)


class OneOf(ModelUnion):
    """Annotates a union whose best alternative pydantic selects."""

    def __init__(self, options: Callable[[], Sequence[Any]]) -> None:
        """Store the arguments.

        Args:
            options: Gives the types of the alternatives. It is called on first use, when all modules are imported.
        """
        self._options = options
        self._adapter: TypeAdapter[Any] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Parse with a separate validator, since with tolerant fields each object would match each model."""
        return core_schema.no_info_plain_validator_function(
            self._read, json_schema_input_schema=core_schema.any_schema()
        )

    def _read(self, value: Any) -> Any:
        if self._adapter is None:
            with build_lock:
                self._adapter = TypeAdapter(_union(self._options()))
        try:
            return self._adapter.validate_python(value)
        except ValidationError:
            return value


def _union(options: Iterable[Any]) -> Any:
    """Make a union in which a string is never converted into a number."""
    found = [_union(get_args(kind)) if isinstance(kind, UnionType) else kind for kind in options]
    return cast("Any", Union)[tuple(Annotated[kind, Strict()] if kind in _SCALARS else kind for kind in found)]
