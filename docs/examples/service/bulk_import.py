"""Imports users from CSV text.

It may be repeated: idempotency keys made from the rows prevent duplicates.
"""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

from authpi_admin import ApiError, ConflictError, bulk
from authpi_admin.types import UserProfileInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from authpi_admin.scopes import IssuerScope
    from service.database import Database

Row = dict[str, str]


async def import_users(
    issuer: IssuerScope, lines: Iterable[str], database: Database
) -> dict[str, int]:
    """Create users from the columns `email`, `first_name` and `last_name`.

    Returns:
        How many rows had which outcome.
    """

    async def create(row: Row) -> str | None:
        key = (
            "import-"
            + hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
        )
        profile = UserProfileInput(
            first_name=row["first_name"], last_name=row["last_name"]
        )
        user = await issuer.users.create(
            {"username_type": "email", "username": row["email"], "profile": profile},
            idempotency_key=key,
        )
        return user.id

    counts = {"created": 0, "existing": 0, "failed": 0}
    async for row, result in bulk.run(
        create, _unknown(lines, database), limit=32, return_exceptions=True
    ):
        if isinstance(result, ConflictError) and result.retry_after is None:
            counts["existing"] += 1
            database.remember_user(row["email"], None)
        elif isinstance(result, ApiError):
            counts["failed"] += 1  # the next import of this text tries these rows again
        elif isinstance(result, Exception):
            raise result
        else:
            counts["created"] += 1
            database.remember_user(row["email"], result)
    return counts


def _unknown(lines: Iterable[str], database: Database) -> Iterator[Row]:
    for row in csv.DictReader(lines):
        if database.user_id(row["email"]) is None:
            yield row
