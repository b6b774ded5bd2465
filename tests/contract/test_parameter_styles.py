"""Parameters are encoded as in OpenAPI's table of styles and RFC 6570, and decoding returns the same values."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from authpi_core.parameters import StyledParameter, header_text, path_text, query_pairs
from authpi_core.request import Request, encode_headers, encode_query, encode_segment
from hypothesis import given
from hypothesis import strategies as st

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

# OpenAPI 3.1.1, "Style Examples": the style, `explode`, and how a string, an array and an object are written.
PATHS = [
    ("matrix", False, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    ("matrix", True, ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    ("label", False, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    ("label", True, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    ("simple", False, "blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("simple", True, "blue", "blue,black,brown", "R=100,G=200,B=150"),
]
QUERIES = [
    ("form", False, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("form", True, "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ("spaceDelimited", False, None, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, None, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]


def path(value: object, style: str = "simple", *, explode: bool = False) -> str:
    return path_text("color", StyledParameter(value, style, explode), encode_segment)


def query(value: object, style: str, **more: bool) -> str:
    return "&".join(query_pairs("color", StyledParameter(value, style, **more)))


@pytest.mark.parametrize(("style", "explode", "text", "array", "members"), PATHS)
def test_paths_of_the_table(style: str, explode: bool, text: str, array: str, members: str) -> None:  # noqa: FBT001 - a row
    assert [path(value, style, explode=explode) for value in ("blue", ARRAY, OBJECT)] == [text, array, members]


@pytest.mark.parametrize(("style", "explode", "text", "array", "members"), QUERIES)
def test_queries_of_the_table(
    style: str,
    explode: bool,  # noqa: FBT001 - a row
    text: str | None,
    array: str | None,
    members: str,
) -> None:
    rows = ((text, "blue"), (array, ARRAY), (members, OBJECT))
    assert [query(value, style, explode=explode) for said, value in rows if said] == [said for said, _ in rows if said]


def test_headers_of_the_table() -> None:
    assert header_text("X", "blue") == "blue"
    assert header_text("X", ARRAY) == "blue,black,brown"
    assert header_text("X", OBJECT) == "R,100,G,200,B,150"
    assert header_text("X", StyledParameter(OBJECT, "simple", explode=True)) == "R=100,G=200,B=150"
    assert header_text("X", StyledParameter({"a": ["é"]}, "json")) == '{"a":["\\u00e9"]}'


VALUES: list[tuple[object, str]] = [
    (True, "true"),
    (False, "false"),
    (0, "0"),
    (1.5, "1.5"),
    (datetime(2026, 10, 1, 12, tzinfo=UTC), "1790856000000"),
    (date(2026, 10, 1), "2026-10-01"),
]


@pytest.mark.parametrize(("value", "text"), VALUES, ids=str)
def test_values_other_than_strings(value: object, text: str) -> None:
    assert path(value) == text
    assert query_pairs("q", value) == [f"q={text}"]
    assert header_text("X", value) == text


def test_absent_and_empty_values_are_not_sent() -> None:
    assert encode_query({"a": None, "b": StyledParameter(None, "form"), "c": [], "d": {}, "e": [None]}) == ""
    assert encode_query({"a": "", "b": ["x", None], "c": {"k": None, "l": "m"}}) == "a=&b=x&l=m"
    absent = {"X-A": None, "X-B": StyledParameter(None, "simple")}
    assert encode_headers(Request("o", "GET", "/", header_parameters=absent)) == {}


@pytest.mark.parametrize("value", [[["a"]], {"a": {"b": "c"}}, [b"a"], {"a": ["b"]}], ids=str)
def test_value_nested_deeper_than_its_style_raises(value: object) -> None:
    for write in (query_pairs, header_text):
        with pytest.raises(TypeError, match="pass text, numbers or booleans"):
            write("q", value)
    with pytest.raises(TypeError, match="pass text, numbers or booleans"):
        path(value)


@pytest.mark.parametrize("value", ["", "..", "a/b", [], {}, ["a", ""], {"a": ".."}, {"/": "a"}], ids=str)
@pytest.mark.parametrize("style", ["simple", "label", "matrix"])
def test_unsafe_parts_of_a_path_raise(value: object, style: str) -> None:
    with pytest.raises(ValueError, match="pass a non-empty string"):
        path(value, style, explode=True)


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(NAMES, st.lists(TEXT, min_size=1))
def test_items_of_a_query_are_read_back(name: str, items: list[str]) -> None:
    spread = encode_query({name: items})
    assert parse_qsl(spread, keep_blank_values=True) == [(name, item) for item in items]
    for style, separator in (("form", ","), ("spaceDelimited", "%20"), ("pipeDelimited", "%7C")):
        joined = encode_query({name: StyledParameter(items, style)})
        if separator == "," or not any({" ", "|"} & set(item) for item in items):
            written = joined.partition("=")[2].split(separator)
            assert [unquote(item) for item in written] == items
        assert re.fullmatch(r"[A-Za-z0-9._~%=,-]*", joined)


@given(NAMES, st.dictionaries(NAMES, TEXT, min_size=1))
def test_members_of_a_query_are_read_back(name: str, members: dict[str, str]) -> None:
    spread = encode_query({name: StyledParameter(members, "form", explode=True)})
    assert parse_qsl(spread, keep_blank_values=True) == list(members.items())
    deep = encode_query({name: StyledParameter(members, "deepObject", explode=True)})
    assert parse_qsl(deep, keep_blank_values=True) == [(f"{name}[{key}]", value) for key, value in members.items()]


@given(TEXT)
def test_reserved_characters_stay_and_the_value_is_read_back(value: str) -> None:
    written = encode_query({"q": StyledParameter(value, "form", explode=True, allow_reserved=True)})
    assert parse_qsl(written, keep_blank_values=True) == [("q", value)]
    assert re.fullmatch(r"q=[A-Za-z0-9._~%:/?@!$'()*;,-]*", written)


def test_reserved_characters_that_would_separate_are_encoded() -> None:
    more: dict[str, Any] = {"allow_reserved": True}
    assert query(":/?#[]@!$&'()*+,;=%", "form", **more) == "color=:/?%23%5B%5D@!$%26'()*%2B%2C;%3D%25"
    assert query(["a/b", "c,d"], "form", **more) == "color=a/b,c%2Cd"
