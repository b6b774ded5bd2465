"""What `import authpi_admin` loads: little, so that it takes less time than httpx alone."""

from __future__ import annotations

import sys

from programs import run

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
    *("authpi_admin.types", "authpi_admin.testing", "authpi_admin._own_client", "authpi_admin._aiohttp"),
    *("http.client", "http.cookiejar", "email.message", "urllib.request", "importlib.metadata", "unittest", "zipfile"),
}
OURS = 35
"""Most modules of our own: each takes about as long as a call."""
OTHERS = 30
"""Most modules of other packages, the standard library aside: those are anyio's, and few."""


def test_importing_the_package_loads_little() -> None:
    (loaded,) = run(LOADED)
    assert {"authpi_admin.client", "authpi_core.operations"} <= {*loaded}
    assert FORBIDDEN.isdisjoint(loaded)
    ours = [name for name in loaded if name.startswith(("authpi_admin", "authpi_core"))]
    others = [name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names and name not in ours]
    assert len(ours) <= OURS
    assert len(others) <= OTHERS
