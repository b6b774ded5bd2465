"""Rejects unclear phrases in sources, tests and documentation."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.documentation import ROOT

PHRASES = re.compile(
    r"\b(answer(s|ed|ing)?|somebody|nobody|anybody|whoever|no such thing|who (waits?|is cancelled)|for ever"
    r"|do as `|(is|are) none\.|(there|it) (is|are) none|something of this|of ours|(is|are|were) not there)\b",
    re.IGNORECASE,
)
PLACES = [
    "src",
    "openapi",
    "scripts",
    "docs",
    "tests",
    "noxfile.py",
    ".github",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
]
SUFFIXES = {".py", ".md", ".jinja", ".yaml", ".yml", ".json"}
QUOTED = Path(__file__)
"""This file, which quotes the phrases."""


def test_sources_and_documentation_use_the_terms_of_the_field() -> None:
    places = [ROOT / place for place in PLACES]
    files = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {phrase[0]}"
        for path in files
        if path.suffix in SUFFIXES and path != QUOTED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for phrase in PHRASES.finditer(line)
    ]
    assert found == []


def test_phrases_are_found() -> None:
    assert PHRASES.search("What the API answers.")
    assert PHRASES.search("Its failure is nobody's if nobody waits for it.")
    assert PHRASES.search("port of the control API; without it, there is none")
    assert not PHRASES.search("The response of the API; `None` without one.")
