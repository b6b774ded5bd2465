"""Runs the local Core API: `python -m authpi_admin.testing --port 8787`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import uvicorn

from authpi_admin.testing import CoreAPI
from authpi_admin.testing.serve import address, listen

if TYPE_CHECKING:
    from collections.abc import Sequence

_GREETING = """\
AuthPI Core API (local, in memory) at {url}
  key id:      {key_id}
  key secret:  {secret}
  account:     {account_id}

Try it:
  curl -u {key_id}:{secret} {url}/v1/me

  from authpi_admin import AuthPIAdmin
  admin = AuthPIAdmin(api_key=("{key_id}", "{secret}"), base_url="{url}")
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted; requests are logged."""
    parser = argparse.ArgumentParser(prog="python -m authpi_admin.testing", description="Run the local Core API.")
    parser.add_argument("--port", type=int, default=8787, help="port on 127.0.0.1; 0 takes a free one")
    port: int = parser.parse_args(arguments).port
    api = CoreAPI()
    with listen(port) as listener:
        key_id, secret = api.key
        sys.stdout.write(
            _GREETING.format(url=address(listener), key_id=key_id, secret=secret, account_id=api.account_id)
        )
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(api, ws="none")).run([listener])


if __name__ == "__main__":
    main()
