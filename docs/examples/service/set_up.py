"""Creates the API key and the webhook of the service, and writes its settings.

python -m service.set_up i_… http://127.0.0.1:8000

Run it once, with the credential of an administrator in the environment. It writes
`key.json` and `service.env`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from authpi_admin import AuthPIAdmin
from service.keys import write_key, write_private

SCOPES = [
    "issuers.users:read",
    "issuers.users:write",
    "api-keys:write",  # to rotate the key
]


async def set_up(admin: AuthPIAdmin, issuer_id: str, url: str, folder: Path) -> None:
    key = await admin.api_keys.create(
        {"name": "User service", "restrictions": {"scopes": SCOPES}}
    )
    write_key(folder / "key.json", id=key.id, secret=key.secret_plain)
    webhook = await admin.webhooks.create(
        {
            "url": f"{url}/hooks/authpi",
            "auth": {"type": "bearer+signature"},
            "events": ["user.deleted"],
        }
    )
    settings = {
        "SERVICE_ISSUER_ID": issuer_id,
        "SERVICE_KEY_FILE": folder / "key.json",
        "SERVICE_DATABASE": folder / "service.sqlite",
        "SERVICE_WEBHOOK_TOKEN": webhook.auth.bearer_token_plain,
        "SERVICE_WEBHOOK_SECRET": webhook.auth.signature_secret_plain,
    }
    lines = [f"export {name}='{value}'\n" for name, value in settings.items()]
    write_private(folder / "service.env", "".join(lines))


async def main(issuer_id: str, url: str) -> None:
    async with AuthPIAdmin() as admin:
        await set_up(admin, issuer_id, url, Path.cwd())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
