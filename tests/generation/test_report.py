"""The report of a refresh is Markdown in which texts of the document stay texts."""

from __future__ import annotations

import re

from helpers.document import ROOT
from refresh.compare import Change
from refresh.lines import table_row
from refresh.markdown import block, cell, code
from refresh.report import Refresh, report
from refresh.shapes import Function

HOSTILE = "a`b | [c](https://x.test)\n# d <img src=x>"


def refresh(*changes: Change, problems: list[str] | None = None, differs: bool = True) -> Refresh:
    return Refresh(list(changes), differs, "2.0.0", [], {}, problems or [], is_written=False)


def test_malicious_name_stays_inside_its_table_cell() -> None:
    text = report(refresh(Change("operation", "added", HOSTILE, HOSTILE)), ROOT)
    (row,) = [line for line in text.splitlines() if line.startswith("| added")]
    shown = "`a'b \\| [c](https://x.test) # d <img src=x>`"
    assert row == f"| added | {shown} | {shown} | no | no |"
    assert "\n# d" not in text


def test_malicious_path_stays_inside_its_row_of_methods() -> None:
    path = "/v1/a`|![x](http://x.test/y)"
    function = Function(
        "a|b",
        "a_b",
        "GET",
        path,
        "",
        is_deprecated=False,
        ids=(),
        filters=(),
        keywords=(),
        body=None,
        arguments={},
        returns="A",
    )
    row = table_row("get", function, 0)
    assert re.split(r"(?<!\\)\|", row)[1:-1] == [" `get()` ", " `a\\|b` ", " GET `/v1/a'\\|![x](http://x.test/y)` "]


def test_code_and_cells() -> None:
    assert code(HOSTILE).count("`") == 2
    assert cell("") == ""
    assert cell("str | None") == "`str \\| None`"


def test_a_block_ends_where_its_lines_end() -> None:
    lines = block("See:", ["```", "x", "````", ""])
    assert lines == ["See:", "", "`````python", "```", "x", "````", "`````", ""]
    assert block("See:", []) == []


def test_only_texts_changed() -> None:
    text = report(refresh(), ROOT)
    assert "0 changes, 0 of them breaking. The next version after 2.0.0 is 2.0.1 (patch)." in text
    assert "- Updated the descriptions and URLs of the OpenAPI document." in text


def test_what_breaks_stands_first_in_the_changelog() -> None:
    text = report(refresh(Change("field", "added", "A.b", "str"), Change("schema", "removed", "B", core=True)), ROOT)
    assert text.endswith(
        "```markdown\n## 3.0.0\n\n"
        "- Schema `B` removed (breaking for `authpi_core`).\n- Field `A.b` added: `str`.\n```\n"
    )


def test_a_problem_needs_a_hand() -> None:
    found = refresh(problems=["Correct this."])
    assert found.needs_a_hand
    assert "## By hand\n\n- Correct this.\n" in report(found, ROOT)
    assert not refresh().needs_a_hand
