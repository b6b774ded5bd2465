"""Defines the resources of one webhook."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InIssuer, call, pages


class Deliveries(InIssuer):
    """Deliveries of one webhook."""

    __slots__ = ()

    list: Final = call(lambda: op.webhooks_list_deliveries)
    """List deliveries of a webhook (one page)."""
    list_all: Final = pages(lambda: op.webhooks_list_deliveries)
    """List deliveries of a webhook (all pages)."""
    redeliver: Final = call(lambda: op.webhooks_redeliver)
    """Redeliver one delivery."""


class Redeliver(InIssuer):
    """Redelivery of the failed deliveries of one webhook."""

    __slots__ = ()

    create: Final = call(lambda: op.webhooks_redeliver_failed)
    """Redeliver failed deliveries."""
