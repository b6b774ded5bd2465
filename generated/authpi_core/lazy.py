"""Names of a package that are imported on first use."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def importer(package: str, modules: Mapping[str, str], into: str | None = None) -> Callable[[str], Any]:
    """Make the `__getattr__` of a module.

    Args:
        package: The package that holds the modules.
        modules: The module of each name, below the package.
        into: The module whose `__getattr__` it is, where that is not the package.

    Returns:
        A function that imports a name and keeps it.
    """

    def get(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {into or package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[into or package], name, value)
        return value

    return get
