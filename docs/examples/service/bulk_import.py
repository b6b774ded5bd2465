"""Imports users from CSV text.

It may be repeated: idempotency keys made from the rows prevent duplicates.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from authpi_admin import (
    ApiError,
    ConflictError,
    NotFoundError,
    bulk,
    with_raw_response,
)

if TYPE_CHECKING:
    from authpi_admin.scopes import IssuerScope
    from service.database import Database

COLUMNS = ["email", "first_name", "last_name"]


@dataclass(frozen=True)
class Row:
    """A row of the file; `line` is the number of its last line."""

    line: int
    values: list[str]


@dataclass(frozen=True)
class Failure:
    """A row that failed, and why."""

    line: int
    error: str


@dataclass
class Outcome:
    """How many rows created a user or had one, and why other rows failed."""

    created: int = 0
    existing: int = 0
    failed: list[Failure] = field(default_factory=list[Failure])


def read_rows(body: bytes) -> list[Row]:
    """Read CSV text in UTF-8, with or without a byte order mark.

    Raises:
        ValueError: If it is not CSV with the columns `email`, `first_name` and
            `last_name`.
    """
    try:
        reader = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        rows = [Row(reader.line_num, values) for values in reader if values]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"The file is not CSV in UTF-8: {error}") from error
    if not rows or rows[0].values != COLUMNS:
        raise ValueError(f"The first line must be {','.join(COLUMNS)}")
    return rows[1:]


async def create_user(issuer: IssuerScope, row: Row) -> tuple[str, bool]:
    """Return the id of the user of a row, and whether this call created the user.

    Raises:
        ApiError: If the request fails; `ConflictError` if the address has a user that
            another row or program created.
    """
    email, first_name, last_name = row.values
    deleted: list[str] = []
    while True:
        data = json.dumps([*row.values, *deleted]).encode()
        response = await with_raw_response(issuer.users.create)(
            {
                "username_type": "email",
                "username": email,
                "profile": {"first_name": first_name, "last_name": last_name},
            },
            idempotency_key=f"import-{hashlib.sha256(data).hexdigest()}",
        )
        user_id = response.result.id
        if response.headers.get("Idempotent-Replayed") != "true":
            return user_id, True
        try:
            await issuer.users.get(user_id)
        except NotFoundError:
            deleted.append(user_id)  # deleted since the first response: use another key
        else:
            return user_id, False


async def import_users(
    issuer: IssuerScope, rows: list[Row], database: Database
) -> Outcome:
    async def create(row: Row) -> tuple[str, bool]:
        if len(row.values) != len(COLUMNS):
            raise ValueError(f"{len(row.values)} columns instead of {len(COLUMNS)}")
        if known := database.user_id(row.values[0]):
            return known, False
        return await create_user(issuer, row)

    outcome = Outcome()
    async for row, result in bulk.run(create, rows, limit=32, return_exceptions=True):
        if isinstance(result, ConflictError) and result.retry_after is None:
            outcome.existing += 1
            database.remember_user(row.values[0], None)
        elif isinstance(result, ApiError | ValueError):
            outcome.failed.append(Failure(row.line, str(result)))
        elif isinstance(result, Exception):
            raise result
        else:
            user_id, is_new = result
            outcome.created += is_new
            outcome.existing += not is_new
            database.remember_user(row.values[0], user_id)
    return outcome
