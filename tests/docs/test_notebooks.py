"""The cells of the notebook example, run by IPython, which awaits at the top level."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.documentation import EXAMPLES, printed, sections

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from pathlib import Path


def test_the_cells_run_and_print_what_they_say(tmp_path: Path) -> None:
    api = CoreAPI()
    api.seed(users=250)
    cells = sections(EXAMPLES / "notebooks.py").values()
    (tmp_path / "cells.ipy").write_text("\n".join(cells))
    program = [sys.executable, "-m", "IPython", "--HistoryManager.enabled=False", str(tmp_path / "cells.ipy")]
    with api.serve() as url:
        variables = {"AUTHPI_BASE_URL": url, "AUTHPI_KEY_ID": api.key[0], "AUTHPI_KEY_SECRET": api.key[1]}
        environment = {**os.environ, **variables, "IPYTHONDIR": str(tmp_path)}
        done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - an example of this project
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.splitlines() == [line for cell in cells for line in printed(cell)]
