"""Every Python block of a page includes an example file, and links lead to files of the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from helpers.documentation import EXAMPLES, PAGES, README, ROOT, Block, blocks, sections

if TYPE_CHECKING:
    from pathlib import Path

CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)[^)]*\)")
BLOCKS = [pytest.param(block, id=f"{block.page.name}:{block.line}") for page in PAGES for block in blocks(page)]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_python_block_only_includes_examples_that_exist(block: Block) -> None:
    assert block.includes is not None, "move the code to a file under docs/examples, and include it here"
    for name, section in block.includes:
        path = ROOT / name
        assert path.is_relative_to(EXAMPLES)
        assert path.is_file()
        assert section is None or section in sections(path)


def test_code_for_an_earlier_version_is_on_one_page_only() -> None:
    assert [page.name for page in PAGES if "Version 1.x" in page.read_text()] == ["migration.md"]


def test_every_section_of_an_example_is_on_a_page() -> None:
    included = {include for page in PAGES for block in blocks(page) for include in block.includes or []}
    written: set[tuple[str, str | None]] = set()
    for path in EXAMPLES.rglob("*.py"):
        name = str(path.relative_to(ROOT))
        written |= {(name, section) for section in sections(path)} or {(name, None)}
    assert written == included


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    reference = page.parent / "reference"  # written when the site is built
    prose = CODE.sub("", page.read_text())
    targets = [page.parent / target for target in LINK.findall(prose)]
    missing = [path for path in targets if not path.exists() and not path.is_relative_to(reference)]
    assert missing == []
