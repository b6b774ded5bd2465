"""The page on migration: code for 1.x that works warns, other code fails, and the table of types is complete."""

from __future__ import annotations

import ast
import inspect
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest
from helpers.mocked_api import BASE_URL

from authpi_admin import AuthPIAdmin, ConfigurationError, ValidationError, types
from authpi_admin._v1.names import NAMES
from authpi_admin.testing import CoreAPI

TEXT = (Path(__file__).parents[2] / "docs" / "migration.md").read_text(encoding="utf-8")
WORKS, CHANGED = (part.partition("\n## ")[0] for part in re.split(r"^## What .*\n", TEXT, flags=re.MULTILINE)[1:])
RAISES: dict[str, type[Exception]] = {
    "Conditional writes": ValueError,
    "Models as dicts": TypeError,
    "Models in sets": TypeError,
    "Options": ConfigurationError,
    "The HTTP client": AttributeError,
}
"""Sections about code that fails now; the other sections are about code that does something else."""


def before(part: str) -> dict[str, str]:
    """Return the first code for 1.x of each section of a part of the page."""
    sections = re.split(r"^### ", part, flags=re.MULTILINE)[1:]
    code = re.compile(r'^```python title="Version 1\.x"\n(.*?)^```', re.MULTILINE | re.DOTALL)
    return {section.partition("\n")[0]: found[1] for section in sections if (found := code.search(section))}


async def run(code: str, api: CoreAPI) -> None:
    """Run code for 1.x with the objects that the page uses."""
    key_id, secret = api.key
    code = code.replace('"key_…", "secret"', f'"{key_id}", "{secret}"')
    compiled = compile(code, "migration.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    async with api.client() as admin:
        issuer = admin.issuer(api.issuer_id)
        user = await issuer.users.create({"email": "alice@example.com", "display_name": "Alice"})
        organization = await issuer.organizations.create({"name": "Acme"})
        names: dict[str, Any] = {
            "AuthPIAdmin": AuthPIAdmin,
            "admin": admin,
            "issuer": issuer,
            "user": user,
            "user_id": user.id,
            "api_key": api.key,
        }
        names |= {"organization": organization, "account": (await admin.accounts.list())[0]}
        result: object = eval(compiled, names)  # noqa: S307 - a page of this project
        if inspect.iscoroutine(result):
            await cast("Any", result)


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
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what works before the line that fails
async def test_code_that_fails(title: str, error: type[Exception], api: CoreAPI) -> None:
    api.seed(users=1)
    with pytest.raises(error):
        await run(before(CHANGED)[title], api)


def test_table_of_types() -> None:
    rows = re.findall(r"^\| (`.*`) \| `(\w+)` \|$", TEXT, re.MULTILINE)
    shown = {old: new for names, new in rows for old in re.findall(r"\w+", names)}
    moved = {name: value for name, value in NAMES["authpi_admin.types"].items() if f"errors.{name}" not in value.advice}
    assert shown == {name: value.advice.rpartition(".")[2] or value.name for name, value in moved.items()}
    assert {*shown.values()} <= set[str](vars(types)["__all__"])
