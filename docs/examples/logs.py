"""Shows log messages, and counts fields that differ from the OpenAPI document."""

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI


async def configure(admin: AuthPIAdmin) -> None:
    # --8<-- [start:configure]
    import logging

    logging.basicConfig()
    logging.getLogger("authpi_admin").setLevel(logging.DEBUG)

    await admin.whoami()
    # --8<-- [end:configure]


async def headers(admin: AuthPIAdmin, api: CoreAPI) -> None:
    # --8<-- [start:headers]
    nightly = admin.with_options(default_headers={"X-Job": "nightly-export"})
    await nightly.whoami(headers={"X-Request-Id": "4711"})
    # --8<-- [end:headers]
    headers = api.requests[-1].headers
    print(headers["x-job"], headers["x-request-id"])  # nightly-export 4711


async def mismatches(api: CoreAPI) -> None:
    import httpx

    def respond(_: httpx.Request) -> httpx.Response:
        user = {
            "id": 1,
            "issuer_id": "i_1",
            "status": "active",
            "username_type": "email",
            "created_at": 1,
        }
        return httpx.Response(
            200, json={"data": {**user, "username": "alice@example.com", "profile": {}}}
        )

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    async with AuthPIAdmin(
        api_key=api.key, account_id=api.account_id, http_client=http_client
    ) as admin:
        # --8<-- [start:mismatches]
        # The API sends the number 1 as `id`.
        user = await admin.issuer("i_1").users.get("usr_1")
        print(user.id, admin.mismatches)  # 1 {'User.id': 1}
        # --8<-- [end:mismatches]
