"""Keeps the wording of sources and documentation plain: no phrases that readers stopped at."""

from __future__ import annotations

import re

from helpers.documentation import ROOT

PHRASES = re.compile(
    r"\b(answer(s|ed|ing)?|somebody|nobody|anybody|whoever|no such thing|who (waits?|is cancelled)|for ever"
    r"|do as `|is none\.|something of this|of ours)\b",
    re.IGNORECASE,
)
PLACES = ["src", "openapi", "scripts", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
SUFFIXES = {".py", ".md", ".jinja", ".yaml", ".json"}


def test_sources_and_documentation_use_the_terms_of_the_field() -> None:
    places = [ROOT / place for place in PLACES]
    files = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {phrase[0]}"
        for path in files
        if path.suffix in SUFFIXES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for phrase in PHRASES.finditer(line)
    ]
    assert found == []


def test_phrases_are_found() -> None:
    assert PHRASES.search("What the API answers.")
    assert PHRASES.search("Its failure is nobody's if nobody waits for it.")
    assert not PHRASES.search("The response of the API.")
