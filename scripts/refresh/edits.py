"""Edits the files of the facade: inserts methods, classes and properties, and writes the new names of functions."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from refresh.lines import class_lines, method_lines, property_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from refresh.facade import Facade, Place
    from refresh.plan import NewClass, NewMethod


def edit_facade(facade: Facade, methods: Iterable[NewMethod], renamed: Mapping[str, str], settings: Path) -> list[Path]:
    """Add methods to the facade, and call functions by their new names.

    Args:
        facade: The facade as it is in the files.
        methods: The methods to add.
        renamed: The new name of each function that has another one.
        settings: The settings of ruff, which formats the files.

    Returns:
        The files that changed.
    """
    listed = list(methods)
    before = {place.file: place.file.read_text(encoding="utf-8") for place in facade.places.values()}
    new_classes = {method.new_class.name: method.new_class for method in listed if method.new_class}
    edited = {
        file: _renamed(_edited(file, text, facade, listed, list(new_classes.values())), renamed)
        for file, text in before.items()
    }
    changed = [file for file, text in edited.items() if text != before[file]]
    for file in changed:
        file.write_text(edited[file], encoding="utf-8")
    if changed:
        _tidy(changed, settings)
    return changed


def _edited(file: Path, text: str, facade: Facade, methods: list[NewMethod], classes: list[NewClass]) -> str:
    """Insert into a file what belongs there."""
    insertions: list[tuple[int, list[str]]] = []
    imports: dict[str, set[str]] = {"authpi_admin._binding": set()}
    for method in methods:
        if method.file == file:
            imports["authpi_admin._binding"] |= {"call", *(["pages"] if method.function.is_paged else [])}
            if method.new_class is None:
                insertions += _methods(facade.places[method.owner], method)
    for new in classes:
        if new.file == file:
            imports["authpi_admin._binding"].add(new.base)
            own = [method for method in methods if method.owner == new.name]
            insertions.append((len(text.splitlines()) + 1, ["", "", *class_lines(new, own)]))
        if new.parent.file == file:
            module = f"authpi_admin.resources.{new.file.stem}"
            imports.setdefault(module, set()).add(new.name)
            insertions.append(_property(new))
    lines = text.splitlines()
    for line, inserted in sorted(insertions, key=lambda each: each[0], reverse=True):
        lines[line - 1 : line - 1] = inserted
    text = "\n".join([*lines, ""])
    for module, names in imports.items():
        text = _imported(text, module, names)
    return text


def _renamed(text: str, renamed: Mapping[str, str]) -> str:
    """Call functions by their new names."""
    return re.sub(r"\bop\.(\w+)", lambda found: f"op.{renamed.get(found[1], found[1])}", text)


def _methods(place: Place, method: NewMethod) -> list[tuple[int, list[str]]]:
    """Place the attributes of a method among those of its class, in the order of the alphabet."""
    found: list[tuple[int, list[str]]] = []
    for name, lines in method_lines(method).items():
        behind = [place.lines[other] for other in place.methods if other > name]
        found.append((min(behind, default=place.lines[place.name] + 1), lines))
    return found


def _property(new: NewClass) -> tuple[int, list[str]]:
    """Place a property among those of its scope or of the client."""
    lines = new.parent.lines
    behind = [lines[other] for other in new.parent.properties if other > new.attribute and other in lines]
    behind = behind or [lines[other] for other in new.parent.accessors]
    if behind:
        return min(behind), [*property_lines(new), ""]
    return lines[new.parent.name] + 1, ["", *property_lines(new)]


def _imported(text: str, module: str, names: set[str]) -> str:
    """Import names from a module, beside those that are imported already."""

    def with_names(found: re.Match[str]) -> str:
        listed = sorted({*re.findall(r"\w+", found[1] or found[2]), *names})
        return f"from {module} import {', '.join(listed)}\n"

    statement = rf"^from {re.escape(module)} import (?:\(([\w\s,]+)\)|([\w, ]+))\n"
    return re.sub(statement, with_names, text, flags=re.MULTILINE)


def _tidy(files: list[Path], settings: Path) -> None:
    """Sort imports and format, with the settings of the project."""
    for command in (["check", "--fix-only", "--select", "I"], ["format"]):
        options = ["--config", str(settings), "--quiet", "--no-cache"]
        subprocess.run([sys.executable, "-m", "ruff", *command, *options, *map(str, files)], check=True)  # noqa: S603 - no text from outside
