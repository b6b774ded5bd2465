"""Finds broken links in the built site, and resources that a browser would fetch from a different host."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}
_IN_CSS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")


class _Page(HTMLParser):
    """Collects anchors, links, links of names (`list[str]`) and fetched addresses of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.names: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the anchors and addresses of an element."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
            if "autorefs" in values.get("class", "").split():
                self.names.append(values["href"])
        elif tag == "link" and _FETCHED_LINKS & set(values.get("rel", "").split()):
            self.fetched.append(values.get("href", ""))
        self.fetched += [values[name] for name in ("src", "poster", "data") if values.get(name)]
        self.fetched += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
        self.fetched += _IN_CSS.findall(values.get("style", ""))


def problems(site: Path) -> Iterator[str]:
    """Check every page and stylesheet of a built site.

    Args:
        site: The folder of the site.

    Yields:
        A sentence for each link without a target, for each name in the reference that is linked to a heading of a
        guide, and for each address of another host.
    """
    pages = {
        path.relative_to(site).as_posix(): _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    for name, page in pages.items():
        yield from _problems_of(site, pages, name, page)
    for path in site.rglob("*.css"):
        for address in _IN_CSS.findall(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site).as_posix()} loads {address} from a different host"


def _problems_of(site: Path, pages: dict[str, _Page], name: str, page: _Page) -> Iterator[str]:
    """Check what one page fetches and links to."""
    for address in page.fetched:
        if address.startswith("data:"):
            continue
        if _is_elsewhere(address):
            yield f"{name} loads {address} from a different host"
        elif problem := _missing(site, pages, name, address):
            yield problem
    for link in page.links:
        if not _is_elsewhere(link) and (problem := _missing(site, pages, name, link)):
            yield problem
    for link in page.names:
        if name.startswith("reference/") and not urljoin(f"/{name}", link).startswith("/reference/"):
            yield f"{name} links a name to {link}, a heading of a guide; give that heading another title"


def _is_elsewhere(address: str) -> bool:
    """Return whether an address is on a different site."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def _missing(site: Path, pages: dict[str, _Page], name: str, link: str) -> str | None:
    """Return the problem of a link inside the site; `None` without one."""
    parts = urlsplit(urljoin(f"/{name}", link))
    target = unquote(parts.path).lstrip("/")
    if (site / target).is_dir():
        target = f"{target.rstrip('/')}/index.html".lstrip("/")
    if not (site / target).is_file():
        return f"{name} links to {link}, which does not exist"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        return f"{name} links to {link}, which has no such anchor"
    return None
