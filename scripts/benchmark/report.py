"""Writes the report: the table, the targets, and the machine."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.contest import AIOHTTP, ALL, HTTPX, OURS, OVER_AIOHTTP, PUBLISHED
from benchmark.figures import Figure, figure, ratio
from benchmark.targets import results

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.contest import Plan
    from benchmark.rows import Row

PUBLISHED_VERSION = "1.4.0"
_PLACES = {"selectors": "waiting for the server", "Python": "asyncio and the rest of Python"}
_LIBRARIES = (
    "httpx",
    "httpcore",
    "anyio",
    "h11",
    "sniffio",
    "httpx2",
    "aiohttp",
    "pydantic",
    "pydantic_core",
    "uvicorn",
    "uvloop",
    "httptools",
)


def titles() -> dict[str, str]:
    """Return the names of the contestants in the table."""
    ours = f"authpi-admin {version('authpi-admin')}"
    return {
        HTTPX: "bare httpx",
        AIOHTTP: "bare aiohttp",
        OURS: ours,
        OVER_AIOHTTP: "… over aiohttp",
        "sdk-httpx2": "… over httpx2",
        PUBLISHED: f"authpi-admin {PUBLISHED_VERSION}",
    }


def table(rows: Sequence[Row]) -> str:
    """Write the table.

    Args:
        rows: The measured rows.

    Returns:
        Markdown.
    """
    lines = [["", *titles().values()], ["---"] * (len(ALL) + 1)]
    lines += [[", ".join(filter(None, [row.title, row.unit])), *(_cell(row, name) for name in ALL)] for row in rows]
    return _aligned(lines)


def targets(rows: Sequence[Row]) -> str:
    """Write the targets and the measured values.

    Args:
        rows: The measured rows.

    Returns:
        Markdown.
    """
    names = titles()
    lines = [["what", "of", "to", "target", "measured", "reached"], ["---"] * 6]
    lines += [
        [
            target.row,
            names[target.of].replace("…", names[OURS]),
            names[target.to],
            f"{'≥' if target.at_least else '≤'} {target.limit}",
            f"{reached:.2f}",
            "yes" if is_reached else "no",
        ]
        for target, reached, is_reached in results(rows)
    ]
    return _aligned(lines)


def profile(profiles: Mapping[str, Mapping[str, float]]) -> str:
    """Write the table of the time that a page takes.

    Args:
        profiles: For each contestant, the milliseconds in the code of each package.

    Returns:
        Markdown.
    """
    most: dict[str, float] = {}
    for spent in profiles.values():
        most |= {package: max(seconds, most.get(package, 0.0)) for package, seconds in spent.items()}
    lines = [["ms of a page spent in", *(titles()[name] for name in profiles)], ["---"] * (len(profiles) + 1)]
    for package in sorted(most, key=lambda name: -most[name]):
        cells = [f"{spent.get(package, 0.0):.2f}" for spent in profiles.values()]
        lines.append([_PLACES.get(package, package), *cells])
    lines.append(["all", *(f"{sum(spent.values()):.2f}" for spent in profiles.values())])
    return _aligned(lines)


def page(rows: Sequence[Row], profiles: Mapping[str, Mapping[str, float]], plan: Plan) -> str:
    """Write docs/benchmarks.md.

    Args:
        rows: The measured rows.
        profiles: The profiles, as for `profile`.
        plan: The number of rounds and calls.

    Returns:
        Markdown.
    """
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"""# Benchmarks

Written by `nox -s benchmark` on {datetime.now(UTC):%Y-%m-%d}: {_processor()}, {os.cpu_count()} cores, {_memory()},
{platform.system()} {platform.release()}, Python {platform.python_version()}; {libraries}.

Each cell shows the median of all rounds, the quartiles in parentheses, and the ratio to bare httpx, which is the
median of the ratios of each round. Every round measures all contestants in turn, so that disturbances of the machine
affect all of them. All call the same server, uvicorn with uvloop and httptools in a separate process, which returns
fixed responses. Bare httpx and bare aiohttp parse them with hand-written models and `model_validate_json`.
authpi-admin {PUBLISHED_VERSION} is installed from the package registry into its own virtual environment, with the
same versions of its dependencies. sniffio is installed there as well, although authpi-admin {PUBLISHED_VERSION} does
not install it: without sniffio, httpcore tries to import it on each request, and a GET takes half as long again.

{table(rows)}
For bare httpx, "import" is `import httpx, pydantic`. The import and the first call are measured in new processes, in
{plan.fresh} rounds, without the start of Python. GET, POST and page are sequential calls, in {plan.calls} rounds of
{plan.count} calls. `list_all` requests pages of 100; the bare clients request each page when they need it. Concurrent
GETs are measured in {plan.bursts} rounds of {plan.burst} requests; higher is better. Over TLS, each round uses a new
client, so that the handshakes are included.

## Targets

{targets(rows)}
### How the time of a page is spent

This is `list_all` with responses that take 20 ms and 20 ms of work on each page. authpi-admin {PUBLISHED_VERSION}
waits for a response, works on it, and then waits for the next one. Version 2 reads ahead from the second page on, one
request at a time, so that the work on all pages but two overlaps with the next request. The rest is the wait for the
server and the time of the HTTP client. The table was measured with `cProfile`, which slows down everything except
waiting.

{profile(profiles)}"""


def _cell(row: Row, name: str) -> str:
    if name not in row.samples:
        return ""
    shown = _figure(figure(row.samples[name]), row.digits)
    if not row.is_ratio or HTTPX not in row.samples:
        return shown
    return f"{shown} x{ratio(row.samples, name, HTTPX).middle:.2f}"


def _figure(value: Figure, digits: int) -> str:
    if value.low == value.high:
        return f"{value.middle:,.{digits}f}"
    return f"{value.middle:,.{digits}f} ({value.low:,.{digits}f}-{value.high:,.{digits}f})"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "| "
        + " | ".join(cell.ljust(width, "-" if cell == "---" else " ") for cell, width in zip(line, widths, strict=True))
        + " |\n"
        for line in lines
    )


def _processor() -> str:
    return _found("/proc/cpuinfo", r"model name\s*: (.*)") or platform.processor() or platform.machine()


def _memory() -> str:
    kibibytes = _found("/proc/meminfo", r"MemTotal:\s*(\d+)")
    return f"{int(kibibytes) / 2**20:.0f} GiB" if kibibytes else "memory unknown"


def _found(path: str, pattern: str) -> str | None:
    found = re.search(pattern, Path(path).read_text()) if Path(path).exists() else None
    return found[1] if found else None
