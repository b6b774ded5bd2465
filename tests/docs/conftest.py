"""Runs examples without the `AUTHPI_` variables of the terminal, and undoes what one sets: the level of the logger."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AUTHPI_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _restore_log_level() -> Iterator[None]:
    logger = logging.getLogger("authpi_admin")
    level = logger.level
    yield
    logger.setLevel(level)
