"""The site's configuration, and the check of links and loaded addresses of the built site."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest
from documentation.links import problems

ROOT = Path(__file__).parents[2]
CONFIGURATION: dict[str, Any] = tomllib.loads((ROOT / "docs" / "zensical.toml").read_text())["project"]


def site(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        path = folder / name.replace("_", "/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "site.css").write_text('@import "https://fonts.example.com/a.css"; p { background: url(local.png) }')
    return folder


@pytest.mark.parametrize(
    ("element", "problem"),
    [
        ('<a href="../b/">', None),
        ('<a href="../b/#there">', None),
        ('<a href="../b#there">', None),
        ('<a href="#here"></a><p id="here">', None),
        ('<a href="https://example.com/">', None),
        ('<a href="mailto:a@example.com">', None),
        ('<img src="../site.css">', None),
        ('<img src="data:image/png;base64,AA==">', None),
        ('<link rel="canonical" href="https://example.com/">', None),
        ('<a href="../c/">', "a/index.html links to ../c/, which does not exist"),
        ('<a href="../b/#nowhere">', "a/index.html links to ../b/#nowhere, which has no such anchor"),
        ('<a href="#nowhere">', "a/index.html links to #nowhere, which has no such anchor"),
        ('<img src="missing.png">', "a/index.html links to missing.png, which does not exist"),
    ],
)
def test_a_problem_of_a_page_is_found(element: str, problem: str | None, tmp_path: Path) -> None:
    found = list(problems(site(tmp_path, a=element, b='<p id="there">')))
    in_css = "site.css loads https://fonts.example.com/a.css from a different host"
    assert found == [*([problem] if problem else []), in_css]


def test_a_name_that_is_linked_to_a_heading_of_a_guide_is_found(tmp_path: Path) -> None:
    links = '<a class="autorefs autorefs-internal" href="../../b/#list"></a><a class="autorefs" href="#User"></a>'
    found = list(
        problems(
            site(tmp_path, reference_a=f'{links}<p id="User">', b='<p id="list"><a class="autorefs" href="#list">')
        )
    )
    assert found[:-1] == [
        "reference/a/index.html links a name to ../../b/#list, a heading of a guide; give that heading another title"
    ]


@pytest.mark.parametrize(
    ("element", "address"),
    [
        ('<script src="https://cdn.example.com/a.js">', "https://cdn.example.com/a.js"),
        ('<link rel="stylesheet" href="//example.com/a.css">', "//example.com/a.css"),
        ('<img srcset="https://example.com/a.png 2x">', "https://example.com/a.png"),
        ('<p style="background: url(https://example.com/a.png)">', "https://example.com/a.png"),
    ],
)
def test_an_address_of_another_host_is_found(element: str, address: str, tmp_path: Path) -> None:
    assert f"a/index.html loads {address} from a different host" in problems(site(tmp_path, a=element))


def pages_of(nav: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for entry in nav:
        for target in entry.values():
            found += pages_of(cast("Any", target)) if isinstance(target, list) else [str(target)]
    return found


def test_every_page_is_in_the_navigation_once() -> None:
    written = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert sorted(pages_of(CONFIGURATION["nav"])) == sorted({*written, "reference/"})


def test_a_missing_snippet_fails_the_build_and_no_font_is_loaded() -> None:
    assert CONFIGURATION["markdown_extensions"]["pymdownx"]["snippets"]["check_paths"] is True
    assert CONFIGURATION["theme"]["font"] is False


def test_style_sheets_and_scripts_of_the_site_exist() -> None:
    names = [*CONFIGURATION["extra_css"], *CONFIGURATION["extra_javascript"]]
    assert names
    assert [name for name in names if not (ROOT / "docs" / name).is_file()] == []


def test_ci_checks_the_site() -> None:
    assert re.search(r"^\.venv/bin/nox -s .*docs -- check$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
