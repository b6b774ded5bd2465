"""Edits the files of the facade: inserts methods, classes and properties, and renames functions."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refresh.facade import CLIENT
from refresh.lines import accessor_lines, class_lines, method_lines, property_lines, scope_lines
from refresh.plan import new_classes, new_scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from refresh.facade import Facade, Place
    from refresh.plan import NewClass, NewMethod
    from refresh.scopes import NewScope

_BINDING = "authpi_admin._binding"
_SCOPES = "authpi_admin.scopes"
_RESOURCES = "authpi_admin.resources"
# The beginning of a module for the classes of a new scope.
_HEADER = f'''"""Defines the resources of one {{noun}}."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from {_BINDING} import call
'''


@dataclass(frozen=True)
class Additions:
    """The additions to the facade."""

    methods: list[NewMethod]
    classes: list[NewClass]
    scopes: list[NewScope]


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
    new = Additions(listed, new_classes(listed), new_scopes(listed))
    exports = facade.places[CLIENT].file.with_name("__init__.py")
    files = [exports, *(place.file for place in facade.places.values()), *(each.file for each in new.classes)]
    before = {file: file.read_text(encoding="utf-8") if file.exists() else "" for file in files}
    edited = {file: _renamed(_edited(file, text, facade, new), renamed) for file, text in before.items()}
    edited[exports] = _exported(before[exports], new.scopes)
    changed = [file for file, text in edited.items() if text != before[file]]
    for file in changed:
        file.write_text(edited[file], encoding="utf-8")
    if changed:
        _tidy(changed, settings)
    return changed


def _edited(file: Path, text: str, facade: Facade, new: Additions) -> str:
    """Insert the additions of a file."""
    lines = (text or _HEADER.format(noun=file.stem.replace("_", " ").strip())).splitlines()
    insertions = [*_members(file, facade, new), *((len(lines) + 1, ["", "", *each]) for each in _classes(file, new))]
    for line, inserted in sorted(insertions, key=lambda each: each[0], reverse=True):
        lines[line - 1 : line - 1] = inserted
    text = "\n".join([*lines, ""])
    for module, names in _imports(file, new).items():
        text = _imported(text, module, names)
    return text


def _members(file: Path, facade: Facade, new: Additions) -> Iterator[tuple[int, list[str]]]:
    """Insert the new members of the classes of a file."""
    for scope in new.scopes:
        if scope.parent.file == file and scope.above is None:
            yield _accessor(scope)
    for method in new.methods:
        if method.file == file and method.new_class is None:
            yield from _methods(facade.places[method.owner], method)
    for each in new.classes:
        if each.parent.file == file and each.scope is None:
            yield _property(each)


def _classes(file: Path, new: Additions) -> Iterator[list[str]]:
    """Append the new classes of a file."""
    for scope in new.scopes:
        if scope.place.file == file:
            yield scope_lines(scope, new.classes, new.scopes)
    for each in new.classes:
        if each.file == file:
            yield class_lines(each, [method for method in new.methods if method.owner == each.name])


def _imports(file: Path, new: Additions) -> dict[str, set[str]]:
    """List the imports for the additions of a file, by module."""
    pairs = [
        *((_BINDING, "call") for each in new.methods if each.file == file),
        *((_BINDING, "pages") for each in new.methods if each.file == file and each.function.has_next_page),
        *((_BINDING, each.base) for each in new.classes if each.file == file),
        *((f"{_RESOURCES}.{each.file.stem}", each.name) for each in new.classes if each.parent.file == file),
        *((_BINDING, each.place.base) for each in new.scopes if each.place.file == file),
        *((_SCOPES, each.place.name) for each in new.scopes if each.parent.file == file != each.place.file),
    ]
    found: dict[str, set[str]] = {}
    for module, name in pairs:
        found.setdefault(module, set()).add(name)
    return found


def _exported(text: str, scopes: list[NewScope]) -> str:
    """Export scopes from the package."""
    names = {scope.place.name for scope in scopes}
    for name in names:
        text = text.replace("__all__ = [\n", f'__all__ = [\n    "{name}",\n')
    return _imported(text, _SCOPES, names) if names else text


def _renamed(text: str, renamed: Mapping[str, str]) -> str:
    """Call functions by their new names."""
    return re.sub(r"\bop\.(\w+)", lambda found: f"op.{renamed.get(found[1], found[1])}", text)


def _methods(place: Place, method: NewMethod) -> list[tuple[int, list[str]]]:
    """Insert the attributes of a method into its class, in alphabetical order."""
    found: list[tuple[int, list[str]]] = []
    for name, lines in method_lines(method).items():
        behind = [place.lines[other] for other in place.methods if other > name]
        found.append((min(behind, default=place.lines[place.name] + 1), lines))
    return found


def _accessor(scope: NewScope) -> tuple[int, list[str]]:
    """Insert the method that returns a scope into its parent."""
    lines = scope.parent.lines
    if behind := [lines[other] for other in scope.parent.accessors]:
        return min(behind), [*accessor_lines(scope), ""]
    return lines[scope.parent.name] + 1, ["", *accessor_lines(scope)]


def _property(new: NewClass) -> tuple[int, list[str]]:
    """Insert a property into its scope or the client."""
    lines = new.parent.lines
    behind = [lines[other] for other in new.parent.properties if other > new.attribute and other in lines]
    behind = behind or [lines[other] for other in new.parent.accessors]
    if behind:
        return min(behind), [*property_lines(new), ""]
    return lines[new.parent.name] + 1, ["", *property_lines(new)]


def _imported(text: str, module: str, names: set[str]) -> str:
    """Import names from a module, in addition to those that are imported already."""
    statement = re.compile(rf"^from {re.escape(module)} import (?:\(([\w\s,]+)\)|([\w, ]+))\n", re.MULTILINE)
    found = statement.search(text)
    if found is None:  # ruff sorts it
        first = re.compile(rf"^(?=from {re.escape(_BINDING)} import )", re.MULTILINE)
        return first.sub(f"from {module} import {', '.join(sorted(names))}\n", text, count=1)
    listed = sorted({*re.findall(r"\w+", found[1] or found[2]), *names})
    return text[: found.start()] + f"from {module} import {', '.join(listed)}\n" + text[found.end() :]


def _tidy(files: list[Path], settings: Path) -> None:
    """Sort imports and `__all__`, and format, with the settings of the project."""
    for command in (["check", "--fix-only", "--select", "I,RUF022"], ["format"]):
        options = ["--config", str(settings), "--quiet", "--no-cache"]
        subprocess.run([sys.executable, "-m", "ruff", *command, *options, *map(str, files)], check=True)  # noqa: S603 - the arguments are from this project
