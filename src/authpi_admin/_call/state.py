"""Defines the state that a client and its copies share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from authpi_admin._call.retry import RetryBudget

if TYPE_CHECKING:
    from authpi_admin._call.credentials import Credential
    from authpi_admin._http.connection import Connection


@dataclass(slots=True, eq=False, repr=False)
class ClientState:
    """The state that a client and its copies share.

    Attributes:
        connection: The HTTP client and the running tasks.
        credential: The credential, with a renewed token.
        budget: The budget of retries.
        mismatches: Number of times that each field of a response differed from the OpenAPI document, by `Model.field`.
    """

    connection: Connection
    credential: Credential
    budget: RetryBudget = field(default_factory=RetryBudget)
    mismatches: Counter[str] = field(default_factory=Counter[str])
