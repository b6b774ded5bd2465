"""Runs the local Core API: `python -m authpi_admin.testing --port 8787`."""

import argparse
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from authpi_admin.testing import CoreAPI
from authpi_admin.testing._serve import serve_in_thread

_GREETING = """\
AuthPI Core API (local, in memory) at {url}
  account {account_id}, key {key_id}, its secret {secret}

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
    with suppress(KeyboardInterrupt), serve_in_thread(api, port, "info") as url:
        key_id, secret = api.key
        sys.stdout.write(_GREETING.format(url=url, key_id=key_id, secret=secret, account_id=api.account_id))
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
