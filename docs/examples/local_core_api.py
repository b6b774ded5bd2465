"""A local Core API: served over HTTP, without a socket, and steered by a test."""

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI


async def serve(api: CoreAPI) -> None:
    # --8<-- [start:serve]
    from authpi_admin.testing import CoreAPI

    api = CoreAPI()
    with api.serve() as url:  # HTTP on loopback, in a thread; `port=` for a fixed one
        async with AuthPIAdmin(
            api_key=api.key, account_id=api.account_id, base_url=url
        ) as admin:
            print((await admin.whoami()).type)  # api_key
    # --8<-- [end:serve]


async def mount(api: CoreAPI) -> None:
    # --8<-- [start:mount]
    import httpx

    from authpi_admin.testing import CoreAPI

    api = CoreAPI()
    http_client = httpx.AsyncClient(transport=httpx.ASGITransport(app=api))
    async with AuthPIAdmin(
        api_key=api.key,
        account_id=api.account_id,
        base_url=api.base_url,
        http_client=http_client,
    ) as admin:
        await admin.issuers.create({"name": "Test"})
        print(len(await admin.issuers.list()))  # 2
    # --8<-- [end:mount]


async def steer(api: CoreAPI) -> None:
    # --8<-- [start:steer]
    from authpi_admin.testing import CoreAPI

    api = CoreAPI()
    admin = api.client()
    issuer = admin.issuer(api.issuer_id)

    ids = api.seed(users=1_000)["users"]
    print(len(await issuer.users.list_all().collect()))  # 1000

    session = api.sign_in(ids[0])  # a user signs in
    print((await issuer.sessions.get(session["id"])).status)  # active
    api.clock.advance(hours=25)  # time passes
    print((await issuer.sessions.get(session["id"])).status)  # expired
    newcomer = api.sign_up("bob@example.com", first_name="Bob")  # waits for approval
    await issuer.approvals.update(newcomer["id"], {"status": "active"})

    organization = await issuer.organizations.create({"name": "Acme"})
    scope = issuer.organization(organization.id)
    invitation = await scope.invitations.create(
        {"email_invited": "carol@example.com", "scopes": ["member"]}
    )
    api.accept(invitation)  # as the invited person
    print(len(await scope.members.list()))  # 1

    token = api.access_token(ids[0], expires_in=3600)  # a user's bearer token
    api.expire(token)

    api.fail_next(status=503, times=2, retry_after=0)  # the next two requests fail
    await issuer.users.create({"email": "dave@example.com"})
    print([request.status for request in api.requests[-3:]])  # [503, 503, 201]

    api.drop_responses(1)  # the request is processed, and its response is lost
    await issuer.users.create({"email": "erin@example.com"})
    keys = [request.headers["idempotency-key"] for request in api.requests[-2:]]
    print(keys[0] == keys[1])  # True

    api.delay(0.01)  # seconds, for every response from now on
    await api.settled()  # wait until due webhook deliveries were attempted
    # --8<-- [end:steer]
