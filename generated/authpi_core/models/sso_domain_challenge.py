"""The model `SsoDomainChallenge`."""

from __future__ import annotations

from authpi_core.model import Model


class SsoDomainChallenge(Model):
    """The DNS record that proves ownership."""

    domain: str
    """Domain name."""
    txt_record_name: str
    """Name of the TXT record."""
    txt_record_value: str
    """Value of the TXT record."""
