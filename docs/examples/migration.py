"""What to write instead of code for version 1.x."""

import json

import httpx

from authpi_admin import AuthPIAdmin, Page
from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI
from authpi_admin.types import NewUserInput, with_extra


async def names(issuer: IssuerScope) -> None:
    # --8<-- [start:names]
    from authpi_admin import IssuerScope
    from authpi_admin.types import CreatedPersonalToken, UserListItem, WebhookEventType

    def describe(issuer: IssuerScope, row: UserListItem) -> str:
        return f"{row.id} of {issuer!r}"

    # --8<-- [end:names]
    for row in await issuer.users.list(limit=1):
        print(describe(issuer, row).startswith("usr_"))  # True
    print(CreatedPersonalToken.__name__)  # CreatedPersonalToken
    print(WebhookEventType.USER_CREATED)  # user.created


async def fields(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user_id = (
        await issuer.users.create(
            {"email": "alice@example.com", "display_name": "Alice"}
        )
    ).id
    # --8<-- [start:fields]
    me = await admin.whoami()
    print(me.type)  # api_key

    user = await issuer.users.get(user_id)
    print(user.profile.display_name or "no name")  # Alice
    # --8<-- [end:fields]


async def extra(issuer: IssuerScope) -> None:
    user_id = (
        await issuer.users.create(
            with_extra(
                NewUserInput(email="alice@example.com"), {"profile": {"locale": "de"}}
            )
        )
    ).id
    # --8<-- [start:extra]
    user = await issuer.users.get(user_id)
    own_keys = user.profile.model_extra or {}
    print(own_keys.get("locale", "en"))  # de
    print("locale" in own_keys)  # True
    # --8<-- [end:extra]


async def arguments(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:arguments]
    page = await issuer.users.list(limit=25, status="active")
    user = await issuer.users.get(user_id=user_id)
    # --8<-- [end:arguments]
    print(len(page), user.id == user_id)  # 25 True


async def optional_body(issuer: IssuerScope) -> None:
    # --8<-- [start:optional-body]
    result = await issuer.tokens.introspect({"token": "eyJ..."})
    # --8<-- [end:optional-body]
    print(result.active)  # False


async def list_all(issuer: IssuerScope) -> None:
    # --8<-- [start:list-all]
    async for user in issuer.users.list_all():
        print(user.status)  # active
        break
    # --8<-- [end:list-all]


async def credentials(api: CoreAPI) -> None:
    secrets = {"authpi": api.key}

    # --8<-- [start:credentials]
    async def current_key() -> tuple[str, str]:
        return secrets["authpi"]

    async with AuthPIAdmin(api_key=current_key) as admin:
        print((await admin.whoami()).type)  # api_key
    # --8<-- [end:credentials]


async def unconditional(issuer: IssuerScope) -> None:
    organization = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:unconditional]
    await issuer.organizations.update(organization.id, {"name": "Acme Ltd"})
    # --8<-- [end:unconditional]


async def conditional(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:conditional]
    user = await issuer.users.get(user_id)
    await issuer.users.update(user.id, {"status": "suspended"}, if_match=user)
    # --8<-- [end:conditional]


async def etag(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:etag]
    user = await issuer.users.get(user_id)
    if user.etag is None:
        raise RuntimeError("the API sent no ETag")
    form = {"etag": user.etag}
    await issuer.users.update(user_id, {"status": "suspended"}, if_match=form["etag"])
    # --8<-- [end:etag]


async def dicts(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user = await issuer.users.create(
        {"email": "alice@example.com", "display_name": "Alice"}
    )
    # --8<-- [start:dicts]
    me = await admin.whoami()
    text = me.model_dump_json(exclude_unset=True)
    print(json.loads(text)["type"])  # api_key

    stored = user.profile.model_dump(exclude_unset=True)
    print(sorted({**stored, "first_name": "A."}))  # ['display_name', 'first_name']
    # --8<-- [end:dicts]


async def nested(issuer: IssuerScope) -> None:
    user = await issuer.users.create(
        {"email": "alice@example.com", "display_name": "Alice"}
    )
    # --8<-- [start:nested]
    from authpi_admin.types import UserProfileInput, with_extra

    stored = user.profile.model_dump(exclude_unset=True)
    changed = with_extra(UserProfileInput(last_name="Smith"), stored)
    user = await issuer.users.update(user.id, {"profile": changed})
    print("first_name" in user.profile.model_fields_set)  # False
    # --8<-- [end:nested]
    print(user.profile.model_dump(exclude_unset=True) == {**stored, **changed})  # True


async def metadata(issuer: IssuerScope) -> None:
    user = await issuer.users.create(
        {"email": "alice@example.com", "metadata": {"plan": "pro"}}
    )
    # --8<-- [start:metadata]
    if user.metadata is not None:
        print(user.metadata["plan"])  # pro
    # --8<-- [end:metadata]


async def enums(issuer: IssuerScope) -> None:
    user = await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:enums]
    print(user.status == "active", f"{user.status}")  # True active
    print(repr(user.model_dump(mode="json")["status"]))  # 'active'
    # --8<-- [end:enums]


async def hashing(issuer: IssuerScope) -> None:
    # --8<-- [start:hashing]
    seen: set[str] = set()
    async for row in issuer.users.list_all():
        seen.add(row.id)
    # --8<-- [end:hashing]
    print(len(seen))  # 250


