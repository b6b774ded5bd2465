"""A document whose operations are malformed stops with sentences, and never with a traceback of the generation."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

import pytest
from helpers.operation_zoo import operation_zoo
from openapi_document import UnsupportedError, operations, python_name
from prepare import prepare
from render_operation import Operations
from schema_types import SchemaTypes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SEEDS = range(400)
# What stands in a part's place: another JSON type, or the like of a part that belongs elsewhere.
OTHERS: list[Any] = [
    *(None, True, 0, -1, 1.5, "", "text", [], {}, [None], [{}], {"": None}, {"$ref": "#/nowhere"}, {"$ref": 7}),
    *({"type": "array"}, {"schema": {"type": "object"}}, {"application/json": {"schema": True}}, "/x", "200", "path"),
]
SECTIONS = ("parameters", "responses", "requestBodies", "pathItems", "securitySchemes")


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """List every place in a document: what holds it, and its key or index."""
    entries: list[tuple[Any, Any]] = []
    if isinstance(node, dict):
        entries = list(cast("Mapping[Any, Any]", node).items())
    elif isinstance(node, list):
        entries = list(enumerate(cast("Iterable[Any]", node)))
    for key, value in entries:
        yield node, key
        yield from places(value)


def damaged(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Delete, replace, rename or exchange up to three parts of the operations."""
    document = deepcopy(document)
    components = document["components"]
    for _ in range(chance.randint(1, 3)):
        parts = [{"paths": document["paths"]}, *({name: components[name]} for name in SECTIONS if name in components)]
        parts.append({key: document[key] for key in ("servers", "security") if key in document})
        found = [(holder, key) for part in parts for value in part.values() for holder, key in places(value)]
        holder, key = chance.choice(found)
        other_holder, other_key = chance.choice(found)
        how = chance.randrange(4)
        if how == 0:
            del holder[key]
        elif how == 1:
            holder[key] = deepcopy(chance.choice(OTHERS))
        elif how == 2 and hasattr(holder, "items"):
            holder[chance.choice(["", "in", "schema", 200, "x-new", "/{id}", "content"])] = holder.pop(key)
        else:
            holder[key] = deepcopy(other_holder[other_key])
    return document


def rendered(document: dict[str, Any]) -> list[str]:
    """Prepare a document, and describe each operation for its template."""
    prepared = prepare(document)
    schemas = prepared["components"]["schemas"]
    shown = Operations(prepared, SchemaTypes(prepared, {name: name.lower() for name in schemas}))
    names = [python_name(operation["operationId"]) for _, _, operation in operations(prepared)]
    return [shown.operation(name).id for name in names]


def test_the_undamaged_document_is_rendered() -> None:
    assert len(rendered(operation_zoo())) == len(
        [
            name
            for item in operation_zoo()["paths"].values()
            for name in item
            if name in {"get", "put", "post", "delete"}
        ]
    ) + len(["path.shared"])


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_operations_stop_with_sentences(seed: int) -> None:
    document = damaged(operation_zoo(), random.Random(seed))  # noqa: S311 - repeatable
    try:
        rendered(document)
    except UnsupportedError as error:
        for line in str(error).splitlines():
            assert line.startswith("#"), line
            assert "; " in line, line


def test_most_damages_stop() -> None:
    """Otherwise the test above would show little."""
    stopped = 0
    for seed in SEEDS:
        try:
            rendered(damaged(operation_zoo(), random.Random(seed)))  # noqa: S311 - repeatable
        except UnsupportedError:
            stopped += 1
    assert stopped > len(SEEDS) / 4
