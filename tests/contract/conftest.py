"""Fixtures: a small document with each construct, and the package as the scripts generate it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import generate
import pytest
from helpers.small_document import small_document
from hypothesis import HealthCheck, settings
from overlay import load_with_overlay

if TYPE_CHECKING:
    from pathlib import Path

# How fast a machine is says nothing about the code.
settings.register_profile("contract", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("contract")


@pytest.fixture
def small() -> dict[str, Any]:
    """A small document with each construct."""
    return small_document()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, generated from the vendored document."""
    target = tmp_path_factory.mktemp("generated") / "authpi_core"
    generate.generate(load_with_overlay(generate.DOCUMENT, generate.OVERLAY), target)
    return target
