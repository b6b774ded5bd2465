"""Runs the local Core API: `python -m authpi_admin.testing --port 8787`."""

import argparse
import threading
from collections.abc import Sequence
from contextlib import suppress

from authpi_admin.testing import CoreAPI
from authpi_admin.testing._serve import serve_in_thread

_GREETING = """\
AuthPI Core API (local, in memory) at {url}
  account {account}, key {key[0]}, its secret {key[1]}

  curl -u {key[0]}:{key[1]} {url}/v1/me

  from authpi_admin import AuthPIAdmin
  admin = AuthPIAdmin(api_key=("{key[0]}", "{key[1]}"), base_url="{url}")"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted; requests are logged."""
    parser = argparse.ArgumentParser(prog="python -m authpi_admin.testing", description="Run the local Core API.")
    parser.add_argument("--port", type=int, default=8787, help="port on 127.0.0.1; 0 takes a free one")
    port: int = parser.parse_args(arguments).port
    api = CoreAPI()
    try:
        with suppress(KeyboardInterrupt), serve_in_thread(api, port, "info") as url:
            greeting = _GREETING.format(url=url, key=api.key, account=api.account_id)
            print(greeting, flush=True)  # noqa: T201 - a program's result
            threading.Event().wait()
    except (OSError, OverflowError) as error:
        parser.error(f"port {port} cannot be used, choose another one: {error}")


if __name__ == "__main__":
    main()
