"""Imports users from a CSV file.

After an interruption, also by `kill -9`, run it again: it resumes where it stopped.

    python import_users.py users.csv i_… ids.sqlite

The credential comes from `AUTHPI_KEY_ID` and `AUTHPI_KEY_SECRET`. The file has the
columns `email`, `first_name` and `last_name`. The database keeps the id of each user:
the API cannot find a user by email.
"""

import asyncio
import csv
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from authpi_admin import AuthPIAdmin, ConflictError, bulk
from authpi_admin.scopes import IssuerScope

Row = dict[str, str]
STORE = (  # `None`, an id that is not known, replaces no id
    "INSERT INTO users VALUES (?, ?) ON CONFLICT DO UPDATE"
    " SET user_id = coalesce(excluded.user_id, user_id)"
)


def rows_of(path: Path) -> Iterator[Row]:
    with path.open(newline="") as file:
        yield from csv.DictReader(file)


def idempotency_key(row: Row) -> str:
    """Return the same key for the same row, so that the API creates its user once."""
    return (
        "import-" + hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
    )


async def create_user(issuer: IssuerScope, row: Row) -> str | None:
    """Create the user of a row; return its id, or `None` if the address is taken."""
    try:
        user = await issuer.users.create(
            {
                "username_type": "email",
                "username": row["email"],
                "profile": {
                    "first_name": row["first_name"],
                    "last_name": row["last_name"],
                },
            },
            idempotency_key=idempotency_key(row),
        )
    except ConflictError as error:
        if (
            error.retry_after is not None
        ):  # an earlier request with the same key is still running
            raise
        return None
    return user.id


def open_ids(path: Path) -> sqlite3.Connection:
    ids = sqlite3.connect(path)
    ids.execute(
        "CREATE TABLE IF NOT EXISTS users (email TEXT PRIMARY KEY, user_id TEXT)"
    )
    return ids


def without_known(rows: Iterable[Row], ids: sqlite3.Connection) -> Iterator[Row]:
    for row in rows:
        if not ids.execute(
            "SELECT 1 FROM users WHERE email = ?", (row["email"],)
        ).fetchone():
            yield row


async def import_users(
    issuer: IssuerScope, rows: Iterable[Row], ids: sqlite3.Connection
) -> None:
    async for row, user_id in bulk.run(
        partial(create_user, issuer), without_known(rows, ids)
    ):
        with ids:  # one transaction
            ids.execute(STORE, (row["email"], user_id))


async def main(path: Path, issuer_id: str, database: Path) -> None:
    ids = open_ids(database)
    async with AuthPIAdmin() as admin:
        await import_users(admin.issuer(issuer_id), rows_of(path), ids)
    (total, known) = ids.execute(
        "SELECT count(*), count(user_id) FROM users"
    ).fetchone()
    print(f"{known} users imported; {total - known} addresses are taken")
    ids.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
