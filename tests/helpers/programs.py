"""Runs programs in new processes, for tests that must not affect their own process."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def run(code: str, *options: str) -> list[Any]:
    """Run a Python program whose every warning is an error.

    Args:
        code: The program.
        *options: Options of the interpreter.

    Returns:
        The JSON that it prints, line by line.
    """
    command = [sys.executable, "-W", "error", *options, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own words
    assert (done.stderr, done.returncode) == ("", 0), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
