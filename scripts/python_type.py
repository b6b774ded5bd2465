"""Represents Python types: their alternatives and the imports that they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NONE = "None"


@dataclass(frozen=True)
class PythonType:
    """A Python type that the generated code uses.

    Attributes:
        options: The alternatives of a union, `None` last; a single entry for any other type.
        imports: The import statements that the type needs.
    """

    options: tuple[str, ...]
    imports: frozenset[str] = frozenset()

    @classmethod
    def named(cls, name: str, module: str | None = None) -> PythonType:
        """Create the type of a builtin, or of an imported class or alias.

        Args:
            name: Its name.
            module: The module to import it from; `None` for builtins.

        Returns:
            The type.
        """
        return cls((name,), frozenset({f"from {module} import {name}"} if module else ()))

    def __str__(self) -> str:
        """Return the type as Python code."""
        return " | ".join(self.options)

    def inside(self, generic: PythonType) -> PythonType:
        """Create a generic type of this type.

        Args:
            generic: For example `list`.

        Returns:
            For example `list[…]`.
        """
        return PythonType((f"{generic}[{self}]",), self.imports | generic.imports)

    def without_none(self) -> PythonType:
        """Remove `None` from a union."""
        return PythonType(tuple(option for option in self.options if option != NONE), self.imports)


def tuple_of(types: Iterable[PythonType]) -> PythonType:
    """Create the type of a tuple.

    Args:
        types: The types of its items.

    Returns:
        The type.
    """
    listed = list(types)
    imports = frozenset[str]().union(*(each.imports for each in listed))
    return PythonType((f"tuple[{', '.join(map(str, listed))}]",), imports)


def union(types: Iterable[PythonType]) -> PythonType:
    """Create the union of types, without repeated alternatives.

    Args:
        types: The types.

    Returns:
        The union, `None` last.
    """
    listed = list(types)
    options = dict.fromkeys(option for each in listed for option in each.options)
    last = [NONE] if NONE in options else []
    options.pop(NONE, None)
    return PythonType((*options, *last), frozenset[str]().union(*(each.imports for each in listed)))
