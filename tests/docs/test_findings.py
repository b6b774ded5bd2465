"""The check of the site reports each problem of a page, and verifies first that it detects all of them."""

from __future__ import annotations

from typing import Any

import pytest
from documentation.findings import BAD_PAGE, SEARCHES, Seen, misplaced, undetected

SERIOUS: dict[str, Any] = {"id": "image-alt", "impact": "critical", "nodes": [{"target": ["img"]}]}
MINOR: dict[str, Any] = {"id": "region", "impact": "moderate", "nodes": [{"target": ["p"]}]}
FOUND = [
    "/ (narrow, light): scrolls horizontally by 4648 px",
    "/ (narrow, light): no copy button: not copied",
    "/ (narrow, light): a table scrolls: A wide table",
    "/ (narrow, light): breaks inside a name: a_long_name_that_breaks",
    "/ (narrow, light): axe color-contrast (serious, 1): ['p']",
    "/ (narrow, light): axe image-alt (critical, 1): ['img']",
    "/ (narrow, light): loads https://fonts.invalid/image.png",
    "/ (narrow, light): logs a message",
    "/ (narrow, light): raises an exception",
    "index.html links to #nowhere, which has no such anchor",
]
"""What the check finds on the page that has every problem."""


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (Seen(overflow=12), "scrolls horizontally by 12 px"),
        (Seen(uncopied=["pip install"]), "no copy button: pip install"),
        (Seen(scrolling=["Name Type"]), "a table scrolls: Name Type"),
        (Seen(broken=["account_id"]), "breaks inside a name: account_id"),
        (Seen(violations=[SERIOUS]), "axe image-alt (critical, 1): ['img']"),
    ],
)
def test_each_problem_of_a_page_is_reported(seen: Seen, sentence: str) -> None:
    assert list(seen.problems()) == [sentence]


@pytest.mark.parametrize("seen", [Seen(), Seen(overflow=-15), Seen(violations=[MINOR])])
def test_a_page_without_serious_problems_is_clean(seen: Seen) -> None:
    assert list(seen.problems()) == []


def test_a_check_that_misses_a_problem_is_reported() -> None:
    assert list(undetected(FOUND)) == []
    for number in range(len(FOUND)):
        (missed,) = undetected(FOUND[:number] + FOUND[number + 1 :])
        assert missed.startswith("the check does not detect ")


def test_the_page_with_every_problem_names_what_is_looked_for() -> None:
    for part in (
        "not copied",
        "A wide table",
        "a_long_name_that_breaks",
        "https://fonts.invalid/image.png",
        "#nowhere",
    ):
        assert part in BAD_PAGE


def test_only_a_wrong_first_result_of_a_search_is_reported() -> None:
    first: dict[str, str | None] = dict(SEARCHES)
    assert list(misplaced(first)) == []
    first |= {"if_match": "migration/#conditional-writes", "retry": None}
    assert list(misplaced(first)) == [
        f"the first result of the search for 'if_match' is migration/#conditional-writes, not {SEARCHES['if_match']}",
        "the first result of the search for 'retry' is None, not retries/",
    ]


def test_the_check_looks_for_what_users_of_the_sdk_search() -> None:
    assert {"list_all", "RateLimitError", "if_match"} <= {*SEARCHES}
