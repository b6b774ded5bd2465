"""The time of a generation grows with the document, and not faster."""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING, Any

from generate import generate
from helpers.small_document import small_document

if TYPE_CHECKING:
    from pathlib import Path


def many(count: int) -> dict[str, Any]:
    """Make a document with as many pairs of operations and of schemas."""
    document = small_document()
    ((path, item),) = document["paths"].items()
    schemas = document["components"]["schemas"]
    thing = schemas["Thing"]
    document["paths"] = {}
    for number in range(count):
        operations = {method: {**item[method], "operationId": f"{method}_{number}"} for method in ("get", "post")}
        document["paths"][f"{path}{number}"] = item | operations
        schemas[f"Thing{number}"] = thing
    return document


def processor_time() -> float:
    """Return the time of this process and of those that it waited for, in seconds."""
    return sum(os.times()[:4])


def test_ten_times_the_operations_take_at_most_twelve_times_as_long(tmp_path: Path) -> None:
    small, large = many(15), many(150)
    generate(small, tmp_path / "first" / "authpi_core")  # imports and templates, which any generation needs once
    ratios: list[float] = []
    for turn in range(3):
        times = [processor_time()]
        for name, document in (("small", small), ("large", large)):
            generate(document, tmp_path / f"{name}{turn}" / "authpi_core")
            times.append(processor_time())
        ratios.append((times[2] - times[1]) / (times[1] - times[0]))
    assert statistics.median(ratios) <= 12, ratios
