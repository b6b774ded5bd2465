"""Python names, types and docstrings of the generated code."""

from __future__ import annotations

import ast
import keyword
from typing import Any

import pytest
from describe import described, sentence
from escape import docstring, identifier, literal, members
from hypothesis import given
from hypothesis import strategies as st
from openapi_document import UnsupportedError, reference
from prepare import prepare
from render import Renderer

STRING = {"type": "string"}
NULL = {"type": "null"}
TIME = {"type": "integer", "x-unit": "unix-ms"}
KIND, FREE, THING, OPEN, WAY = (reference(name) for name in ("Kind", "Free", "Thing", "ThingInput", "WayInput"))
TEXT = st.text(st.characters(exclude_categories=["Cc"]) | st.sampled_from("\"\\\n\t '-"))


@pytest.fixture
def renderer(small: dict[str, Any]) -> Renderer:
    modules = {name: name.lower() for name in ("Thing", "ThingInput", "NewThingInput", "Kind", "WayInput", "Problem")}
    return Renderer(prepare(small), modules)


@pytest.mark.parametrize(
    ("schema", "read", "write"),
    [
        (STRING, "str", "str"),
        ({"type": "integer"}, "int", "int"),
        ({"type": "number"}, "int | float", "int | float"),
        ({"type": "boolean"}, "bool", "bool"),
        ({"type": ["string", "null"]}, "str | None", "str | None"),
        ({"type": ["null", "string", "integer"]}, "str | int | None", "str | int | None"),
        ({"type": "object"}, "dict[str, Any]", "dict[str, Any]"),
        ({"type": "array", "items": STRING}, "list[str]", "list[str]"),
        ({"type": "array", "items": {"type": "integer"}}, "list[int]", "Sequence[int]"),
        ({"type": ["array", "null"], "items": KIND}, "list[OpenKind] | None", "Sequence[KindInput] | None"),
        (
            {"type": "array", "items": {"type": "array", "items": TIME}},
            "list[list[int]]",
            "Sequence[Sequence[UnixMilliseconds]]",
        ),
        (TIME, "int", "UnixMilliseconds"),
        ({**TIME, "type": ["integer", "null"]}, "int | None", "UnixMilliseconds | None"),
        ({"oneOf": [TIME, NULL]}, "int | None", "UnixMilliseconds | None"),
        (KIND, "OpenKind", "KindInput"),
        ({"anyOf": [NULL, KIND]}, "OpenKind | None", "KindInput | None"),
        (FREE, "Free", "Free"),
        ({**THING, "description": "Text beside a reference."}, "Thing", "Thing"),
    ],
    ids=str,
)
def test_types(renderer: Renderer, schema: dict[str, Any], read: str, write: str) -> None:
    assert str(renderer.types.read(schema)) == read
    assert str(renderer.types.write(schema)) == write


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"const": "a"}, 'Literal["a"]'),
        ({"type": "string", "enum": ["a", 'b"\\']}, 'Literal["a", "b\\"\\\\"]'),
        (OPEN, "ThingInput"),
        (WAY, "WayInput"),
        ({"oneOf": [OPEN, NULL]}, "ThingInput | None"),
    ],
    ids=str,
)
def test_types_of_bodies_only(renderer: Renderer, schema: dict[str, Any], expected: str) -> None:
    assert str(renderer.types.write(schema)) == expected


NULLABLE = {"type": ["string", "null"]}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"oneOf": [{"type": "array", "items": NULLABLE}, NULLABLE]}, "list[str | None] | str | None"),
        ({"anyOf": [{"const": "a | b"}, {"const": "c | d"}]}, 'Literal["a | b"] | Literal["c | d"]'),
        ({"oneOf": [NULL, {"type": "array", "items": {"oneOf": [NULL, KIND]}}]}, "Sequence[KindInput | None] | None"),
    ],
    ids=str,
)
def test_unions_inside_brackets_and_literals_stay_whole(
    renderer: Renderer, schema: dict[str, Any], expected: str
) -> None:
    assert str(renderer.types.write(schema)) == expected


