"""Reads the trusted certificates, as httpx does."""

from __future__ import annotations

import os
import ssl


def tls_context(*, verify: bool = True) -> ssl.SSLContext:
    """Return a TLS context that trusts `SSL_CERT_FILE`, `SSL_CERT_DIR` or certifi, or without `verify` any certificate.

    Reading the certificates takes about 35 ms, most of it with the global interpreter lock released.
    """
    import certifi  # noqa: PLC0415 - needed once, in a thread

    if not verify:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if cafile := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=cafile)
    if capath := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=capath)
    return ssl.create_default_context(cafile=certifi.where())
