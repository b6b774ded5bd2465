"""The local Core API in a process of its own, as teams with services in other languages run it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass
class Served:
    """A process that serves.

    Attributes:
        process: The process.
        greeting: What it printed.
        variables: The variables that the greeting exports.
    """

    process: subprocess.Popen[str]
    greeting: str
    variables: dict[str, str]

    @property
    def issuer_id(self) -> str:
        found = re.search(r"# issuer: (\S+)", self.greeting)
        assert found
        return found[1]

    @property
    def control(self) -> str:
        found = re.search(r"control API at (\S+)", self.greeting)
        assert found
        return found[1]

    def end(self, number: int = signal.SIGTERM) -> str:
        """Stop the process; return its standard error."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=20)[1]


@contextmanager
def served(*options: str) -> Generator[Served]:
    """Run `python -m authpi_admin.testing` until the block ends."""
    command = [sys.executable, "-m", "authpi_admin.testing", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
        assert process.stdout
        lines: list[str] = []
        try:
            for line in process.stdout:
                lines.append(line)
                if line.startswith("# issuer: "):
                    break
            else:
                assert process.stderr
                raise AssertionError(process.stderr.read())
            greeting = "".join(lines)
            yield Served(process, greeting, dict(re.findall(r"^export (\w+)=(\S+)$", greeting, re.MULTILINE)))
        finally:
            if process.poll() is None:
                process.kill()
