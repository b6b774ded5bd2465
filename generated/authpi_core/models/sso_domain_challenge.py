"""The model `SsoDomainChallenge`."""

from __future__ import annotations

from authpi_core.model import Model


class SsoDomainChallenge(Model):
    """The DNS record that proves ownership."""

    domain: str
    txt_record_name: str
    txt_record_value: str
