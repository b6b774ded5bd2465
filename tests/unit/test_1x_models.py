"""Models read as version 1.x read dicts: `model["field"]` and `model.get("field")`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.mocked_api import response

from authpi_admin.types import UsageDimensionLine, User

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

LINE = {"line_count": 1, "amount_μusd": 250, "dimension": None, "added_later": {"get": 5}, "get": 6}
"""A row with a name that is not that of its attribute, a null, and two members that are not described."""


def line() -> Any:
    return UsageDimensionLine.model_validate(LINE)


@pytest.mark.parametrize(("name", "value"), LINE.items())
def test_field_by_its_name_in_the_api(name: str, value: Any) -> None:
    with pytest.warns(DeprecationWarning, match="^UsageDimensionLine") as caught:
        assert line()[name] == value
    with pytest.warns(DeprecationWarning, match="^UsageDimensionLine") as caught_too:
        assert line().get(name, "default") == value
    assert {warning.filename for warning in [*caught, *caught_too]} == {__file__}


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("line_count", "line_count"), ("amount_μusd", "amount_micro_usd"), ("get", "model_extra['get']")],
)
def test_warning_names_the_attribute(name: str, attribute: str) -> None:
    with pytest.warns(DeprecationWarning, match=name) as caught:
        _ = line()[name], line().get(name)
    assert [str(warning.message) for warning in caught] == [
        f"UsageDimensionLine[{name!r}] is deprecated: read the attribute `{attribute}`",
        f"UsageDimensionLine.get({name!r}) is deprecated: read the attribute `{attribute}`",
    ]


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
    assert (
        User.model_validate(
            {"id": "usr_1"}
            | dict.fromkeys(("issuer_id", "status", "username_type"), "x")
            | {"username": "x", "profile": {}, "created_at": 1}
        ).id
        == "usr_1"
    )
