"""Times and amounts of money in Python's types, and the `str` of models and pages."""

from __future__ import annotations

import math
import warnings
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from authpi_core import models
from authpi_core.model import Model
from authpi_core.types import Page
from authpi_core.units import to_datetime, to_dollars
from helpers.document import MOMENT, SCHEMAS, example
from hypothesis import given
from hypothesis import strategies as st
from prepare import prepare
from render import Renderer

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIME, MONEY = {"type": "integer", "x-unit": "unix-ms"}, {"type": "integer", "x-unit": "micro-usd"}


def with_unit(unit: str) -> list[tuple[str, str]]:
    return [
        (name, wire)
        for name, schema in SCHEMAS.items()
        if isinstance(model := getattr(models, name, None), type) and issubclass(model, Model)
        for wire, member in schema.get("properties", {}).items()
        if member.get("x-unit") == unit
    ]


@pytest.mark.parametrize(("name", "wire"), with_unit("unix-ms"))
def test_every_time_has_a_datetime_property(name: str, wire: str) -> None:
    model = getattr(models, name).model_validate(example(SCHEMAS[name]))
    moment = getattr(model, f"{wire.removesuffix('_at')}_time")
    assert moment == EPOCH + timedelta(milliseconds=MOMENT)
    assert moment.tzinfo is UTC
    assert model.model_dump(exclude_unset=True) == example(SCHEMAS[name])


@pytest.mark.parametrize(("name", "wire"), with_unit("micro-usd"))
def test_every_amount_has_a_property_in_dollars(name: str, wire: str) -> None:
    model = getattr(models, name).model_validate({**example(SCHEMAS[name]), wire: -1_234_567})
    amount = getattr(model, wire.replace("_μusd", "_usd"))
    assert (type(amount), amount, str(amount)) == (Decimal, Decimal("-1.234567"), "-1.234567")
    assert model.model_dump(exclude_unset=True)[wire] == -1_234_567


def test_document_has_times_and_amounts() -> None:
    assert len(with_unit("unix-ms")) > 50
    assert len(with_unit("micro-usd")) > 5


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_are_exact(moment: datetime) -> None:
    milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
    assert to_datetime(milliseconds) == EPOCH + timedelta(milliseconds=milliseconds)


def test_times_may_be_fractions() -> None:
    assert to_datetime(1500.5) == datetime(1970, 1, 1, 0, 0, 1, 500_500, UTC)


@given(st.integers())
def test_amounts_are_exact(amount: int) -> None:
    assert amount.bit_length() > 90 or to_dollars(amount) == Decimal(amount) / 1_000_000


@pytest.mark.parametrize("value", [None, "1764547200000", True, {"a": 1}, [], 10**30, -(10**30), math.nan, math.inf])
def test_invalid_time_is_none(value: Any) -> None:
    assert to_datetime(value) is None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pydantic, about the value that it would not have read
        assert models.Note.model_construct(created_at=value).created_time is None


@pytest.mark.parametrize("value", [None, "1", 1.5, True, {"a": 1}, []])
def test_invalid_amount_is_none(value: Any) -> None:
    assert to_dollars(value) is None
    assert models.Account.model_construct(balance_micro_usd=value).balance_usd is None


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({"created_at": TIME, "created_time": {"type": "string"}}, ["created_time_2"]),
        ({"created_at": TIME, "created": TIME}, ["created_time", "created_time_2"]),
        ({"balance_μusd": MONEY, "balance_usd": MONEY}, ["balance_usd_2", "balance_usd_usd"]),
    ],
)
def test_conversion_whose_name_is_already_used_gets_a_number(
    small: dict[str, Any], members: dict[str, Any], names: list[str]
) -> None:
    small["components"]["schemas"]["Problem"] = {"type": "object", "properties": members}
    assert [found.name for found in Renderer(prepare(small), {}).converted("Problem")] == names


def test_amounts_are_also_recognized_by_name(small: dict[str, Any]) -> None:
    members = {"cost_μusd": {"type": ["integer", "null"]}, "note_μusd": {"type": "string"}}
    small["components"]["schemas"]["Problem"] = {"type": "object", "properties": members}
    (found,) = Renderer(prepare(small), {}).converted("Problem")
    assert (found.name, found.type, found.field) == ("cost_usd", "Decimal", "cost_micro_usd")


def test_str_of_a_model_begins_with_its_id_name_and_status() -> None:
    organization = models.Organization.model_validate(
        example(SCHEMAS["Organization"]) | {"id": "org_1", "name": "Acme", "status": "active", "unknown": 1}
    )
    text = str(organization)
    assert text.startswith("Organization(id='org_1', name='Acme', status='active', ")
    assert "unknown" not in text
    assert f"{organization}" == text


def test_str_of_a_row_begins_with_its_id() -> None:
    row = models.UserListItem.model_validate({**example(SCHEMAS["UserListItem"]), "user_id": "usr_1"})
    assert str(row).startswith("UserListItem(id='usr_1', status='blocked', user_id='usr_1', ")


@pytest.mark.parametrize("name", sorted({name for name, _ in with_unit("unix-ms")}))
def test_str_of_a_model_is_short_and_hides_secrets(name: str) -> None:
    model = getattr(models, name).model_validate(example(SCHEMAS[name]))
    text = str(model)
    assert text.startswith(f"{name}(")
    assert len(text) <= 200
    assert text.endswith((")", "…)"))
    assert "do-not-show" not in text


def test_page_is_a_sequence_whose_repr_has_no_items() -> None:
    page = Page(["a", "b", "c"], has_more=True, next_cursor="c")
    assert (page[0], page[-1], page[1:], list(page), len(page)) == ("a", "c", ["b", "c"], ["a", "b", "c"], 3)
    assert list(reversed(page)) == ["c", "b", "a"]
    with pytest.raises(IndexError):
        page[3]
    assert repr(page) == str(page) == "Page(3 items, has_more=True, next_cursor='c')"
