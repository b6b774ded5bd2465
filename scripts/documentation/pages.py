"""Writes the pages of the API reference: Markdown with a mkdocstrings directive for each object."""

from __future__ import annotations

import shutil
from enum import EnumType
from typing import TYPE_CHECKING

from authpi_core import models

from authpi_admin import types
from documentation.surface import OPERATIONS, PLACES, SHORT_FORMS, TAGS, types_by_tag

if TYPE_CHECKING:
    from pathlib import Path

OVERVIEW = """\
Every public name of `authpi_admin`, every method with its request, and every model and body with its fields.

- [The client](client.md) sends requests. Calls return models or [lists](lists.md), and raise [errors](errors.md).
- Resources are grouped by their scope: `admin.issuer(issuer_id).users` are the users of one issuer.
- Types are the models of responses and the bodies of requests. Import them from `authpi_admin.types`.
- Methods call endpoint functions. [Calling endpoint functions](../endpoint-functions.md) describes when to use them.

## Resources

<div class="diagram">
--8<-- "docs/diagrams/resources.svg"
</div>

## Examples

Each example runs inside `async with AuthPIAdmin(…) as admin:`. Names such as `issuer_id` stand for ids of your own.
All examples are run against the local Core API by the tests of the project.

## Provenance

This SDK is generated from an OpenAPI document that was written from public information about the API. A mark on each
operation and each type shows the source:

- [documented][provenance]{ .mark .documented }: a page of AuthPI's documentation describes it.
- [known][provenance]{ .mark .known }: AuthPI's documentation or its published Python client shows it, without a
  description of all of its fields.
- [inferred][provenance]{ .mark .inferred }: inferred from similar operations and types. No source states it, so test it
  against the API before you rely on it.

The mark of a type applies to its fields, except for fields with their own mark.
"""
_LEGEND = "Marks show [the source of each entry](../index.md#provenance)."
_CLIENT = ["AuthPIAdmin", "AioHttpClient", "with_raw_response", "RawResponse", "edit"]
_TESTING = ["CoreAPI", "Clock", "Received", "UnknownKeysWarning", "mock_admin"]
_TESTING_OPTIONS = {"show_attribute_values": "false", "inherited_members": "[clock, requests]"}
_SHARED = sorted({*dir(types)} - {*models.__all__, *SHORT_FORMS})
_FIXTURES = ["authpi_api", "authpi"]
OBJECTS = {
    "client": ("The client", [f"authpi_admin.{name}" for name in _CLIENT]),
    "lists": ("Lists", ["authpi_admin.Page", "authpi_admin.Pages"]),
    "testing": (
        "Testing",
        [
            *(f"authpi_admin.testing.{name}" for name in _TESTING),
            *(f"authpi_admin.testing.pytest_plugin.{name}" for name in _FIXTURES),
        ],
    ),
    "types": (
        "Shared types",
        [
            "authpi_core.model.Model",
            *(f"authpi_admin.types.{name}" for name in _SHARED),
        ],
    ),
    "core": (
        "authpi_core alone",
        [
            "authpi_core.client.CoreClient",
            "authpi_core.client.Core",
            "authpi_core.types.AccountId",
            "authpi_core.types.Headers",
        ],
    ),
}
"""Pages of hand-written classes and functions."""
MODULES: dict[str, tuple[str, dict[str, str]]] = {
    "errors": ("Errors", {"members_order": "source", "merge_init_into_class": "false", "show_bases": "true"}),
    "bulk": ("Bulk work", {}),
    "webhooks": ("Receiving webhooks", {}),
}
"""Pages of whole modules of `authpi_admin`, with options of mkdocstrings."""


