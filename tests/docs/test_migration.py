"""The page on migration: code for 1.x that works warns, other code fails, and the table of types is complete."""

from __future__ import annotations

import ast
import inspect
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, cast
from unittest.mock import AsyncMock

import pydantic
import pytest
from helpers.mocked_api import BASE_URL

from authpi_admin import AuthPIAdmin, ConfigurationError, ValidationError, types
from authpi_admin._v1.names import NAMES
from authpi_admin.testing import CoreAPI
from authpi_admin.types import User, UserProfile

TEXT = (Path(__file__).parents[2] / "docs" / "migration.md").read_text(encoding="utf-8")
WORKS, CHANGED = (part.partition("\n## ")[0] for part in re.split(r"^## What .*\n", TEXT, flags=re.MULTILINE)[1:])
RAISES: dict[str, type[Exception]] = {
    "Models as dicts": TypeError,
    "Metadata": AttributeError,
    "Conditional writes": ValueError,
    "Models in sets": TypeError,
    "Invalid arguments": ValueError,
    "Options": ConfigurationError,
    "Mocks in tests": AttributeError,
    "Mocks in tests (2)": pydantic.ValidationError,
    "The HTTP client": AttributeError,
}
"""Sections about code that fails now."""
DIFFERS = {
    "Failures without a response",
    "Updates of nested objects",
    "Enum values",
    "Responses that differ from the documentation",
    "Messages of errors",
    "Attributes of errors",
    "Timeouts",
    "Retries of writes",
    "Bodies and type checkers",
    "Bodies and type checkers (2)",
}
"""Sections about code that does something else, or that only type checkers report."""
PROFILE = {"display_name": "Alice"}


def before(part: str) -> dict[str, str]:
    """Return each block of code for 1.x in a part of the page, by the title of its section and its number there."""
    code = re.compile(r'^```python title="Version 1\.x"\n(.*?)^```', re.MULTILINE | re.DOTALL)
    return {
        section.partition("\n")[0] + (f" ({number})" if number > 1 else ""): found[1]
        for section in re.split(r"^### ", part, flags=re.MULTILINE)[1:]
        for number, found in enumerate(code.finditer(section), 1)
    }


def rows(header: str) -> list[list[str]]:
    """Return the cells of a table, which begins with a header; code is without its backticks."""
    table = TEXT.partition(f"\n{header}\n")[2].partition("\n\n")[0]
    lines = [line.replace("\\|", "\0").strip("| ").split(" | ") for line in table.splitlines()[1:]]
    return [[cell.replace("\0", "|").removeprefix("`").removesuffix("`") for cell in line] for line in lines]


async def run(code: str, api: CoreAPI) -> object:
    """Run code for 1.x with the objects that the page uses, and return the value of an expression."""
    key_id, secret = api.key
    code = code.replace('"key_…", "secret"', f'"{key_id}", "{secret}"')
    is_expression = code.count("\n") == 0
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    compiled = compile(code, "migration.md", "eval" if is_expression else "exec", flags=flags)
    async with api.client() as admin:
        issuer = admin.issuer(api.issuer_id)
        user = await issuer.users.create({"email": "alice@example.com", "display_name": "Alice", "metadata": {}})
        organization = await issuer.organizations.create({"name": "Acme"})
        names: dict[str, Any] = {
            "AsyncMock": AsyncMock,
            "AuthPIAdmin": AuthPIAdmin,
            "ValidationError": ValidationError,
            "WebhookAuth": types.WebhookAuth,
            "admin": admin,
            "issuer": issuer,
            "json": json,
            "page": await admin.issuers.list(),
            "user": user,
            "user_id": user.id,
            "api_key": api.key,
        }
        names |= {"organization": organization, "account": (await admin.accounts.list())[0]}
        result: object = eval(compiled, names)  # noqa: S307 - a page of this project
        return await cast("Any", result) if inspect.iscoroutine(result) else result


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> CoreAPI:
    monkeypatch.setenv("AUTHPI_BASE_URL", BASE_URL)
    return CoreAPI()


