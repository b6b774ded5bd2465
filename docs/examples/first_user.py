"""Creates a user, reads it and deletes it.

python first_user.py i_…    with the id of the issuer
"""

import asyncio
import sys

from authpi_admin import AuthPIAdmin


async def main(issuer_id: str) -> None:
    async with AuthPIAdmin() as admin:
        issuer = admin.issuer(issuer_id)
        user = await issuer.users.create(
            {"email": "alice@example.com", "display_name": "Alice"}
        )
        print("created", user.username)  # created alice@example.com

        user = await issuer.users.get(user.id)
        print(user.profile.display_name, user.status)  # Alice active

        await issuer.users.delete(user.id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
