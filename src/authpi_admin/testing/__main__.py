"""Serves the local Core API for clients in any language: `python -m authpi_admin.testing --port 8787`."""

import argparse
import ipaddress
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from authpi_admin.testing import CoreAPI
from authpi_admin.testing._control import Control
from authpi_admin.testing._serve import serve_in_thread
from authpi_admin.testing._snapshot import load, save

_GREETING = """\
AuthPI Core API (local, in memory) at {url}
  account {account}, issuer {issuer}{control}

  curl -u {key[0]}:{key[1]} {url}/v1/me

export AUTHPI_BASE_URL={url}
export AUTHPI_KEY_ID={key[0]}
export AUTHPI_KEY_SECRET={key[1]}
export AUTHPI_ACCOUNT_ID={account}
# issuer: {issuer}"""
_TOKEN = "AUTHPI_CONTROL_TOKEN"  # noqa: S105 - the name of a variable


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted or terminated; requests are logged to standard error."""
    options = _parse(arguments)
    api = CoreAPI(unknown_keys="ignore")
    try:
        if options.state and options.state.exists():
            load(api, options.state)
        api.seed(**options.seed)
    except (TypeError, ValueError) as error:
        sys.exit(str(error))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), ExitStack() as servers:
        url = _serve(servers, api, options.host, options.port, "--port")
        control = ""
        if options.control_port is not None:
            side = Control(api, options.control_token)
            address = _serve(servers, side, options.control_host, options.control_port, "--control-port")
            control = f"; control API at {address}"
        greeting = _GREETING.format(url=url, control=control, key=api.key, account=api.account_id, issuer=api.issuer_id)
        print(greeting, flush=True)  # noqa: T201 - the output of the program
        threading.Event().wait()
    if options.state:
        save(api, options.state)


def _serve(servers: ExitStack, app: "CoreAPI | Control", host: str, port: int, option: str) -> str:
    try:
        return servers.enter_context(serve_in_thread(app, port, "info", host))
    except (OSError, OverflowError) as error:
        sys.exit(f"Port {port} of {host} cannot be used ({error}): choose another one with {option}.")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m authpi_admin.testing", description="Run the local Core API.")
    parser.add_argument("--host", default="127.0.0.1", help="address; other than loopback requires --control-token")
    parser.add_argument("--port", type=int, default=8787, help="port of the Core API; 0 selects a free port")
    parser.add_argument("--control-host", default="127.0.0.1", help="address of the control API, like --host")
    parser.add_argument("--control-port", type=int, help="port of the control API; default: no control API")
    parser.add_argument("--control-token", default=os.environ.get(_TOKEN), help=f"its bearer token; default: ${_TOKEN}")
    parser.add_argument("--seed", type=_counts, default={}, help="resources to create: users=1000,organizations=10")
    parser.add_argument("--state", type=Path, help="file to load the state from, and to save it to at the end")
    options = parser.parse_args(arguments)
    if not options.control_token and not all(map(_is_loopback, (options.host, options.control_host))):
        parser.error("a host other than loopback requires --control-token, or the environment variable " + _TOKEN)
    return options


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _counts(text: str) -> dict[str, int]:
    return {name: int(count) for name, _, count in (part.partition("=") for part in text.split(","))}


if __name__ == "__main__":
    main()