def test_type_has_its_imports(renderer: Renderer) -> None:
    kind = renderer.types.write({"type": "array", "items": {"oneOf": [KIND, {"const": "Thing"}, FREE]}})
    assert kind.imports == {
        "from authpi_core.models.kind import KindInput",
        "from authpi_core.types import Free",
        "from collections.abc import Sequence",
        "from typing import Literal",
    }


def test_operation(renderer: Renderer) -> None:
    found = renderer.operation("things_create")
    assert (found.id, found.method, found.ids, str(found.returns), found.reader) == (
        "things.create",
        "POST",
        "owner_id,",
        "None",
        "NOTHING",
    )
    assert [argument.name for argument in found.positional] == ["owner_id"]
    assert (str(found.body and found.body.type), found.keywords[0].name) == ("NewThingInput", "if_match")
    with pytest.raises(UnsupportedError, match="no operation is called things_eat"):
        renderer.operation("things_eat")


def test_ids_of_a_path_have_the_names_of_arguments(small: dict[str, Any]) -> None:
    small["paths"] = {"/v1/{ownerId}/things": small["paths"]["/v1/{owner_id}/things"]}
    small["components"]["parameters"]["Owner"]["name"] = "ownerId"
    found = Renderer(prepare(small), {"Thing": "thing", "Kind": "kind"}).operation("things_list")
    assert (found.ids, found.positional[0].name) == ("owner_id,", "owner_id")


def test_secrets_mark_the_operation(small: dict[str, Any]) -> None:
    names = {"Thing": "thing", "Kind": "kind"}
    assert Renderer(prepare(small), names).operation("things_list").reader == "many(Thing)"
    small["components"]["schemas"]["Thing"]["properties"]["keys"] = {
        "type": "array",
        "items": {**STRING, "x-secret": True},
    }
    assert Renderer(prepare(small), names).operation("things_list").reader == "many(Thing, secret=True)"


def test_secret_parameters_mark_the_operation(small: dict[str, Any]) -> None:
    (kind,) = small["paths"]["/v1/{owner_id}/things"]["get"]["parameters"]
    kind["schema"] = {**STRING, "x-secret": True}
    names = {"Thing": "thing", "Kind": "kind"}
    assert Renderer(prepare(small), names).operation("things_list").reader == "many(Thing, secret=True)"


def test_members_of_a_model(small: dict[str, Any]) -> None:
    properties = {
        "plain": STRING,
        "μusd": {"type": "integer", "description": 'Ends with "a quote"'},
        "type": {**STRING, "x-secret": True},
        "kinds": {"type": "array", "items": {**KIND, "description": "One kind."}, "description": "Kinds"},
    }
    small["components"]["schemas"]["Problem"] = {
        "type": "object",
        "required": ["plain", "μusd"],
        "properties": properties,
    }
    assert Renderer(prepare(small), {"Kind": "kind"}).fields("Problem") == [
        "plain: str",
        'micro_usd: int = Field(alias="μusd")',
        '"""Ends with "a quote"."""',
        "type: str | None = Field(default=None, repr=False)",
        "kinds: list[OpenKind] | None = None",
        '"""Kinds. One kind."""',
    ]


def test_each_description_is_collected_once() -> None:
    inner = {"type": "array", "items": {"description": "Inside."}, "description": "Outside"}
    assert described({"schema": inner, "description": "Outside."}) == "Outside. Inside."
    assert described({"oneOf": [{"description": "A?"}, NULL]}) == "A?"
    assert described({"properties": {"a": {"description": "Its own."}}}) == ""


@given(TEXT, st.sampled_from([0, 4, 12]))
def test_docstrings_contain_exactly_the_text(text: str, indent: int) -> None:
    written = docstring(text, indent)
    (statement,) = ast.parse(f'"""{written}"""\n').body
    assert isinstance(statement, ast.Expr)
    found = ast.literal_eval(statement.value)
    assert all(char.isprintable() or char.isspace() for char in written)
    assert found.split() == (text.replace('"""', "'''").split() or ["Not", "described."])
    assert all(line.startswith(" " * indent) for line in written.splitlines()[1:])


