"""Runs schemathesis with all checks against a local Core API: positive and negative data, and stateful links."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from authpi_admin.testing import CoreAPI

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "generated" / "authpi_core" / "core-api.json"
FEWEST = 10_000
SERVER_ERROR = 500


def main(arguments: list[str]) -> None:
    """Run schemathesis.

    Args:
        arguments: Further options of schemathesis.

    Raises:
        SystemExit: A check failed, the API responded with 5xx, or fewer requests than required were sent.
    """
    api = CoreAPI(unknown_keys="ignore")
    with api.serve() as url:
        key_id, secret = api.key
        environment = {
            "API_URL": url,
            "API_KEY": key_id,
            "API_SECRET": secret,
            "API_ACCOUNT": api.account_id,
            "API_ISSUER": api.issuer_id,
        }
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(DOCUMENT), *arguments]
        done = subprocess.run(command, cwd=HERE, env={**os.environ, **environment}, check=False)  # noqa: S603 - a fixed command
    statuses = Counter(request.status for request in api.requests)
    print(f"{len(api.requests)} requests:", dict(sorted(statuses.items(), key=str)))  # noqa: T201 - a program's result
    if done.returncode:
        raise SystemExit(done.returncode)
    if failed := [status for status in statuses if status is not None and status >= SERVER_ERROR]:
        raise SystemExit(f"the local Core API failed with {failed}")
    if len(api.requests) < FEWEST:
        raise SystemExit(f"fewer than {FEWEST} requests")


if __name__ == "__main__":
    main(sys.argv[1:])
