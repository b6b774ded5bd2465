"""A griffe extension: documents bound methods as the functions that they are at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from griffe import Alias, Extension

if TYPE_CHECKING:
    from griffe import GriffeLoader, Module


class AuthPIExtension(Extension):
    """Completes what griffe reads from the source of `authpi_admin`."""

    def on_package(self, *, pkg: Module, loader: GriffeLoader, **_: Any) -> None:
        """Complete the package `authpi_admin`.

        Args:
            pkg: A package that was loaded.
            loader: Has loaded `authpi_core` before.
        """
        if pkg.name == "authpi_admin":
            _add_generated_types(pkg["types"], loader.modules_collection["authpi_core.models"])


def _add_generated_types(types: Module, models: Module) -> None:
    """Add the generated models to `authpi_admin.types`, which imports them where griffe does not look."""
    for name in models.exports or ():
        types.set_member(str(name), Alias(str(name), f"{models.path}.{name}", parent=types))
