"""The pages describe every error class and every option of the client."""

from __future__ import annotations

import inspect
import re

from helpers.documentation import DOCS

from authpi_admin import AuthPIAdmin, errors

ERRORS = {name: kind for name in errors.__all__ if issubclass(kind := getattr(errors, name), Exception)}
PAGE = (DOCS / "errors.md").read_text()
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))


def attributes(kind: type[Exception]) -> set[str]:
    """Return the attributes that an error of this class has."""
    return set(vars(kind("error", "description")))


def test_every_error_has_a_section() -> None:
    assert {*SECTIONS} == {*ERRORS} - {"ApiError"}


def test_the_attributes_of_all_errors_are_in_the_table() -> None:
    table = PAGE.partition("| attribute | value |\n| --- | --- |\n")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in table.splitlines()))
    assert {*named} == attributes(errors.ApiError)


def test_a_section_names_the_attributes_of_its_error_alone() -> None:
    for name, text in SECTIONS.items():
        own = attributes(ERRORS[name]) - attributes(errors.ApiError)
        assert own <= set(re.findall(r"`(\w+)`", text)), name


def test_the_tree_is_that_of_the_classes() -> None:
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in PAGE.partition("```text\n")[2].partition("```")[0].splitlines():
        drawn = re.match(r"([│├└─ ]*)(\w+)", line)
        assert drawn
        depth = len(drawn[1]) // 4
        path[depth:] = [drawn[2]]
        if depth:
            parents[drawn[2]] = path[depth - 1]
    assert parents == {name: kind.__bases__[0].__name__ for name, kind in ERRORS.items()}


def test_every_option_is_in_the_table_and_on_the_page_that_it_names() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| \[[^\]]+\]\(([\w-]+\.md)[^)]*\) \|$", (DOCS / "index.md").read_text(), re.MULTILINE
    )
    assert sorted(name for name, _ in rows) == sorted({*inspect.signature(AuthPIAdmin).parameters})
    for name, page in rows:
        assert re.search(rf"`{name}\b", (DOCS / page).read_text()), f"{page} does not describe {name}"
