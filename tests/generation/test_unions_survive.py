"""Unions of real documents are carried over, with and without discriminator, and lose no value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.generated_package import run_program
from helpers.habitats import read

if TYPE_CHECKING:
    from pathlib import Path

CAT = {"species": "cat", "name": "Tom", "lives": 9}
UNKNOWN = {"species": "fox", "tail": {"length": 3}, "name": 5}


def test_a_discriminator_chooses_the_model_and_unknown_values_stay_whole(zoo_package: Path) -> None:
    pets = [
        CAT,
        {"species": "kitten", "name": "Kit", "friend": {"species": "dog"}},
        UNKNOWN,
        {"name": "x"},
        "text",
        None,
    ]
    shown = read(
        zoo_package,
        ["[type(pet).__name__ for pet in it.pets]", "type(it.pets[1].friend).__name__", "it.pets[2]", "it.pet.lives"],
        pet=CAT,
        pets=pets,
        nullable_pet=None,
        guest=None,
    )
    assert shown == [["Cat", "Cat", "dict", "dict", "str", "NoneType"], "Dog", UNKNOWN, 9]


def test_unions_that_are_the_result_of_an_operation(zoo_package: Path) -> None:
    shown = run_program(
        zoo_package,
        f"""
        for data in ({CAT!r}, {UNKNOWN!r}):
            response["json"] = {{"data": data}}
            shown.append(type(await op.pets_get(client, "p_1")).__name__)
        response["json"] = {{"data": [{CAT!r}, {UNKNOWN!r}, {{"species": "dog"}}], "has_more": False}}
        shown.append([type(pet).__name__ for pet in await op.pets_list(client)])
        """,
    )
    assert shown == ["Cat", "dict", ["Cat", "dict", "Dog"]]


def test_a_discriminator_without_a_mapping_and_constants_without_a_discriminator(zoo_package: Path) -> None:
    shown = read(
        zoo_package,
        ["type(it.event).__name__", "it.event.cause", "type(it.implicit).__name__"],
        event={"event": "loss", "cause": "age", "weight": 1},
        implicit={"kind": "my schema", "b": "x"},
    )
    assert shown == ["Death", "age", "MySchema"]


def test_a_discriminator_without_alternatives_leaves_the_object(zoo_package: Path) -> None:
    shown = read(zoo_package, ["type(it.base).__name__", "it.base.model_extra"], base={"kind": "heir", "own": 1})
    assert shown == ["Base", {"own": 1}]


def test_without_a_discriminator_the_alternative_that_fits_best_is_chosen(zoo_package: Path) -> None:
    mixed = ["a", {"name": "Kim"}, None, 5]
    shown = read(
        zoo_package,
        [
            "type(it.plain_union).__name__",
            "type(it.inline_union).__name__",
            "it.scalars",
            "it.expandable.name",
            "[type(each).__name__ for each in it.mixed_list]",
            "it.numbers_or_list",
        ],
        plain_union={"town": "Basel", "more": 1},
        inline_union={"b": 2},
        scalars="1",
        expandable={"name": "Kim"},
        mixed_list=mixed,
        numbers_or_list="1",
    )
    assert shown == ["Place", "HabitatInlineUnionOption2", "1", "Kim", ["str", "Ranger", "NoneType", "int"], "1"]


def test_an_alternative_that_no_schema_fits_is_kept_as_received(zoo_package: Path) -> None:
    neither: dict[str, Any] = {
        "plain_union": {"size": 3},
        "expandable": {"name": 5},
        "filter": {"not": []},
        "inline_union": [],
    }
    shown = read(zoo_package, ["it.plain_union", "it.expandable", "it.filter", "it.inline_union"], **neither)
    assert shown == list(neither.values())


def test_tolerant_reading_keeps_the_alternative_of_a_discriminator(zoo_package: Path) -> None:
    data = {"id": 5, "pet": {"species": "dog", "name": 7}, "plain_union": {"size": 3}, "born": "soon"}
    shown = run_program(
        zoo_package,
        f"""
        from authpi_core.api.untagged.habitats_create import RESULT
        body = json.dumps({{"data": {data!r}}}).encode()
        it, kept = RESULT.read_tolerantly(body)
        shown += [type(it.pet).__name__, it.pet.name, it.plain_union, it.born, sorted(kept)]
        shown.append(it.model_dump(exclude_unset=True))
        """,
    )
    assert shown == ["Dog", 7, {"size": 3}, "soon", ["Dog.name", "Habitat.born", "Habitat.id"], data]


def test_schemas_that_hold_themselves(zoo_package: Path) -> None:
    json = {"a": [1, "x", None, {"b": True}], "c": 1.5}
    filters: dict[str, Any] = {"all": [{"equals": "a"}, {"all": []}]}
    shown = read(
        zoo_package,
        [
            *("it.any_json", "type(it.filter.all[0]).__name__", "type(it.filter.all[1]).__name__", "it.tree"),
            *("it.nested_texts", "it.nested_rows[0].name", "it.nested_rows[0].rows"),
        ],
        any_json=json,
        nested_texts=["a", ["b", ["c"]]],
        nested_rows=[{"name": "outer", "rows": [{"name": "inner"}]}],
        filter=filters,
        tree={"a": {"b": {}}},
    )
    nested = [["a", ["b", ["c"]]], "outer", [{"name": "inner"}]]
    assert shown == [json, "Equals", "And", {"a": {"b": {}}}, *nested]
