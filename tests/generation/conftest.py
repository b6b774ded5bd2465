"""The package that the zoo document gives, generated once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generate import generate
from helpers.zoo import zoo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def zoo_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package."""
    found = tmp_path_factory.mktemp("zoo")
    generate(zoo(), found / "authpi_core")
    return found
