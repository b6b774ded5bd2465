"""`import authpi_admin` loads few modules, so that it is faster than httpx alone; later calls load none."""

from __future__ import annotations

import sys
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest
from helpers.fault_server import FaultServer
from helpers.http_clients import KINDS, NO_TRUST
from helpers.mocked_api import KEY
from helpers.programs import run

from authpi_admin import AuthPIAdmin

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

    from helpers.http_clients import Kind

LOADED = """
import json, sys
before = set(sys.modules)
import authpi_admin
print(json.dumps(sorted(set(sys.modules) - before)))
"""
FORBIDDEN = {
    *("httpx", "httpcore", "h11", "certifi", "httpx2", "httpcore2", "aiohttp", "httpx_aiohttp"),  # HTTP clients
    *("pydantic", "pydantic_core", "annotated_types", "typing_inspection", "attr", "attrs"),  # models
    *("authpi_core.api", "authpi_core.models", "authpi_core.model", "authpi_core.reading", "authpi_core.client"),
    *("authpi_admin.types", "authpi_admin.testing", "authpi_admin.webhooks", "authpi_admin.bulk"),
    *("http.client", "http.cookiejar", "email.message", "urllib.request", "importlib.metadata", "unittest", "zipfile"),
}
OURS = 45
"""Maximum number of modules of this project: each takes about as long as a call."""


def test_importing_the_package_loads_little() -> None:
    (loaded,) = run(LOADED)
    assert {"authpi_admin.client", "authpi_core.operations"} <= {*loaded}
    assert FORBIDDEN.isdisjoint(loaded)
    ours = [name for name in loaded if name.startswith(("authpi_admin", "authpi_core"))]
    assert len(ours) <= OURS
    assert [name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names and name not in ours] == []


class Searched:
    """A module finder that records names and finds no module.

    Attributes:
        names: Their names.
    """

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Note one."""
        self.names.append(name)
        return None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_no_later_call_imports_anything(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        FaultServer() as server,
        aclosing(kind.make(1, NO_TRUST)) as http_client,
        AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=server.url, http_client=http_client) as admin,
    ):
        await admin.notes.delete("note_1")
        searched = Searched()
        monkeypatch.setattr(sys, "meta_path", [searched, *sys.meta_path])
        await admin.notes.delete("note_2")
        assert ([request.path[-1] for request in server.requests], searched.names) == (["1", "2"], [])
