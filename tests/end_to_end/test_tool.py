"""The local Core API as a tool: its command, and what it may cost."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import Any

from helpers.document import ROOT

from authpi_admin.testing import CoreAPI


async def test_the_command_prints_an_example_to_paste_and_logs_requests() -> None:
    command = [sys.executable, "-m", "authpi_admin.testing", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: ASYNC220, S603 - our own; its first words are waited for
        assert process.stdout
        lines: list[str] = []
        try:
            for line in process.stdout:
                lines.append(line.strip())
                if line.startswith("  admin ="):
                    break
            names: dict[str, Any] = {}
            exec("\n".join(lines[-2:]), names)  # noqa: S102 - as a user does who pastes it
            async with names["admin"] as admin:
                me = await admin.whoami()
        finally:
            process.send_signal(signal.SIGINT)
        log = process.stdout.read()
    printed = "\n".join(lines)
    assert f"account {me.accounts[0].account_id}, key {me.key_id}, its secret" in printed
    assert re.search(r'"GET /v1/me HTTP/1\.1" 200', log)
    assert process.returncode == 0


def test_seeding_writes_no_events() -> None:
    api = CoreAPI()
    seeded = api.seed(users=3, organizations=2, agents=1)
    assert {kind: len({*ids}) for kind, ids in seeded.items()} == {
        "users": 3,
        "organizations": 2,
        "agents": 1,
        "clients": 0,
    }
    assert api.state.store.tables("events", ()) == []


def test_it_stays_small() -> None:
    files = (ROOT / "src" / "authpi_admin" / "testing").rglob("*.py")
    assert sum(file.read_text().count("\n") for file in files) <= 3_300
