"""Malformed documents stop with sentences that name the place: each part is deleted or replaced by other JSON."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

import pytest
from helpers.document import DOCUMENT
from helpers.operation_zoo import operation_zoo
from helpers.zoo import zoo
from openapi_document import UnsupportedError, operations, python_name
from prepare import prepare
from render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        5,
        -1,
        1.5,
        "",
        "x",
        "object",
        "null",
        "#/components/schemas/Ghost",
        [],
        [1],
        ["a"],
        [{}],
        [[]],
    ),
    *(
        {},
        {"a": 1},
        {"": {}},
        {"type": "string"},
        {"type": 5},
        {"$ref": "#/components/schemas/Ghost"},
        {"$ref": "#/info"},
    ),
]
Place = tuple[str | int, ...]


def places(node: Any, place: Place = ()) -> Iterator[Place]:
    """List the parts of a document, each as the keys that lead to it."""
    found: Any = node
    items = found.items() if isinstance(node, dict) else enumerate(found) if isinstance(node, list) else ()
    for key, value in cast("Any", items):
        yield (*place, key)
        yield from places(value, (*place, key))


def mutate(document: Any, place: Place, chosen: random.Random) -> None:
    """Delete, rename or replace a part of a document."""
    *keys, last = place
    for key in keys:
        document = document[key]
    how = chosen.random()
    if how < 0.3:
        del document[last]
    elif how < 0.4 and isinstance(document, dict):
        document["x y"] = cast("dict[str | int, Any]", document).pop(last)
    else:
        document[last] = deepcopy(chosen.choice(JSON))


def render(prepared: dict[str, Any]) -> None:
    """Write the types of all that a prepared document has."""
    schemas = prepared["components"]["schemas"]
    renderer = Renderer(prepared, {name: name.lower() for name in schemas if schemas[name]["x-kind"] != "alias"})
    for name in renderer.schemas:
        kind = schemas[name]["x-kind"]
        write = {"model": renderer.fields, "body": renderer.keys, "union": renderer.union, "variants": renderer.union}
        write.get(kind, renderer.described)(name)
    for _, _, operation in operations(prepared):
        renderer.operation(python_name(operation["operationId"]))


@pytest.mark.parametrize(
    ("document", "count"),
    [(zoo(), 400), (operation_zoo(), 400), (DOCUMENT, 40)],
    ids=["schemas", "operations", "vendored"],
)
def test_a_malformed_document_stops_with_a_pointer(document: dict[str, Any], count: int) -> None:
    chosen = random.Random(13)  # noqa: S311 - no secret
    everywhere = list(places(document))
    stopped = 0
    for _ in range(count):
        mutated = deepcopy(document)
        place = chosen.choice(everywhere)
        mutate(mutated, place, chosen)
        try:
            render(prepare(mutated))
        except UnsupportedError as error:
            stopped += 1
            for line in str(error).splitlines():
                where, _, said = line.partition(": ")
                assert where == "#" or where.startswith("#/"), (place, line)
                assert "; " in said, (place, line)
    assert stopped > count / 4
