"""Checks the built site in headless Chromium: layout, accessibility, copy buttons, search and loaded resources.

Before that, it checks a page that has each of these problems: a check that misses one proves nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004 - not the builtin one

from documentation.findings import BAD_PAGE, SEARCHES, Seen, misplaced, undetected
from documentation.links import problems

if TYPE_CHECKING:
    from collections.abc import Generator

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
    "reference/testing/",
)
"""A page of each kind in the reference, which are checked in every mode; the others are checked in one."""
_PATIENCE = 30_000
"""How long to wait for a script of the page, in milliseconds."""
_SETTLED = 1_000
"""For how long the first result must stay the same, in milliseconds."""
_BUTTONS = """() => [...document.querySelectorAll('.md-typeset pre > code')]
    .filter(code => !code.closest('.highlight, pre').querySelector('.md-code__button'))
    .map(code => code.textContent.trim().slice(0, 60))"""
_TABLES = """() => [...document.querySelectorAll('.md-typeset__scrollwrap')]
    .filter(region => region.scrollWidth > region.clientWidth)
    .map(region => region.textContent.trim().slice(0, 60))"""
_BROKEN = """() => [...document.querySelectorAll('.md-typeset td code')]
    .filter(code => /^[\\w.=]+$/.test(code.textContent) && !code.querySelector('wbr'))
    .filter(code => code.getClientRects().length > 1)
    .map(code => code.textContent)"""
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
    """Pages to check in one mode.

    Attributes:
        names: The pages.
        width: A key of `WIDTHS`.
        scheme: The colour scheme that the browser prefers.
        has_contrast_checked: Whether axe checks the contrast of texts, which takes most of its time.
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
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder)
        (bad / "index.html").write_text(BAD_PAGE, encoding="utf-8")
        with serving(bad) as base:
            missed = list(undetected([*problems(bad), *_look(base, Visit([""], "narrow", "light"))]))
    return missed or _check(site)


def _check(site: Path) -> list[str]:
    """Check all pages, after the check of the page with every problem."""
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
    """Check pages in one mode."""
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
            noted += _seen(page, has_contrast_checked=visit.has_contrast_checked).problems()
            found += (f"/{name} ({visit.width}, {visit.scheme}): {each}" for each in noted)
            noted.clear()
    return found


def _seen(page: Page, *, has_contrast_checked: bool) -> Seen:
    """Examine the page that is open."""
    if page.evaluate("document.querySelector('.md-typeset pre > code') !== null"):
        with suppress(TimeoutError):  # blocks without a button are reported below
            page.wait_for_selector(".md-code__button", state="attached", timeout=_PATIENCE)
    axe: Any = Axe()
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": has_contrast_checked}}}
    return Seen(
        overflow=page.evaluate(_OVERFLOW),
        uncopied=page.evaluate(_BUTTONS),
        scrolling=page.evaluate(_TABLES),
        broken=page.evaluate(_BROKEN),
        violations=axe.run(page, options=options).response["violations"],
    )


def _search(base: str) -> list[str]:
    """Search as users do, and compare the first results."""
    first: dict[str, str | None] = {}
    with _browser() as browser:
        page = browser.new_page()
        for text in SEARCHES:
            page.goto(base)
            page.click(".md-search__button")
            page.keyboard.type(text)
            result = page.locator("a[href*='?h=']").first
            first[text] = None
            with suppress(TimeoutError):
                result.wait_for(timeout=_PATIENCE)
                address = ""
                while address != (shown := str(result.evaluate("link => link.href"))):
                    address = shown
                    page.wait_for_timeout(_SETTLED)
                parts = urlsplit(address)
                first[text] = parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else "")
    return list(misplaced(first))


def main(site: Path) -> None:
    """Check the site, print the problems and exit with status 1 if there is one.

    Args:
        site: The folder of the site.
    """
    found = check(site)
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    if found:
        sys.exit(f"{len(found)} problems")
