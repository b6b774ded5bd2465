"""Models read as in version 1.x: by the names of fields in the API, as dicts, and `_etag`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from authpi_core.model import Model
from helpers.mocked_api import response

from authpi_admin.types import Account, UsageDimensionLine, User

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

LINE = {"line_count": 1, "amount_μusd": 250, "dimension": None, "added_later": {"get": 5}, "get": 6}
"""A row with a name that is not that of its attribute, a null, and two members that are not described."""


USER = {"id": "usr_1", "profile": {"first_name": "Alice"}, "created_at": 1} | dict.fromkeys(
    ("issuer_id", "status", "username_type", "username"), "x"
)
ORGANIZATION = {"created_at": 1} | dict.fromkeys(
    ("id", "issuer_id", "status", "name", "org_type", "description", "logo_url"), "x"
)


def line() -> Any:
    return UsageDimensionLine.model_validate(LINE)


@pytest.mark.parametrize(("name", "value"), LINE.items())
def test_field_by_its_name_in_the_api(name: str, value: Any) -> None:
    with pytest.warns(DeprecationWarning, match="^UsageDimensionLine") as caught:
        assert line()[name] == value
    with pytest.warns(DeprecationWarning, match="^UsageDimensionLine") as caught_too:
        assert line().get(name, "default") == value
    assert {warning.filename for warning in [*caught, *caught_too]} == {__file__}


@pytest.mark.parametrize(("name", "attribute"), [("line_count", "line_count"), ("amount_μusd", "amount_micro_usd")])
def test_warning_names_the_attribute(name: str, attribute: str) -> None:
    with pytest.warns(DeprecationWarning, match=name) as caught:
        _ = line()[name], line().get(name), name in line()
    assert [str(warning.message) for warning in caught] == [
        f"UsageDimensionLine[{name!r}] is deprecated: read the attribute `{attribute}`",
        f"UsageDimensionLine.get({name!r}) is deprecated: read the attribute `{attribute}`",
        f"{name!r} in UsageDimensionLine is deprecated: use `{attribute!r} in model.model_fields_set`",
    ]


@pytest.mark.parametrize("name", ["added_later", "get"])
def test_warning_of_an_undocumented_field_names_model_extra(name: str) -> None:
    """Such a field is no attribute for type checkers, and raises `AttributeError` if it is absent."""
    model = line()
    with pytest.warns(DeprecationWarning, match=name) as caught:
        _ = model[name], model.get(name), name in model
    advice = [re.split("is deprecated: use `(.*)`", str(warning.message))[1] for warning in caught]
    assert advice == [f"(model.model_extra or {{}}){access}" for access in (f"[{name!r}]", f".get({name!r})")] + [
        f"{name!r} in (model.model_extra or {{}})"
    ]
    assert [eval(code, {"model": model}) for code in advice] == [LINE[name], LINE[name], True]  # noqa: S307 - see above


@pytest.mark.parametrize("name", ["absent", "fav-colour", "amount_micro_usd"])
def test_warning_of_an_absent_undocumented_field_names_model_extra(name: str) -> None:
    with pytest.warns(DeprecationWarning, match="is deprecated: ") as caught:
        assert line().get(name, "default") == "default"
    assert str(caught[0].message).endswith(f": use `(model.model_extra or {{}}).get({name!r})`")


@pytest.mark.parametrize(
    ("name", "is_in"),
    [(name, True) for name in LINE] + [(name, False) for name in ("operation", "absent", "amount_micro_usd", "_etag")],
)
def test_in_tells_whether_a_field_was_received(name: str, *, is_in: bool) -> None:
    with pytest.warns(DeprecationWarning, match=f"^'{name}' in UsageDimensionLine is deprecated: use `") as caught:
        assert (name in line()) is is_in
    assert caught[0].filename == __file__


@pytest.mark.parametrize("name", ["amount_μusd", "amount_\u00b5usd"])
def test_attribute_by_its_name_in_the_api(name: str) -> None:
    """In source code, Python replaces the micro sign (U+00B5) by the Greek letter; `getattr` does not."""
    with pytest.warns(DeprecationWarning, match=r"^UsageDimensionLine\.amount_.usd is deprecated") as caught:
        assert getattr(line(), name) == 250
    assert str(caught[0].message).endswith(": read the attribute `amount_micro_usd`")
    assert caught[0].filename == __file__


def test_attribute_by_its_name_in_the_api_of_an_absent_field() -> None:
    account: Any = Account.model_validate({"id": "acc_1", "organization": ORGANIZATION, "created_at": 1})
    with pytest.warns(DeprecationWarning, match="read the attribute `balance_micro_usd`"):
        assert account.balance_μusd is None


@pytest.mark.parametrize("name", ["absent", "amount", "_absent", "__absent__", "user-id"])
def test_attribute_that_does_not_exist(name: str) -> None:
    with pytest.raises(AttributeError, match=f"^'UsageDimensionLine' object has no attribute '{name}'$"):
        getattr(line(), name)


def test_renamed_attribute_of_an_incomplete_model() -> None:
    with pytest.raises(AttributeError, match="amount_μusd"):
        getattr(UsageDimensionLine.model_construct(), "amount_μusd")  # noqa: B009 - type checkers report it


async def test_etag_as_1x_named_it(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(response(data=USER, headers={"ETag": '"7"'}), response(data=USER))
    for etag in ('"7"', None):
        user: Any = await admin.issuer("i_1").users.get("usr_1")
        with pytest.warns(
            DeprecationWarning, match=r"^User\._etag is deprecated: read the attribute `etag`$"
        ) as caught:
            assert user._etag == etag
        assert caught[0].filename == __file__


def test_fields_can_have_the_names_of_the_methods_of_a_dict() -> None:
    class Row(Model):
        keys: list[str]
        items: int
        values: str

    row = Row.model_validate({"keys": ["a"], "items": 1, "values": "b", "pop": "c"})
    assert (row.keys, row.items, row.values, getattr(row, "pop")) == (["a"], 1, "b", "c")  # noqa: B009 - undocumented


@pytest.mark.parametrize("name", ["operation", "unknown", "amount_micro_usd", "model_extra", "etag", "_etag"])
def test_field_that_was_not_received(name: str) -> None:
    """As with a dict: whether the OpenAPI document describes the field makes no difference."""
    with pytest.raises(KeyError, match=name):
        _ = line()[name]
    with pytest.warns(DeprecationWarning, match="is deprecated"):
        assert line().get(name) is None
    with pytest.warns(DeprecationWarning, match="is deprecated"):
        assert line().get(name, 5) == 5


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_response_as_1x_read_it(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(
        response(data={"type": "api_key", "accounts": [{"account_id": "acc_1", "scopes": ["a"]}], "organizations": []}),
        response(data={"id": "usr_1", "profile": {"first_name": "Alice"}}, headers={"ETag": '"7"'}),
    )
    me: Any = await admin.whoami()
    assert (me["type"], me["accounts"][0]["account_id"], me.get("key_id")) == ("api_key", "acc_1", None)
    user: Any = await admin.issuer("i_1").users.get("usr_1")
    assert user["profile"]["first_name"] == user.profile.get("first_name") == "Alice"
    assert user["_etag"] == user.get("_etag") == user.etag == '"7"'


def test_reading_attributes_does_not_warn() -> None:
    assert (line().line_count, line().amount_micro_usd, line().operation) == (1, 250, None)
    assert line().added_later == {"get": 5}
    assert User.model_validate(USER).etag is None
