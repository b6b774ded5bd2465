"""The fixtures that users of the SDK write their tests with."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from authpi_admin.testing import pytest_plugin

if TYPE_CHECKING:
    from pathlib import Path

    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI

authpi, authpi_api = pytest_plugin.authpi, pytest_plugin.authpi_api


async def test_client_and_its_api(authpi: AuthPIAdmin, authpi_api: CoreAPI) -> None:
    user = await authpi.issuer(authpi_api.issuer_id).users.create({"username_type": "email", "username": "a@b.example"})
    session = authpi_api.sign_in(user)
    assert [row.id async for row in authpi.issuer(authpi_api.issuer_id).users.list_all()] == [user.id]
    listed = await authpi.issuer(authpi_api.issuer_id).user(user.id).sessions.list()
    assert [row.id for row in listed] == [session["id"]]
    row = next(iter(await authpi.issuer(authpi_api.issuer_id).users.list()))
    assert authpi_api.sign_in(row)["user_id"] == user.id


async def test_each_test_has_an_api_of_its_own(authpi: AuthPIAdmin, authpi_api: CoreAPI) -> None:
    assert len(await authpi.issuer(authpi_api.issuer_id).users.list()) == 0


def test_plugin_loads_little() -> None:
    code = """
import sys
before = set(sys.modules)
import authpi_admin.testing.pytest_plugin
print(sorted({"httpx", "starlette", "jsonschema", "authpi_admin.testing._app"} & set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603  our own code
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("option", "outcome"), [("refuse", "400"), ("x", "use warn")])
def test_ini_option_for_unknown_keys(tmp_path: Path, option: str, outcome: str) -> None:
    (tmp_path / "test_it.py").write_text(
        "import asyncio\n"
        "def test_it(authpi, authpi_api):\n"
        "    body = {'email': 'a@example.com', 'statsu': 'active'}\n"
        "    asyncio.run(authpi.issuer(authpi_api.issuer_id).users.create(body))\n"
    )
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nauthpi_unknown_keys = {option}\nfilterwarnings = error\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)  # noqa: S603  our own
    assert outcome in done.stdout
    assert done.returncode != 0
