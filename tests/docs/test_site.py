"""The site's configuration, and the check of links and loaded addresses of the built site."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

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
        (
            '<script src="https://cdn.example.com/a.js">',
            "a/index.html loads https://cdn.example.com/a.js from another host",
        ),
        (
            '<link rel="stylesheet" href="//example.com/a.css">',
            "a/index.html loads //example.com/a.css from another host",
        ),
        (
            '<img srcset="https://example.com/a.png 2x">',
            "a/index.html loads https://example.com/a.png from another host",
        ),
        (
            '<p style="background: url(https://example.com/a.png)">',
            "a/index.html loads https://example.com/a.png from another host",
        ),
    ],
)
def test_a_problem_of_a_page_is_found(element: str, problem: str | None, tmp_path: Path) -> None:
    found = list(problems(site(tmp_path, a=element, b='<p id="there">')))
    in_css = "site.css loads https://fonts.example.com/a.css from another host"
    assert found == [*([problem] if problem else []), in_css]


def pages_of(nav: list[Any]) -> list[str]:
    found: list[str] = []
    for entry in nav:
        for target in entry.values():
            found += pages_of(target) if isinstance(target, list) else [target]
    return found


def test_every_page_is_in_the_navigation_once() -> None:
    written = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert sorted(pages_of(CONFIGURATION["nav"])) == sorted({*written, "reference/"})


def test_a_missing_snippet_fails_the_build_and_no_font_is_loaded() -> None:
    assert CONFIGURATION["markdown_extensions"]["pymdownx"]["snippets"] == {"base_path": ["."], "check_paths": True}
    assert CONFIGURATION["theme"]["font"] is False


def test_ci_checks_the_site() -> None:
    assert re.search(r"^\.venv/bin/nox -s .*docs -- check$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
