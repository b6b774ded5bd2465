"""Turns what a browser shows of a page into sentences about its problems, and holds a page that has every problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SERIOUS = {"serious", "critical"}
SEARCHES = {
    "list_all": "reference/resources/",
    "RateLimitError": "errors/#ratelimiterror",
    "if_match": "concurrency/#conditional-writes-with-if_match",
    "webhook signature": "webhooks/",
    "retry": "retries/",
    "pagination": "bulk/",
    "timeout": "timeouts/",
    "rotate": "reference/resources/ApiKeys/#authpi_admin.resources.account.ApiKeys.rotate",
    "create user": "users/#create-a-user",
}
"""What users search for, each with the beginning of the address that the first result must have."""
BAD_PAGE = """<!doctype html>
<html lang="en">
  <head><title>A page with every problem</title></head>
  <body class="md-typeset">
    <main>
      <h1>A page with every problem</h1>
      <div style="height: 1px; width: 5000px"></div>
      <div class="highlight"><pre><code>copied</code><button class="md-code__button">Copy</button></pre></div>
      <div class="highlight"><pre><code>not copied</code></pre></div>
      <div class="md-typeset__scrollwrap" style="overflow: auto; width: 200px">
        <table style="width: 900px"><tr><td>A wide table</td></tr></table>
      </div>
      <table style="overflow-wrap: anywhere; width: 80px">
        <tr><td><code>a_long_name_that_breaks</code></td></tr>
      </table>
      <p style="background: #fff; color: #ddd">Text that is hardly visible.</p>
      <img src="https://fonts.invalid/image.png">
      <a href="#nowhere">A link without a target</a>
      <script>console.error("a message"); throw new Error("an exception");</script>
    </main>
  </body>
</html>
"""
_FAULTS = (
    "scrolls horizontally",
    "no copy button: not copied",
    "a table scrolls: A wide table",
    "breaks inside a name: a_long_name_that_breaks",
    "axe color-contrast",
    "axe image-alt",
    "loads https://fonts.invalid/image.png",
    "logs a message",
    "raises an exception",
    "#nowhere, which has no such anchor",
)


@dataclass(frozen=True)
class Seen:
    """What a browser shows of one page.

    Attributes:
        overflow: By how many pixels the page is wider than the window.
        uncopied: Beginnings of code blocks without a copy button.
        scrolling: Beginnings of tables that scroll inside of the page.
        broken: Names in tables that break across lines.
        violations: What axe-core found, in its format.
    """

    overflow: int = 0
    uncopied: list[str] = field(default_factory=list[str])
    scrolling: list[str] = field(default_factory=list[str])
    broken: list[str] = field(default_factory=list[str])
    violations: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def problems(self) -> Iterator[str]:
        """Describe the problems of the page.

        Yields:
            A sentence for each.
        """
        if self.overflow > 0:
            yield f"scrolls horizontally by {self.overflow} px"
        yield from (f"no copy button: {code}" for code in self.uncopied)
        yield from (f"a table scrolls: {text}" for text in self.scrolling)
        yield from (f"breaks inside a name: {name}" for name in self.broken)
        for violation in self.violations:
            if violation["impact"] in _SERIOUS:
                nodes = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
                yield f"axe {violation['id']} ({violation['impact']}, {len(violation['nodes'])}): {nodes}"


def misplaced(first: Mapping[str, str | None]) -> Iterator[str]:
    """Compare the first results of searches with `SEARCHES`.

    Args:
        first: For each text, the address of the first result from the root of the site; `None` without a result.

    Yields:
        A sentence for each search whose first result is a different page.
    """
    for text, address in first.items():
        if address is None or not address.startswith(SEARCHES[text]):
            yield f"the first result of the search for {text!r} is {address}, not {SEARCHES[text]}"


def undetected(found: Iterable[str]) -> Iterator[str]:
    """Compare what a check of `BAD_PAGE` found with the faults of that page.

    Args:
        found: The sentences that the check returned.

    Yields:
        A sentence for each fault that the check did not find.
    """
    sentences = list(found)
    for fault in _FAULTS:
        if not any(fault in sentence for sentence in sentences):
            yield f"the check does not detect {fault!r} on a page that has this problem"
