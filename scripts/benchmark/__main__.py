"""Measures this SDK, the published one, bare httpx and bare aiohttp for `nox -s benchmark`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmark import report
from benchmark.contest import FULL, QUICK, contest, pythons
from benchmark.rows import Row, profiles, rows

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main() -> None:
    """Measure, print the results, and write docs/benchmarks.md unless the run is quick."""
    parser = argparse.ArgumentParser(description="Compare the SDK with bare HTTP clients.")
    parser.add_argument("published", type=Path, help=f"Python that has authpi-admin {report.PUBLISHED_VERSION}")
    parser.add_argument("--quick", action="store_true", help="print rough results within a minute")
    given = parser.parse_args()
    plan = QUICK if given.quick else FULL
    measured: list[Row] = []
    with contest(plan, pythons(Path(sys.executable), given.published)) as started:
        for row in rows(started):
            sys.stderr.write(f"{row.title}\n")
            measured.append(row)
        profiled = profiles(started)
    sys.stdout.write(f"{report.table(measured)}\n{report.targets(measured)}\n{report.profile(profiled)}")
    if not given.quick:
        PAGE.write_text(report.page(measured, profiled, plan))


if __name__ == "__main__":
    main()