async def money(admin: AuthPIAdmin) -> None:
    (account,) = await admin.accounts.list()
    # --8<-- [start:money]
    print(account.balance_micro_usd, account.balance_usd)  # 0 0.000000
    # --8<-- [end:money]


async def transport(api: CoreAPI) -> None:
    # --8<-- [start:transport]
    from authpi_admin import ApiConnectionError, ApiTimeoutError

    async with AuthPIAdmin(
        api_key=api.key, base_url="http://127.0.0.1:9", retries=False
    ) as admin:
        try:
            await admin.issuers.list(timeout=5)
        except ApiTimeoutError:
            print("no response in 5 seconds")
        except ApiConnectionError as error:
            print(error.error)  # connection_error
    # --8<-- [end:transport]


async def malformed(api: CoreAPI) -> None:
    def send(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="<html>")

    async with httpx.AsyncClient(transport=httpx.MockTransport(send)) as http_client:
        admin = AuthPIAdmin(api_key=api.key, http_client=http_client)
        # --8<-- [start:malformed]
        from authpi_admin import MalformedResponseError

        try:
            me = await admin.whoami()
            print(me.type)
        except MalformedResponseError as error:
            print(error.error_description)  # the body is not JSON
        # --8<-- [end:malformed]


async def invalid(issuer: IssuerScope) -> None:
    # --8<-- [start:invalid]
    from authpi_admin import ValidationError

    try:
        await issuer.users.create({})
    except (ValidationError, ValueError, TypeError) as error:
        print(type(error).__name__)  # ValueError
    # --8<-- [end:invalid]


async def attributes(api: CoreAPI) -> None:
    def send(_: httpx.Request) -> httpx.Response:
        return httpx.Response(503, text="<html>")

    async with httpx.AsyncClient(transport=httpx.MockTransport(send)) as http_client:
        admin = AuthPIAdmin(
            api_key=api.key,
            account_id="acc_1",
            http_client=http_client,
            retries=False,
        )
        # --8<-- [start:attributes]
        from authpi_admin import ApiError

        try:
            await admin.issuers.list()
        except ApiError as error:
            print(error.error)  # service_unavailable
            # An error of the API has a body with the member `error`.
            if '"error"' not in (error.raw_body or ""):
                print("an error of a proxy")  # an error of a proxy
        # --8<-- [end:attributes]


async def messages(issuer: IssuerScope) -> None:
    # --8<-- [start:messages]
    from authpi_admin import NotFoundError

    try:
        await issuer.users.get("usr_unknown")
    except NotFoundError as error:
        print(error.error_description)  # The user does not exist.
    # --8<-- [end:messages]


async def timeouts(api: CoreAPI) -> None:
    # --8<-- [start:timeouts]
    http_client = httpx.AsyncClient(timeout=httpx.Timeout(5, read=60))
    admin = AuthPIAdmin(
        api_key=api.key, http_client=http_client, timeout=http_client.timeout
    )
    # --8<-- [end:timeouts]
    print((await admin.whoami()).type)  # api_key
    await http_client.aclose()


async def options(api: CoreAPI) -> None:
    # --8<-- [start:options]
    admin = AuthPIAdmin(
        api_key=api.key,
        timeout=600,  # not None: a request cannot wait forever
        # These keys, and "budget".
        retries={"limit": 5, "delay": 0.5, "backoff": "linear"},
    )
    # --8<-- [end:options]
    await admin.close()


async def writes(api: CoreAPI) -> None:
    # --8<-- [start:writes]
    async with AuthPIAdmin(api_key=api.key) as admin:
        never_repeated = admin.with_options(retries=False)
        await never_repeated.issuers.create({"name": "Staging"})
    # --8<-- [end:writes]


async def body_types(admin: AuthPIAdmin) -> None:
    # --8<-- [start:body-types]
    from authpi_admin.types import NewWebhookInput

    payload: NewWebhookInput = {
        "name": "Lifecycle",
        "url": "https://example.com/hook",
        "auth": {"type": "bearer"},
        "events": ["user.created"],
    }
    webhook = await admin.webhooks.create(payload)
    print(webhook.name)  # Lifecycle
    # --8<-- [end:body-types]


async def body_extra(issuer: IssuerScope) -> None:
    # --8<-- [start:body-extra]
    from authpi_admin.types import NewUserInput, UserProfileInput, with_extra

    profile = with_extra(UserProfileInput(), {"locale": "en"})
    body = NewUserInput(username_type="unique-name", username="bob", profile=profile)
    user = await issuer.users.create(body)
    print(user.profile.model_extra)  # {'locale': 'en'}
    # --8<-- [end:body-extra]


async def mocks(issuer: IssuerScope) -> None:
    page = Page(data=[await issuer.get()], has_more=False)
    # --8<-- [start:mocks]
    from authpi_admin.testing import mock_admin

    admin = mock_admin()
    admin.issuers.list.return_value = page
    print((await admin.issuers.list())[0].name)  # Default
    # --8<-- [end:mocks]


async def requests(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    account_id = (await issuer.get()).account_id
    # --8<-- [start:requests]
    from authpi_core import operations

    issuers = await operations.issuers_list(admin.core, account_id, limit=5)
    print(len(issuers))  # 1
    # --8<-- [end:requests]


async def models(api: CoreAPI) -> None:
    # --8<-- [start:models]
    async with api.client() as admin:  # api = CoreAPI()
        user = await admin.issuer(api.issuer_id).users.create(
            {"email": "alice@example.com"}
        )
        print(user.username)  # alice@example.com
    # --8<-- [end:models]
