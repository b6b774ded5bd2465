"""Imports the names of a package on first use."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def importer(package: str, modules: Mapping[str, str], into: str | None = None) -> Callable[[str], Any]:
    """Create the `__getattr__` of a module (PEP 562).

    Args:
        package: The package that contains the modules.
        modules: The module of each name, relative to the package.
        into: The module that gets this `__getattr__`. Default: the package.

    Returns:
        A function that imports a name and stores it in the module, so that it is called once per name.
    """

    def get(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {into or package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[into or package], name, value)
        return value

    return get
