"""The cells of the notebook example, each run by IPython, which awaits at the top level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from helpers.documentation import EXAMPLES, printed, sections
from IPython.core.interactiveshell import InteractiveShell

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_every_cell_runs_and_prints_what_it_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    api = CoreAPI()
    api.seed(users=250)
    cells = sections(EXAMPLES / "notebooks.py")
    with api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        monkeypatch.setenv("AUTHPI_KEY_ID", api.key[0])
        monkeypatch.setenv("AUTHPI_KEY_SECRET", api.key[1])
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
        shell: Any = cast("Any", InteractiveShell)()
        for source in cells.values():
            result = await shell.run_cell_async(source, transformed_cell=shell.transform_cell(source))
            result.raise_error()
            assert capsys.readouterr().out.splitlines() == printed(source)
