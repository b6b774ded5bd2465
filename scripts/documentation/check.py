"""Checks the built site in headless Chromium: layout, accessibility, copy buttons, search and loaded resources."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal, cast

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004 - not the builtin one

from documentation.links import problems

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"wide": (1280, 900), "narrow": (360, 760)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SAMPLE = (
    "reference/",
    "reference/client/",
    "reference/errors/",
    "reference/resources/Users/",
    "reference/types/webhooks/",
    "reference/operations/users/",
)
"""Pages of the reference, one of each kind, that are looked at in every mode; the others are looked at in one."""
SEARCHES = {
    "list_all": "reference/resources/Accounts/",
    "RateLimitError": "reference/errors/",
    "if_match": "concurrency/",
}
"""What the search must find, each with a page that must be a result."""
_PATIENCE = 30_000
"""How long to wait for a script of the page, in milliseconds."""
_SERIOUS = {"serious", "critical"}
_BUTTONS = """() => [...document.querySelectorAll('.md-typeset pre > code')]
    .filter(code => !code.closest('.highlight, pre').querySelector('.md-code__button'))
    .map(code => code.textContent.trim().slice(0, 60))"""
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Log nothing."""


@contextmanager
def serving(site: Path) -> Generator[str]:
    """Serve a folder on loopback.

    Args:
        site: The folder.

    Yields:
        The base URL, with a slash at its end.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Visit:
    """Pages to look at in one mode.

    Attributes:
        names: The pages.
        width: A key of `WIDTHS`.
        scheme: The colour scheme that the browser prefers.
        has_contrast_checked: Whether axe compares the colours of texts, which takes most of its time.
    """

    names: list[str]
    width: str
    scheme: Literal["light", "dark"]
    has_contrast_checked: bool = True


def check(site: Path) -> list[str]:
    """Check the built site.

    Args:
        site: The folder of the site.

    Returns:
        A sentence for each problem.
    """
    names = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    names = [f"{name}/".removeprefix("./") for name in names]
    others = [name for name in names if name.startswith("reference/") and name not in SAMPLE]
    chosen = [name for name in names if name not in others]
    visits = [Visit(chosen, width, scheme) for width in WIDTHS for scheme in SCHEMES]
    # The colours are the same on all pages of the reference, and checked on those of the sample.
    visits += [Visit(half, "narrow", "light", has_contrast_checked=False) for half in (others[::2], others[1::2])]
    with serving(site) as base, ThreadPoolExecutor(max_workers=2) as pool:
        looked = pool.map(partial(_look, base), visits)
        return [
            *problems(site),
            *(problem for found in looked for problem in found),
            *pool.submit(_search, base).result(),
        ]


@contextmanager
def _browser() -> Generator[Browser]:
    """Start Chromium: the one of the system, or the one that Playwright installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def _look(base: str, visit: Visit) -> list[str]:
    """Look at pages in one mode."""
    found: list[str] = []
    noted: list[str] = []

    def note(kind: str, text: str) -> None:
        noted.append(f"{kind} {text}")

    across, down = WIDTHS[visit.width]
    with _browser() as browser:
        page = browser.new_page(viewport={"width": across, "height": down}, color_scheme=visit.scheme)
        page.on(
            "request",
            lambda request: None if request.url.startswith((base, "data:", "blob:")) else note("loads", request.url),
        )
        page.on("console", lambda message: note("logs", message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note("raises", error.message))
        for name in visit.names:
            page.goto(f"{base}{name}")
            noted += _findings(page, has_contrast_checked=visit.has_contrast_checked)
            found += (f"/{name} ({visit.width}, {visit.scheme}): {each}" for each in noted)
            noted.clear()
    return found


def _findings(page: Page, *, has_contrast_checked: bool) -> Iterator[str]:
    """Look at the page that is open."""
    if page.evaluate("document.querySelector('.md-typeset pre > code') !== null"):
        page.wait_for_selector(".md-code__button", state="attached", timeout=_PATIENCE)
    if (overflow := page.evaluate(_OVERFLOW)) > 0:
        yield f"scrolls horizontally by {overflow} px"
    for code in page.evaluate(_BUTTONS):
        yield f"no copy button: {code}"
    axe: Any = Axe()
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": has_contrast_checked}}}
    for violation in cast("list[dict[str, Any]]", axe.run(page, options=options).response["violations"]):
        if violation["impact"] in _SERIOUS:
            nodes = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
            yield f"axe {violation['id']} ({violation['impact']}, {len(violation['nodes'])}): {nodes}"


def _search(base: str) -> list[str]:
    """Search for names, and look for a page that must be found."""
    found: list[str] = []
    with _browser() as browser:
        page = browser.new_page()
        for text, address in SEARCHES.items():
            page.goto(base)
            page.click(".md-search__button")
            page.keyboard.type(text)
            result = page.locator(f"a[href*='{address}?h={text}']")
            try:
                result.first.wait_for(timeout=_PATIENCE)
            except TimeoutError:
                found.append(f"the search for {text} does not find {address}")
    return found


def main(site: Path) -> None:
    """Check the site, print the problems and exit with status 1 if there is one.

    Args:
        site: The folder of the site.
    """
    found = check(site)
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    if found:
        sys.exit(f"{len(found)} problems")
