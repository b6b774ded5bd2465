"""Runs programs with a package that was generated for a test, in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = """
import asyncio, json, warnings
from datetime import UTC, datetime
import httpx
from authpi_core import models, operations as op, reading
from authpi_core.client import CoreClient

sent = []
response = {{"status_code": 200, "json": {{}}}}

def take(request):
    sent.append(request)
    return httpx.Response(**response)

async def main():
    shown = []
    async with httpx.AsyncClient(transport=httpx.MockTransport(take)) as http_client:
        client = CoreClient(base_url="https://api.test", http_client=http_client)
{body}
    print(json.dumps(shown))

asyncio.run(main())
"""


def run_program(folder: Path, body: str) -> Any:
    """Run statements with `client`, `op`, `sent` (requests) and `response` (what the transport returns).

    Args:
        folder: The folder that holds the package.
        body: The statements, which append to `shown`.

    Returns:
        `shown`, as JSON.
    """
    code = _PROGRAM.format(body=indent(dedent(body), " " * 8))
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)  # noqa: S603 - our code
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)
