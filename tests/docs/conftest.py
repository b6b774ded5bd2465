"""Undoes what an example sets for its whole process: the level of the logger."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _restore_log_level() -> Iterator[None]:
    logger = logging.getLogger("authpi_admin")
    level = logger.level
    yield
    logger.setLevel(level)
