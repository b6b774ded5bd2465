"""Uses one local Core API from several event loops."""

import asyncio

from authpi_admin.testing import CoreAPI

api = CoreAPI()


async def create_user(email: str) -> str:
    return (
        await api.client().issuer(api.issuer_id).users.create({"email": email})
    ).username


# Each `asyncio.run` is an event loop of its own.
print(asyncio.run(create_user("alice@example.com")))  # alice@example.com
print(asyncio.run(create_user("bob@example.com")))  # bob@example.com
