"""Retries, idempotency keys, and what the response says about them."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def retried(issuer: IssuerScope, api: CoreAPI) -> None:
    await issuer.users.list(limit=1)  # the first call requests the account too
    api.fail_next(status=503, times=2, retry_after=0)
    # --8<-- [start:retried]
    from authpi_admin import with_raw_response

    response = await with_raw_response(issuer.users.create)(
        {"email": "alice@example.com"}
    )
    print(response.status_code, response.attempts)  # 201 3
    # --8<-- [end:retried]


async def options(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:options]
    async with AuthPIAdmin(retries={"limit": 5, "delay": 0.5}) as admin:
        impatient = admin.with_options(retries=False)  # shares the connections
        print((await impatient.whoami()).type)  # api_key
    # --8<-- [end:options]


async def idempotency_key(issuer: IssuerScope) -> None:
    # --8<-- [start:key]
    from authpi_admin import with_raw_response

    create = with_raw_response(issuer.users.create)
    response = await create({"email": "carol@example.com"}, idempotency_key="signup-42")
    again = await create({"email": "carol@example.com"}, idempotency_key="signup-42")
    print(again.headers["Idempotent-Replayed"])  # true
    print(again.result.id == response.result.id)  # True
    # --8<-- [end:key]


async def repeat_later(issuer: IssuerScope, api: CoreAPI) -> None:
    api.fail_next(status=503, times=1, retry_after=3600)
    # --8<-- [start:repeat-later]
    from authpi_admin import ApiError

    body = {"email": "alice@example.com"}
    try:
        await issuer.users.create({"email": "alice@example.com"})
    except ApiError as error:
        if not error.retryable:
            raise
        job = {
            "body": body,
            "idempotency_key": error.idempotency_key,
            "after": error.retry_after,
        }
        print(job["after"])  # 3600.0
    # --8<-- [end:repeat-later]


async def patch(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:patch]
    await issuer.users.update(
        user_id, {"metadata": {"plan": "pro"}}, idempotency_key="order-1001"
    )
    # --8<-- [end:patch]
