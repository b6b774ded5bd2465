"""The database of the service: ids of users, and events that were handled."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from authpi_admin.webhooks import WebhookEvent

_TABLES = """
CREATE TABLE IF NOT EXISTS users (email TEXT PRIMARY KEY, user_id TEXT);
CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deleted_users (user_id TEXT);
"""


class Database:
    """One connection, used by one thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, or create it."""
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_TABLES)

    def user_id(self, email: str) -> str | None:
        """Return the id of a user: the API cannot find a user by email."""
        row = self._connection.execute(
            "SELECT user_id FROM users WHERE email = ?", (email,)
        ).fetchone()
        return row[0] if row else None

    def remember_user(self, email: str, user_id: str | None) -> None:
        """Store a user. `None`, an id that is not known, replaces no id."""
        with self._connection:
            self._connection.execute(
                "INSERT INTO users VALUES (?, ?) ON CONFLICT DO UPDATE"
                " SET user_id = coalesce(excluded.user_id, user_id)",
                (email, user_id),
            )

    def handle(self, event: WebhookEvent) -> bool:
        """Handle an event in one transaction; return false if it was handled before."""
        with self._connection:
            done = self._connection.execute(
                "INSERT OR IGNORE INTO events VALUES (?)", (event.id,)
            )
            if not done.rowcount:
                return False
            if event.type == "user.deleted" and event.subject:
                self._connection.execute(
                    "DELETE FROM users WHERE user_id = ?", (event.subject.user_id,)
                )
                self._connection.execute(
                    "INSERT INTO deleted_users VALUES (?)", (event.subject.user_id,)
                )
            return True

    def deleted_users(self) -> list[str]:
        return [
            row[0]
            for row in self._connection.execute("SELECT user_id FROM deleted_users")
        ]

    def close(self) -> None:
        self._connection.close()
