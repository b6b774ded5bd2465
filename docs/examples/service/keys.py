"""The API key of the service: a file that every process reads, and its rotation.

python -m service.keys    gives the key a new secret, for example once a month
"""

from __future__ import annotations

import asyncio
import json
import os
import uuid
from functools import partial
from typing import TYPE_CHECKING

from authpi_admin import AuthPIAdmin
from service.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner may read it."""
    new = path.with_suffix(".new")
    mode = 0o600  # from the start: `chmod` would be too late
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def write_key(path: Path, **members: str) -> None:
    write_private(path, json.dumps(members))


def stored_key(path: Path) -> dict[str, str]:
    stored: dict[str, str] = json.loads(path.read_text())
    return stored


def read_key(path: Path) -> tuple[str, str]:
    """Return the id and the secret.

    A client calls this first, and again when the API refuses the key.
    """
    stored = stored_key(path)
    return stored["id"], stored["secret"]


def new_client(key_file: Path) -> AuthPIAdmin:
    return AuthPIAdmin(api_key=partial(read_key, key_file))


async def rotate_key(admin: AuthPIAdmin, key_file: Path) -> None:
    """Give the key a new secret; the old one works for 15 minutes more.

    Only one response has the new secret. So the idempotency key is stored before the
    request: if this process stops before it has stored the secret, running it again
    within these 15 minutes gets the same response.
    """
    stored = stored_key(key_file)
    rotation = stored.setdefault("rotation", str(uuid.uuid4()))
    write_key(key_file, **stored)
    rotated = await admin.api_keys.rotate(stored["id"], idempotency_key=rotation)
    write_key(key_file, id=stored["id"], secret=rotated.secret_plain)


async def main() -> None:
    key_file = Settings.from_environment().key_file
    async with new_client(key_file) as admin:
        await rotate_key(admin, key_file)


if __name__ == "__main__":
    asyncio.run(main())
