"""Clients of an issuer, their secrets, and how users sign in."""

from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def create(issuer: IssuerScope) -> None:
    # --8<-- [start:create]
    client = await issuer.clients.create(
        {
            "name": "Web shop",
            "application_type": "web",
            "settings": {"redirect_uris": ["https://shop.example.com/callback"]},
        }
    )
    secret = client.secret  # in this response only
    print(client.id[:2], client.confidential, bool(secret))  # c_ True True
    # --8<-- [end:create]


async def public(issuer: IssuerScope) -> None:
    # --8<-- [start:public]
    client = await issuer.clients.create(
        {"name": "Single-page application", "application_type": "spa"}
    )
    print(client.confidential, client.secret)  # False None
    # --8<-- [end:public]


async def rotate(issuer: IssuerScope) -> None:
    client_id = (
        await issuer.clients.create({"name": "Web shop", "application_type": "web"})
    ).id
    # --8<-- [start:rotate]
    rotated = await issuer.clients.rotate_secret(client_id)
    print(bool(rotated.secret))  # True
    # --8<-- [end:rotate]


async def list_clients(issuer: IssuerScope) -> None:
    await issuer.clients.create({"name": "Web shop", "application_type": "web"})
    # --8<-- [start:list]
    async for client in issuer.clients.list_all(status="active", name="shop"):
        print(client.name, client.type)
    # --8<-- [end:list]


async def disable(issuer: IssuerScope) -> None:
    client_id = (
        await issuer.clients.create({"name": "Web shop", "application_type": "web"})
    ).id
    # --8<-- [start:disable]
    updated = await issuer.clients.update(client_id, {"status": "disabled"})
    print(updated.status)  # disabled
    # --8<-- [end:disable]


async def auth_methods(issuer: IssuerScope) -> None:
    # --8<-- [start:auth-methods]
    method = await issuer.auth_methods.create(
        {"method": "password", "name": "Password", "enabled": True}
    )
    await issuer.auth_methods.update(method.id, {"enabled": False})
    for row in await issuer.auth_methods.list():
        print(row.method, row.enabled)  # password False
    # --8<-- [end:auth-methods]


async def introspect(issuer: IssuerScope, api: CoreAPI) -> None:
    user_id = api.seed(users=1)["users"][0]
    access_token = api.access_token(user_id)
    # --8<-- [start:introspect]
    token = await issuer.tokens.introspect({"token": access_token})
    print(token.active, token.sub == user_id)  # True True
    # --8<-- [end:introspect]


async def session_lifetimes(issuer: IssuerScope) -> None:
    # --8<-- [start:sessions]
    from authpi_admin import edit
    from authpi_admin.types import (
        Issuer,
        IssuerAccessSettingsInput,
        IssuerSessionSettingsInput,
        IssuerSettingsInput,
        UpdateIssuerInput,
        with_extra,
    )

    def shorten(issuer: Issuer) -> UpdateIssuerInput:
        settings = issuer.settings.model_dump(exclude_unset=True)
        sessions = IssuerSessionSettingsInput(max_age=24 * 3600, idle_timeout=1800)
        access = IssuerAccessSettingsInput(sessions=sessions)
        access = with_extra(access, settings.get("access") or {})
        return {"settings": with_extra(IssuerSettingsInput(access=access), settings)}

    updated = await edit(issuer, shorten)
    if updated.settings.access and updated.settings.access.sessions:
        print(updated.settings.access.sessions.max_age)  # 86400
    # --8<-- [end:sessions]
