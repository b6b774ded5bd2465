"""Schemas of real documents are carried over: what is read, what is written, and what stands in the code."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from helpers.generated_package import run_program
from helpers.habitats import read, sent
from helpers.schema_zoo import names

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = "2026-01-31T12:00:00Z"
CAT = {"species": "cat", "name": "Tom", "lives": 9}


def test_objects_of_several_types(zoo_package: Path) -> None:
    assert read(
        zoo_package, ["it.several_types.name", "it.nullable_object"], several_types={"name": "n"}, nullable_object=None
    ) == [
        "n",
        None,
    ]
    assert read(
        zoo_package, ["it.several_types", "it.nullable_object.x"], several_types="s", nullable_object={"x": 1}
    ) == ["s", 1]


def test_enums_that_may_be_other_strings_or_null(zoo_package: Path) -> None:
    expressions = ["type(it.open_enum).__name__", "it.nullable_enum_component is models.NullableMood.CALM"]
    assert read(zoo_package, expressions, open_enum="calm", nullable_enum_component="calm") == ["Mood", True]
    assert read(zoo_package, expressions, open_enum="other", nullable_enum_component=None) == ["str", False]


def test_times_are_read_as_aware_datetimes(zoo_package: Path) -> None:
    shown = read(
        zoo_package,
        [
            "it.born == datetime(2026, 1, 31, 12, tzinfo=UTC)",
            "it.maybe_born.isoformat()",
            "it.fed[0].microsecond",
            "it.visits['a'].utcoffset().seconds",
            "type(it.day).__name__",
            "it.in_milliseconds_time.year",
            "it.span[1].year",
            "it.where.since.year",
        ],
        born=MOMENT,
        maybe_born="2026-01-31T12:00:00+05:30",
        fed=["2026-01-31T12:00:00.250000Z"],
        visits={"a": "2026-01-31T12:00:00+01:00"},
        day="2026-01-31",
        in_milliseconds=0,
        span=[MOMENT, MOMENT],
        where={"town": "Basel", "since": MOMENT},
    )
    assert shown == [True, "2026-01-31T12:00:00+05:30", 250_000, 3600, "date", 1970, 2026, 2026]


@pytest.mark.parametrize(
    "value", ["soon", "2026-01-31T12:00:00", "2026-01-31", "1700000000", 1_700_000_000, True, "", []]
)
def test_what_is_no_time_is_kept_as_received(zoo_package: Path, value: object) -> None:
    shown = run_program(
        zoo_package,
        f"""
        from authpi_core.api.untagged.habitats_create import RESULT
        from pydantic import ValidationError
        body = json.dumps({{"data": {{"id": "h_1", "born": {value!r}}}}}).encode()
        try:
            RESULT.read(body)
        except ValidationError as error:
            shown.append(error.errors()[0]["loc"][-1])
        it, kept = RESULT.read_tolerantly(body)
        shown += [it.born, it.model_dump()["born"], kept]
        """,
    )
    assert shown == ["born", value, value, ["Habitat.born"]]


def test_times_are_sent_in_the_format_of_each_property(zoo_package: Path) -> None:
    moment = "datetime(2026, 1, 31, 12, tzinfo=UTC)"
    body = f"""{{
        "id": "h_1", "born": {moment}, "maybe_born": None, "fed": ({moment}, "{MOMENT}"), "visits": {{"a": {moment}}},
        "day": {moment}.date(), "in_milliseconds": {moment}, "span": ({moment}, {moment}),
        "where": {{"town": "Basel", "since": {moment}}}, "pet": {{"species": "cat", "name": "Tom", "seen": {moment}}},
    }}"""
    assert sent(zoo_package, body) == {
        "id": "h_1",
        "born": MOMENT,
        "maybe_born": None,
        "fed": [MOMENT, MOMENT],
        "visits": {"a": MOMENT},
        "day": "2026-01-31",
        "in_milliseconds": 1_769_860_800_000,
        "span": [MOMENT, MOMENT],
        "where": {"town": "Basel", "since": MOMENT},
        "pet": {"species": "cat", "name": "Tom", "seen": 1_769_860_800_000},
    }


def test_times_of_a_model_are_sent_as_they_are_dumped(zoo_package: Path) -> None:
    body = f"""{{"id": "h_1", "where": models.Place.model_validate({{"town": "Basel", "since": "{MOMENT}"}})}}"""
    assert sent(zoo_package, body) == {"id": "h_1", "where": {"town": "Basel", "since": MOMENT}}


def test_times_as_filters(zoo_package: Path) -> None:
    shown = run_program(
        zoo_package,
        f"""
        response["json"] = {{"data": []}}
        noon = datetime(2026, 1, 31, 12, tzinfo=UTC)
        for since, day in ((noon, noon.date()), ("{MOMENT}", "2026-01-31")):
            await op.pets_list(client, since=since, day=day)
            shown.append(dict(sent[-1].url.params))
        """,
    )
    assert shown == [{"since": MOMENT, "day": "2026-01-31"}] * 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{"born": datetime(2026, 1, 31)}',
            "datetime.datetime(2026, 1, 31, 0, 0) has no time zone: pass an aware datetime",
        ),
        ('{"born": datetime(2026, 1, 31).date()}', "born is an object of type date: pass an aware datetime"),
        ('{"day": datetime(2026, 1, 31, tzinfo=UTC)}', "day is an object of type datetime: pass a date"),
    ],
)
def test_a_time_that_names_no_moment_is_refused(zoo_package: Path, body: str, message: str) -> None:
    (shown, count) = run_program(
        zoo_package,
        f"""
        try:
            await op.habitats_create(client, {body})
        except ValueError as error:
            shown.append(str(error))
        shown.append(len(sent))
        """,
    )
    assert shown.startswith(message)
    assert count == 0


def test_tuples_and_arrays_without_items(zoo_package: Path) -> None:
    shown = read(
        zoo_package,
        ["type(it.point).__name__", "it.row", "it.without_items", "it.words", "it.word"],
        point=[1, 2.5],
        row=["a", 1, 2],
        without_items=[1, None, {"a": []}],
        words=["w"],
        word="w",
    )
    assert shown == ["tuple", ["a", 1, 2], [1, None, {"a": []}], ["w"], "w"]
    body = {"id": "h_1", "point": (1, 2), "row": ["a", 1], "without_items": [None]}
    assert sent(zoo_package, repr(body)) == {**body, "point": [1, 2]}


def test_values_of_all_types(zoo_package: Path) -> None:
    values = {
        "true": True,
        "one": 1,
        "nothing": None,
        "half": 0.5,
        "mixed_enum": None,
        "integer_enum": 3,
        "repeated_enum": "c",
    }
    assert read(zoo_package, [f"it.{name}" for name in values], **values) == list(values.values())


def test_further_properties_of_one_type(zoo_package: Path) -> None:
    typed = {"a": "x", "b": {"name": "Kim"}, "c d": {"name": "Lee"}}
    shown = read(zoo_package, ["it.typed_further.b.name", "sorted(it.typed_further.model_extra)"], typed_further=typed)
    assert shown == ["Kim", ["b", "c d"]]
    shown = run_program(
        zoo_package,
        """
        from authpi_core.api.untagged.habitats_create import RESULT
        it, kept = RESULT.read_tolerantly(b'{"data": {"id": "h_1", "typed_further": {"a": "x", "b": 5}}}')
        shown += [it.typed_further.b, kept]
        """,
    )
    assert shown == [5, ["Typed"]]


def test_all_of_narrows_and_merges(zoo_package: Path) -> None:
    shown = read(
        zoo_package,
        ["it.narrowed.name", "it.narrowed.kind", "it.merged_text", "it.enum_by_all_of is models.Mood.WILD"],
        narrowed={"name": "Kim", "kind": "head"},
        merged_text="ab",
        enum_by_all_of="wild",
    )
    assert shown == ["Kim", "head", "ab", True]


def test_secrets_are_in_no_repr(zoo_package: Path) -> None:
    hidden = {"secret_or_null": "s3", "secrets": ["s3"], "secret_component": "s3", "secret_by_all_of": "s3"}
    assert read(zoo_package, ["'s3' in repr(it)", "'s3' in str(it)"], **hidden) == [False, False]


def test_a_deprecated_property_warns_where_it_is_read(zoo_package: Path) -> None:
    shown = run_program(
        zoo_package,
        """
        response["json"] = {"data": {"id": "h_1", "old": "o"}}
        it = await op.habitats_create(client, {"id": "h_1", "old": "o"})
        repr(it), it.model_dump(), it == it
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            shown.append(it.old)
        shown += [f"{each.category.__name__}: {each.message}" for each in caught]
        """,
    )
    assert shown == ["o", "DeprecationWarning: old is deprecated by the API"]


def test_the_direction_of_inline_objects(zoo_package: Path) -> None:
    shown = run_program(
        zoo_package,
        """
        fields, keys = models.Habitat.model_fields, models.HabitatInput.__annotations__
        shown += [[name in fields, name in keys] for name in ("read_object", "written_object")]
        """,
    )
    assert shown == [[True, False], [False, True]]


def test_names_that_python_does_not_take_or_takes_twice(zoo_package: Path) -> None:
    kinds = ["keyword", "with_space", "with_slash", "with_digit", "taken", "same_but_case"]
    given = {wire: number for number, wire in enumerate(names()) if wire not in {*kinds, "map_called_none"}}
    fields = "[field for field in type(it).model_fields if getattr(it, field) in range(99)]"
    assert len(read(zoo_package, [fields], **given)[0]) == len(given)
    assert sent(zoo_package, repr({"id": "h_1", **given})) == {"id": "h_1", **given}
    classes = read(zoo_package, [f"type(it.{name}).__name__" for name in kinds], **{kind: {} for kind in kinds})
    assert classes == ["Class", "MySchema", "AB", "Schema2Fa", "PageSchema", "PageSchema2"]
    assert read(zoo_package, ["it.map_called_none['a']"], map_called_none={"a": "b"}) == ["b"]


def class_body(zoo_package: Path, module: str) -> dict[str, tuple[str, str]]:
    """Return the annotation and the docstring of each field of the class in a module."""
    tree = ast.parse((zoo_package / "authpi_core" / "models" / f"{module}.py").read_text(encoding="utf-8"))
    (found,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    shown: dict[str, tuple[str, str]] = {}
    for node, after in zip(found.body, [*found.body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = ast.literal_eval(after.value) if isinstance(after, ast.Expr) else ""
            shown[node.target.id] = (ast.unparse(node.annotation), text)
    return shown


def test_types_and_docstrings_of_a_model(zoo_package: Path) -> None:
    found = class_body(zoo_package, "habitat")
    expected = {
        "pet": ("Pet | None", ""),
        "pets": ("list[Pet] | None", ""),
        "nullable_pet": ("Pet | None", "Maybe one."),
        "scalars": ("str | int | None", ""),
        "tree": ("dict[str, Any] | None", ""),
        "point": ("tuple[int | float, int | float] | None", "At most 2 items."),
        "row": ("list[str | int] | None", ""),
        "born": ("DateTime | None", ""),
        "true": ("bool | None", "Always `true`."),
        "mixed_enum": ("str | int | bool | None", 'One of `"a"`, `1`, `null`, `true`.'),
        "number_limits": ("int | None", "1 to 9; 5 by default."),
        "text_limits": ("str | None", '1 to 3 characters; matches `^a"b$`.'),
        "merged_text": ("str | None", "Two letters. At least 2 characters."),
        "enum_by_all_of": ("OpenMood | None", "`calm` by default."),
        "old": ("str | None", "Deprecated. Old one."),
        "repeated_enum": ("str | None", "One of `a`, `b`."),
    }
    assert {name: found[name] for name in expected} == expected
    text = (zoo_package / "authpi_core" / "models" / "narrowed.py").read_text(encoding="utf-8")
    assert '"""Deprecated."""' in text


def test_types_of_a_body(zoo_package: Path) -> None:
    text = (zoo_package / "authpi_core" / "models" / "habitat_input.py").read_text(encoding="utf-8")
    for line in (
        '"pet": NotRequired["PetInput"],',
        '"scalars": NotRequired[str | int],',
        '"born": NotRequired[Rfc3339],',
        '"day": NotRequired[Rfc3339Date],',
        '"in_milliseconds": NotRequired[UnixMilliseconds],',
        '"point": NotRequired[tuple[int | float, int | float]],',
        '"true": NotRequired[Literal[True]],',
        '"nothing": NotRequired[None],',
        '"mixed_enum": NotRequired[Literal["a", 1, True] | None],',
        '"nullable_enum_component": NotRequired["NullableMoodInput | None"],',
    ):
        assert f"        {line}\n" in text


def test_bodies_work_with_type_adapters(zoo_package: Path) -> None:
    shown = run_program(
        zoo_package,
        f"""
        from pydantic import TypeAdapter
        body = {{"id": "h_1", "pet": {CAT!r}, "filter": {{"all": [{{"equals": "a"}}]}}, "any_json": [1, None]}}
        shown.append(TypeAdapter(models.HabitatInput).validate_python(body) == body)
        TypeAdapter(models.HabitatInput).json_schema()
        """,
    )
    assert shown == [True]
