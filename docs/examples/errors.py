"""Handles the errors of calls."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def by_class(issuer: IssuerScope) -> None:
    # --8<-- [start:by-class]
    from authpi_admin import NotFoundError, ValidationError

    try:
        await issuer.users.get("usr_unknown")
    except NotFoundError as error:
        print(error.status_code, error.error)  # 404 not_found

    try:
        await issuer.users.create({"username_type": "email", "username": ""})
    except ValidationError as error:
        print(error.fields[0]["field"])  # username
    # --8<-- [end:by-class]


async def any_failure(issuer: IssuerScope, api: CoreAPI) -> None:
    api.fail_next(status=503, times=10, retry_after=0)
    # --8<-- [start:any]
    from authpi_admin import ApiError

    try:
        await issuer.users.list(limit=5)
    except ApiError as error:
        print(error.status_code, error.attempts, error.retryable)  # 503 4 True
        print(error)
    # --8<-- [end:any]


async def conflict(issuer: IssuerScope) -> None:
    await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:conflict]
    from authpi_admin import ConflictError

    try:
        await issuer.users.create({"email": "alice@example.com"})
    except ConflictError as error:
        if error.retry_after is not None:
            raise  # another request with the same idempotency key is still running
        print("there is a user with this address")  # there is a user with this address
    # --8<-- [end:conflict]


async def rate_limit(issuer: IssuerScope, api: CoreAPI) -> None:
    api.fail_next(status=429, retry_after=120)
    # --8<-- [start:rate-limit]
    from authpi_admin import RateLimitError

    try:
        await issuer.users.list()
    except RateLimitError as error:
        print(error.retry_after)  # 120.0
    # --8<-- [end:rate-limit]


async def configuration(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:configuration]
    from authpi_admin import ConfigurationError

    try:
        AuthPIAdmin(timeout=-1)
    except ConfigurationError as error:
        print(str(error).split(",")[0])  # timeout must be a number of seconds
    # --8<-- [end:configuration]