class Reference:
    """Writes pages into a folder, and a navigation in the same order.

    Args:
        folder: The folder, which is replaced.
    """

    def __init__(self, folder: Path) -> None:
        """Empty the folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self._folder = folder
        self._navigation: list[str] = []

    def section(self, title: str) -> None:
        """Begin a section of the navigation."""
        self._navigation.append(f"- {title}")

    def page(self, path: str, label: str, heading: str, text: str, *, is_found: bool = True) -> None:
        """Write a page, optionally excluded from the search. Pages in subfolders belong to the last section."""
        target = self._folder / f"{path}.md"
        target.parent.mkdir(exist_ok=True)
        begin = "" if is_found else "---\nsearch:\n  exclude: true\n---\n\n"
        target.write_text(f"{begin}# {heading}\n\n{text}", encoding="utf-8")
        self._navigation.append(f"{'    ' * path.count('/')}- [{label}]({path}.md)")

    def finish(self) -> None:
        """Write the navigation."""
        (self._folder / "SUMMARY.md").write_text("\n".join(self._navigation) + "\n", encoding="utf-8")


def write(folder: Path) -> None:
    """Write all pages of the reference and their navigation.

    Args:
        folder: The folder, which is replaced.
    """
    reference = Reference(folder)
    reference.page("index", "Overview", "API reference", OVERVIEW)
    for name, (title, objects) in OBJECTS.items():
        options = _TESTING_OPTIONS if name == "testing" else {}
        reference.page(name, title, title, "".join(_directive(each, **options) for each in objects))
    for name, (title, options) in MODULES.items():
        reference.page(name, title, *_page_of(f"authpi_admin.{name}", title, **options))
    _write_resources(reference)
    reference.section("Types")
    for tag, names in types_by_tag().items():
        heading = f"Types: {tag.replace('_', ' ')}"
        reference.page(f"types/{tag}", _title(tag), heading, f"{_LEGEND}\n\n{_types(names)}")
    reference.section("Endpoint functions")
    for tag in TAGS:
        names = [name for name, operation in OPERATIONS.items() if operation.tag == tag]
        text = "".join(_directive(f"authpi_core.operations.{name}") for name in names)
        heading = f"Endpoint functions: {tag.replace('_', ' ')}"
        # The methods have the same names and texts, and each links to its endpoint function.
        reference.page(f"operations/{tag}", _title(tag), heading, f"{TAGS[tag]} {_LEGEND}\n\n{text}", is_found=False)
    reference.finish()


def _write_resources(reference: Reference) -> None:
    """Write a page for each scope and resource, in a section for each scope; the client has a page of its own."""
    for scope in PLACES:
        if not scope.is_scope:
            continue
        name = scope.kind.__name__.removesuffix("Scope").removeprefix("AuthPI").replace("Admin", "Account")
        reference.section(f"{name} resources")
        inside = [each for each in PLACES if each.accessor.rpartition(".")[0] == scope.accessor and not each.is_scope]
        for place in inside if scope is PLACES[0] else [scope, *inside]:
            heading, text = _page_of(f"{place.kind.__module__}.{place.kind.__name__}", f"`{place.accessor}`")
            reference.page(f"resources/{place.kind.__name__}", place.accessor.rpartition(".")[2], heading, text)


def _types(names: list[str]) -> str:
    """Write the directives of models, bodies and enums, each kind under its heading."""
    kinds: dict[str, list[str]] = {"Models": [], "Bodies": [], "Enums": []}
    for name in names:
        is_enum = isinstance(getattr(models, name.removesuffix("Input"), None), EnumType)
        kinds["Enums" if is_enum else "Bodies" if name.endswith("Input") else "Models"].append(name)
    options = {"members": "false", "heading_level": "3", "docstring_section_style": "table"}
    return "\n".join(
        f"## {kind}\n\n" + "".join(_directive(f"authpi_admin.types.{name}", **options) for name in found)
        for kind, found in kinds.items()
        if found
    )


def _page_of(path: str, title: str, **options: str) -> tuple[str, str]:
    """Write the heading and the text of a page that documents one object."""
    text = _directive(path, show_root_heading="false", show_root_toc_entry="false", **options)
    return f"{title} {{ #{path} }}", text


def _directive(path: str, **options: str) -> str:
    """Write the directive of an object."""
    lines = [
        f"::: {path}",
        *["    options:"] * bool(options),
        *(f"      {key}: {value}" for key, value in options.items()),
    ]
    return "\n".join(lines) + "\n\n"


def _title(tag: str) -> str:
    """Return the name of a tag as words."""
    words = tag.replace("_", " ")
    return (words[0].upper() + words[1:]).replace("Api", "API").replace("Sso", "SSO")
