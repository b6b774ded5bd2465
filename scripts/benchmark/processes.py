"""Runs the processes of a benchmark: the server, a worker for each contestant, and new processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Generator

SCRIPTS = Path(__file__).parent.parent
_SETTING = re.compile(r"AUTHPI_.*|.*_proxy|PYTHON.*|COVERAGE_.*", re.IGNORECASE)
_COUNTED = re.compile(r"Collected : (\d+)|^(\d+),.*instructions", re.MULTILINE)  # by callgrind, or by perf


def environment() -> dict[str, str]:
    """Return the environment of all processes: without settings that affect the figures, and with a fixed hash seed."""
    kept = {name: value for name, value in os.environ.items() if not _SETTING.fullmatch(name)}
    return {**kept, "PYTHONPATH": str(SCRIPTS), "PYTHONHASHSEED": "0"}


@contextmanager
def running(python: Path, module: str, *arguments: str, **more: str) -> Generator[subprocess.Popen[str]]:
    """Run a module of this package until the context ends.

    Args:
        python: The interpreter.
        module: The name of the module.
        *arguments: Its arguments.
        **more: Further environment variables.

    Yields:
        The process.
    """
    command = [str(python), "-m", f"benchmark.{module}", *arguments]
    with subprocess.Popen(  # noqa: S603 - the arguments are from this project
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**environment(), **more}
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def server(*arguments: str) -> Generator[str]:
    """Run the server, over TLS with the argument `tls`.

    Yields:
        Its address.
    """
    with running(Path(sys.executable), "server", *arguments) as process:
        yield cast("IO[str]", process.stdout).readline().strip()


def order(process: subprocess.Popen[str], task: str, **how: Any) -> Any:
    """Run a task of a worker.

    Args:
        process: The worker.
        task: One of `worker.TASKS`.
        **how: Its arguments.

    Returns:
        The result of the task.

    Raises:
        RuntimeError: The worker ended.
    """
    stdin, stdout = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
    stdin.write(json.dumps({"task": task, **how}) + "\n")
    stdin.flush()
    line = stdout.readline()
    if not line:
        raise RuntimeError(f"a worker ended: {process.args!r}")
    return json.loads(line)


def fresh(python: Path, code: str, *before: str) -> subprocess.CompletedProcess[str]:
    """Run code in a new process.

    Args:
        python: The interpreter.
        code: The code.
        *before: A command that runs the interpreter.

    Returns:
        The process, with its output.
    """
    return subprocess.run(  # noqa: S603 - the arguments are from this project
        [*before, python, "-c", code], check=True, capture_output=True, text=True, env=environment()
    )


def seconds(python: Path, code: str) -> float:
    """Measure code in a new process, without the start of the interpreter.

    Args:
        python: The interpreter.
        code: The code, in one line.

    Returns:
        Seconds.
    """
    timed = f"import time; started = time.perf_counter(); {code}; print(time.perf_counter() - started)"
    return float(fresh(python, timed).stdout)


def counter() -> list[str]:
    """Return the command that counts instructions; empty if none is available."""
    if shutil.which("valgrind"):
        return ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    perf = ["perf", "stat", "-x,", "-e", "instructions:u"]
    if shutil.which("perf"):
        tried = subprocess.run([*perf, "true"], check=False, capture_output=True, text=True)  # noqa: S603 - the arguments are from this project
        return perf if _COUNTED.search(tried.stderr) else []  # many virtual machines hide the counters of the processor
    return []


def instructions(python: Path, code: str, counting: list[str]) -> int:
    """Count the instructions of code in a new process, including the start of the interpreter.

    Args:
        python: The interpreter.
        code: The code.
        counting: The result of `counter`.

    Returns:
        The number of instructions.

    Raises:
        RuntimeError: The command reported no number.
    """
    said = fresh(python, code, *counting).stderr
    counted = _COUNTED.search(said)
    if counted is None:
        raise RuntimeError(f"no instructions were counted: {said}")
    return int(counted[1] or counted[2])
