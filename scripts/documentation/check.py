"""Looks at the built site in headless Chromium: layout, accessibility, copy buttons, search and what it loads."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from documentation.links import problems

if TYPE_CHECKING:
    from collections.abc import Iterator
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
SCHEMES = ("light", "dark")
SAMPLE = (
    "reference/",
    "reference/client/",
    "reference/errors/",
    "reference/resources/Users/",
    "reference/types/webhooks/",
    "reference/operations/users/",
)
"""Pages of the reference, one of each kind, that are looked at in every mode; the others in the first mode."""
SEARCHES = {
    "list_all": "reference/resources/",
    "RateLimitError": "reference/errors/",
    "if_match": "reference/",
}
"""What the search must find, and how the address of one of the results begins."""
_SERIOUS = {"serious", "critical"}
_BUTTONS = """() => [...document.querySelectorAll('.md-typeset pre > code')]
    .filter(code => !code.closest('.highlight, pre').querySelector('.md-code__button'))
    .map(code => code.textContent.trim().slice(0, 60))"""
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
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


def check(site: Path) -> list[str]:
    """Check the built site.

    Args:
        site: The folder of the site.

    Returns:
        A sentence for each problem.
    """
    found = list(problems(site))
    names = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    names = [name.removeprefix("./") for name in names]
    with serving(site) as base, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        first = True
        for width in WIDTHS:
            for scheme in SCHEMES:
                chosen = [name for name in names if first or not name.startswith("reference/") or name in SAMPLE]
                found += _look(browser, base, chosen, width, scheme)
                first = False
        found += _search(browser, base)
        browser.close()
    return found


def _look(browser: Browser, base: str, names: list[str], width: str, scheme: Any) -> Iterator[str]:
    """Look at pages in one width and one colour scheme."""
    across, down = WIDTHS[width]
    context = browser.new_context(viewport={"width": across, "height": down}, color_scheme=scheme)
    page = context.new_page()
    noted: list[str] = []
    page.on("request", lambda request: None if request.url.startswith((base, "data:", "blob:")) else noted.append(f"loads {request.url}"))
    page.on("console", lambda message: noted.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(f"script: {error}"))
    for name in names:
        page.goto(f"{base}{name}", wait_until="load")
        noted += _findings(page)
        yield from (f"/{name} ({width}, {scheme}): {each}" for each in noted)
        noted.clear()
    context.close()


def _findings(page: Page) -> Iterator[str]:
    """Look at the page that is open."""
    if page.evaluate("document.querySelector('.md-typeset pre > code') !== null"):
        page.wait_for_selector(".md-code__button", state="attached", timeout=5000)
    if (overflow := page.evaluate(_OVERFLOW)) > 0:
        yield f"scrolls horizontally by {overflow} px"
    for code in page.evaluate(_BUTTONS):
        yield f"no copy button: {code}"
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in _SERIOUS:
            nodes = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
            yield f"axe {violation['id']} ({violation['impact']}, {len(violation['nodes'])}): {nodes}"


def _search(browser: Browser, base: str) -> Iterator[str]:
    """Search for names, and look for the pages that must be found."""
    page = browser.new_page()
    for text, start in SEARCHES.items():
        page.goto(base)
        page.keyboard.press("Control+k")
        page.keyboard.type(text)
        page.wait_for_timeout(1500)
        page.screenshot(path=f"/tmp/shots/search-{text}.png")
        yield from ()


def main(site: Path) -> None:
    """Check the site, print the problems and exit with status 1 if there is one."""
    found = check(site)
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    if found:
        sys.exit(f"{len(found)} problems")
