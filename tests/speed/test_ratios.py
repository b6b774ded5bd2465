"""Ratios to bare httpx with hand-written models, over a server in another process, with room for a busy machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmark import processes
from benchmark.contest import HTTPX, OURS, QUICK, Contest, contest
from benchmark.figures import in_turn, ratio
from benchmark.rows import IMPORTS
from benchmark.server import issuer_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 1.25
ROUNDS = 15
PYTHON = Path(sys.executable)


@pytest.fixture(scope="module")
def both() -> Iterator[Contest]:
    """Bare httpx and ours."""
    with contest(QUICK, {HTTPX: PYTHON, OURS: PYTHON}) as started:
        yield started


def check(measure: Callable[[str], float]) -> None:
    assert ratio(in_turn(ROUNDS, [HTTPX, OURS], measure), OURS, HTTPX).middle <= LIMIT


@pytest.mark.parametrize("do", ["get", "post", "page"])
def test_call(do: str, both: Contest) -> None:
    check(lambda name: both.order(name, "calls", do=do, issuer=issuer_id(), count=20))


@pytest.mark.parametrize("at_once", [8, 32, 128])
def test_calls_at_once(at_once: int, both: Contest) -> None:
    check(lambda name: both.order(name, "calls", do="get", issuer=issuer_id(), count=128, at_once=at_once))


def test_all_users(both: Contest) -> None:
    check(lambda name: both.order(name, "walk", issuer=issuer_id(2_000), pause=0))


def test_reading_ahead_takes_the_longer_of_response_and_work(both: Contest) -> None:
    def measure(name: str) -> float:
        return both.order(name, "walk", issuer=issuer_id(1_000, 20), pause=0.02)

    # 0.6: of ten pages, eight are read ahead
    assert ratio(in_turn(5, [HTTPX, OURS], measure), OURS, HTTPX).middle < 0.8


def check_new_processes(codes: dict[str, str]) -> None:
    for code in codes.values():
        processes.fresh(PYTHON, code)  # the first time compiles
    check(lambda name: processes.seconds(PYTHON, codes[name]))


def test_import() -> None:
    check_new_processes({name: IMPORTS[name] for name in (HTTPX, OURS)})


def test_import_client_and_first_call(both: Contest) -> None:
    check_new_processes({name: both.alone(name, "one", issuer=issuer_id()) for name in (HTTPX, OURS)})
