"""Exports all users to a file, one JSON object a line.

python -m service.export users.jsonl    for example every night
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from authpi_admin import NotFoundError, bulk
from service.keys import new_client
from service.settings import Settings

if TYPE_CHECKING:
    from authpi_admin.scopes import IssuerScope
    from authpi_admin.types import User, UserListItem


async def export_users(issuer: IssuerScope, path: Path) -> int:
    """Write every user, and return how many there are.

    The file is replaced at the end, so it is always complete.
    """

    async def read(row: UserListItem) -> User | None:
        try:
            return await issuer.users.get(row.id)  # a row has no user name
        except NotFoundError:
            return None  # deleted in the meantime

    new, count = path.with_suffix(".new"), 0
    with new.open("w") as file:
        async for _, user in bulk.run(read, issuer.users.list_all(), limit=32):
            if user is not None:
                file.write(user.model_dump_json(exclude_unset=True) + "\n")
                count += 1
    new.replace(path)
    return count


async def main(path: Path) -> None:
    settings = Settings.from_environment()
    async with new_client(settings.key_file) as admin:
        print(await export_users(admin.issuer(settings.issuer_id), path), "users")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