def test_lines_of_docstrings_are_short() -> None:
    assert max(len(line) for line in docstring("word " * 100, 12).splitlines()) <= 116


@given(TEXT)
def test_literals_are_the_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text
    assert literal(text).isprintable()


@pytest.mark.parametrize("value", [True, False, 7, 1.5])
def test_literals_of_other_values(value: object) -> None:
    assert ast.literal_eval(literal(value)) == value


@pytest.mark.parametrize(
    "name", ["", "1a", "a-b", "class", "None", "__x", "größe", "µ", "ﬁ", "a b", "a\n", "a\u202e", "x: int = 1"]
)
def test_names_that_are_not_python_identifiers_are_errors(name: str) -> None:
    with pytest.raises(UnsupportedError, match="is not a valid Python name"):
        identifier(name)


@pytest.mark.parametrize("name", ["a", "_a", "a1", "Thing", "match", "a__b"])
def test_identifiers(name: str) -> None:
    assert identifier(name) == name


def test_quotes_in_a_type_stay_inside_its_quotes(small: dict[str, Any]) -> None:
    new = small["components"]["schemas"]["NewThing"]["properties"]
    new["way"] = {"type": "array", "prefixItems": [reference("WayA"), {"const": 'a"b'}], "items": False}
    del small["components"]["schemas"]["Way"]
    renderer = Renderer(prepare(small), {name: name.lower() for name in ("ThingInput", "WayAInput", "NewThingInput")})
    (line,) = (line for line in renderer.fields("NewThingInput") if line.startswith("way:"))
    (statement,) = ast.parse(line).body
    assert isinstance(statement, ast.AnnAssign)
    assert isinstance(statement.annotation, ast.Subscript)
    assert ast.literal_eval(statement.annotation.slice) == 'tuple[WayAInput, Literal["a\\"b"]]'


def test_members_of_an_enum() -> None:
    assert members(
        ["user.created", "bearer+signature", "ES256", "a-b", "a.b", "a_b_2", "a+b", "2fa", "+", "größe"]
    ) == {
        "USER_CREATED": "user.created",
        "BEARER_SIGNATURE": "bearer+signature",
        "ES256": "ES256",
        "A_B": "a-b",
        "A_B_2": "a.b",
        "A_B_2_2": "a_b_2",
        "A_B_3": "a+b",
        "VALUE_2FA": "2fa",
        "VALUE_": "+",
        "GR_E": "größe",
    }


@given(st.lists(TEXT, unique=True))
def test_every_enum_value_has_one_member(values: list[str]) -> None:
    named = members(values)
    assert list(named.values()) == values
    assert all(name.isidentifier() and name.isascii() and not keyword.iskeyword(name) for name in named)


@pytest.mark.parametrize(("text", "expected"), [("List users", "List users."), ("Done.", "Done."), ("Why?", "Why?")])
def test_sentence(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"minimum": 1, "maximum": 100, "default": 50}, "1 to 100; 50 by default."),
        ({"exclusiveMinimum": 0, "multipleOf": 0.5}, "More than 0; a multiple of 0.5."),
        ({"minLength": 1}, "At least 1 character."),
        ({"maxItems": 2, "uniqueItems": True, "default": ["a"]}, 'At most 2 items; no duplicates; `["a"]` by default.'),
        ({"pattern": "^a+$", "default": "a"}, "Matches `^a+$`; `a` by default."),
        ({"default": ""}, '`""` by default.'),
        ({"default": False}, "`false` by default."),
        ({}, ""),
    ],
    ids=str,
)
def test_limits_and_defaults_are_described(schema: dict[str, object], text: str) -> None:
    assert described({"schema": {"description": "What it is.", **schema}}) == f"What it is. {text}".strip()