@pytest.mark.parametrize("code", before(WORKS).values(), ids=before(WORKS))
async def test_code_that_still_works_warns(code: str, api: CoreAPI) -> None:
    with pytest.warns(DeprecationWarning, match="is deprecated") as caught, suppress(ValidationError):
        await run(code, api)  # the local Core API refuses the empty body
    assert {warning.filename for warning in caught} == {"migration.md"}


@pytest.mark.parametrize(("title", "error"), RAISES.items(), ids=RAISES)
async def test_code_that_fails(title: str, error: type[Exception], api: CoreAPI) -> None:
    api.seed(users=1)
    with pytest.raises(error):
        await run(before(CHANGED)[title], api)


def test_each_section_with_code_that_changes_is_known() -> None:
    assert set(before(CHANGED)) == {*RAISES, *DIFFERS}


def value(expression: str, user: Any, profile: Any) -> Any:
    """Return the value of an expression in the tables about dicts."""
    names = {"user": user, "profile": profile, "json": json, "UserProfile": UserProfile}
    if isinstance(profile, UserProfile):
        names["stored"] = profile.model_dump(exclude_unset=True)
    return eval(expression, names)  # noqa: S307 - a page of this project


class UserOf1x(NamedTuple):
    """A user as in 1.x, where nested objects were dicts."""

    profile: dict[str, Any]

    def model_dump(self) -> dict[str, Any]:
        """Return the fields, as the model of 1.x did."""
        return {"profile": self.profile}


def both(expression: str, instead: str) -> tuple[Any, Any, Any]:
    """Return what an expression is with dicts and with models, and what the code to use instead is with models."""
    profile: dict[str, str] = {} if expression == "bool(profile)" else PROFILE
    required = dict.fromkeys(("id", "issuer_id", "status", "username_type", "username"), "x")
    user = User.model_validate({**required, "created_at": 1, "profile": profile})
    v1 = value(expression, UserOf1x(dict(profile)), dict(profile))
    try:
        v2 = value(expression, user, user.profile)
    except (TypeError, AttributeError) as error:
        v2 = error
    return v1, v2, value(instead, user, user.profile)


@pytest.mark.parametrize(("expression", "result", "instead"), rows("| 1.x | Result in 2.0 | Instead |"))
def test_table_of_operations_with_another_result(expression: str, result: str, instead: str) -> None:
    v1, v2, fixed = both(expression, instead)
    assert fixed == v1 != v2
    assert not isinstance(v2, Exception)
    assert not isinstance(v2, bool) or result.startswith(str(v2))


@pytest.mark.parametrize(("expression", "instead"), rows("| 1.x | Instead |"))
def test_table_of_operations_that_raise(expression: str, instead: str) -> None:
    v1, v2, fixed = both(expression, instead)
    assert fixed == v1
    assert isinstance(v2, TypeError | AttributeError)


@pytest.mark.parametrize(("call", "result"), [(row[0], row[2]) for row in rows("| Call | 1.x | 2.0 |")])
async def test_table_of_invalid_arguments(call: str, result: str, api: CoreAPI) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        await run(call, api)
    assert type(caught.value).__name__ == result.partition("`")[0]


async def test_an_update_with_all_fields_stores_none(api: CoreAPI) -> None:
    """The warning on the page is true for the code for 1.x."""
    await run(before(CHANGED)["Updates of nested objects"], api)
    sent: Any = json.loads(api.requests[-1].body or b"")
    assert sent["profile"]["first_name"] is None


def test_table_of_types() -> None:
    shown = {old: new for names, new in rows("| 1.x | 2.0 |") for old in re.findall(r"\w+", names)}
    moved = {name: value for name, value in NAMES["authpi_admin.types"].items() if f"errors.{name}" not in value.advice}
    assert shown == {name: value.advice.rpartition(".")[2] or value.name for name, value in moved.items()}
    assert {*shown.values()} <= set[str](vars(types)["__all__"])
