"""The settings of the service, from its environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The settings; `repr` leaves out secrets."""

    issuer_id: str
    key_file: Path
    database: Path
    webhook_token: str = field(repr=False)
    webhook_secret: str = field(repr=False)

    @classmethod
    def from_environment(cls) -> Settings:
        return cls(
            issuer_id=os.environ["SERVICE_ISSUER_ID"],
            key_file=Path(os.environ["SERVICE_KEY_FILE"]),
            database=Path(os.environ["SERVICE_DATABASE"]),
            webhook_token=os.environ["SERVICE_WEBHOOK_TOKEN"],
            webhook_secret=os.environ["SERVICE_WEBHOOK_SECRET"],
        )
