"""Compares responses of the real API with the document. Reads `AUTHPI_…` from the environment, and sends only GET."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from generate import DOCUMENT, OVERLAY, ROOT
from limits import load
from overlay import apply
from ruamel.yaml import YAML

from authpi_admin import AuthPIAdmin, ConfigurationError
from smoke.correct import differences
from smoke.observe import Observations
from smoke.walk import Recorder, Walk

if TYPE_CHECKING:
    from smoke.correct import Difference

CORRECTIONS = ROOT / "dist" / "smoke-overlay.yaml"
_RETRIES = 2


def main() -> None:
    """Run from the command line; the exit status is 1 where a response differs from the document.

    Raises:
        SystemExit: The environment has no credential, or an invalid one.
    """
    parser = ArgumentParser(prog="nox -s smoke --", description=__doc__)
    parser.add_argument("--overlay", type=Path, default=OVERLAY, help="the overlay to apply to the document")
    parser.add_argument("--corrections", type=Path, default=CORRECTIONS, help="where to write the overlay actions")
    given = parser.parse_args()
    try:
        found, notes = asyncio.run(smoke(given.overlay))
    except ConfigurationError as error:
        raise SystemExit(str(error)) from None
    for note in notes:
        print(note)  # noqa: T201 - the output of the program
    for difference in found:
        print(f"- {difference.text}")  # noqa: T201 - as above
    if actions := [action for difference in found for action in difference.actions]:
        write_document({"actions": actions}, given.corrections)
        print(f"{len(actions)} overlay actions correct this: {given.corrections}")  # noqa: T201 - as above
    sys.exit(1 if found else 0)


async def smoke(overlay: Path) -> tuple[list[Difference], list[str]]:
    """Call all read operations that the credential of the environment can access.

    Args:
        overlay: The overlay to apply to the document.

    Returns:
        The differences, and notes: the number of requests, and the operations that were not called.
    """
    document = apply(load(DOCUMENT), load(overlay))
    observations = Observations(document)
    recorder = Recorder(httpx.AsyncHTTPTransport())
    async with (
        httpx.AsyncClient(transport=recorder) as client,
        AuthPIAdmin(http_client=client, retries=_RETRIES) as admin,
    ):
        left = await Walk(document, admin.core, recorder, observations).run(os.environ.get("AUTHPI_ACCOUNT_ID"))
    found = differences(observations)
    summary = f"{recorder.requests} requests, {len(observations.operations)} operations, {len(found)} differences"
    return found, [summary, *(f"not called: {each}" for each in left)]


def write_document(document: dict[str, Any], path: Path) -> None:
    """Write YAML.

    Args:
        document: For example overlay actions, to paste into `openapi/overlay.yaml`.
        path: The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml: Any = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 120
    yaml.representer.ignore_aliases = _never_alias
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(document, file)


def _never_alias(_: object) -> bool:
    """Write out a part that occurs several times, instead of an alias."""
    return True


if __name__ == "__main__":
    main()
